import fc from 'fast-check'
import { effectivePermission } from '@shared/consent/effective-permission'
import { type RecordedEvent, isYes } from '@shared/consent/event'
import { gatherRecord } from '@shared/consent/record'
import { type Reconsent, lifeEventsIn, reconsentFor } from '@shared/consent/reconsent'
import { pairState, pairsOf } from '@shared/consent/subject-link'
import {
  type Channel,
  type ContactPoint,
  channels,
  kindForChannel,
  sameContactPoint,
} from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import { surelyAfter } from '@shared/terms/time'
import { anna2, karl, offers, sourceOf } from '../../builders/facts'
import { rules } from '../../builders/rules'
import { registerOf } from './two-stores'
import { points, steps, today, walk } from './write-paths'

export type Reading = (facts: readonly RecordedEvent[]) => readonly RecordedEvent[]
const asIs: Reading = (facts) => facts
export type Sheet = typeof reconsentFor

/** Nothing is open for a value unless that very value was said yes to over that channel, by this very person. */
export const opensOnlyWhatWasSaid = (read = asIs): fc.IAsyncProperty<unknown[]> =>
  fc.asyncProperty(steps, asker, async (taken, { subject, onServer }) => {
    const facts = walk(taken)
    const one = pairState(pairsOf(anna2, facts).get(karl) ?? []) === 'same'
    const record = await gatherRecord(subject, (onServer ? registerOf : sourceOf)(read(facts)))
    for (const contactPoint of points)
      for (const channel of channels.filter((way) => kindForChannel(way) === contactPoint.kind)) {
        const asked = { purpose: offers, channel, contactPoint, on: today }
        if (effectivePermission(record, rules, asked).kind === 'not-permitted') continue
        const said = facts.some(
          ({ event }) =>
            isYes(event) &&
            (event.subject === subject || one) &&
            event.channel === channel &&
            sameContactPoint(event.contactPoint, contactPoint),
        )
        if (!said) return false
      }
    return true
  })

/** Who asks about whom: a laptop, or one time in four a server, whose store is built another way. */
const asker = fc.record({
  subject: fc.constantFrom(anna2, anna2, anna2, karl),
  onServer: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})

/** The sheet goes only where nothing was said against it, and where e-mail, call or SMS go, a yes to that very value. */
export const goesOnlyWhereAllowed = (
  sheetFor: Sheet = reconsentFor,
  seen: (sheet: Reconsent) => void = () => undefined,
): fc.IAsyncProperty<unknown[]> =>
  fc.asyncProperty(steps, asker, async (taken, { subject }) => {
    const facts = walk(taken)
    const record = await gatherRecord(subject, sourceOf(facts))
    const sheet = sheetFor(record, rules, lifeEventsIn(record), { on: today })
    if (!sheet) return true
    seen(sheet)
    const theirs = (one: SubjectId) => one === subject || record.same.has(one) || record.possible.has(one)
    const dead = facts.some(({ event }) => event.type === 'subject-died' && theirs(event.subject))
    if (dead && sheet.routes.length > 0) return false
    return sheet.routes.every(
      (route) => route.way === 'in-person' || !isDenied(facts, route.way, route.to, record.same, theirs),
    )
  })

/** Written from what people said, without the rule: a no that no later yes answers, or no yes where there must be one. */
function isDenied(
  facts: readonly RecordedEvent[],
  channel: Channel,
  to: ContactPoint,
  same: ReadonlySet<SubjectId>,
  theirs: (one: SubjectId) => boolean,
): boolean {
  const yeses = facts.flatMap(({ event }) =>
    isYes(event) && same.has(event.subject) && event.channel === channel && sameContactPoint(event.contactPoint, to)
      ? [event]
      : [],
  )
  if (channel !== 'post' && yeses.length === 0) return true
  const noes = facts.filter(({ event, act }) => {
    if (event.type === 'consent-refused')
      // On one sheet, a no to another number leaves the yes to this one alone.
      return (
        theirs(event.subject) &&
        event.channel === channel &&
        !(
          event.contactPoint !== null &&
          !sameContactPoint(event.contactPoint, to) &&
          facts.some(
            (yes) =>
              yes.act === act &&
              isYes(yes.event) &&
              yes.event.channel === channel &&
              sameContactPoint(yes.event.contactPoint, to),
          )
        )
      )
    if (event.type !== 'consent-withdrawn' && event.type !== 'objection-raised') return false
    const { channels: ways, contactPoints } = event.reach
    if (ways !== 'all' && !ways.includes(channel)) return false
    if (contactPoints === 'all') return theirs(event.subject)
    return contactPoints.some((one) => sameContactPoint(one, to))
  })
  return noes.some(({ event }) => !yeses.some((yes) => surelyAfter(yes.stated, event.stated)))
}
