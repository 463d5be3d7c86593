import { AFRelationship, type PDFDocument } from 'pdf-lib'
import { PROOF_FILE, type Proof, attachedBytes, bytesOfFile } from './proof-file'
import type { Say } from './words'

/**
 * Puts the signed record and the evidence into the document, each with what it is to the pages (ISO 32000-2, 14.13), in
 * the order of their names, as a name tree wants it (7.9.6).
 */
export async function attachProof(doc: PDFDocument, proof: Proof, say: Say, at: Date): Promise<void> {
  const record = {
    name: PROOF_FILE,
    bytes: bytesOfFile(proof.file),
    mimeType: 'application/json',
    description: say('attached.record'),
    afRelationship: AFRelationship.Source,
  }
  const evidence = proof.file.evidence.map(({ file, media, kind }) => ({
    name: file,
    bytes: attachedBytes(proof, file),
    mimeType: media,
    description: say(`attached.${kind}`),
    afRelationship: AFRelationship.Supplement,
  }))
  const files = [record, ...evidence].sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { name, bytes, ...options } of files)
    await doc.attach(bytes, name, { ...options, creationDate: at, modificationDate: at })
}
