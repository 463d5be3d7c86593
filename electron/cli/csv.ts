import { createReadStream } from 'node:fs'

/**
 * Reads a CSV file row by row, never whole: commas (or semicolons or tabs, whichever the header has), double quotes,
 * any line ending. A row is handed over as its fields; the header is the first.
 */
export async function readCsv(file: string, onRow: (fields: readonly string[], row: number) => void): Promise<void> {
  const decoder = new TextDecoder('utf-8')
  const parser = csvParser(onRow)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    parser.push(decoder.decode(chunk as Uint8Array, { stream: true }))
  parser.push(decoder.decode())
  parser.end()
}

export function csvParser(onRow: (fields: readonly string[], row: number) => void) {
  let rest = ''
  let separator = ''
  let row = 0
  const hand = (line: string) => {
    const text = row === 0 ? line.replace(/^\uFEFF/, '') : line
    if (text === '' && row > 0) return
    if (separator === '') separator = separatorOf(text)
    onRow(fieldsOf(text, separator), row++)
  }
  return {
    push: (text: string) => {
      const all = rest + text
      let from = 0
      let quoted = false
      for (let i = 0; i < all.length; i++) {
        const code = all.charCodeAt(i)
        if (code === 0x22) quoted = !quoted
        else if (code === 0x0a && !quoted) {
          hand(all.charCodeAt(i - 1) === 0x0d ? all.slice(from, i - 1) : all.slice(from, i))
          from = i + 1
        }
      }
      rest = all.slice(from)
    },
    end: () => {
      if (rest.trim() !== '') hand(rest.replace(/\r$/, ''))
      rest = ''
    },
  }
}

const separatorOf = (head: string): string =>
  [',', ';', '\t'].map((sign) => [sign, head.split(sign).length] as const).reduce((a, b) => (b[1] > a[1] ? b : a))[0]

function fieldsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const sign = line.charAt(i)
    if (quoted) {
      if (sign !== '"') field += sign
      else if (line[i + 1] === '"') {
        field += '"'
        i++
      } else quoted = false
    } else if (sign === '"' && field.trim() === '') {
      field = ''
      quoted = true
    } else if (sign === separator) {
      fields.push(field)
      field = ''
    } else field += sign
  }
  fields.push(field)
  return fields
}

/** One value as a cell: quoted where it has to be, and never a formula to whoever opens it in a spreadsheet. */
export const cell = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
