import type { BoxMm } from '../capture/form-template'
import { ink, type PageFlow, type Style } from '../proof/page-flow'

/** Millimetres of A4. */
export const SHEET = { width: 210, height: 297 } as const

export const POINTS_A_MM = 72 / 25.4

/** How each class of printed text is set. A layout names classes; whoever draws it looks here. */
export const printStyles = {
  h1: { face: 'bold', size: 14, leading: 17.5, color: ink.text },
  by: { face: 'text', size: 8.6, leading: 11.2, color: ink.quiet },
  p: { face: 'text', size: 10.2, leading: 13.4, color: ink.text },
  strong: { face: 'bold', size: 10.2, leading: 13.4, color: ink.text },
  q: { face: 'bold', size: 10.2, leading: 13.4, color: ink.text },
  div: { face: 'text', size: 10, leading: 12, color: ink.text },
  label: { face: 'text', size: 8, leading: 9.8, color: ink.quiet },
  h2: { face: 'bold', size: 8.8, leading: 11, color: ink.accent },
  fine: { face: 'text', size: 8.1, leading: 10.2, color: ink.text },
  code: { face: 'mono', size: 7.4, leading: 9.4, color: ink.text },
} as const satisfies Record<string, Style>
export type PrintClass = keyof typeof printStyles

/** Sheets of a newer program may name classes we do not know: they are set as plain text. */
export const styleOf = (cls: string): Style => (cls in printStyles ? printStyles[cls as PrintClass] : printStyles.p)

/** Lines are broken where the layout was measured: a hair of room, so that rounding never breaks one more. */
const HAIR = 0.3

/** The room a text takes, left and top in millimetres, at most `width` wide. One line is as wide as its words. */
export function roomFor(flow: PageFlow, text: string, cls: PrintClass, [x, y, width]: readonly number[]): BoxMm {
  const style = printStyles[cls]
  const lines = flow.lines(text, style, (width ?? 0) * POINTS_A_MM)
  const wide = lines.length > 1 ? (width ?? 0) : Math.min(width ?? 0, flow.width(text, style) / POINTS_A_MM + 2 * HAIR)
  return [x ?? 0, y ?? 0, hundredths(wide), hundredths((lines.length * style.leading) / POINTS_A_MM)]
}

/** Prints a text into its room, line by line from the top. */
export function printIn(flow: PageFlow, text: string, style: Style, [x, y, width]: BoxMm): void {
  const lines = flow.lines(text, style, width * POINTS_A_MM)
  const top = (SHEET.height - y) * POINTS_A_MM
  for (const [at, line] of lines.entries()) {
    const foot = top - (at + 1) * style.leading
    flow.put(line, style, x * POINTS_A_MM, foot + (style.leading - style.size) * 0.62)
  }
}

export const hundredths = (mm: number): number => Math.round(mm * 100) / 100
