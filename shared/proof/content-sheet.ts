import type { BoxMm } from '../capture/form-template'
import type { ConfirmedReading } from './confirmed-reading'
import type { Pixel, SheetBlock, SignatureCrop } from './content-model'
import { type ProofContext, purposeName } from './proof-context'

/** The scan, and what a person confirmed beside what the machine read; null if it was not paper. */
export function sheetOf(context: ProofContext): SheetBlock | null {
  const { contents, say } = context
  const scan = contents.flatMap((content) => (content.kind === 'scan' ? [content] : []))[0]
  const reading = contents.flatMap((content) => (content.kind === 'reading' ? [content.reading] : []))[0]
  if (!scan && !reading) return null
  return {
    scan: scan
      ? {
          file: scan.listed.file,
          media: scan.listed.media,
          bytes: scan.bytes,
          rotation: reading?.rotation ?? 0,
          page: reading?.page ?? 1,
          caption: say('sheet.caption', { file: scan.listed.file }),
        }
      : null,
    rows: reading ? rowsOf(reading, context) : [],
  }
}

/** As they stand on the sheet, from top to bottom and from left to right. */
const inPlace = <T extends { readonly box: BoxMm }>(things: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(things).sort(([, a], [, b]) => a.box[1] - b.box[1] || a.box[0] - b.box[0])

/** Null if the corners of the form were not found, so that nobody knows where on the scan it is. */
export function signatureCrop({ homography, signature }: ConfirmedReading): SignatureCrop | null {
  if (!homography) return null
  const [x, y, width, height] = signature.box
  const pixel = (mmX: number, mmY: number): Pixel => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = homography
    const w = g * mmX + h * mmY + i
    return [(a * mmX + b * mmY + c) / w, (d * mmX + e * mmY + f) / w]
  }
  return { corners: [pixel(x, y), pixel(x + width, y), pixel(x, y + height)], width, height }
}

function rowsOf({ fields, boxes, signature }: ConfirmedReading, context: ProofContext): SheetBlock['rows'] {
  const { say } = context
  const text = (value: string): string => (value.trim() === '' ? say('reading.empty') : value)
  return [
    ...inPlace(fields).map(([name, { role, read, confirmed }]) => ({
      label: role ? say(`field.${role}`) : name,
      read: read ? text(read.text) : say('reading.nothing'),
      confirmed: text(confirmed),
    })),
    ...inPlace(boxes).map(([name, { question, read, confirmed }]) => ({
      label: say('reading.box', {
        what: question ? `${purposeName(question.purpose, context)}, ${say(`channel.${question.channel}`)}` : name,
      }),
      read: read ? say(`state.${read}`) : say('reading.nothing'),
      confirmed: say(`state.${confirmed}`),
    })),
    {
      label: say('reading.signature'),
      read: say(`state.${signature.read}`),
      confirmed: say(`state.${signature.confirmed}`),
    },
  ]
}
