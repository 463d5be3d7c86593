import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  decodePDFRawStream,
} from 'pdf-lib'
import { type Bytes, textFrom } from '../base/bytes'
import { type Result, notOk, ok } from '../base/result'
import { PROOF_FILE, type Proof, ProofFile } from './proof-file'

/** Why a file is no proof of ours. */
export type OpenProblem = 'not-a-pdf' | 'no-record' | 'record-unreadable'

export type OpenedProof = {
  readonly proof: Proof
  /** What the pages carry at their feet, as the document says it; null if it does not say. */
  readonly fingerprint: string | null
  /** The record as it lies in the document, byte for byte. */
  readonly record: Bytes
}

/** Prefix of the keyword under which a document carries its fingerprint. */
export const FINGERPRINT_KEYWORD = 'sha256:'

/** Takes a proof out of its PDF again. Nothing is judged here but whether it can be read. */
export async function openProof(pdf: Bytes): Promise<Result<OpenedProof, OpenProblem>> {
  const doc = await loaded(pdf)
  if (!doc) return notOk<OpenProblem>('not-a-pdf')
  const files = filesIn(doc)
  const record = files.get(PROOF_FILE)
  if (!record) return notOk<OpenProblem>('no-record')
  files.delete(PROOF_FILE)
  const file = parsed(record)
  if (!file) return notOk<OpenProblem>('record-unreadable')
  const keyword = (doc.getKeywords() ?? '').split(' ').find((word) => word.startsWith(FINGERPRINT_KEYWORD))
  const fingerprint = keyword?.slice(FINGERPRINT_KEYWORD.length) ?? null
  return ok({ proof: { file, attached: files }, fingerprint, record })
}

async function loaded(pdf: Bytes): Promise<PDFDocument | null> {
  try {
    return await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true })
  } catch {
    return null
  }
}

function parsed(record: Bytes): ProofFile | null {
  try {
    return ProofFile.parse(JSON.parse(textFrom(record)))
  } catch {
    return null
  }
}

/** Every embedded file by its name. One that cannot be unpacked counts as not there. */
function filesIn(doc: PDFDocument): Map<string, Bytes> {
  const files = new Map<string, Bytes>()
  try {
    const list = doc.catalog
      .lookup(PDFName.of('Names'), PDFDict)
      .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
      .lookup(PDFName.of('Names'), PDFArray)
    for (let i = 0; i + 1 < list.size(); i += 2) {
      const name = list.lookup(i, PDFString, PDFHexString).decodeText()
      const stream = list
        .lookup(i + 1, PDFDict)
        .lookup(PDFName.of('EF'), PDFDict)
        .lookup(PDFName.of('F'))
      if (stream instanceof PDFRawStream) files.set(name, new Uint8Array(decodePDFRawStream(stream).decode()))
    }
  } catch {
    return files
  }
  return files
}
