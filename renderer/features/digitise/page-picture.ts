import { useEffect, useState } from 'react'
import type { EvidenceRef } from '@shared/terms/evidence'
import { useDesk } from '../../desk'
import type { Workstation } from '@shared/ipc/contract'

type Ask = Pick<Workstation, 'evidence:open'>

/** A page as it is shown: `scale` of its pixels stand for one of the scan, and maps into the scan are scaled alike. */
export type PagePicture = { readonly bitmap: ImageBitmap; readonly scale: number }

/** A4 at 175 dpi. More shows no more of the writing on a screen, and each pixel costs four bytes for each page ahead. */
const MOST_PIXELS = 3_000_000

/** Decoded pages, newest last: the one in view and the two that follow, so that no key waits for a decoder. */
const pictures = new Map<string, Promise<PagePicture>>()
/** Those decoded already: the next page is on the glass with the first frame. */
const ready = new Map<string, PagePicture>()
const MOST = 4

/** The scan of a page, as the evidence has it, turned as its file says. Rejects if it is missing or was altered. */
export function pictureOf(ask: Ask, scan: EvidenceRef): Promise<PagePicture> {
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
    (decoded) => pictures.get(scan.id) === picture && ready.set(scan.id, decoded),
    () => pictures.delete(scan.id),
  )
  for (const old of [...pictures.keys()].slice(0, -MOST)) {
    // Three pages back, it is on no glass any more; the collector would not know how large it is.
    void pictures.get(old)?.then(({ bitmap }) => bitmap.close(), () => undefined) // prettier-ignore
    pictures.delete(old)
    ready.delete(old)
  }
  return picture
}

async function decode(ask: Ask, { id, key, media }: EvidenceRef): Promise<PagePicture> {
  const opened = await ask['evidence:open']({ id, key })
  if (opened.kind !== 'opened') throw new Error(`the scan is ${opened.kind}`)
  const whole = await createImageBitmap(new Blob([opened.bytes], { type: media }), { imageOrientation: 'from-image' })
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)))
  if (scale === 1) return { bitmap: whole, scale }
  const size = { resizeWidth: Math.round(whole.width * scale), resizeHeight: Math.round(whole.height * scale) }
  const bitmap = await createImageBitmap(whole, { ...size, resizeQuality: 'medium' })
  const shown = { bitmap, scale: bitmap.width / whole.width }
  whole.close()
  return shown
}

/** The picture of this page, and those of the next ones got ready. Null while it is decoded, 'missing' if it cannot be. */
export function usePagePicture(scan: EvidenceRef, next: readonly EvidenceRef[]): PagePicture | 'missing' | null {
  const { ask } = useDesk().workstation
  const [shown, setShown] = useState<{ id: string; picture: PagePicture | 'missing' } | null>(null)
  const ahead = next.map(({ id }) => id).join()
  useEffect(() => {
    let here = true
    const show = (picture: PagePicture | 'missing') => here && setShown({ id: scan.id, picture })
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
