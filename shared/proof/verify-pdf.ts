import { type Bytes, sameBytes } from '../base/bytes'
import { type Result, ok } from '../base/result'
import type { Language } from '../terms/language'
import { type Check, type Known, type ProofCrypto, check } from './check'
import { drawProof } from './draw-proof'
import type { FontBytes } from './open-print'
import { type OpenProblem, openProof } from './open-proof'
import { DRAWN_BY, type Proof, bytesOfFile } from './proof-file'
import { verifyProof } from './verify-proof'
import type { ProofWords } from './words'

/** What it takes to draw a proof again. */
export type Drawing = { readonly fonts: FontBytes; readonly words: (language: Language) => ProofWords }

export type VerifiedPdf = { readonly proof: Proof; readonly checks: readonly Check[] }

/**
 * Checks a PDF as a stranger with this program would: the record as it lies in it, the fingerprint on its pages, and the
 * pages themselves, by drawing them again from the record and comparing every byte of the file.
 */
export async function verifyPdf(
  pdf: Bytes,
  { crypto, known = {}, drawing }: { readonly crypto: ProofCrypto; readonly known?: Known; readonly drawing: Drawing },
): Promise<Result<VerifiedPdf, OpenProblem>> {
  const opened = await openProof(pdf)
  if (!opened.ok) return opened
  const { proof, fingerprint, record } = opened.value
  const checks = await verifyProof(proof, crypto, { ...known, fingerprint: fingerprint ?? 'none' })
  // One value, one text: a record written in another way was not written by us.
  const canonical = sameBytes(record, bytesOfFile(proof.file))
  const first = canonical ? [] : [check('record-readable', 1, ['proof.json'])]
  return ok({ proof, checks: [...first, ...checks.slice(first.length), await pagesCheck(pdf, proof, drawing)] })
}

async function pagesCheck(pdf: Bytes, proof: Proof, { fonts, words }: Drawing): Promise<Check> {
  // Drawn by an earlier or a later program: the pages may differ and be right. The record is checked all the same.
  if (proof.file.drawnBy !== DRAWN_BY) return check('pages', 0, [])
  try {
    const again = await drawProof(proof, words(proof.file.language), fonts)
    return check('pages', 1, sameBytes(again, pdf) ? [] : ['pages'])
  } catch {
    return check('pages', 1, ['pages'])
  }
}
