import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { FoundCode } from '@shared/paper/code'
import { rgbaFromRaster, type Raster } from '@shared/paper/raster'

let prepared = false

/** The decoder's own default is to fetch its wasm from a public host: it is handed the bytes beside it instead. */
function prepare(): void {
  if (prepared) return
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  prepareZXingModule({ overrides: { wasmBinary } })
  prepared = true
}

/** Every QR code of a picture, whoever made it. */
export async function decodeCodes(raster: Raster): Promise<readonly FoundCode[]> {
  prepare()
  const { width, height } = raster
  const picture = { data: rgbaFromRaster(raster), width, height, colorSpace: 'srgb' as const }
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 6 })
  return found
    .filter(({ isValid }) => isValid)
    .map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      corners: [
        [topLeft.x, topLeft.y],
        [topRight.x, topRight.y],
        [bottomRight.x, bottomRight.y],
        [bottomLeft.x, bottomLeft.y],
      ],
    }))
}
