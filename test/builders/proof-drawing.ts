import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Bytes } from '@shared/base/bytes'
import type { FontBytes } from '@shared/proof/open-print'
import type { ProofWords } from '@shared/proof/words'
import type { Language } from '@shared/terms/language'

const root = resolve(import.meta.dirname, '../..')
const bytesOf = (path: string): Bytes => new Uint8Array(readFileSync(resolve(root, path)))
const font = (name: string) => bytesOf(`node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`)

/** The fonts of a proof, as the packages hold them. */
export const fonts: FontBytes = {
  text: font('DejaVuSansCondensed'),
  bold: font('DejaVuSansCondensed-Bold'),
  mono: font('DejaVuSansMono'),
}

export const wordsOf = (language: Language): ProofWords =>
  JSON.parse(readFileSync(resolve(root, `resources/locales/${language}/proof.json`), 'utf8')) as ProofWords
