import { useEffect, useState } from 'react'
import type { EvidenceRef } from '@shared/terms/evidence'
import { useDesk } from '../../desk'
import type { Workstation } from '@shared/ipc/contract'

type Ask = Pick<Workstation, 'evidence:open'>

/** Decoded pages, newest last: the one in view and the two that follow, so that no key waits for a decoder. */
const pictures = new Map<string, Promise<ImageBitmap>>()
/** Those decoded already: the next page is on the glass with the first frame. */
const ready = new Map<string, ImageBitmap>()
const MOST = 4

/** The scan of a page, as the evidence has it, turned as its file says. Rejects if it is missing or was altered. */
export function pictureOf(ask: Ask, scan: EvidenceRef): Promise<ImageBitmap> {
  const known = pictures.get(scan.id)
  if (known) {
    // The newest is dropped last.
    pictures.delete(scan.id)
    pictures.set(scan.id, known)
    return known
  }
  const picture = decode(ask, scan)
  pictures.set(scan.id, picture)
  picture.then(
    (bitmap) => pictures.get(scan.id) === picture && ready.set(scan.id, bitmap),
    () => pictures.delete(scan.id),
  )
  for (const old of [...pictures.keys()].slice(0, -MOST)) {
    // Left to the collector: closed, it could still be on the glass.
    pictures.delete(old)
    ready.delete(old)
  }
  return picture
}

async function decode(ask: Ask, { id, key, media }: EvidenceRef): Promise<ImageBitmap> {
  const opened = await ask['evidence:open']({ id, key })
  if (opened.kind !== 'opened') throw new Error(`the scan is ${opened.kind}`)
  return createImageBitmap(new Blob([opened.bytes], { type: media }), { imageOrientation: 'from-image' })
}

/** The picture of this page, and those of the next ones got ready. Null while it is decoded, 'missing' if it cannot be. */
export function usePagePicture(scan: EvidenceRef, next: readonly EvidenceRef[]): ImageBitmap | 'missing' | null {
  const { ask } = useDesk().workstation
  const [shown, setShown] = useState<{ id: string; picture: ImageBitmap | 'missing' } | null>(null)
  const ahead = next.map(({ id }) => id).join()
  useEffect(() => {
    let here = true
    const show = (picture: ImageBitmap | 'missing') => here && setShown({ id: scan.id, picture })
    void pictureOf(ask, scan).then(
      (picture) => {
        show(picture)
        for (const one of next.slice(0, 2)) void pictureOf(ask, one).catch(() => undefined)
      },
      () => show('missing'),
    )
    return () => {
      here = false
    }
    // The pages ahead are named by their ids: a new list of the same ones is no news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ask, scan.id, ahead])
  return shown?.id === scan.id ? shown.picture : (ready.get(scan.id) ?? null)
}
