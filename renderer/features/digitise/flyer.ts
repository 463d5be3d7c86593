import { blindFieldOf, saysTheSame } from '@shared/capture/blind-check'
import { type Calibration, type Looked, mayStayClosed, uncalibrated } from '@shared/capture/calibration'
import { contactPointFrom, countryOf } from '@shared/capture/contact-points'
import type { FlyerDraft } from '@shared/capture/draft'
import type { BoxMm, FieldRole, FormTemplate } from '@shared/capture/form-template'
import type { CaptureProblemKey } from '@shared/capture/problem'
import { PAGE_MISSING, SAME_SERIAL } from '@shared/capture/put-together'
import { BoxState } from '@shared/capture/reading'
import { dateFrom } from '@shared/capture/typed-date'
import { contactPointsFrom } from '@shared/capture/validate-person'
import type { Comparable } from '@shared/matching/person'
import type { Channel } from '@shared/terms/contact-point'

/**
 * A scanned sheet while a person confirms it. What the machine read is a proposal; a row counts once it is confirmed.
 * `accepted`: the rules leave no doubt, so it need not be opened, and finishing the sheet confirms it.
 */
export type Status = 'confirmed' | 'accepted' | 'check'

export type FieldRow = {
  readonly kind: 'field'
  readonly name: string
  readonly role: FieldRole
  readonly value: string
  readonly read: string
  readonly status: Status
  /** The kind of field the layout has there, and how sure the machine was: what experience is looked up by. */
  readonly type: string
  readonly confidence: number | null
  /** What was read is hidden: the person types it afresh, and the two are compared. */
  readonly isBlind: boolean
  /** The person typed it blind and it is not what was read: both are shown, and the person decides. */
  readonly differs: boolean
  readonly box: BoxMm
}
export type Box = { readonly name: string; readonly channel: Channel; readonly state: BoxState; readonly box: BoxMm }
export type BoxesRow = {
  readonly kind: 'boxes'
  readonly name: 'boxes'
  readonly boxes: readonly Box[]
  readonly status: Status
  readonly box: BoxMm
}
export type SignatureRow = {
  readonly kind: 'signature'
  readonly name: 'signature'
  /** Null: the machine does not know, and nobody has said. */
  readonly state: 'present' | 'absent' | null
  readonly status: Status
  readonly box: BoxMm
}
export type Row = FieldRow | BoxesRow | SignatureRow

/** The rows in the order they stand on the page, from top to bottom. */
export function rowsFrom(draft: FlyerDraft, form: FormTemplate, calibration: Calibration = uncalibrated): Row[] {
  const blind = blindFieldOf(draft, form)
  const fields = form.layout.fields.flatMap((field): FieldRow[] => {
    const role = form.roles[field.name]
    return role ? [fieldRow(draft, field, role, blind === field.name, calibration)] : []
  })
  const top = ({ box }: Row) => box[1]
  return [...fields, boxesRow(draft, form), signatureRow(draft, form)].sort(
    // The signature is drawn in a taller field than the date beside it and comes last.
    (a, b) => Number(a.kind === 'signature') - Number(b.kind === 'signature') || top(a) - top(b) || a.box[0] - b.box[0],
  )
}

function fieldRow(
  draft: FlyerDraft,
  { name, type, roi_mm: box }: FormTemplate['layout']['fields'][number],
  role: FieldRole,
  isBlind: boolean,
  calibration: Calibration,
): FieldRow {
  const reading = draft.reading.fields[name]
  const typed = draft.typed?.[name]
  const confirmed = draft.fields[name]
  const isSettled = typed === undefined && confirmed !== undefined
  const isAccepted =
    typed === undefined &&
    !isBlind &&
    reading !== undefined &&
    mayStayClosed(calibration, type, reading.confidence, reading.accepted)
  const differs = !isSettled && draft.blind?.field === name && !draft.blind.agreed
  return {
    kind: 'field',
    name,
    role,
    value: typed ?? confirmed ?? (isBlind ? '' : (reading?.text ?? '')),
    read: reading?.text ?? '',
    status: isSettled ? 'confirmed' : isAccepted && !differs ? 'accepted' : 'check',
    type,
    confidence: reading?.confidence ?? null,
    isBlind: isBlind && !isSettled,
    differs,
    box,
  }
}

