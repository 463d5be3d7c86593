import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { codeWriterOver, type WriteCode } from '@shared/paper/code-modules'

let prepared = false

/** Left to itself the writer fetches its wasm from a public host: ours lies beside the page. */
function prepare(base: string): void {
  if (prepared) return
  prepareZXingModule({ overrides: { locateFile: (file: string) => new URL(`zxing/${file}`, base).href } })
  prepared = true
}

/** QR codes in a window or a worker; `base` is where the program was loaded from. */
export const codeWriter = (base: string): WriteCode =>
  codeWriterOver((text, asked) => {
    prepare(base)
    return writeBarcode(text, asked)
  })

/** QR codes in the window. */
export const writeCode: WriteCode = (text, strength) => codeWriter(document.baseURI)(text, strength)
