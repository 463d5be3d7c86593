import { utf8 } from '../base/bytes'
import { FormTemplateId } from '../terms/ids'
import { crc32 } from './crc32'
import type { Point } from './geometry'

/** A code as the decoder found it: its text and its corners in pixels, in reading order from its own top left. */
export type FoundCode = { readonly text: string; readonly corners: readonly [Point, Point, Point, Point] }

/** What the code of a form says: which form, which version, which sheet. */
export type FormCode = {
  readonly template: FormTemplateId
  readonly version: number
  readonly page: number
  readonly pages: number
  readonly serial: string
}

const PAYLOAD = /^CNS1\|([A-Z0-9-]{1,40})\|v(\d{1,4})\|p(\d{1,3})\/(\d{1,3})\|([A-Z0-9]{1,24})\|([0-9A-F]{4})$/

/**
 * `CNS1|template|vN|pP/N|serial|check`, or undefined: a payload that is not ours, or whose check does not hold.
 * The check is the lower half of the CRC-32 (IEEE 802.3) of everything before the last bar.
 * The serial is handed on as people read it under the bar code: `SN123` in the code is `CNS123` on the sheet.
 */
export function formCodeFrom(text: string): FormCode | undefined {
  const [, template = '', version, page, pages, serial = '', check = ''] = PAYLOAD.exec(text) ?? []
  if (check === '') return undefined
  if ((crc32(utf8(text.slice(0, text.lastIndexOf('|')))) & 0xffff) !== Number.parseInt(check, 16)) return undefined
  const id = FormTemplateId.safeParse(template)
  const code = { version: Number(version), page: Number(page), pages: Number(pages) }
  if (!id.success || code.version < 1 || code.page < 1 || code.page > code.pages) return undefined
  return { template: id.data, ...code, serial: serial.replace(/^SN/, 'CNS') }
}

const checkOf = (text: string): string => (crc32(utf8(text)) & 0xffff).toString(16).toUpperCase().padStart(4, '0')

/** The text to print as the code of a sheet, in the form `formCodeFrom` reads. Throws on what it could not read back. */
export function formCodeText({ template, version, page, pages, serial }: FormCode): string {
  const head = `CNS1|${template}|v${version}|p${page}/${pages}|${serial.replace(/^CNS/, 'SN')}`
  const text = `${head}|${checkOf(head)}`
  if (formCodeFrom(text)?.serial !== serial) throw new Error('a form code that could not be read back')
  return text
}
