import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { modulesFrom, type WriteCode } from '@shared/paper/code-modules'

let prepared = false

/** Left to itself the writer fetches its wasm from a public host: ours lies beside the page. */
function prepare(base: string): void {
  if (prepared) return
  prepareZXingModule({ overrides: { locateFile: (file: string) => new URL(`zxing/${file}`, base).href } })
  prepared = true
}

/** QR codes in a window or a worker; `base` is where the program was loaded from. */
export const codeWriter =
  (base: string): WriteCode =>
  async (text, strength = 'M') => {
    prepare(base)
    const { symbol, error } = await writeBarcode(text, {
      format: 'QRCode',
      addQuietZones: false,
      scale: 1,
      options: `ecLevel=${strength}`,
    })
    if (error !== '') throw new Error(`no code for ${text.length} letters: ${error}`)
    return modulesFrom(symbol)
  }

/** QR codes in the window. */
export const writeCode: WriteCode = (text, strength) => codeWriter(document.baseURI)(text, strength)
