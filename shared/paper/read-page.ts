import type { PaperLayout } from '../capture/form-template'
import type { PageReading, PaperProblem } from '../capture/reading'
import type { Language } from '../terms/language'
import type { PlainDate } from '../terms/time'
import { isBlank } from './blank'
import { readBoxes } from './boxes'
import { formCodeFrom, type FormCode, type FoundCode } from './code'
import { cut, grown, type Sheet } from './cut'
import { flattened, paperLightOf } from './flatten'
import type { Homography } from './geometry'
import { reduced, type Raster } from './raster'
import { readFields } from './read-fields'
import type { Readers } from './readers'
import { registered } from './register'
import { readSignature } from './signature'

/** What a recogniser made of a picture of writing; `confidence` 0 to 1 is its own opinion of itself. */
export type Recognised = { readonly text: string; readonly confidence: number }

export type RecogniseAsk = {
  /** The characters that can occur; empty for all. */
  readonly alphabet: string
  readonly language: Language
  readonly lines: 'one' | 'many'
}

/** What reading needs from the world. Each runs on this machine and fetches nothing. */
export type ReadingPorts = {
  /** Every QR code of a picture, corners in its pixels. */
  readonly decodeCodes: (raster: Raster) => Promise<readonly FoundCode[]>
  /** Handwriting. */
  readonly readers: Readers
  /** Print. Undefined when the recogniser did not answer in time. */
  readonly recognise: (crop: Raster, ask: RecogniseAsk) => Promise<Recognised | undefined>
  /** Milliseconds from any fixed start. */
  readonly clock: () => number
}

export type PageToRead = {
  readonly raster: Raster
  /** Pixels of the picture as shown for each pixel of `raster`: 1, or more if it was decoded smaller. */
  readonly shrunk: number
  readonly layouts: readonly PaperLayout[]
  readonly today: PlainDate
  readonly print?: boolean
}

export type ReadPage = { readonly reading: PageReading; readonly print?: string }

/**
 * One picture of one page in; proposals out. It fails closed: whatever is not surely seen is missing or unclear, with a
 * problem that says why, and nothing on a sheet that is not surely registered is read at all.
 */
export async function readPage(page: PageToRead, ports: ReadingPorts): Promise<ReadPage> {
  const start = ports.clock()
  const done = (reading: Omit<PageReading, 'ms'>, print?: string): ReadPage => ({
    reading: { ...reading, ms: Math.round(ports.clock() - start) },
    ...(print === undefined ? {} : { print }),
  })

  const half = reduced(page.raster, 2)
  if (isBlank(half)) return done(unread({ key: 'paper.blank-page' }))
  const codes = await formCodes(page.raster, half, ports)
  const [first, second] = codes
  if (!first) return done(unread({ key: 'paper.no-code' }))
  if (second) return done(unread({ key: 'paper.two-forms', detail: codes.map(({ form }) => form.serial).join(', ') }))

  const { form, found } = first
  const template = { id: form.template, version: form.version, serial: form.serial, page: form.page, pages: form.pages }
  const layout = page.layouts.find((known) => known.template === form.template && known.version === form.version)
  if (!layout)
    return done({ ...unread({ key: 'paper.unknown-form', detail: `${form.template} v${form.version}` }), template })

  const registration = registered(page.raster, found, layout)
  if (!registration?.sure)
    return done({ ...unread({ key: 'paper.not-registered' }), template, rotation: registration?.rotation ?? 0 })

  const { sheet, rotation } = registration
  const problems: PaperProblem[] = []
  const reading = {
    template,
    rotation,
    registered: true,
    homography: asShown(sheet.toPixels, page.shrunk),
    boxes: readBoxes(sheet, layout),
    signature: readSignature(sheet, layout.signature.roi_mm),
    fields: readFields(sheet, layout, page.today, ports.readers),
    problems,
  }
  return done(reading, page.print ? await readPrint(sheet, layout, ports, problems) : undefined)
}

/** The reading of a page nothing was read from. */
export const unread = (problem: PaperProblem): Omit<PageReading, 'ms'> => ({
  template: null,
  rotation: 0,
  registered: false,
  homography: null,
  fields: {},
  boxes: {},
  signature: { state: 'unclear', ink: null },
  problems: [problem],
})

type FormOnPage = { readonly form: FormCode; readonly found: FoundCode }

/** At half size first: it is quicker and noise falls away. Then whole, then evenly lit. */
async function formCodes(raster: Raster, half: Raster, { decodeCodes }: ReadingPorts): Promise<readonly FormOnPage[]> {
  const evenly = (): Raster => flattened(raster, paperLightOf(raster, 32))
  const tries = [
    { factor: 2, picture: () => half },
    { factor: 1, picture: () => raster },
    { factor: 1, picture: evenly },
  ]
  for (const { factor, picture } of tries) {
    const ours = (await decodeCodes(picture())).flatMap(({ text, corners }): FormOnPage[] => {
      const form = formCodeFrom(text)
      // The decoder counts from the edge of a pixel, we from its middle.
      const at = corners.map(([x, y]) => [x * factor - 0.5, y * factor - 0.5] as const)
      const [a, b, c, d] = at
      return form && a && b && c && d ? [{ form, found: { text, corners: [a, b, c, d] } }] : []
    })
    if (ours.length > 0) return ours
  }
  return []
}

/** From the middles of the reduced picture's pixels to the pixels of the picture as shown, counted from their edges. */
function asShown(toPixels: Homography, shrunk: number): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = toPixels
  const [up, move] = [shrunk, 0.5 * shrunk]
  return [
    up * a + move * g,
    up * b + move * h,
    up * c + move * i,
    up * d + move * g,
    up * e + move * h,
    up * f + move * i,
    g,
    h,
    i,
  ]
}

/** The printed text, block by block as the layout has them. The template knows it already: this shows what was printed. */
async function readPrint(
  sheet: Sheet,
  layout: PaperLayout,
  { recognise }: ReadingPorts,
  problems: PaperProblem[],
): Promise<string> {
  const blocks: string[] = []
  for (const { roi_mm } of layout.printed) {
    const { width, height, ink } = cut(sheet, grown(roi_mm, 0.8), 10)
    const picture = { width, height, pixels: ink.map((value) => 255 - value) }
    const found = await recognise(picture, {
      alphabet: '',
      language: layout.lang,
      lines: roi_mm[3] > 8 ? 'many' : 'one',
    })
    // A recogniser that hangs or fails is ended by its watchdog; said once, the reading of the boxes stands.
    if (!found && !problems.some(({ key }) => key === 'paper.reading-failed'))
      problems.push({ key: 'paper.reading-failed' })
    blocks.push(found?.text.trim() ?? '')
  }
  return blocks.filter((text) => text !== '').join('\n')
}
