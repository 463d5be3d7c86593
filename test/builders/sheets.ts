import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SheetWords } from '@shared/form/words'
import type { Language } from '@shared/terms/language'

const root = resolve(import.meta.dirname, '../..')

/** What the house prints on a sheet, in one language. */
export const sheetWords = (language: Language): SheetWords =>
  SheetWords.parse(JSON.parse(readFileSync(resolve(root, `resources/locales/${language}/sheet.json`), 'utf8')))
