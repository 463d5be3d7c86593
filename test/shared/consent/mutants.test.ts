import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { isYes } from '@shared/consent/event'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import { isPairFact } from '@shared/consent/subject-link'
import type { ContactPoint } from '@shared/terms/contact-point'
import { Instant, statedAt } from '@shared/terms/time'
import { anna, questionFrom } from '../../builders/facts'
import { rules } from '../../builders/rules'
import {
  type Rule,
  bothAgree,
  linkedAndUnlinkedIsAsBefore,
  noYesNoDoor,
  oneMoreNoOpensNoDoor,
  orderOfArrivalChangesNothing,
} from './permission-properties'
import { laptop, registerOf, server } from './two-stores'

/**
 * A property that no wrong rule fails guards nothing. Each rule here is ours with one plausible mistake, most of them
 * seen in products of others, and each is caught by the property that is there for it.
 */
const runs = { numRuns: 10_000, seed: 20261125 }
type Property = fc.IAsyncProperty<unknown[]>
const catches = async (property: Property): Promise<boolean> => (await fc.check(property, runs)).failed

/** Our rule over facts that were changed on the way in. */
const over =
  (change: (facts: readonly RecordedEvent[]) => readonly RecordedEvent[]): Rule =>
  (facts, asked) =>
    laptop(change(facts), asked)

const isNo = ({ type }: ConsentEvent): boolean =>
  type === 'consent-refused' ||
  type === 'consent-withdrawn' ||
  type === 'objection-raised' ||
  type === 'consent-revoked'

const changed = (told: RecordedEvent, event: Partial<ConsentEvent>): RecordedEvent => ({
  ...told,
  event: { ...told.event, ...event } as ConsentEvent,
})

describe('order of arrival', () => {
  test('catches a rule in which whatever was learned last counts', async () => {
    const lastLearned = over((facts) =>
      facts.map((told, at) => {
        const on = Instant.parse(`2026-02-01T00:00:${String(at).padStart(2, '0')}.000Z`)
        return changed(told, { stated: statedAt(on) })
      }),
    )
    expect(await catches(orderOfArrivalChangesNothing(lastLearned))).toBe(true)
  })

  test('catches a rule that forgets what came before a merge', async () => {
    const newestRecordWins = over((facts) => {
      const at = facts.findIndex(({ event }) => event.type === 'subjects-found-same')
      return at < 0 ? facts : facts.filter((told, i) => i >= at || !isNo(told.event))
    })
    expect(await catches(orderOfArrivalChangesNothing(newestRecordWins))).toBe(true)
  })
})

describe('one more no', () => {
  test('catches a rule in which a new no replaces the earlier ones', async () => {
    const onlyTheNewest = over((facts) => {
      const last = facts.findLast(({ event }) => isNo(event))
      return facts.filter((told) => !isNo(told.event) || told === last)
    })
    expect(await catches(oneMoreNoOpensNoDoor(onlyTheNewest))).toBe(true)
  })

  test('catches a rule that takes a withdrawal for the end of an objection', async () => {
    const withdrawnObjection = over((facts) => {
      const withdrawn = facts.some(({ event }) => event.type === 'consent-withdrawn')
      return withdrawn ? facts.filter(({ event }) => event.type !== 'objection-raised') : facts
    })
    expect(await catches(oneMoreNoOpensNoDoor(withdrawnObjection))).toBe(true)
  })
})