function boxesRow(draft: FlyerDraft, form: FormTemplate): BoxesRow {
  const placeOf = (name: string): BoxMm => form.layout.boxes.find((box) => box.name === name)?.roi_mm ?? [0, 0, 0, 0]
  const boxes = form.questions.map(({ box: name, channel }): Box => {
    const typed = BoxState.safeParse(draft.typed?.[name])
    const state = typed.data ?? draft.boxes[name] ?? draft.reading.boxes[name] ?? 'unclear'
    return { name, channel, state, box: placeOf(name) }
  })
  const isTouched = boxes.some(({ name }) => draft.typed?.[name] !== undefined)
  const isSettled = !isTouched && boxes.every(({ name }) => draft.boxes[name] !== undefined)
  // What somebody agreed to is never left to a machine: this row is open on every sheet.
  return { kind: 'boxes', name: 'boxes', boxes, status: isSettled ? 'confirmed' : 'check', box: around(boxes) }
}

function signatureRow(draft: FlyerDraft, form: FormTemplate): SignatureRow {
  const typed = draft.typed?.['signature']
  const proposed = draft.reading.signature.state
  const chosen = typed === 'present' || typed === 'absent' ? typed : draft.signature
  return {
    kind: 'signature',
    name: 'signature',
    state: chosen ?? (proposed === 'unclear' ? null : proposed),
    status: typed === undefined && draft.signature !== null ? 'confirmed' : 'check',
    box: form.layout.signature.roi_mm,
  }
}

/** The smallest place on the page that holds them all. */
function around(boxes: readonly { readonly box: BoxMm }[]): BoxMm {
  const left = Math.min(...boxes.map(({ box }) => box[0]))
  const top = Math.min(...boxes.map(({ box }) => box[1]))
  const right = Math.max(...boxes.map(({ box }) => box[0] + box[2]))
  const bottom = Math.max(...boxes.map(({ box }) => box[1] + box[3]))
  return [left, top, right - left, bottom - top]
}

export const openRows = (rows: readonly Row[]): Row[] => rows.filter(({ status }) => status === 'check')

/** The next row a person has to look at: after `from`, then from the other end. Null when none is left beside it. */
export function nextOpen(rows: readonly Row[], from: string | null, step: 1 | -1 = 1): string | null {
  const at = rows.findIndex(({ name }) => name === from)
  const start = at < 0 && step < 0 ? rows.length : at
  for (let i = 1; i <= rows.length; i++) {
    const row = rows[(((start + step * i) % rows.length) + rows.length) % rows.length]
    if (row?.status === 'check' && row.name !== from) return row.name
  }
  return null
}

/** What is typed, marked or chosen. It counts for nothing before its row is confirmed. */
export const withTyped = (draft: FlyerDraft, name: string, value: string): FlyerDraft => ({
  ...draft,
  typed: { ...draft.typed, [name]: value },
})

/**
 * What a person typed without having seen what was read, held against it. If the two say the same, the row is confirmed
 * with it; if not, both are shown and nothing is confirmed yet.
 */
export function typedBlind(draft: FlyerDraft, row: FieldRow): FlyerDraft {
  const agreed = saysTheSame(row.type, row.value, row.read)
  const told = { ...draft, blind: { field: row.name, typed: row.value.trim(), agreed } }
  return agreed ? confirmed(told, row) : withTyped(told, row.name, row.value)
}

/** What this sheet teaches about the machine: only rows a person looked at, each held against what they made of it. */
export function looksOf(draft: FlyerDraft, form: FormTemplate, calibration: Calibration): Looked[] {
  const asRead = rowsFrom({ ...draft, fields: {}, typed: {}, blind: undefined }, form, calibration)
  return asRead.flatMap((row): Looked[] => {
    if (row.kind !== 'field' || row.read === '' || row.confidence === null) return []
    const said = draft.fields[row.name] ?? ''
    const right = saysTheSame(row.type, said, row.read)
    const wasLookedAt = row.status === 'check' || !right
    return wasLookedAt ? [{ kind: row.type, confidence: row.confidence, right }] : []
  })
}

/** A row confirmed as it stands. A signature nobody has judged cannot be. */
export function confirmed(draft: FlyerDraft, row: Row): FlyerDraft {
  switch (row.kind) {
    case 'field':
      return { ...settled(draft, [row.name]), fields: { ...draft.fields, [row.name]: row.value.trim() } }
    case 'boxes': {
      const marks = Object.fromEntries(row.boxes.map(({ name, state }) => [name, state]))
      return { ...settled(draft, Object.keys(marks)), boxes: { ...draft.boxes, ...marks } }
    }
    case 'signature':
      return row.state === null ? draft : { ...settled(draft, ['signature']), signature: row.state }
  }
}

