import { must } from '../base/never'
import type { Notice } from '../terms/notice'
import type { PlainDate } from '../terms/time'
import type { Yes } from './event'
import { localDay } from './local-time'
import type { Rules } from './question'
import type { Why } from './reason'

/** A yes covers later versions of its purpose, until one changes what the yes meant. */
export function purposeFault(yes: Yes, { purposes }: Rules['catalogue'], today: PlainDate): Why | null {
  const versions = purposes.filter(({ id }) => id === yes.purpose)
  if (!versions.some(({ version }) => version === yes.purposeVersion)) return 'purpose-unknown'
  const changed = versions.some(
    ({ version, material, effectiveFrom }) =>
      version > yes.purposeVersion && material === true && (effectiveFrom === undefined || effectiveFrom <= today),
  )
  return changed ? 'purpose-changed' : null
}

/** The words must have been ours, fit, in force when it was said, in the recorded language, and have asked this. */
export function noticeFault(yes: Yes, { catalogue, unsound }: Rules): Why | null {
  const notice = catalogue.notices.find(({ id }) => id === yes.notice.id)
  if (notice === undefined) return 'notice-unknown'
  if (unsound?.has(notice.id)) return 'notice-unsound'
  if (notice.language !== yes.notice.language) return 'notice-language'
  const { purpose, channel, stated } = yes
  if (!notice.questions.some((one) => one.purpose === purpose && one.channels.includes(channel)))
    return 'notice-not-asking'
  if (localDay(stated.notAfter) < notice.activeFrom) return 'notice-not-yet'
  return saidAfterRetirement(yes, notice) && !onlyComma(yes, notice, catalogue.notices) ? 'notice-retired' : null
}

/** A sheet of an old stack, signed after its words were retired. It may hold, and wants a look. */
export const wantsReview = (yes: Yes, notices: readonly Notice[]): boolean =>
  saidAfterRetirement(
    yes,
    must(
      notices.find(({ id }) => id === yes.notice.id),
      `notice ${yes.notice.id}`,
    ),
  )

const saidAfterRetirement = ({ stated }: Yes, { retiredOn }: Notice): boolean =>
  retiredOn !== null && localDay(stated.notBefore) >= retiredOn

/** The words that took over say nothing that matters to a yes. If none took over, they were retired for a reason. */
function onlyComma({ stated }: Yes, notice: Notice, notices: readonly Notice[]): boolean {
  const later = notices.filter(
    (one) =>
      familyOf(one) === familyOf(notice) &&
      one.language === notice.language &&
      one.version > notice.version &&
      one.activeFrom <= localDay(stated.notAfter),
  )
  return later.length > 0 && later.every(({ material }) => material !== true)
}

/** `offers` of `offers.3.de`. */
const familyOf = ({ id }: Notice): string => id.replace(/\.\d+\.[a-z]{2}$/, '')
