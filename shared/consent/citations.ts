import type { Channel } from '../terms/contact-point'
import { type Citation, type CountryProfile, channelRule } from './country-profile'
import type { Reason, RuleCode } from './reason'

const checked = (id: string, article: string): Citation => ({ id, article, verified: true })
const unchecked = (id: string, article: string): Citation => ({ id, article, verified: false })

/** A rule of this product where no law says it in so many words. */
const house = unchecked('house-rule', 'house rule')

/** Where each rule of ours stands in the law of the Union. What a country adds is in its profile. */
export const ruleCitations: Record<RuleCode, Citation> = {
  B0: checked('gdpr-6-1', 'Art. 6(1) GDPR'),
  B1: checked('gdpr-6-1', 'Art. 6(1) GDPR'),
  B2: house,
  V1: checked('gdpr-4-11', 'Art. 4(11) GDPR'),
  V2: checked('gdpr-4-11', 'Art. 4(11) GDPR'),
  V3: unchecked('gdpr-13', 'Art. 13 GDPR'),
  V4: checked('cjeu-c-61-19', 'CJEU C-61/19'),
  V5: checked('gdpr-7-1', 'Art. 7(1) GDPR'),
  V6: checked('bgh-i-zr-164-09', 'BGH I ZR 164/09'),
  V7: checked('edpb-05-2020', 'EDPB 05/2020'),
  V8: checked('gdpr-8', 'Art. 8 GDPR'),
  V9: checked('gdpr-7-4', 'Art. 7(4) GDPR'),
  V10: checked('gdpr-7-1', 'Art. 7(1) GDPR'),
  V11: checked('gdpr-7-1', 'Art. 7(1) GDPR'),
  V12: checked('gdpr-7-3', 'Art. 7(3) GDPR'),
  V13: checked('gdpr-21-2', 'Art. 21(2) GDPR'),
  V14: unchecked('gdpr-recital-171', 'Recital 171 GDPR'),
  S1: unchecked('gdpr-18', 'Art. 18 GDPR'),
  S2: checked('gdpr-21-3', 'Art. 21(3) GDPR'),
  M1: house,
  M2: house,
  M3: house,
}

export const consentCitation = checked('gdpr-6-1-a', 'Art. 6(1)(a) GDPR')

/** What a reason stands on: the rule's own place, and what this country adds for this channel. */
export function citationsFor({ code, why }: Reason, profile: CountryProfile, channel: Channel): Citation[] {
  const rule = channelRule(profile, channel)
  // That a dead person is written to no more is decency, not Art. 18.
  const own = why === 'died' ? house : ruleCitations[code]
  switch (code) {
    case 'B0':
      return [own, rule.citation]
    case 'V5':
      return [own, rule.proof.citation]
    case 'V6':
      return rule.confirmation ? [own, rule.confirmation.citation] : [own]
    case 'V7':
      return why === 'disused' ? [profile.disuse.citation] : [own]
    case 'V8':
      return [own, profile.age.citation]
    case 'M1':
      return rule.hours ? [rule.hours.citation] : [own]
    default:
      return [own]
  }
}
