import { createWorker, OEM, PSM } from 'tesseract.js'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { FoundCode } from '@shared/paper/code'
import { rgbaFromRaster, type Raster } from '@shared/paper/raster'
import { watchedRecogniser, type Alarm, type Engine } from '@shared/paper/recogniser'
import type { Language } from '@shared/terms/language'

/** Every QR code of a picture, whoever made it. Left to itself the decoder fetches its wasm from a public host. */
export async function decodeCodes(raster: Raster, base: string): Promise<readonly FoundCode[]> {
  prepareZXingModule({ overrides: { locateFile: (file: string) => new URL(`zxing/${file}`, base).href } })
  const picture = new ImageData(rgbaFromRaster(raster), raster.width, raster.height)
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

const codes: Record<Language, string> = { fr: 'fra', de: 'deu', en: 'eng' }

export const browserRecogniser = (base: string): ReturnType<typeof watchedRecogniser> =>
  watchedRecogniser({ start: (language) => startEngine(codes[language], base), alarm })

/** Every path is ours and absolute, and no worker comes from a blob: the policy of the window allows nothing else. */
async function startEngine(code: string, base: string): Promise<Engine> {
  const at = (path: string): string => new URL(`tesseract/${path}`, base).href
  const worker = await createWorker(code, OEM.LSTM_ONLY, {
    workerPath: at('worker.min.js'),
    corePath: at('core'),
    langPath: at('lang'),
    workerBlobURL: false,
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => undefined,
  })
  return {
    read: async (picture, { alphabet, lines }) => {
      await worker.setParameters({
        tessedit_char_whitelist: alphabet,
        tessedit_pageseg_mode: lines === 'one' ? PSM.SINGLE_LINE : PSM.SINGLE_BLOCK,
        user_defined_dpi: '254',
      })
      const { data } = await worker.recognize(new Blob([picture]))
      return { text: data.text, confidence: Math.max(0, Math.min(1, data.confidence / 100)) }
    },
    stop: async () => {
      await worker.terminate()
    },
  }
}

function alarm(milliseconds: number): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined
  const rings = new Promise<void>((ring) => {
    timer = setTimeout(ring, milliseconds)
  })
  return { rings, off: () => clearTimeout(timer) }
}
