import digits from '@resources/readers/digits.json'
import lines from '@resources/readers/lines.json'
import de from '@resources/readers/words.de.json'
import en from '@resources/readers/words.en.json'
import fr from '@resources/readers/words.fr.json'
import { ReaderFiles, readersFrom, type Readers } from '@shared/paper/readers'

let readers: Readers | undefined

/** The readers of handwriting; their files are bundled with the worker. */
export const browserReaders = (): Readers =>
  (readers ??= readersFrom(ReaderFiles.parse({ digits, lines, words: { fr, de, en } })))