/** Back to a proposal, with what was confirmed as the text to go on from. */
export function reopened(draft: FlyerDraft, row: Row): FlyerDraft {
  switch (row.kind) {
    case 'field':
      return withTyped(draft, row.name, row.value)
    case 'boxes':
      return row.boxes.reduce((open, { name, state }) => withTyped(open, name, state), draft)
    case 'signature':
      return row.state === null ? draft : withTyped({ ...draft, signature: null }, 'signature', row.state)
  }
}

function settled(draft: FlyerDraft, names: readonly string[]): FlyerDraft {
  const typed = Object.fromEntries(Object.entries(draft.typed ?? {}).filter(([name]) => !names.includes(name)))
  return { ...draft, typed }
}

/** Everything confirmed that the rules leave no doubt about: what the person sees as they finish the sheet. */
export const finished = (draft: FlyerDraft, form: FormTemplate, calibration: Calibration = uncalibrated): FlyerDraft =>
  rowsFrom(draft, form, calibration)
    .filter(({ status }) => status === 'accepted')
    .reduce(confirmed, draft)

/** What is wrong with a row as it stands, so that it is said beside it and at once. */
export function problemOf(row: Row, form: FormTemplate): CaptureProblemKey | null {
  if (row.kind === 'signature') return row.state === null ? 'capture.signature-open' : null
  if (row.kind === 'boxes' || row.value.trim() === '') return null
  switch (row.role) {
    case 'birthDate':
      return dateFrom(row.value) ? null : 'capture.birth-date-invalid'
    case 'statedOn':
      return dateFrom(row.value) ? null : 'capture.date-invalid'
    case 'email':
    case 'phone': {
      const point = contactPointFrom(row.role, row.value, countryOf(form.language))
      return point.ok ? null : (point.problems[0] ?? null)
    }
    case 'postalAddress':
    case 'givenName':
    case 'familyName':
      return null
  }
}

/** Where a machine errs first: a letter or digit that is easily taken for another. The end, if there is none. */
export function weakestAt(text: string): number {
  const at = text.search(/[Il|]/)
  const doubtful = at < 0 ? text.search(/[O01|5S8B]/) : at
  return doubtful < 0 ? text.length : doubtful
}

/** The person on the sheet as matching sees them. */
export function comparableFrom(draft: FlyerDraft, form: FormTemplate): Comparable {
  const fields = rowsFrom(draft, form).filter((row) => row.kind === 'field')
  const of = (role: FieldRole): string => fields.find((row) => row.role === role)?.value.trim() ?? ''
  const typed = { email: of('email'), phone: of('phone'), postalAddress: of('postalAddress') }
  return {
    givenName: of('givenName'),
    familyName: of('familyName'),
    birthDate: dateFrom(of('birthDate')) ?? null,
    contactPoints: contactPointsFrom(typed, countryOf(form.language), (field) => field, []),
  }
}

/** The form of a sheet whose code nobody could read, as a person named it. */
export const asForm = (draft: FlyerDraft, form: FormTemplate): FlyerDraft => ({
  ...draft,
  reading: {
    ...draft.reading,
    template: { id: form.id, version: form.version, serial: '', page: draft.page, pages: draft.pages },
  },
})

/** Why a sheet is put back on the pile, in the order they are offered. */
export const setAsideReasons = ['no-signature', 'no-date', 'unclear-mark', 'unreadable', 'ask-person', 'other'] as const
export type SetAsideReason = (typeof setAsideReasons)[number]
/** Why the machine puts one there: in the order they are shown, after the reasons people give. */
export const foundAsideReasons = [PAGE_MISSING, SAME_SERIAL] as const
export const allAsideReasons = [...setAsideReasons, ...foundAsideReasons] as const
export type AsideReason = (typeof allAsideReasons)[number]
export const asideReason = (text: string | null): AsideReason =>
  allAsideReasons.find((reason) => reason === text) ?? 'other'

/** What cannot be mended at this desk: such a sheet is set aside, never guessed. */
export function setAsideFor(problems: readonly { readonly key: CaptureProblemKey }[]): SetAsideReason | null {
  if (problems.some(({ key }) => key === 'capture.signature-missing')) return 'no-signature'
  return problems.some(({ key }) => key === 'capture.date-missing') ? 'no-date' : null
}
