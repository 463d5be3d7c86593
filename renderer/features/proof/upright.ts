import type { SheetBlock } from '@shared/proof/content-model'

/** A scan turned back to stand upright. A sheet that already does is shown as it came. */
export async function upright({ bytes, media, rotation }: NonNullable<SheetBlock['scan']>): Promise<Blob> {
  const scan = new Blob([bytes], { type: media })
  const turn = ((rotation % 360) + 360) % 360
  if (turn === 0) return scan
  const picture = await createImageBitmap(scan)
  const lying = turn === 90 || turn === 270
  const [width, height] = lying ? [picture.height, picture.width] : [picture.width, picture.height]
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen?.translate(width / 2, height / 2)
  pen?.rotate((turn * Math.PI) / 180)
  pen?.drawImage(picture, -picture.width / 2, -picture.height / 2)
  picture.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
}
