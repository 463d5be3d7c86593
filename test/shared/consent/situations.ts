import type { RecordedEvent } from '@shared/consent/event'
import type { Rules } from '@shared/consent/question'
import type { Channel, ContactPoint } from '@shared/terms/contact-point'
import type { EvidenceId } from '@shared/terms/ids'
import {
  type GivenSaying,
  type Question,
  anna,
  anna2,
  evidence,
  foundDifferent,
  foundSame,
  given,
  karl,
  mayBeSame,
  mayContact,
  newsletter,
  objected,
  offers,
  pointAdded,
  pointEnded,
  pointFor,
  refused,
  revoked,
  withdrawn,
} from '../../builders/facts'
import {
  claimed,
  confirmationLapsed,
  confirmationSent,
  confirmed,
  corrected,
  died,
  employerChanged,
  invalidated,
  marked,
  movedAbroad,
  movedInCountry,
  nameChanged,
  registered,
  reported,
  restricted,
} from '../../builders/life-facts'
import { rules } from '../../builders/rules'
import type { Levels } from './pairwise'

/** Everything that may be so or not so when somebody asks whether a contact is allowed. */
export const factors = {
  yes: [
    'none',
    'claimed',
    'on-screen',
    'paper',
    'unsigned-paper',
    'web-form',
    'reply',
    'spoken-for',
    'unproven-guardian',
  ],
  value: ['same', 'other'],
  purpose: ['same', 'other'],
  country: ['DE', 'AT', 'CH', 'FR', 'unknown'],
  age: ['adult', 'child', 'unknown'],
  no: ['none', 'refused', 'withdrawn', 'withdrawn-elsewhere', 'objected', 'revoked', 'invalidated'],
  noWhen: ['before', 'at-once', 'after'],
  noWhose: ['own', 'possible', 'same', 'different', 'stranger-naming-it'],
  life: ['none', 'replaced', 'reported', 'moved', 'moved-abroad', 'employer', 'named', 'died', 'restricted'],
  lifeWhen: ['before', 'after'],
  confirmation: ['none', 'sent', 'answered', 'wrong-way', 'lapsed'],
  ends: ['never', 'passed', 'ahead'],
  files: ['not-checked', 'intact', 'altered', 'missing'],
  asked: ['this-year', 'years-later'],
} as const
export type Circumstances = Levels<typeof factors>
export type Situation = Circumstances & { readonly channel: Channel }

/** Only what leaves the door open, each by itself and any two together. */
export const mild = {
  ...factors,
  yes: ['on-screen', 'paper', 'web-form', 'reply', 'spoken-for'],
  value: ['same'],
  purpose: ['same'],
  age: ['adult', 'unknown'],
  no: ['none', 'refused', 'withdrawn', 'withdrawn-elsewhere', 'objected', 'revoked'],
  noWhen: ['before'],
  life: ['none', 'replaced', 'reported', 'moved', 'moved-abroad', 'employer', 'named'],
  lifeWhen: ['before'],
  confirmation: ['answered'],
  ends: ['never', 'ahead'],
  files: ['not-checked', 'intact'],
  asked: ['this-year'],
} as const satisfies { readonly [K in keyof typeof factors]: readonly (typeof factors)[K][number][] }

/** One thing each that closes the door, whatever else is so. */
export const flaws: readonly Partial<Circumstances>[] = [
  { yes: 'none' },
  { yes: 'claimed' },
  { yes: 'unsigned-paper' },
  { yes: 'unproven-guardian' },
  { value: 'other' },
  { purpose: 'other' },
  { age: 'child', yes: 'on-screen' },
  { no: 'withdrawn', noWhen: 'at-once', noWhose: 'own' },
  { no: 'withdrawn', noWhen: 'after', noWhose: 'stranger-naming-it' },
  { no: 'objected', noWhen: 'after', noWhose: 'possible' },
  { no: 'refused', noWhen: 'after', noWhose: 'same' },
  { no: 'revoked', noWhen: 'at-once', noWhose: 'own' },
  { no: 'invalidated' },
  { life: 'replaced', lifeWhen: 'after' },
  { life: 'reported', lifeWhen: 'after' },
  { life: 'employer', lifeWhen: 'after' },
  { life: 'died' },
  { life: 'restricted' },
  { ends: 'passed' },
  { files: 'altered' },
  { files: 'missing' },
  { asked: 'years-later' },
]

const SAID = '2026-03-10T10:00:00.000Z'
const noTimes = { before: '2026-03-01T10:00:00.000Z', 'at-once': SAID, after: '2026-03-20T10:00:00.000Z' }
const lifeTimes = { before: '2026-02-15T10:00:00.000Z', after: '2026-04-15T10:00:00.000Z' }
const askedOn = { 'this-year': '2026-11-25T10:00:00.000Z', 'years-later': '2029-11-21T10:00:00.000Z' }
const others: Record<Channel, ContactPoint> = {
  email: { kind: 'email', value: 'anna.new@example.org' },
  phone: { kind: 'phone', value: '+491709999999' },
  sms: { kind: 'phone', value: '+491709999999' },
  post: { kind: 'post', value: 'Neue Gasse 1, 89073 Ulm' },
}

/** The facts of a situation, and the question. Every yes is about the usual point of the channel, for offers. */
export function answerIn(one: Situation): ReturnType<typeof mayContact> {
  const said = yesOf(one)
  const facts = [
    ...aboutThem(one),
    ...(said ? [said] : []),
    ...noOf(one, said),
    ...lifeOf(one),
    ...confirmed1(one, said),
  ]
  const asked: Question = {
    channel: one.channel,
    contactPoint: one.value === 'same' ? pointFor(one.channel) : others[one.channel],
    purpose: one.purpose === 'same' ? offers : newsletter,
    on: askedOn[one.asked],
  }
  return mayContact(facts, asked, { ...rules, ...filesOf(one) })
}

