import { describe, expect, test } from 'vitest'
import type { EffectivePermission } from '@shared/consent/effective-permission'
import type { Rules } from '@shared/consent/question'
import type { RecordedEvent } from '@shared/consent/event'
import { type EvidenceId, NoticeId } from '@shared/terms/ids'
import { Instant, PlainDate } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import {
  type GivenSaying,
  address,
  anna2,
  evidence,
  foundDifferent,
  foundSame,
  given,
  karl,
  mailbox,
  mayBeSame,
  mayContact,
  mobile,
  newMobile,
  objected,
  offers,
  pointAdded,
  pointEnded,
  refused,
  takenBack,
  withdrawn,
} from '../../builders/facts'
import {
  circumstance,
  claimed,
  confirmationLapsed,
  confirmationSent,
  confirmed,
  employerChanged,
  invalidated,
  marked,
  registered,
} from '../../builders/life-facts'
import { profiles, rules } from '../../builders/rules'

/** The cases of the domain by their numbers. Each says what is given, what is asked, and what must come out. */
const permitted = { kind: 'permitted' }
const denied = (why: string) => ({ kind: 'not-permitted', why })
const code = (answer: EffectivePermission): string | undefined => answer.reasons[0]?.code
const bySheet: GivenSaying = {
  with: { evidence: [evidence('web-form', '3')], chosenBy: 'data-subject-in-web-form' },
}

/** The notices, with changes to some of them. */
const withNotices = (change: (notice: Rules['catalogue']['notices'][number]) => object): Rules => ({
  ...rules,
  catalogue: { ...catalogue, notices: catalogue.notices.map((notice) => ({ ...notice, ...change(notice) })) },
})

describe('what was said', () => {
  test('golden case 1: nothing was ever said, so the answer is no', async () => {
    const answer = await mayContact([registered('2026-01-01')])
    expect(answer).toMatchObject({ ...denied('never-asked'), because: null, basis: null, proofs: [] })
    expect(code(answer)).toBe('B0')
    expect(answer.cure).toMatchObject({ kind: 'ask', ways: ['in-person', 'post'] })
  })

  test('golden case 2: a signed yes to a number opens that number, and names the fact it rests on', async () => {
    const yes = given('2026-03-01T10:00:00.000Z')
    expect(await mayContact([registered('2026-01-01'), yes])).toMatchObject({
      ...permitted,
      basis: 'consent',
      because: yes.id,
      proofs: [yes.id],
      until: '2028-03-01',
      contactPoint: mobile,
      rulesVersion: '2/DE.2021-10-01',
    })
  })

  test('golden case 3: a changed number has no permission, and the old one is no longer theirs', async () => {
    const yes = given('2026-03-01')
    const facts = [yes, pointEnded('2026-04-01', mobile), pointAdded('2026-04-01', newMobile)]
    const answer = await mayContact(facts, { contactPoint: newMobile })
    expect(answer).toMatchObject({ ...denied('other-contact-point'), because: yes.id })
    expect(code(answer)).toBe('V2')
    expect(answer.cure).toEqual({ kind: 'ask', ways: ['in-person', 'post'], others: [] })
    expect(await mayContact(facts)).toMatchObject(denied('contact-point-ended'))
  })

  test('golden case 4: a number edited back is the number the yes was for', async () => {
    const facts = [
      given('2026-03-01'),
      pointEnded('2026-04-01T10:00:00.000Z', mobile, 'typing-error'),
      pointAdded('2026-04-01T10:00:00.000Z', newMobile),
      pointEnded('2026-04-02T10:00:00.000Z', newMobile, 'typing-error'),
      pointAdded('2026-04-02T10:00:00.000Z', mobile),
    ]
    expect(await mayContact(facts)).toMatchObject(permitted)
  })

  test('golden case 5: a yes to a mailbox that nobody has confirmed is pending', async () => {
    const yes = given('2026-03-01', { channel: 'email', ...bySheet })
    const facts = [yes, confirmationSent('2026-03-01T11:00:00.000Z', yes, 'double-opt-in')]
    const answer = await mayContact(facts, { channel: 'email' })
    expect(answer).toMatchObject({ ...denied('unconfirmed'), because: yes.id, cure: { kind: 'await-confirmation' } })
    expect(code(answer)).toBe('V6')
    const lapsed = [...facts, confirmationLapsed('2026-03-08T11:00:00.000Z', yes, 'double-opt-in')]
    expect(await mayContact(lapsed, { channel: 'email' })).toMatchObject(denied('confirmation-lapsed'))
  })

  test('golden case 6: the confirmed mailbox proves nothing about the number on the same form', async () => {
    const toMailbox = given('2026-03-01', { channel: 'email', act: 6001, ...bySheet })
    const toNumber = given('2026-03-01', { channel: 'phone', act: 6001, ...bySheet })
    const answered = confirmed('2026-03-01T12:00:00.000Z', toMailbox, 'double-opt-in')
    const facts = [
      registered('2026-01-01'),
      toMailbox,
      toNumber,
      confirmationSent('2026-03-01T11:00:00.000Z', toMailbox, 'double-opt-in'),
      answered,
    ]
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject({
      ...permitted,
      proofs: [toMailbox.id, answered.id],
    })
    const answer = await mayContact(facts)
    expect(answer).toMatchObject({ ...denied('unconfirmed'), because: toNumber.id })
    expect(answer.citations.map(({ id }) => id)).toContain('bgh-i-zr-164-09')
    // Not even if somebody writes the number into the confirmation of the mail.
    const stretched = confirmed('2026-03-01T12:00:00.000Z', toNumber, 'double-opt-in', { contactPoint: mobile })
    expect(await mayContact([...facts, stretched])).toMatchObject(denied('unconfirmed'))
    // A call back does.
    expect(await mayContact([...facts, confirmed('2026-03-02T12:00:00.000Z', toNumber, 'call-back')])).toMatchObject(
      permitted,
    )
  })

  test('golden case 7: withdrawing SMS leaves the e-mail open', async () => {
    const facts = [
      given('2026-03-01', { channel: 'email' }),
      given('2026-03-01', { channel: 'sms' }),
      withdrawn('2026-03-10', { channels: ['sms'] }),
    ]
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject(permitted)
    const answer = await mayContact(facts, { channel: 'sms' })
    expect(answer).toMatchObject(denied('withdrawn'))
    expect(code(answer)).toBe('V12')
    expect(answer.cure?.ways).toEqual(['in-person', 'email', 'post'])
  })
})

