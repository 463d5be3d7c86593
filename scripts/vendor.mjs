// Copies what the window loads at run time out of the packages, so that nothing is ever fetched: reading engines with
// their languages, the code reader, the PDF reader's parts, and a font that can print every name we meet.
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(import.meta.dirname, '..')
const packages = join(root, 'node_modules')
const web = join(root, 'resources', 'web')

/** Path in the packages to path below resources/web. */
export function vendored() {
  const folder = (from, to) => readdirSync(join(packages, from)).map((name) => [`${from}/${name}`, `${to}/${name}`])
  return [
    ['tesseract.js/dist/worker.min.js', 'tesseract/worker.min.js'],
    // The engine picks one by what the processor can do; both are current in every Chromium we run on.
    ...['relaxedsimd-lstm', 'simd-lstm'].map((build) => [
      `tesseract.js-core/tesseract-core-${build}.wasm.js`,
      `tesseract/core/tesseract-core-${build}.wasm.js`,
    ]),
    ...['fra', 'deu', 'eng'].map((code) => [
      `@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`,
      `tesseract/lang/${code}.traineddata.gz`,
    ]),
    ['zxing-wasm/dist/reader/zxing_reader.wasm', 'zxing/zxing_reader.wasm'],
    ['zxing-wasm/dist/writer/zxing_writer.wasm', 'zxing/zxing_writer.wasm'],
    ['dejavu-fonts-ttf/ttf/DejaVuSans.ttf', 'fonts/DejaVuSans.ttf'],
    ['dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf', 'fonts/DejaVuSans-Bold.ttf'],
    // The legacy build also runs in the Chromium of older Electrons.
    ['pdfjs-dist/legacy/build/pdf.worker.min.mjs', 'pdfjs/pdf.worker.min.mjs'],
    ...['cmaps', 'standard_fonts', 'wasm', 'iccs'].flatMap((part) => folder(`pdfjs-dist/${part}`, `pdfjs/${part}`)),
  ]
}

const isSame = (from, to) =>
  existsSync(to) && statSync(to).size === statSync(from).size && statSync(to).mtimeMs >= statSync(from).mtimeMs

export function vendor() {
  let copied = 0
  for (const [from, to] of vendored()) {
    const [source, target] = [join(packages, from), join(web, to)]
    if (isSame(source, target)) continue
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(source, target)
    copied++
  }
  return copied
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const copied = vendor()
  console.log(copied === 0 ? 'resources/web is up to date' : `resources/web: ${copied} files copied from the packages`)
}
