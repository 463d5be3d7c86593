import bold from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?url'
import text from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url'
import mono from 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf?url'
import type { Bytes } from '@shared/base/bytes'
import type { FontBytes } from '@shared/proof/open-print'

let fonts: Promise<FontBytes> | undefined

/** What everything is printed with, fetched once from beside the program. */
export const theFonts = (): Promise<FontBytes> =>
  (fonts ??= Promise.all([fetched(text), fetched(bold), fetched(mono)]).then(([text, bold, mono]) => ({
    text,
    bold,
    mono,
  })))

async function fetched(url: string): Promise<Bytes> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error('a font is missing')
  return new Uint8Array(await answer.arrayBuffer())
}
