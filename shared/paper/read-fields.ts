import type { PaperLayout } from '../capture/form-template'
import type { FieldReading } from '../capture/reading'
import type { PlainDate } from '../terms/time'
import { readCells, type CellReading } from './comb'
import { cropField, type PaperField } from './crop'
import type { Sheet } from './cut'
import type { Readers } from './readers'
import { calibrated, isAccepted, isoDayFrom, plausibility, tidied } from './validate-field'

/** Less ink than this and nobody wrote there; up to the second, somebody may have. In square millimetres. */
const SURELY_EMPTY_MM2 = 0.3
const SURELY_WRITTEN_MM2 = 1.2

/** What is written in the fields of a sheet. A field nobody wrote in comes back empty, always: no reader is asked about it. */
export function readFields(
  sheet: Sheet,
  layout: PaperLayout,
  today: PlainDate,
  readers: Readers,
): Record<string, FieldReading> {
  const fields: Record<string, FieldReading> = {}
  const names: string[] = []
  // Addresses last: the names of the sheet help to read them.
  const inOrder = [...layout.fields].sort((a, b) => Number(a.type === 'email') - Number(b.type === 'email'))
  for (const field of inOrder) {
    const read =
      field.kind === 'comb'
        ? readComb(field, readCells(sheet, field, readers.digits))
        : readLine(sheet, field, { layout, today, readers, names })
    fields[field.name] = judged(field, read, layout, today)
    if (field.type === 'name' || field.type === 'fullname') names.push(read.text)
  }
  return Object.fromEntries(layout.fields.map(({ name }) => [name, fields[name] ?? nothing(name, layout)]))
}

function nothing(name: string, { fields }: PaperLayout): FieldReading {
  const box = fields.find((field) => field.name === name)?.roi_mm ?? [0, 0, 0, 0]
  return { text: '', confidence: 0, accepted: false, box }
}

/** `share`: how likely the text is against everything else that was weighed; undefined for a field nobody wrote in. */
type Read = { readonly text: string; readonly share: number | undefined }

const EMPTY: Read = { text: '', share: undefined }

type LineNeeds = {
  readonly layout: PaperLayout
  readonly today: PlainDate
  readonly readers: Readers
  readonly names: readonly string[]
}

function readLine(sheet: Sheet, field: PaperField, { layout, today, readers, names }: LineNeeds): Read {
  const { picture, ink } = cropField(sheet, field, layout.printed)
  // Asked to read an empty field, a reader invents something.
  if (ink < SURELY_EMPTY_MM2) return EMPTY
  if (ink < SURELY_WRITTEN_MM2) return { text: '', share: 0 }
  const guess = readers.lines(picture)
  if (!guess) return { text: '', share: 0 }
  const context = { type: field.type, language: layout.lang, year: Number(today.slice(0, 4)), names }
  const [best] = readers.spell(guess, context)
  return best ? { text: tidied(field.type, best.text), share: best.share } : { text: '', share: 0 }
}

const CANDIDATES = 3

/**
 * The digits of a comb together. Of a date the likeliest that the calendar has is taken: 38 is no day, however much it
 * looks like one. A cell left out in the middle is a gap in the text, and doubt.
 */
function readComb({ type }: PaperField, cells: readonly CellReading[]): Read {
  if (cells.every(({ shares }) => shares === undefined)) return EMPTY
  const last = cells.findLastIndex(({ shares }) => shares !== undefined)
  const written = cells.slice(0, last + 1)
  if (written.some(({ shares }) => shares === undefined)) return { text: plainText(written), share: 0 }
  let texts: readonly { readonly text: string; readonly share: number }[] = [{ text: '', share: 1 }]
  for (const { shares = [] } of written) {
    const likely = shares
      .map((share, digit) => ({ share, digit }))
      .sort((a, b) => b.share - a.share)
      .slice(0, CANDIDATES)
    texts = texts
      .flatMap((one) => likely.map(({ share, digit }) => ({ text: `${one.text}${digit}`, share: one.share * share })))
      .sort((a, b) => b.share - a.share)
      .slice(0, 60)
  }
  const allowed = type.startsWith('date') ? texts.filter(({ text }) => isoDayFrom(text) !== undefined) : texts
  const all = allowed.reduce((sum, { share }) => sum + share, 0)
  const [best = texts[0]] = allowed
  return { text: best?.text ?? '', share: all > 0 && best ? best.share / Math.max(all, best.share) : 0 }
}

const plainText = (cells: readonly CellReading[]): string =>
  cells.map(({ shares }) => (shares ? String(shares.indexOf(Math.max(...shares))) : ' ')).join('')

function judged(field: PaperField, { text, share }: Read, layout: PaperLayout, today: PlainDate): FieldReading {
  const box = field.roi_mm
  if (share === undefined) return { text: '', confidence: 0.99, accepted: true, box }
  if (text === '') return { text, confidence: 0.5, accepted: false, box }
  const rule = plausibility(field.type, text, layout.lang, today)
  const kind = field.kind === 'comb' ? 'comb' : 'line'
  const confidence = calibrated(share, rule, kind)
  return { text, confidence, accepted: isAccepted(rule, confidence), box }
}
