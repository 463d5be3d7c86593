import { PDFName, PDFString, rgb } from 'pdf-lib'
import type { Bytes } from '../base/bytes'
import type { BoxMm, FieldRole, FormTemplate } from '../capture/form-template'
import { formCodeText } from '../paper/code'
import { darkRuns, type WriteCode } from '../paper/code-modules'
import { type FontBytes, openPrint } from '../proof/open-print'
import { ink, type PageFlow } from '../proof/page-flow'
import { POINTS_A_MM, printIn, printStyles, SHEET, styleOf } from './print'

/**
 * What is known of the person a sheet is printed for. Never an answer, a day or a signature: there is no word here to
 * tick a box with. All the questions of the sheet stand on it, since a row left out would be another text.
 */
export type Prefill = { readonly [role in Exclude<FieldRole, 'statedOn'>]?: string }

/** One sheet to print: its own number, and for whom. */
export type SheetToDraw = { readonly serial: string; readonly prefill?: Prefill }

export type DrawNeeds = { readonly fonts: FontBytes; readonly writeCode: WriteCode }

/**
 * Prints a released form, a page for each sheet: A4, black on white, what the layout says where the layout says it, so
 * that `paper/read-page` reads it back. The same sheets give the same bytes. Issue the serials before you call this.
 */
export async function drawFlyer(form: FormTemplate, sheets: readonly SheetToDraw[], needs: DrawNeeds): Promise<Bytes> {
  const { doc, flow } = await openPrint(needs.fonts)
  for (const [at, sheet] of sheets.entries()) {
    if (at > 0) flow.newPage()
    await drawSheet(flow, form, sheet, needs)
  }
  doc.setTitle(`${form.id} v${form.version}`, { showInWindowTitleBar: true })
  doc.setProducer('consent-workstation')
  doc.setCreator('consent-workstation')
  doc.catalog.set(PDFName.of('Lang'), PDFString.of(form.language))
  return new Uint8Array(await doc.save({ useObjectStreams: true, addDefaultPage: false }))
}

async function drawSheet(
  flow: PageFlow,
  form: FormTemplate,
  { serial, prefill = {} }: SheetToDraw,
  { writeCode }: DrawNeeds,
): Promise<void> {
  const { layout } = form
  for (const corner of layout.fiducials_mm) solid(flow, [corner[0] - 3, corner[1] - 3, 6, 6])
  await drawCode(flow, form, serial, writeCode)
  for (const { text, cls, roi_mm } of layout.printed) printIn(flow, text, styleOf(cls), roi_mm)
  for (const field of layout.fields) {
    if (field.kind === 'comb') comb(flow, field.roi_mm, field.cells ?? 1)
    else rule(flow, field.roi_mm)
    const role = form.roles[field.name]
    const value = role === undefined || role === 'statedOn' ? '' : (prefill[role] ?? '')
    if (value !== '') fill(flow, field, value)
  }
  for (const { roi_mm, round } of layout.boxes) tickBox(flow, roi_mm, round)
  outline(flow, layout.signature.roi_mm, 0.2)
}

async function drawCode(flow: PageFlow, form: FormTemplate, serial: string, writeCode: WriteCode): Promise<void> {
  const [x, y, width, height] = form.layout.qr_mm
  const code = formCodeText({ template: form.id, version: form.version, page: 1, pages: 1, serial })
  const modules = await writeCode(code, 'Q')
  const square = width / modules.size
  for (const run of darkRuns(modules)) solid(flow, [x + run.x * square, y + run.y * square, run.width * square, square])
  const style = printStyles.code
  const middle = (x + width / 2) * POINTS_A_MM - flow.width(serial, style) / 2
  flow.put(serial, style, middle, up(y + height + 6.2))
}

const BLACK = rgb(0, 0, 0)
/** From millimetres below the upper edge to points above the lower one. */
const up = (y: number): number => (SHEET.height - y) * POINTS_A_MM

function solid(flow: PageFlow, [x, y, width, height]: BoxMm): void {
  flow.page.drawRectangle({
    x: x * POINTS_A_MM,
    y: up(y + height),
    width: width * POINTS_A_MM,
    height: height * POINTS_A_MM,
    color: BLACK,
  })
}

/** A frame whose outer edge is the box: the reader knows a box by its outer edge. */
function outline(flow: PageFlow, [x, y, width, height]: BoxMm, thick: number, color = ink.strong): void {
  flow.page.drawRectangle({
    x: (x + thick / 2) * POINTS_A_MM,
    y: up(y + height - thick / 2),
    width: (width - thick) * POINTS_A_MM,
    height: (height - thick) * POINTS_A_MM,
    borderColor: color,
    borderWidth: thick * POINTS_A_MM,
  })
}

const BOX_LINE_MM = 0.3
function tickBox(flow: PageFlow, roi: BoxMm, round: boolean): void {
  if (!round) return outline(flow, roi, BOX_LINE_MM, BLACK)
  const [x, y, width, height] = roi
  flow.page.drawEllipse({
    x: (x + width / 2) * POINTS_A_MM,
    y: up(y + height / 2),
    xScale: ((width - BOX_LINE_MM) / 2) * POINTS_A_MM,
    yScale: ((height - BOX_LINE_MM) / 2) * POINTS_A_MM,
    borderColor: BLACK,
    borderWidth: BOX_LINE_MM * POINTS_A_MM,
  })
}

function line(flow: PageFlow, from: readonly [number, number], to: readonly [number, number]): void {
  flow.page.drawLine({
    start: { x: from[0] * POINTS_A_MM, y: up(from[1]) },
    end: { x: to[0] * POINTS_A_MM, y: up(to[1]) },
    thickness: 0.2 * POINTS_A_MM,
    color: ink.strong,
  })
}

const rule = (flow: PageFlow, [x, y, width, height]: BoxMm): void =>
  line(flow, [x, y + height], [x + width, y + height])

function comb(flow: PageFlow, [x, y, width, height]: BoxMm, cells: number): void {
  outline(flow, [x, y, width, height], 0.2)
  for (let cell = 1; cell < cells; cell++) {
    const at = x + (cell * width) / cells
    line(flow, [at, y + 0.1], [at, y + height - 0.1])
  }
}

const written = { face: 'text', size: 11, leading: 14, color: ink.text } as const
const cellWritten = { face: 'mono', size: 11.5, leading: 14, color: ink.text } as const

/** Into a comb letter by letter, without what only parts them; onto a line as small as it must be to fit. */
function fill(flow: PageFlow, field: FormTemplate['layout']['fields'][number], value: string): void {
  const [x, y, width, height] = field.roi_mm
  if (field.kind === 'line') {
    const room = (width - 2) * POINTS_A_MM
    const size = Math.max(6, Math.min(written.size, (written.size * room) / flow.width(value, written)))
    flow.put(value, { ...written, size }, (x + 1) * POINTS_A_MM, up(y + height - 1.8))
    return
  }
  const cells = field.cells ?? 1
  const letters = Array.from(digitsOf(field.type, value))
  // A number that has no room in the comb stays off the sheet rather than standing there cut short.
  if (letters.length > cells) return
  for (const [at, letter] of letters.entries()) {
    const middle = (x + ((at + 0.5) * width) / cells) * POINTS_A_MM
    flow.put(letter, cellWritten, middle - flow.width(letter, cellWritten) / 2, up(y + height - 2.1))
  }
}

/** A day as the comb wants it, day first; a number without spaces. */
function digitsOf(type: string, value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  if (type === 'date8' && year && month && day) return `${day}${month}${year}`
  return value.replace(/[^\d+]/g, '')
}
