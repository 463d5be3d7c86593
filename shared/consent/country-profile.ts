import { z } from 'zod'
import { must } from '../base/never'
import { Channel } from '../terms/contact-point'
import { type Instant, PlainDate } from '../terms/time'
import { ConfirmationWay } from './confirmation'
import { EvidenceClass } from './evidence-class'
import { Circumstance } from './life-event'
import { localDay } from './local-time'

/**
 * Where a rule stands. `verified` says that somebody checked it in a source; what is not verified is marked so wherever
 * it is shown, and wants counsel before anybody relies on it. The sentence is in `resources/locales`.
 */
export const Citation = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  article: z.string().min(1),
  verified: z.boolean(),
})
export type Citation = z.infer<typeof Citation>

const CivilHours = z.object({
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  /** Minutes since midnight: from the first, up to the second. */
  spans: z.array(z.tuple([z.int().min(0), z.int().max(1440)])).min(1),
  /** Not on public holidays of this country either. */
  exceptHolidays: z.boolean(),
  citation: Citation,
})
export type CivilHours = z.infer<typeof CivilHours>

const ChannelRule = z.object({
  citation: Citation,
  /** One intact piece of one of these. */
  evidence: z.array(EvidenceClass).min(1),
  /** How the contact point must be confirmed, unless the yes has evidence that shows it to be theirs already. */
  confirmation: z
    .object({ ways: z.array(ConfirmationWay).min(1), unless: z.array(EvidenceClass), citation: Citation })
    .nullable(),
  /** Proof is kept so many years, counted from the yes and from every use. */
  proof: z.object({ years: z.int().positive(), citation: Citation }),
  hours: CivilHours.nullable(),
  /** What must be written down with a yes for a regulator. */
  documented: z.array(z.enum(['name', 'postal-address', 'controller-address', 'moment', 'content'])),
})
export type ChannelRule = z.infer<typeof ChannelRule>

/** A basis besides consent. It does nothing until the controller's data protection officer switches it on. */
const OtherBasis = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  channel: Channel,
  basis: z.enum(['contract', 'legitimate-interests']),
  conditions: z.array(Circumstance).min(1),
  /** One of these recorded, and it is gone. */
  exceptions: z.array(Circumstance),
  citation: Citation,
})
export type OtherBasis = z.infer<typeof OtherBasis>

/** What a country asks of a consent from one day on. A change of law is a new file; the old one keeps its answers. */
export const CountryProfile = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  from: PlainDate,
  channels: z.record(Channel, ChannelRule),
  age: z.object({
    /** Years from which they say yes alone: in person, and to an online form (Art. 8 GDPR). */
    inPerson: z.int().positive(),
    online: z.int().positive(),
    /** Below that: the guardian for them, or both together. */
    below: z.enum(['guardian', 'guardian-and-child']),
    citation: Citation,
  }),
  disuse: z.object({
    warnMonths: z.int().positive(),
    blockMonths: z.int().positive(),
    /** What keeps a yes alive: any use, or only that the person answered. */
    counts: z.enum(['use', 'answer']),
    citation: Citation,
  }),
  otherBases: z.array(OtherBasis),
})
export type CountryProfile = z.infer<typeof CountryProfile>

/** The profile of a country in force on the local day of a moment; before the first one, the first one answers. */
export function profileInForce(
  profiles: readonly CountryProfile[],
  country: string,
  on: Instant,
): CountryProfile | undefined {
  const day = localDay(on)
  const theirs = profiles.filter((profile) => profile.country === country).sort((a, b) => (a.from < b.from ? -1 : 1))
  return theirs.filter(({ from }) => from <= day).at(-1) ?? theirs[0]
}

export const channelRule = (profile: CountryProfile, channel: Channel): ChannelRule =>
  must(profile.channels[channel], `the rule for ${channel} in ${profile.country}`)
