import type { Catalogue } from '../capture/catalogue'
import type { FormTemplate } from '../capture/form-template'
import type { Notice } from '../terms/notice'
import type { PlainDate } from '../terms/time'
import { familyOf } from './faults'

/** One version of a family, in its languages, and where it stands on a day. */
export type Version = {
  readonly family: string
  readonly version: number
  readonly notices: readonly Notice[]
  readonly forms: readonly FormTemplate[]
  readonly activeFrom: PlainDate
  readonly retiredOn: PlainDate | null
  readonly state: 'coming' | 'in-force' | 'superseded' | 'retired'
}

export type Family = { readonly family: string; readonly versions: readonly Version[] }

/** The texts in use by family, newest version first. */
export function familiesIn({ notices, forms }: Catalogue, today: string): readonly Family[] {
  const names = [...new Set(notices.map(familyOf))].sort()
  return names.map((family) => {
    const own = notices.filter((notice) => familyOf(notice) === family)
    const numbers = [...new Set(own.map(({ version }) => version))].sort((a, b) => b - a)
    const versions = numbers.map((version) => versionFrom(family, version, own, forms))
    const current = versions.find((one) => isUsable(one, today))?.version
    return { family, versions: versions.map((one) => ({ ...one, state: stateOf(one, current, today) })) }
  })
}

type Plain = Omit<Version, 'state'>

function versionFrom(family: string, version: number, own: readonly Notice[], forms: readonly FormTemplate[]): Plain {
  const notices = own.filter((notice) => notice.version === version)
  const days = notices.map(({ activeFrom }) => activeFrom).sort()
  const retired = notices.flatMap(({ retiredOn }) => retiredOn ?? []).sort()
  return {
    family,
    version,
    notices,
    forms: forms.filter(({ notice }) => notices.some(({ id }) => id === notice)),
    activeFrom: days[0] as PlainDate,
    retiredOn: retired.length === notices.length ? (retired.at(-1) ?? null) : null,
  }
}

const isUsable = ({ activeFrom, retiredOn }: Plain, today: string): boolean =>
  activeFrom <= today && (retiredOn === null || retiredOn > today)

function stateOf(one: Plain, current: number | undefined, today: string): Version['state'] {
  if (one.retiredOn !== null && one.retiredOn <= today) return 'retired'
  if (one.activeFrom > today) return 'coming'
  return one.version === current ? 'in-force' : 'superseded'
}