describe('no yes, no door', () => {
  const allTo = (facts: readonly RecordedEvent[], contactPoint: ContactPoint): RecordedEvent[] =>
    facts.map((told) =>
      isYes(told.event) && told.event.contactPoint.kind === contactPoint.kind ? changed(told, { contactPoint }) : told,
    )

  test('catches a rule in which a new number inherits the old yes', async () => {
    const inherited: Rule = (facts, asked) => laptop(allTo(facts, questionFrom(asked).contactPoint), asked)
    expect(await catches(noYesNoDoor(inherited))).toBe(true)
  })

  test('catches a rule in which a yes to one purpose serves another', async () => {
    const reused: Rule = (facts, asked) => {
      const { purpose } = questionFrom(asked)
      const renamed = facts.map((told) => {
        if (!isYes(told.event)) return told
        const [notice] = rules.catalogue.notices.filter(({ questions }) =>
          questions.some((one) => one.purpose === purpose),
        )
        if (!notice) return told
        return changed(told, { purpose, notice: { ...told.event.notice, id: notice.id, language: notice.language } })
      })
      return laptop(renamed, asked)
    }
    expect(await catches(noYesNoDoor(reused))).toBe(true)
  })

  test('catches a rule that takes a possible duplicate for the person', async () => {
    const merged = over((facts) =>
      facts.map((told) =>
        told.event.type === 'subjects-may-be-same' ? changed(told, { type: 'subjects-found-same' }) : told,
      ),
    )
    expect(await catches(noYesNoDoor(merged))).toBe(true)
  })

  test('catches a rule that calls a contact point theirs, and so asked for, because it was added', async () => {
    const added = over((facts) => [
      ...facts,
      ...facts.flatMap(({ event, ...told }) => {
        const first = facts.find((one) => isYes(one.event))
        if (event.type !== 'contact-point-added' || !first || !isYes(first.event)) return []
        const { contactPoint, subject, stated } = event
        if (contactPoint.kind !== first.event.contactPoint.kind) return []
        return [{ ...told, event: { ...first.event, contactPoint, subject, stated } }]
      }),
    ])
    expect(await catches(noYesNoDoor(added))).toBe(true)
  })
})

describe('link and unlink', () => {
  test('catches a rule in which a merge is for ever', async () => {
    const forEver = over((facts) => facts.filter(({ event }) => event.type !== 'pair-decision-taken-back'))
    expect(await catches(linkedAndUnlinkedIsAsBefore(forEver))).toBe(true)
  })

  test('catches a rule that gives everything to one of the two when they are merged', async () => {
    const rewritten = over((facts) => {
      const link = facts.find(({ event }) => event.type === 'subjects-found-same')?.event
      if (link?.type !== 'subjects-found-same') return facts
      return facts.map((told) => (isPairFact(told.event) ? told : changed(told, { subject: link.subject })))
    })
    expect(await catches(linkedAndUnlinkedIsAsBefore(rewritten))).toBe(true)
  })
})

describe('laptop and server', () => {
  const serverOver =
    (change: (source: ReturnType<typeof registerOf>) => ReturnType<typeof registerOf>): Rule =>
    async (facts, asked) =>
      effectivePermission(
        await gatherRecord(asked.subject ?? anna, change(registerOf(facts))),
        rules,
        questionFrom(asked),
      )

  test('catches a server that does not find a no by the number it names', async () => {
    const deaf = serverOver((source) => ({ ...source, noesNaming: async () => [] }))
    expect(await catches(bothAgree(laptop, deaf))).toBe(true)
  })

  test('catches a server that finds a pair under one of the two only', async () => {
    const oneSided = serverOver((source) => ({
      ...source,
      aboutSubject: async (subject) =>
        (await source.aboutSubject(subject)).filter(({ event }) => event.subject === subject),
    }))
    expect(await catches(bothAgree(laptop, oneSided))).toBe(true)
  })

  test('catches a server of an earlier version that does not know of reports', async () => {
    const earlier: Rule = (facts, asked) =>
      server(
        facts.filter(({ event }) => event.type !== 'contact-point-reported'),
        asked,
      )
    expect(await catches(bothAgree(laptop, earlier))).toBe(true)
  })
})

test('the right rule, handed through the same wrappers, is caught by none', async () => {
  const same = over((facts) => facts)
  const few = { numRuns: 500, seed: 20261125 }
  for (const property of [orderOfArrivalChangesNothing, oneMoreNoOpensNoDoor, noYesNoDoor, linkedAndUnlinkedIsAsBefore])
    expect((await fc.check(property(same), few)).failed).toBe(false)
  expect((await fc.check(bothAgree(same, server), few)).failed).toBe(false)
})
