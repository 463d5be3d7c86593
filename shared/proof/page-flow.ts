import { type PDFDocument, type PDFFont, type PDFPage, type RGB, rgb } from 'pdf-lib'
import { must } from '../base/never'
import { printable, visualOrder } from './glyphs'

const hex = (code: string): RGB => {
  const part = (at: number): number => Number.parseInt(code.slice(at, at + 2), 16) / 255
  return rgb(part(1), part(3), part(5))
}

/** The print side of the design tokens. */
export const ink = {
  text: hex('#17212B'),
  quiet: hex('#465462'),
  line: hex('#C9D1D7'),
  strong: hex('#6A7883'),
  accent: hex('#0B5D73'),
  panel: hex('#F5F7F8'),
} as const

export type Face = 'text' | 'bold' | 'mono'
export type Fonts = Readonly<Record<Face, PDFFont>>
export type Style = { readonly face: Face; readonly size: number; readonly leading: number; readonly color: RGB }

export const style = {
  title: { face: 'bold', size: 21, leading: 26, color: ink.text },
  lead: { face: 'text', size: 11.5, leading: 17, color: ink.text },
  heading: { face: 'bold', size: 11.5, leading: 15, color: ink.accent },
  strong: { face: 'bold', size: 10, leading: 14, color: ink.text },
  body: { face: 'text', size: 9.8, leading: 14, color: ink.text },
  fine: { face: 'text', size: 8.6, leading: 12.2, color: ink.text },
  note: { face: 'text', size: 8.2, leading: 11.4, color: ink.quiet },
  label: { face: 'text', size: 8.8, leading: 14, color: ink.quiet },
  code: { face: 'mono', size: 7.4, leading: 11.4, color: ink.text },
} as const satisfies Record<string, Style>

/** A4 in points, with 20 mm at the sides and room for the head and the foot. */
export const paper = { width: 595.28, height: 841.89, left: 56.7, right: 56.7, top: 62, bottom: 66 } as const
export const measure = paper.width - paper.left - paper.right

type Spot = { readonly x?: number; readonly width?: number }

/** Sets text and boxes from the top of a page downwards, and goes on with the next page when there is no room. */
export class PageFlow {
  page: PDFPage
  /** Where the next line may begin, from the foot of the page. */
  y = paper.height - paper.top
  /** A letter had to be spelled out somewhere. */
  spelledOut = false
  private readonly widths = new Map<string, number>()
  private readonly known = new Map<PDFFont, ReadonlySet<number>>()

  constructor(
    readonly doc: PDFDocument,
    readonly fonts: Fonts,
  ) {
    this.page = doc.addPage([paper.width, paper.height])
  }

  newPage(): void {
    this.page = this.doc.addPage([paper.width, paper.height])
    this.y = paper.height - paper.top
  }

  /** Goes to the next page unless this much fits here. */
  room(height: number): void {
    if (this.y - height < paper.bottom && this.y < paper.height - paper.top) this.newPage()
  }

  gap(height: number): void {
    if (this.y < paper.height - paper.top) this.y -= height
  }

  /** Text in as many lines as it takes; the answer is its height. */
  text(content: string, look: Style, { x = paper.left, width = measure }: Spot = {}): number {
    const lines = this.lines(content, look, width)
    for (const line of lines) {
      this.room(look.leading)
      this.y -= look.leading
      this.put(line, look, x, this.y + (look.leading - look.size) * 0.62)
    }
    return lines.length * look.leading
  }

  /** One line with its base at this height, wherever the flow is. */
  put(line: string, look: Style, x: number, y: number): void {
    const font = this.fonts[look.face]
    const parts = visualOrder(this.shown(line, look))
    let at = x
    for (const part of parts) {
      if (part !== '') this.page.drawText(part, { x: at, y, size: look.size, font, color: look.color })
      if (parts.length > 1) at += this.width(`${part} `, look)
    }
  }

  /** The same, ending at `x`. */
  putLeftOf(line: string, look: Style, x: number, y: number): void {
    this.put(line, look, x - this.width(this.shown(line, look), look), y)
  }

  rule(color: RGB = ink.line, thickness = 0.6): void {
    const line = { start: { x: paper.left, y: this.y }, end: { x: paper.left + measure, y: this.y } }
    this.page.drawLine({ ...line, thickness, color })
  }

  height(content: string, look: Style, width: number): number {
    return this.lines(content, look, width).length * look.leading
  }

  /** Breaks at spaces, and inside a word only if the word alone is wider than the line. */
  lines(content: string, look: Style, width: number): string[] {
    const lines: string[] = []
    const space = this.wordWidth(' ', look)
    for (const paragraph of this.shown(content, look).split('\n')) {
      let line = ''
      let reach = 0
      for (const word of paragraph.split(' ')) {
        const wide = this.wordWidth(word, look)
        if (line === '' ? wide <= width : reach + space + wide <= width) {
          reach += line === '' ? wide : space + wide
          line = line === '' ? word : `${line} ${word}`
          continue
        }
        if (line !== '') lines.push(line)
        const pieces = this.pieces(word, look, width)
        lines.push(...pieces.slice(0, -1))
        line = must(pieces.at(-1), 'the end of a word')
        reach = this.wordWidth(line, look)
      }
      lines.push(line)
    }
    return lines
  }

  /** Word by word: the advances of glyphs add up, and a word measured once need not be shaped again. */
  width(text: string, look: Style): number {
    const words = text.split(' ')
    const space = this.wordWidth(' ', look)
    return words.reduce((sum, word) => sum + this.wordWidth(word, look), (words.length - 1) * space)
  }

  private wordWidth(word: string, { face, size }: Style): number {
    const key = face + word
    let known = this.widths.get(key)
    if (known === undefined) this.widths.set(key, (known = this.fonts[face].widthOfTextAtSize(word, 1000)))
    return (known * size) / 1000
  }

  private pieces(word: string, look: Style, width: number): string[] {
    const pieces: string[] = []
    let piece = ''
    for (const letter of word) {
      if (piece !== '' && this.width(piece + letter, look) > width) {
        pieces.push(piece)
        piece = ''
      }
      piece += letter
    }
    return [...pieces, piece]
  }

  private shown(text: string, look: Style): string {
    const font = this.fonts[look.face]
    let letters = this.known.get(font)
    if (!letters) this.known.set(font, (letters = new Set(font.getCharacterSet())))
    const has = letters
    const lines = text.split('\n').map((line) => printable(line, (codePoint) => has.has(codePoint)))
    if (lines.some(({ missing }) => missing)) this.spelledOut = true
    return lines.map((line) => line.text).join('\n')
  }
}