describe('whose words they are', () => {
  const hers = given('2026-03-01', { subject: anna2 })
  const doubt = mayBeSame(anna2, karl)
  const her = registered('2026-01-01', {}, anna2)

  test('golden case 8: an objection on a possible duplicate blocks until a person says they are two', async () => {
    const no = objected('2026-03-10', {}, karl)
    const answer = await mayContact([hers, doubt, no], { subject: anna2 })
    expect(answer).toMatchObject({ ...denied('objected'), because: no.id, onPossibleDuplicate: true })
    expect(code(answer)).toBe('V13')
    expect(answer.cure).toMatchObject({ kind: 'decide-duplicate', others: [karl], ways: ['in-person'] })
    expect(answer.losers).toContainEqual({ event: hers.id, code: 'V13', why: 'objected' })
  })

  test('golden case 8b: a yes surely later than the objection of a possible duplicate stands either way', async () => {
    const later = given('2026-03-20', { subject: anna2 })
    const answer = await mayContact([her, later, doubt, objected('2026-03-10', {}, karl)], { subject: anna2 })
    expect(answer).toMatchObject({ ...permitted, because: later.id, tasks: ['decide-duplicate'] })
  })

  test('golden case 9: found different, they no longer answer for each other', async () => {
    const facts = [her, hers, doubt, objected('2026-03-10', {}, karl), foundDifferent(anna2, karl)]
    expect(await mayContact(facts, { subject: anna2 })).toMatchObject({ ...permitted, tasks: [] })
  })

  test('golden case 10: a link taken back restores the answer to the letter', async () => {
    const before = [hers, doubt, objected('2026-03-10', {}, karl)]
    const link = foundSame(anna2, karl)
    const answer = await mayContact(before, { subject: anna2 })
    expect(await mayContact([...before, link], { subject: anna2 })).toMatchObject({
      ...denied('objected'),
      onPossibleDuplicate: false,
    })
    const after = await mayContact([...before, link, takenBack(link)], { subject: anna2 })
    expect(JSON.stringify(after)).toBe(JSON.stringify(answer))
  })
})

