import type { z } from 'zod'
import { type Bytes, textFrom } from '../base/bytes'
import { Ink } from '../terms/evidence'
import { ConfirmedReading } from './confirmed-reading'
import type { Proof, ProofFile } from './proof-file'
import { RenderedView, TypedName } from './rendered-view'

type Listed = ProofFile['evidence'][number]

/** What a piece of evidence says, once its bytes are in the open. */
export type EvidenceContent = { readonly listed: Listed } & (
  | { readonly kind: 'ink'; readonly ink: Ink }
  | { readonly kind: 'typed-name'; readonly typed: TypedName }
  | { readonly kind: 'rendered-view'; readonly view: RenderedView }
  | { readonly kind: 'reading'; readonly reading: ConfirmedReading }
  | { readonly kind: 'scan'; readonly bytes: Bytes }
  | { readonly kind: 'unreadable' }
)

export function evidenceContents({ file, attached }: Proof): EvidenceContent[] {
  return file.evidence.flatMap((listed) => {
    const bytes = attached.get(listed.file)
    return bytes ? [{ listed, ...contentOf(listed, bytes) } as EvidenceContent] : []
  })
}

function contentOf({ kind }: Listed, bytes: Bytes): object {
  switch (kind) {
    case 'ink':
      return parsed(Ink, bytes, (ink) => ({ kind, ink }))
    case 'typed-name':
      return parsed(TypedName, bytes, (typed) => ({ kind, typed }))
    case 'rendered-view':
      return parsed(RenderedView, bytes, (view) => ({ kind, view }))
    case 'reading':
      return parsed(ConfirmedReading, bytes, (reading) => ({ kind, reading }))
    case 'scan':
      return { kind, bytes }
    // Attached, and shown by other programs.
    default:
      return { kind: 'unreadable' }
  }
}

/** A shape of a later version is not an error: it is attached, and only cannot be shown here. */
function parsed<T>(schema: z.ZodType<T>, bytes: Bytes, found: (value: T) => object): object {
  try {
    return found(schema.parse(JSON.parse(textFrom(bytes))))
  } catch {
    return { kind: 'unreadable' }
  }
}
