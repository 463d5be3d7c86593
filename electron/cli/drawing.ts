import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Bytes } from '@shared/base/bytes'
import type { Drawing } from '@shared/proof/verify-pdf'
import type { ProofWords } from '@shared/proof/words'
import { type Language, languages } from '@shared/terms/language'

/** Fonts and words of a proof, from the disk. */
export function drawingFrom(home: string): Drawing {
  const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const font = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, `${name}.ttf`)))
  const words = new Map(languages.map((language) => [language, wordsIn(home, language)]))
  return {
    fonts: { text: font('DejaVuSansCondensed'), bold: font('DejaVuSansCondensed-Bold'), mono: font('DejaVuSansMono') },
    words: (language) => words.get(language) ?? {},
  }
}

const wordsIn = (home: string, language: Language): ProofWords =>
  JSON.parse(readFileSync(join(home, 'resources', 'locales', language, 'proof.json'), 'utf8')) as ProofWords
