import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { codeWriterOver, type WriteCode } from '@shared/paper/code-modules'

let prepared = false

/** The writer's own default is to fetch its wasm from a public host: it is handed the bytes beside it instead. */
function prepare(): void {
  if (prepared) return
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  prepareZXingModule({ overrides: { wasmBinary } })
  prepared = true
}

/** QR codes where there is Node. */
export const writeCode: WriteCode = codeWriterOver((text, asked) => {
  prepare()
  return writeBarcode(text, asked)
})
