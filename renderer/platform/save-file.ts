import type { Bytes } from '@shared/base/bytes'

/** Hands bytes to the browser's own saving. Nothing leaves the machine: the address is one of this window. */
export function saveFile(bytes: Bytes, media: string, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: media }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The saving has begun by then; a minute is more than it takes to read a blob.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
