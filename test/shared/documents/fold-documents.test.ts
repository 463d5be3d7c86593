import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedEvent } from '@shared/consent/event'
import { noticeInForce } from '@shared/capture/catalogue'
import { documentsHash, foldDocuments } from '@shared/documents/fold-documents'
import { noticeHash } from '@shared/proof/canonical'
import { PurposeId, SubjectId } from '@shared/terms/ids'
import { PlainDate, instantFrom, statedAt } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import { jonas, mara, offers, proposed, rejected, released, retired } from '../../builders/documents'

const fold = (...facts: RecordedEvent[]) => foldDocuments(facts, catalogue)
const idsIn = (...facts: RecordedEvent[]) => fold(...facts).catalogue.notices.map(({ id }) => id as string)
const stateOf = (...facts: RecordedEvent[]) =>
  fold(...facts).proposals.map((one) => (one.state === 'proposed' ? `proposed ${one.why ?? 'open'}` : one.state))
const changed = (fact: RecordedEvent, event: Partial<RecordedEvent['event']>): RecordedEvent =>
  ({ ...fact, event: { ...fact.event, ...event } }) as RecordedEvent

describe('four eyes', () => {
  test('nothing is in use because somebody proposed it', () => {
    expect(stateOf(proposed())).toEqual(['proposed open'])
    expect(idsIn(proposed())).not.toContain('offers.3.de')
  })
  test('a second operator releases it, in all its languages, for the day it names', () => {
    const proposal = proposed()
    const { catalogue: then } = fold(proposal, released(proposal))
    expect(stateOf(proposal, released(proposal))).toEqual(['released'])
    expect(noticeInForce(then, 'offers', 'fr', '2026-11-30').id).toBe('offers.2.fr')
    expect(noticeInForce(then, 'offers', 'fr', '2026-12-01').id).toBe('offers.3.fr')
  })
  test('whoever proposed it does not', () => {
    const proposal = proposed()
    expect(stateOf(proposal, released(proposal, 5, mara))).toEqual(['proposed same-operator'])
    expect(idsIn(proposal, released(proposal, 5, mara))).not.toContain('offers.3.de')
  })
  test('a release of other bytes is none: one comma is another text', () => {
    const proposal = proposed()
    const comma = offers(3, { title: 'Dürfen wir Sie, kontaktieren?' })
    expect(stateOf(proposal, released(proposal, 5, jonas, comma))).toEqual(['proposed other-documents'])
  })
  test('the second pair of eyes is needed even if the first release was void', () => {
    const proposal = proposed()
    expect(stateOf(proposal, released(proposal, 4, mara), released(proposal, 5, jonas))).toEqual(['released'])
  })
  test('facts about somebody else change nothing', () => {
    const proposal = proposed()
    const stranger = { subject: SubjectId.parse('00000000-0000-4000-8000-0000000000f1') }
    expect(fold(changed(proposal, stranger), changed(released(proposal), stranger)).proposals).toEqual([])
  })
})

describe('a no, and a doubt', () => {
  test('a rejection ends it, with its reason', () => {
    const proposal = proposed()
    expect(fold(proposal, rejected(proposal)).proposals).toMatchObject([
      { state: 'rejected', reason: 'The address is missing', rejectedBy: jonas },
    ])
    expect(stateOf(proposal, rejected(proposal, 3), released(proposal, 5))).toEqual(['rejected'])
  })
  test('rejected and released at one moment: not released', () => {
    const proposal = proposed()
    expect(stateOf(proposal, rejected(proposal, 5), released(proposal, 5))).toEqual(['rejected'])
  })
  test('a rejection surely after the release comes too late: released words are retired, not rejected', () => {
    const proposal = proposed()
    expect(stateOf(proposal, rejected(proposal, 6), released(proposal, 5))).toEqual(['released'])
  })
  test('nobody releases words for a day that is over', () => {
    const yesterday = proposed(offers(3, { activeFrom: PlainDate.parse('2026-11-24') }))
    expect(stateOf(yesterday, released(yesterday))).toEqual(['proposed too-late'])
    const today = proposed(offers(3, { activeFrom: PlainDate.parse('2026-11-25') }))
    expect(stateOf(today, released(today))).toEqual(['released'])
  })
  test('a text with something hard against it is not in use, whoever released it', () => {
    const nowhere = proposed(offers(3, { withdrawal: 'Danke.' }))
    expect(stateOf(nowhere, released(nowhere))).toEqual(['proposed faulty'])
    const alone = proposed(offers().slice(0, 1))
    expect(stateOf(alone, released(alone))).toEqual(['proposed faulty'])
  })
  test('under an earlier table of rules it was judged then, and stays', () => {
    const nowhere = proposed(offers(3, { withdrawal: 'Danke.' }))
    expect(stateOf(nowhere, changed(released(nowhere), { linter: 0 }))).toEqual(['released'])
  })
})

