import { z } from 'zod'
import { Language } from '../terms/language'
import { digitReaderFrom, type DigitReader } from './network/digit-reader'
import { lineReaderFrom, type LineReader } from './network/line-reader'
import { NetworkFile } from './network/network'
import { LanguageWords, lineSpellerFrom, type LineSpeller } from './written-line'

/** What reads handwriting: two small networks and what people usually write. Pure, offline, the same everywhere. */
export type Readers = { readonly digits: DigitReader; readonly lines: LineReader; readonly spell: LineSpeller }

/** The files of resources/readers, as whoever runs this has loaded them. */
export const ReaderFiles = z.object({
  digits: NetworkFile,
  lines: NetworkFile,
  words: z.record(Language, LanguageWords),
})
export type ReaderFiles = z.infer<typeof ReaderFiles>

/** About a tenth of a second: weights are unpacked, word lists become trees when a language is first needed. */
export function readersFrom(files: ReaderFiles): Readers {
  return {
    digits: digitReaderFrom(files.digits),
    lines: lineReaderFrom(files.lines),
    spell: lineSpellerFrom(files.words),
  }
}