describe('which of several statements counts', () => {
  test('golden case 11: a new signed yes after an objection opens its own channel and no other', async () => {
    const facts = [objected('2026-03-01'), given('2026-05-01')]
    expect(await mayContact(facts)).toMatchObject(permitted)
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject(denied('objected'))
  })

  test('golden case 12: a yes and a withdrawal of the same minute on two laptops: the no stands', async () => {
    const facts = [given('2026-03-01T10:00:00.000Z'), withdrawn('2026-03-01T10:00:00.000Z')]
    for (const channel of ['phone', 'email', 'sms', 'post'] as const)
      expect(await mayContact(facts, { channel })).toMatchObject(denied('withdrawn'))
  })

  test('golden case 13: a yes of 2021 that was never used has lapsed', async () => {
    const then = withNotices(() => ({ activeFrom: PlainDate.parse('2021-01-01') }))
    const facts = [registered('2021-01-01'), given('2021-05-03', { channel: 'email' })]
    const answer = await mayContact(facts, { channel: 'email' }, then)
    expect(answer).toMatchObject(denied('disused'))
    expect(code(answer)).toBe('V7')
    expect(answer.citations.map(({ id }) => id)).toEqual(['ag-muenchen-161-c-12736-22', 'de-uwg-7-3'])
    expect(answer.cure).toMatchObject({ kind: 'ask', ways: ['in-person', 'post'] })
  })
})

describe('the law of the day', () => {
  const french = registered('2020-01-01', { country: 'FR' })
  const on = (day: string, hour = '09:00') => ({ on: `${day}T${hour}:00.000Z` })

  test('golden case 14: France, no consent, not on Bloctel: the old law answers on 10 August 2026, the new one on the 11th', async () => {
    const facts = [french, circumstance('2026-07-01', 'bloctel-clear')]
    const under = { ...rules, switchedOn: ['fr-phone-bloctel'] }
    const before = await mayContact(facts, on('2026-08-10'), under)
    expect(before).toMatchObject({ ...permitted, basis: 'legitimate-interests', rulesVersion: '2/FR.2023-03-01' })
    const after = await mayContact(facts, on('2026-08-11'), under)
    expect(after).toMatchObject({ ...denied('never-asked'), rulesVersion: '2/FR.2026-08-11' })
    expect(after.citations.map(({ id }) => id)).toContain('fr-l223-1-from-2026-08-11')
    // The day begins at midnight in Paris, not in Greenwich.
    expect((await mayContact(facts, on('2026-08-10', '22:30'), under)).rulesVersion).toBe('2/FR.2026-08-11')
    // Off unless somebody switched it on.
    const off = await mayContact(facts, on('2026-08-10'))
    expect(off).toMatchObject(denied('never-asked'))
    expect(off.reasons.map(({ why }) => why)).toEqual(['never-asked', 'basis-off'])
  })

  test('golden case 15: France, a running contract and a related offer: at noon, but not at nine in the evening', async () => {
    const contract = circumstance('2026-01-01', 'running-contract', '2027-12-31')
    const facts = [french, contract, circumstance('2026-01-01', 'related-object')]
    const under = { ...rules, switchedOn: ['fr-phone-running-contract'] }
    expect(await mayContact(facts, on('2026-11-25', '11:00'), under)).toMatchObject({
      ...permitted,
      basis: 'contract',
      because: contract.id,
      until: '2027-12-31',
    })
    expect(await mayContact(facts, on('2026-11-25', '20:00'), under)).toMatchObject({
      kind: 'not-now',
      why: 'calling-hours',
      from: '2026-11-26T09:00:00.000Z',
    })
    expect(await mayContact(facts, on('2026-11-25', '11:00'))).toMatchObject(denied('never-asked'))
    expect(await mayContact([...facts, objected('2026-02-01')], on('2026-11-25', '11:00'), under)).toMatchObject(
      denied('objected'),
    )
  })

  test('golden case 16: a father signs for his son of twelve: no, unless he does it as the guardian', async () => {
    const son = registered('2026-01-01', { birth: '2014-02-01' })
    const answer = await mayContact([son, given('2026-03-01', { channel: 'email' })], { channel: 'email' })
    expect(answer).toMatchObject({ ...denied('too-young'), cure: { kind: 'ask-guardian' } })
    expect(code(answer)).toBe('V8')
    const asGuardian = (authority?: 'seen') =>
      given('2026-03-01', { channel: 'email', with: { statedBy: 'guardian', ...(authority ? { authority } : {}) } })
    expect(await mayContact([son, asGuardian()], { channel: 'email' })).toMatchObject(denied('authority-missing'))
    expect(await mayContact([son, asGuardian('seen')], { channel: 'email' })).toMatchObject(permitted)
    // In France a child below fifteen says it together with the parents.
    const inFrance = registered('2026-01-01', { birth: '2014-02-01', country: 'FR' })
    expect(await mayContact([inFrance, asGuardian('seen')], { channel: 'email' })).toMatchObject(
      denied('child-not-heard'),
    )
    const together = given('2026-03-01', {
      channel: 'email',
      with: { statedBy: 'guardian', authority: 'seen', jointly: true },
    })
    expect(await mayContact([inFrance, together], { channel: 'email' })).toMatchObject(permitted)
  })
})