describe('what was released never changes', () => {
  test('a version that stands in the resources cannot be taken', () => {
    const again = proposed(offers(2))
    expect(stateOf(again, released(again))).toEqual(['proposed faulty'])
  })
  test('of two with one version the first released is it', () => {
    const [one, two] = [proposed(), proposed(offers(3, { title: 'Andere Worte?' }), 1)]
    const { catalogue: then } = fold(two, released(two, 9), one, released(one, 8))
    expect(stateOf(one, two, released(one, 8), released(two, 9))).toEqual(['released', 'proposed faulty'])
    expect(then.notices.filter(({ id }) => id === 'offers.3.de')).toHaveLength(1)
    expect(then.notices.find(({ id }) => id === 'offers.3.de')?.title).not.toBe('Andere Worte?')
  })
  test('two released at one moment: neither', () => {
    const [one, two] = [proposed(), proposed(offers(3, { title: 'Andere Worte?' }), 1)]
    expect(stateOf(one, two, released(one, 8), released(two, 8))).toEqual(['proposed faulty', 'proposed faulty'])
  })
  test('a purpose comes with the words that ask it, and names its first day', () => {
    const purpose = { ...catalogue.purposes.find(({ id }) => id === 'offers'), version: 2 } as never
    const questions = [
      {
        purpose: PurposeId.parse('offers'),
        purposeVersion: 2,
        channels: ['email' as const],
        text: 'Ich bin einverstanden, dass Muster GmbH mich kontaktiert per',
        separate: false,
      },
    ]
    const without = proposed([...offers(3, { questions }), { kind: 'purpose', purpose }])
    expect(stateOf(without, released(without))).toEqual(['proposed faulty'])
  })
})

describe('retiring', () => {
  test('takes words out of use from its day on, and one operator is enough', () => {
    const { catalogue: then, retired: days } = fold(retired(['offers.2.fr'], '2026-12-24'))
    expect(noticeInForce(then, 'offers', 'fr', '2026-12-23').id).toBe('offers.2.fr')
    expect(noticeInForce(then, 'offers', 'fr', '2026-12-24').id).toBe('offers.1.fr')
    expect([...days.values()]).toMatchObject([{ on: '2026-12-24', reason: 'Replaced', by: mara }])
  })
  test('never reaches back before it was said', () => {
    const { catalogue: then } = fold(retired(['offers.2.fr'], '2026-02-01'))
    expect(then.notices.find(({ id }) => id === 'offers.2.fr')?.retiredOn).toBe('2026-11-25')
  })
  test('changes no hash: what people signed is still what they signed', () => {
    const { catalogue: then } = fold(retired(['offers.2.fr'], '2026-12-24'))
    const hashOf = (one: typeof catalogue) => one.notices.filter(({ id }) => id === 'offers.2.fr').map(noticeHash)
    expect(hashOf(then)).toEqual(hashOf(catalogue))
  })
  test('the earliest day counts', () => {
    const { retired: days } = fold(retired(['offers.2.fr'], '2027-02-01'), retired(['offers.2.fr'], '2027-01-01'))
    expect([...days.values()]).toMatchObject([{ on: '2027-01-01' }])
  })
})

test('the order in which facts arrive, and how often, never changes the answer', () => {
  const versions = [offers(3), offers(3, { title: 'Andere Worte?' }), offers(4), offers(5, { withdrawal: 'Danke.' })]
  const history = fc
    .array(
      fc.record({
        which: fc.nat(versions.length - 1),
        by: fc.constantFrom(mara, jonas),
        acts: fc.array(
          fc.record({
            what: fc.constantFrom('release', 'reject', 'retire'),
            by: fc.constantFrom(mara, jonas),
            at: fc.integer({ min: 1, max: 6 }),
          }),
          { maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((proposals) =>
      proposals.flatMap(({ which, by, acts }) => {
        const proposal = proposed(versions[which], 0, by)
        return [
          proposal,
          ...acts.map((act) =>
            act.what === 'release'
              ? released(proposal, act.at, act.by)
              : act.what === 'reject'
                ? rejected(proposal, act.at, act.by)
                : retired([`offers.${3 + which}.de`], '2026-12-24', act.at, act.by),
          ),
        ]
      }),
    )
  fc.assert(
    fc.property(
      history.chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray([...facts, ...facts.slice(0, 2)], { minLength: facts.length }),
        ),
      ),
      ([facts, arrived]) => {
        fc.pre(facts.every(({ id }) => arrived.some((fact) => fact.id === id)))
        expect(foldDocuments(arrived, catalogue)).toEqual(foldDocuments(facts, catalogue))
        for (const one of foldDocuments(facts, catalogue).proposals)
          if (one.state === 'released') expect(one.releasedBy).not.toBe(one.proposedBy)
      },
    ),
    { numRuns: 150 },
  )
})

test('the hash is of the bytes, whatever the order of the keys', () => {
  const [first] = offers()
  if (first?.kind !== 'notice') throw new Error('a notice')
  const turned = { notice: Object.fromEntries(Object.entries(first.notice).reverse()), kind: 'notice' } as never
  expect(documentsHash([turned])).toBe(documentsHash([first]))
  expect(statedAt(instantFrom(0)).source).toBe('clock')
})
