import { type EventOf, type RecordedEvent, isAnswer } from '../consent/event'
import type { FormTemplateId, SubjectId } from '../terms/ids'
import type { Stated } from '../terms/time'

/** One printed sheet and what became of it. */
export type SheetOut = {
  readonly serial: string
  readonly template: FormTemplateId
  readonly version: number
  readonly issuedAt: Stated
  /** Whose name was on it when it was printed, if anybody's. */
  readonly recipient: SubjectId | null
} & ({ readonly state: 'out' } | { readonly state: 'returned' } | { readonly state: 'voided'; readonly reason: string })

export type Sheets = {
  /** Every sheet that was issued, oldest first. */
  readonly sheets: readonly SheetOut[]
  /** Printed twice under one serial: neither tells which sheet came back. */
  readonly doubled: readonly string[]
  /** Came back and were never issued here: printed elsewhere, or made up. */
  readonly strangers: readonly string[]
}

/**
 * Serials issued, returned, voided, and those never seen again. `returned` are the serials that answers name, from
 * `serialsIn`; facts in any order.
 */
export function foldSheets(facts: readonly RecordedEvent[], returned: ReadonlySet<string>): Sheets {
  const once = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const voided = new Map<string, string>()
  for (const { event } of once)
    if (event.type === 'sheets-voided') for (const serial of event.serials) voided.set(serial, event.reason)

  const issued = new Map<string, SheetOut>()
  const doubled = new Set<string>()
  const issues = once.flatMap(({ id, event }) => (event.type === 'sheets-issued' ? [{ id, event }] : []))
  for (const { event } of issues.sort((a, b) => earlier(a, b)))
    for (const serial of event.serials) {
      if (issued.has(serial)) doubled.add(serial)
      else issued.set(serial, { serial, ...knownOf(event), ...fate(serial, returned, voided) })
    }
  return {
    sheets: [...issued.values()],
    doubled: [...doubled].sort(),
    strangers: [...returned].filter((serial) => !issued.has(serial)).sort(),
  }
}

type Issue = { readonly id: string; readonly event: EventOf<'sheets-issued'> }
const earlier = (a: Issue, b: Issue): number =>
  a.event.stated.notAfter === b.event.stated.notAfter
    ? a.id < b.id
      ? -1
      : 1
    : a.event.stated.notAfter < b.event.stated.notAfter
      ? -1
      : 1

const knownOf = ({ template, version, stated, recipient }: Issue['event']) => ({
  template,
  version,
  issuedAt: stated,
  recipient,
})

/** What came back came back, whatever was said about it before. */
function fate(
  serial: string,
  returned: ReadonlySet<string>,
  voided: ReadonlyMap<string, string>,
): { state: 'out' } | { state: 'returned' } | { state: 'voided'; reason: string } {
  if (returned.has(serial)) return { state: 'returned' }
  const reason = voided.get(serial)
  return reason === undefined ? { state: 'out' } : { state: 'voided', reason }
}

/** The serial an answer names, if it was given on a numbered sheet. */
export function serialIn({ event }: RecordedEvent): string | null {
  return isAnswer(event) ? (event.form?.serial ?? null) : null
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Serials of one print: seven letters of chance, the same for all of them, and a number. Two workstations that have
 * never met print different ones but for one time in thirty thousand million; `foldSheets` would tell.
 */
export function newSerials(chance: Uint8Array, count: number): readonly string[] {
  if (chance.length < 7 || count < 1 || count > 1000) throw new Error('serials need seven bytes of chance and a count')
  const batch = Array.from(chance.slice(0, 7), (byte) => ALPHABET[byte % 32]).join('')
  return Array.from({ length: count }, (_, at) => `CNS${batch}${String(at + 1).padStart(4, '0')}`)
}