describe('contact points that are not theirs alone', () => {
  test('golden case 17: the wife says yes for the mailbox they share: the husband is not asked for', async () => {
    const hers = given('2026-03-01', { subject: anna2, channel: 'email' })
    const shared = [marked('2026-01-01', mailbox, 'shared', karl), marked('2026-01-01', mailbox, 'shared', anna2), hers]
    const answer = await mayContact(shared, { subject: karl, channel: 'email' })
    expect(answer).toMatchObject(denied('shared-contact-point'))
    expect(code(answer)).toBe('V10')
    expect(await mayContact(shared, { subject: anna2, channel: 'email' })).toMatchObject(permitted)
    // Nor if they look like one person and nobody has decided.
    const alike = await mayContact([...shared, mayBeSame(anna2, karl)], { subject: karl, channel: 'email' })
    expect(alike).toMatchObject({ kind: 'not-permitted' })
    expect(alike.losers).toEqual([{ event: hers.id, code: 'V10', why: 'another-person' }])
  })

  test('golden case 18: who changes employer keeps neither the old nor the new business mailbox', async () => {
    const office = { kind: 'email' as const, value: 'keller@old-works.example' }
    const next = { kind: 'email' as const, value: 'keller@new-works.example' }
    const atHome = given('2026-03-01', { channel: 'email' })
    const facts = [
      marked('2026-01-01', office, 'business'),
      given('2026-03-01', { channel: 'email', contactPoint: office }),
      atHome,
      employerChanged('2026-06-01'),
      pointAdded('2026-06-02', next),
      marked('2026-06-02', next, 'business'),
    ]
    const old = await mayContact(facts, { channel: 'email', contactPoint: office })
    expect(old).toMatchObject(denied('employer-changed'))
    expect(code(old)).toBe('V10')
    expect(await mayContact(facts, { channel: 'email', contactPoint: next })).toMatchObject(
      denied('other-contact-point'),
    )
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject({ ...permitted, because: atHome.id })
  })
})

