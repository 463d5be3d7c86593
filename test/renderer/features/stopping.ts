import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import type { SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import { fact, mailbox, mobile, offers, sourceOf } from '../../builders/facts'
import { rules } from '../../builders/rules'

export { anna, anna2, given, mailbox, mara, mobile } from '../../builders/facts'

/** What is known, and what was just said. */
export const registerOf = (facts: readonly RecordedEvent[], ...events: readonly ConsentEvent[]): RecordedEvent[] => [
  ...facts,
  ...events.map((event) => fact(event)),
]

export async function mayCall(
  facts: readonly RecordedEvent[],
  who: SubjectId,
  channel: 'phone' | 'email',
): Promise<boolean> {
  const record = await gatherRecord(who, sourceOf(facts))
  const on = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))
  const contactPoint = channel === 'phone' ? mobile : mailbox
  return effectivePermission(record, rules, { purpose: offers, channel, contactPoint, on }).kind === 'permitted'
}
