import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { modulesFrom, type WriteCode } from '@shared/paper/code-modules'

let prepared = false

/** Left to itself the writer fetches its wasm from a public host: ours lies beside the page. */
function prepare(): void {
  if (prepared) return
  const base = new URL('./', document.baseURI)
  prepareZXingModule({ overrides: { locateFile: (file: string) => new URL(`zxing/${file}`, base).href } })
  prepared = true
}

/** QR codes in the window. */
export const writeCode: WriteCode = async (text, strength = 'M') => {
  prepare()
  const { symbol, error } = await writeBarcode(text, {
    format: 'QRCode',
    addQuietZones: false,
    scale: 1,
    options: `ecLevel=${strength}`,
  })
  if (error !== '') throw new Error(`no code for ${text.length} letters: ${error}`)
  return modulesFrom(symbol)
}
