import type { FlyerDraft } from '@shared/capture/draft'
import type { Desk } from '../../desk'
import { readFile } from '../../workers/read-paper'

/**
 * Reads the scan of a sheet once more, from the evidence. `turns`: quarter turns clockwise that make a page without a
 * code upright; a page with one is found whichever way it lies. Null if the scan is missing or could not be read.
 */
export async function readAgain(
  { workstation, catalogue }: Desk,
  { scan }: FlyerDraft,
  turns = 0,
): Promise<Pick<FlyerDraft, 'reading' | 'print'> | null> {
  const opened = await workstation.ask['evidence:open']({ id: scan.id, key: scan.key })
  if (opened.kind !== 'opened') return null
  const found: Pick<FlyerDraft, 'reading' | 'print'>[] = []
  const take = ({ reading, print }: { reading: FlyerDraft['reading']; print: string | null }): void =>
    void found.push({ reading, ...(print === null ? {} : { print }) })
  await readFile(new Blob([opened.bytes], { type: scan.media }), catalogue, take, { turns })
  return found[0] ?? null
}

/** One field as it was just read, put in the place of what was read before; what was typed there goes. */
export function withFieldReadAgain(draft: FlyerDraft, name: string, again: Pick<FlyerDraft, 'reading'>): FlyerDraft {
  const field = again.reading.fields[name]
  if (!field) return draft
  const { [name]: _typed, ...typed } = draft.typed ?? {}
  const { [name]: _confirmed, ...fields } = draft.fields
  return { ...draft, reading: { ...draft.reading, fields: { ...draft.reading.fields, [name]: field } }, typed, fields }
}