describe('paper, words and evidence', () => {
  const scan = evidence('scan', '5')

  test('golden case 19: an unclear tick is a no, and a task for the clerk', async () => {
    const answer = await mayContact([refused('2026-03-01', { unclear: true })])
    expect(answer).toMatchObject({ ...denied('unclear'), cure: { kind: 'confirm-reading', ways: [] } })
  })

  test('golden case 20: a clear tick on a sheet that lacks the signature it asks for proves nothing', async () => {
    const sheet = (signed?: boolean) =>
      given('2026-03-01', {
        with: {
          chosenBy: 'data-subject-on-paper',
          evidence: [scan, evidence('reading', '6')],
          ...(signed === undefined ? {} : { signed }),
        },
      })
    const answer = await mayContact([sheet(false)])
    expect(answer).toMatchObject(denied('unsigned'))
    expect(code(answer)).toBe('V5')
    expect(await mayContact([sheet(true)])).toMatchObject(permitted)
    // Facts written before the field existed were refused at the desk unless they were signed.
    expect(await mayContact([sheet()])).toMatchObject(permitted)
  })

  test('golden case 21: a flyer signed after its words were retired holds if only commas changed, and wants a look', async () => {
    const [first] = catalogue.notices.filter(({ id }) => id === 'offers.1.de')
    const retired = (material?: boolean): Rules => {
      const under = withNotices(({ id }) => (id === 'offers.1.de' ? { retiredOn: PlainDate.parse('2026-02-01') } : {}))
      if (!first) throw new Error('no such notice')
      const next = {
        ...first,
        id: NoticeId.parse('offers.2.de'),
        version: 2,
        activeFrom: PlainDate.parse('2026-02-01'),
        ...(material === undefined ? {} : { material }),
      }
      return { ...under, catalogue: { ...under.catalogue, notices: [...under.catalogue.notices, next] } }
    }
    const facts = [given('2026-03-01', { with: { chosenBy: 'data-subject-on-paper', evidence: [scan] } })]
    expect(await mayContact(facts, {}, retired())).toMatchObject({
      ...permitted,
      tasks: ['review-notice', 'country-unknown'],
    })
    const answer = await mayContact(facts, {}, retired(true))
    expect(answer).toMatchObject(denied('notice-retired'))
    expect(code(answer)).toBe('V3')
    expect(await mayContact([given('2026-01-20')], {}, retired(true))).toMatchObject(permitted)
  })

  test('golden case 22: one altered byte of the evidence closes the door and raises the alarm', async () => {
    const yes = given('2026-03-01', { with: { evidence: [evidence('rendered-view', '7'), evidence('ink', '8')] } })
    const found = (
      ...states: readonly ['intact' | 'altered' | 'missing', 'intact' | 'altered' | 'missing']
    ): Rules => ({
      ...rules,
      evidence: new Map<EvidenceId, 'intact' | 'altered' | 'missing'>([
        ['7'.repeat(64) as EvidenceId, states[0]],
        ['8'.repeat(64) as EvidenceId, states[1]],
      ]),
    })
    expect(await mayContact([yes], {}, found('intact', 'intact'))).toMatchObject({ ...permitted, evidence: 'checked' })
    const answer = await mayContact([yes], {}, found('altered', 'intact'))
    expect(answer).toMatchObject({ ...denied('evidence-altered'), cure: { kind: 'repair-evidence' } })
    expect(answer.tasks).toContain('evidence-alarm')
    expect(code(answer)).toBe('V5')
    expect(await mayContact([yes], {}, found('intact', 'missing'))).toMatchObject(denied('evidence-missing'))
    expect(await mayContact([yes], {}, { ...rules, evidence: new Map() })).toMatchObject(denied('evidence-missing'))
  })
})

describe('what is remembered of people we forgot', () => {
  const suppressed = [
    {
      since: Instant.parse('2026-02-01T00:00:00.000Z'),
      reason: 'erasure' as const,
      reach: { purposes: 'all' as const, channels: 'all' as const },
    },
  ]

  test('golden case 23: an erased person who comes back in a bought list is not contacted', async () => {
    const answer = await mayContact([registered('2026-04-01', {}, undefined, 'import')], { suppressed })
    expect(answer).toMatchObject({ ...denied('suppressed'), because: null })
    expect(code(answer)).toBe('S2')
    expect(answer.cure?.ways).toEqual(['in-person'])
  })

  test('golden case 24: an erased person who says yes in person opens just that', async () => {
    const facts = [registered('2026-04-01'), given('2026-04-01')]
    expect(await mayContact(facts, { suppressed })).toMatchObject(permitted)
    expect(await mayContact(facts, { suppressed, channel: 'email' })).toMatchObject(denied('suppressed'))
    const online = given('2026-04-01', {
      with: { chosenBy: 'data-subject-by-sms', evidence: [evidence('sms-reply', '9')] },
    })
    expect(await mayContact([online], { suppressed })).toMatchObject(denied('suppressed'))
  })
})

