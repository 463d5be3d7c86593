import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, PSM } from 'tesseract.js'
import type { Language } from '@shared/terms/language'
import { watchedRecogniser, type Alarm, type Engine } from '@shared/paper/recogniser'

const codes: Record<Language, string> = { fr: 'fra', de: 'deu', en: 'eng' }

/** Tesseract in threads of its own. Engine and language files come from the disk beside the program; nothing is fetched. */
export const nodeRecogniser = (webResources: string): ReturnType<typeof watchedRecogniser> =>
  watchedRecogniser({ start: (language) => startEngine(codes[language], webResources), alarm })

async function startEngine(code: string, webResources: string): Promise<Engine> {
  const worker = await createWorker(code, OEM.LSTM_ONLY, {
    langPath: languageFolder(code, webResources),
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
      const { data } = await worker.recognize(Buffer.from(picture))
      return { text: data.text, confidence: Math.max(0, Math.min(1, data.confidence / 100)) }
    },
    stop: async () => {
      await worker.terminate()
    },
  }
}

/** Where the build put the language files; in a checkout that was never built, the packages they come from. */
function languageFolder(code: string, webResources: string): string {
  const built = join(webResources, 'tesseract', 'lang')
  if (existsSync(join(built, `${code}.traineddata.gz`))) return built
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0_best_int')
}

function alarm(milliseconds: number): Alarm {
  let timer: NodeJS.Timeout | undefined
  const rings = new Promise<void>((ring) => {
    timer = setTimeout(ring, milliseconds)
  })
  return { rings, off: () => clearTimeout(timer) }
}