function aboutThem({ country, age }: Situation): RecordedEvent[] {
  const born = { adult: '1980-01-01', child: '2014-01-01', unknown: undefined }[age]
  if (country !== 'unknown')
    return [registered('2026-01-01', { country, ...(born === undefined ? {} : { birth: born }) })]
  return born === undefined ? [] : [corrected('2026-01-01', {}, { birthDate: born as never })]
}

function yesOf({ yes, channel, ends }: Situation): RecordedEvent | null {
  const expiresOn = { never: undefined, passed: '2026-09-30', ahead: '2029-12-31' }[ends]
  const say = (said: GivenSaying['with'] = {}): RecordedEvent =>
    given(SAID, { channel, with: said, ...(expiresOn === undefined ? {} : { expiresOn }) })
  switch (yes) {
    case 'none':
      return null
    case 'claimed':
      return claimed(SAID, channel)
    case 'on-screen':
      return say()
    case 'paper':
      return say({ chosenBy: 'data-subject-on-paper', evidence: [evidence('scan'), evidence('reading', '6')] })
    case 'unsigned-paper':
      return say({ chosenBy: 'data-subject-on-paper', evidence: [evidence('scan')], signed: false })
    case 'web-form':
      return say({ chosenBy: 'data-subject-in-web-form', evidence: [evidence('web-form')] })
    case 'reply':
      return channel === 'email' || channel === 'post'
        ? say({ chosenBy: 'data-subject-by-email', evidence: [evidence('email-reply')] })
        : say({ chosenBy: 'data-subject-by-sms', evidence: [evidence('sms-reply')] })
    case 'spoken-for':
      return say({ statedBy: 'guardian', authority: 'seen' })
    case 'unproven-guardian':
      return say({ statedBy: 'guardian' })
  }
}

function noOf({ no, noWhen, noWhose, channel }: Situation, said: RecordedEvent | null): RecordedEvent[] {
  if (no === 'none') return noWhose === 'own' || noWhose === 'stranger-naming-it' ? [] : linkOf(noWhose)
  const when = noTimes[noWhen]
  const subject = noWhose === 'own' ? anna : noWhose === 'stranger-naming-it' ? karl : anna2
  const links = noWhose === 'own' || noWhose === 'stranger-naming-it' ? [] : linkOf(noWhose)
  const elsewhere: Channel = channel === 'post' ? 'email' : 'post'
  const reach = {
    ...(noWhose === 'stranger-naming-it' ? { contactPoints: [pointFor(channel)] } : {}),
    channels: [no === 'withdrawn-elsewhere' ? elsewhere : channel],
  }
  switch (no) {
    case 'refused':
      return [...links, refused(when, { channel, subject })]
    case 'withdrawn':
    case 'withdrawn-elsewhere':
      return [...links, withdrawn(when, reach, subject)]
    case 'objected':
      return [...links, objected(when, reach, subject)]
    case 'revoked':
      return [...links, revoked(when, reach, subject)]
    case 'invalidated':
      return said ? [...links, invalidated(noTimes.after, said, 'coerced')] : links
  }
}

const linkOf = (whose: 'possible' | 'same' | 'different'): RecordedEvent[] => [
  { possible: mayBeSame, same: foundSame, different: foundDifferent }[whose](anna, anna2),
]

function lifeOf({ life, lifeWhen, channel }: Situation): RecordedEvent[] {
  const when = lifeTimes[lifeWhen]
  const [old, next] = [pointFor(channel), others[channel]]
  switch (life) {
    case 'none':
      return []
    case 'replaced':
      return [pointEnded(when, old), pointAdded(when, next)]
    case 'reported':
      return [reported(when, old, 'someone-elses', karl)]
    case 'moved':
      return [movedInCountry(when)]
    case 'moved-abroad':
      return [movedAbroad(when, 'CH')]
    case 'employer':
      return [marked('2026-01-02', old, 'business'), employerChanged(when)]
    case 'named':
      return [nameChanged(when)]
    case 'died':
      return [died(when)]
    case 'restricted':
      return [restricted(when)]
  }
}

function confirmed1({ confirmation, channel }: Situation, said: RecordedEvent | null): RecordedEvent[] {
  if (said?.event.type !== 'consent-given' || channel === 'post') return []
  const mine = channel === 'email' ? ('double-opt-in' as const) : ('sms-code' as const)
  const wrong = channel === 'email' ? ('sms-code' as const) : ('double-opt-in' as const)
  const to = { contactPoint: said.event.contactPoint }
  const sent = confirmationSent('2026-03-10T11:00:00.000Z', said, mine, to)
  switch (confirmation) {
    case 'none':
      return []
    case 'sent':
      return [sent]
    case 'answered':
      return [sent, confirmed('2026-03-10T12:00:00.000Z', said, mine, to)]
    case 'wrong-way':
      return [sent, confirmed('2026-03-10T12:00:00.000Z', said, wrong, to)]
    case 'lapsed':
      return [sent, confirmationLapsed('2026-03-17T12:00:00.000Z', said, mine, to)]
  }
}

function filesOf({ files }: Situation): Pick<Rules, 'evidence'> {
  if (files === 'not-checked') return {}
  const ids = ['1', '6'].map((mark) => mark.repeat(64) as EvidenceId)
  return { evidence: files === 'missing' ? new Map() : new Map(ids.map((id) => [id, files])) }
}