describe('what a yes was for', () => {
  test('golden case 25: a new recipient is a new purpose in all but name: the old yes does not cover it', async () => {
    const changed = (material: boolean): Rules => ({
      ...rules,
      catalogue: {
        ...catalogue,
        purposes: catalogue.purposes.flatMap((purpose) =>
          purpose.id === offers
            ? [purpose, { ...purpose, version: 2, material, effectiveFrom: PlainDate.parse('2026-06-01') }]
            : [purpose],
        ),
      },
    })
    const facts = [given('2026-03-01')]
    const answer = await mayContact(facts, {}, changed(true))
    expect(answer).toMatchObject(denied('purpose-changed'))
    expect(code(answer)).toBe('V1')
    expect(await mayContact(facts, { on: '2026-05-27T09:00:00.000Z' }, changed(true))).toMatchObject(permitted)
    expect(await mayContact(facts, {}, changed(false))).toMatchObject(permitted)
  })

  const listed = circumstance('2026-01-01', 'robinson-listed')
  const under = { ...rules, switchedOn: ['de-post'] }

  test('golden case 26: their own signed yes counts more than the Robinson list', async () => {
    const facts = [registered('2026-01-01'), listed, given('2026-03-01', { channel: 'post' })]
    expect(await mayContact(facts, { channel: 'post' }, under)).toMatchObject({ ...permitted, basis: 'consent' })
  })

  test('golden case 27: on the Robinson list and never asked: no letter', async () => {
    const facts = [registered('2026-01-01'), listed, circumstance('2026-01-01', 'robinson-clear')]
    const answer = await mayContact(facts, { channel: 'post' }, under)
    expect(answer).toMatchObject(denied('never-asked'))
    expect(answer.reasons).toContainEqual({ code: 'B1', why: 'condition-missing', event: listed.id })
    const clear = [registered('2026-01-01'), circumstance('2026-01-01', 'robinson-clear')]
    expect(await mayContact(clear, { channel: 'post' }, under)).toMatchObject({
      ...permitted,
      basis: 'legitimate-interests',
    })
    expect(
      await mayContact(clear, { channel: 'post', contactPoint: { ...address, value: 'Nirgends 1' } }, under),
    ).toMatchObject(denied('never-asked'))
  })

  test('golden case 28: "Optin=J" of a register we took over is unknown, and never a yes', async () => {
    const claim = claimed('2025-01-01')
    const answer = await mayContact([registered('2025-01-01', {}, undefined, 'import'), claim])
    expect(answer).toMatchObject({ ...denied('claimed-only'), because: claim.id, cure: { kind: 'ask' } })
    expect(code(answer)).toBe('V14')
  })

  test('golden case 29: a box ticked before the glass was handed over proves nothing', async () => {
    const handOver = (chosenAt: string) => ({
      handedOverAt: Instant.parse('2026-03-01T10:00:00.000Z'),
      chosenAt: Instant.parse(chosenAt),
    })
    const touched = (at: string): RecordedEvent => given('2026-03-01', { with: { handOver: handOver(at) } })
    const answer = await mayContact([touched('2026-03-01T09:59:59.000Z')])
    expect(answer).toMatchObject(denied('chosen-before-hand-over'))
    expect(code(answer)).toBe('V4')
    const theirs = touched('2026-03-01T10:00:30.000Z')
    expect(await mayContact([theirs])).toMatchObject(permitted)
    // Found out later, it never held.
    const found = await mayContact([theirs, invalidated('2026-09-01', theirs, 'chosen-by-operator')])
    expect(found).toMatchObject(denied('chosen-by-operator'))
  })
})

describe('the past', () => {
  test('golden case 30: asked about last year, it answers as of that day, by the rules of that day', async () => {
    const then = withNotices(() => ({ activeFrom: PlainDate.parse('2021-01-01') }))
    const yes = given('2025-03-01T10:00:00.000Z')
    const no = withdrawn('2025-09-01T10:00:00.000Z')
    const link = foundSame(anna2, karl)
    const facts = [registered('2025-01-01'), yes, no, link]
    const day = Instant.parse('2025-06-02T09:00:00.000Z')
    const asOf = { said: day, known: null }
    const answer = await mayContact(facts, { on: day, asOf }, then)
    expect(answer).toMatchObject({ ...permitted, because: yes.id, asOf, rulesVersion: '2/DE.2021-10-01' })
    expect(await mayContact(facts, {}, then)).toMatchObject(denied('withdrawn'))
    // What we could know: the facts of this test were all written down on 1 June 2026.
    const blind = { said: day, known: Instant.parse('2026-05-31T00:00:00.000Z') }
    expect(await mayContact(facts, { on: day, asOf: blind }, then)).toMatchObject(denied('never-asked'))
    // A sheet of that day whose hour nobody knows: a no may have been said by then, a yes must have been.
    const noon = Instant.parse('2025-06-02T12:00:00.000Z')
    const sheets = [given('2025-06-02'), registered('2025-01-01')]
    expect(await mayContact(sheets, { on: noon, asOf: { said: noon, known: null } }, then)).toMatchObject(
      denied('never-asked'),
    )
    expect(
      await mayContact([...facts, withdrawn('2025-06-02')], { on: noon, asOf: { said: noon, known: null } }, then),
    ).toMatchObject(denied('withdrawn'))
  })

  test('the profiles of this test are those that ship', () => {
    expect(profiles.map(({ country, from }) => `${country}.${from}`)).toEqual([
      'AT.2021-11-01',
      'CH.2023-09-01',
      'DE.2021-10-01',
      'FR.2023-03-01',
      'FR.2026-08-11',
    ])
  })
})
