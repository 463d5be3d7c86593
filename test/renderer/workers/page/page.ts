import type { Catalogue } from '@shared/capture/catalogue'
import { readFile, stopReading, type FileOutcome, type PageFound } from '../../../../renderer/workers/read-paper'

/** What the test asks of the window: read this file, and say what came. */
export type Told = {
  readonly outcome: FileOutcome
  readonly pages: readonly (Omit<PageFound, 'image'> & { readonly image: { media: string; bytes: number } | null })[]
  readonly most: number
}

declare global {
  // Only the test's own page has these.
  var readHere: (url: string, forms: Catalogue['forms'], cancelAfter?: number) => Promise<Told>
  var stopHere: () => void
}

globalThis.readHere = async (url, forms, cancelAfter) => {
  const file = await (await fetch(url)).blob()
  const pages: Told['pages'][number][] = []
  const cancel = new AbortController()
  let [busy, most] = [0, 0]
  const onPage = async ({ image, ...found }: PageFound): Promise<void> => {
    most = Math.max(most, ++busy)
    pages.push({ ...found, image: image && { media: image.media, bytes: image.bytes.length } })
    await new Promise((soon) => setTimeout(soon, 20))
    busy--
    if (pages.length === cancelAfter) cancel.abort()
  }
  const outcome = await readFile(file, { forms }, onPage, { signal: cancel.signal })
  return { outcome, pages, most }
}
globalThis.stopHere = stopReading
