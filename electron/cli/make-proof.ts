import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Catalogue } from '@shared/capture/catalogue'
import type { JournalEntry, Workstation } from '@shared/ipc/contract'
import { drawProof } from '@shared/proof/draw-proof'
import { eventsToProve, gatherProof } from '@shared/proof/gather-proof'
import type { Drawing } from '@shared/proof/verify-pdf'
import type { Language } from '@shared/terms/language'
import type { Operator } from '@shared/terms/party'

export type MakeNeeds = {
  readonly ask: Pick<Workstation, 'proof:gather' | 'evidence:open'>
  readonly catalogue: Catalogue
  readonly operators: readonly Operator[]
  readonly language: Language
  readonly drawing: Drawing
}

/** Where moments are written out for readers of a proof made here. */
const TIME_ZONE = 'Europe/Berlin'

/** Draws the proof of an event from all that is known of its subject, and writes it down. Answers with its bytes. */
export async function makeProof(
  asked: JournalEntry,
  aboutSubject: readonly JournalEntry[],
  { path, needs }: { readonly path: string; readonly needs: MakeNeeds },
): Promise<Uint8Array<ArrayBuffer>> {
  const { ask, drawing, language, ...rest } = needs
  const ids = eventsToProve(
    asked.recorded,
    aboutSubject.map(({ recorded }) => recorded),
  )
  const proof = await gatherProof(ids, {
    ...rest,
    language,
    timeZone: TIME_ZONE,
    gather: (wanted) => ask['proof:gather']({ ids: wanted }),
    open: async ({ id, key }) => {
      const opened = await ask['evidence:open']({ id, key })
      return opened.kind === 'opened' ? opened : null
    },
  })
  const pdf = await drawProof(proof, drawing.words(language), drawing.fonts)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, pdf)
  return pdf
}
