import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { PageReading } from '@shared/capture/reading'
import { reduced } from '@shared/paper/raster'
import { readPage } from '@shared/paper/read-page'
import { PlainDate } from '@shared/terms/time'
import { decodeCodes } from '../../electron/cli/decode-codes'
import { nodeReaders } from '../../electron/cli/readers'
import { nodeRecogniser } from '../../electron/cli/recognise'
import { builtCli } from '../builders/cli'
import { pagesFolder, pictureOf, truthsIn, worstPoint } from '../builders/paper'
import { median, report } from './report'

const truths = truthsIn(pagesFolder)
const at = (values: readonly number[], share: number): number =>
  must([...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1], 'a value')
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}@]/gu, '')
    .toLowerCase()

/** CPU seconds (user and system) of this process and its threads. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

test('reading the pages with known truth', async () => {
  const recogniser = nodeRecogniser('')
  let recognising = 0
  const ports = {
    decodeCodes,
    readers: nodeReaders(),
    clock: () => performance.now(),
    recognise: async (...ask: Parameters<typeof recogniser.recognise>) => {
      const start = cpu()
      const found = await recogniser.recognise(...ask)
      recognising += cpu() - start
      return found
    },
  }
  const codeMs: number[] = []
  const errors: number[] = []
  const seconds: number[] = []
  const fields = { all: 0, exact: 0, loose: 0, sure: 0, sureRight: 0, invented: 0 }
  const boxes = { all: 0, unclear: 0, falseYes: 0, lostYes: 0 }
  const signatures = { all: 0, right: 0 }
  // One page to start the engines.
  const warm = must(truths[0], 'a page')
  const today = PlainDate.parse('2026-11-25')
  await readPage({ ...(await pictureOf(join(pagesFolder, warm.file))), layouts: [warm], today }, ports)
  recognising = 0
  for (const truth of truths) {
    const start = cpu()
    const picture = await pictureOf(join(pagesFolder, truth.file))
    const { reading } = await readPage({ ...picture, layouts: [truth], today }, ports)
    seconds.push(cpu() - start)
    const half = reduced(picture.raster, 2)
    const decoding = performance.now()
    await decodeCodes(half)
    codeMs.push(performance.now() - decoding)
    errors.push(worstPoint(truth, must(reading.homography, `${truth.id} registered`)))
    for (const { name, state } of truth.boxes) {
      boxes.all++
      const read = reading.boxes[name]
      if (read === 'unclear') boxes.unclear++
      if (read === 'marked' && state !== 'ticked') boxes.falseYes++
      if (read === 'empty' && state === 'ticked') boxes.lostYes++
    }
    signatures.all++
    if (reading.signature.state === (truth.signature.present ? 'present' : 'absent')) signatures.right++
    for (const { name, value } of truth.fields) {
      const read = must(reading.fields[name], name)
      if (value === '') {
        if (read.text !== '') fields.invented++
        continue
      }
      fields.all++
      if (read.text === value) fields.exact++
      if (folded(read.text) === folded(value)) fields.loose++
      if (read.confidence >= 0.9) fields.sure++
      if (read.confidence >= 0.9 && read.text === value) fields.sureRight++
    }
  }
  await recogniser.stop()

  report({ name: `paper: pages read`, value: truths.length, unit: 'pages' })
  report({ name: 'paper: registration, worst point, median', value: median(errors), unit: 'mm' })
  report({ name: 'paper: registration, worst point, p95', value: at(errors, 0.95), unit: 'mm' })
  report({ name: 'paper: registration, worst point, max', value: at(errors, 1), unit: 'mm' })
  report({ name: 'paper: QR at half size, median', value: median(codeMs), unit: 'ms' })
  report({ name: 'paper: boxes marked that are not', value: boxes.falseYes, unit: `of ${boxes.all}` })
  report({ name: 'paper: boxes ticked but read empty', value: boxes.lostYes, unit: `of ${boxes.all}` })
  report({ name: 'paper: boxes unclear', value: (100 * boxes.unclear) / boxes.all, unit: '%' })
  report({ name: 'paper: signatures present/absent right', value: signatures.right, unit: `of ${signatures.all}` })
  report({ name: 'paper: fields exact', value: (100 * fields.exact) / fields.all, unit: '%' })
  report({ name: 'paper: fields loose', value: (100 * fields.loose) / fields.all, unit: '%' })
  report({ name: 'paper: fields at confidence 0.90 and more', value: (100 * fields.sure) / fields.all, unit: '%' })
  report({ name: 'paper: of these exact', value: (100 * fields.sureRight) / fields.sure, unit: '%' })
  report({ name: 'paper: words in empty fields', value: fields.invented, unit: 'fields' })
  const ours = median(seconds)
  const peer = nativeSeconds()
  report({
    name: 'paper: CPU of a page, all in, median',
    value: ours,
    unit: 's',
    ...(peer === undefined ? {} : { against: { peer: 'native tesseract, full page', ratio: peer / ours } }),
  })
  report({ name: 'paper: of which recognising, mean', value: recognising / truths.length, unit: 's' })
  expect(boxes.falseYes + boxes.lostYes + fields.invented).toBe(0)
})

/** Median CPU seconds of native tesseract on the same pages, if it is installed. One thread: two only wait for each other. */
function nativeSeconds(): number | undefined {
  const languages: Record<string, string> = { fr: 'fra', de: 'deu', en: 'eng' }
  try {
    execFileSync('tesseract', ['--version'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return median(
    truths.map(({ file, lang }) => {
      const timed = `( TIMEFORMAT='%U %S'; time tesseract '${join(pagesFolder, file)}' - -l ${languages[lang] ?? 'eng'} >/dev/null 2>&1 )`
      const out = execFileSync('bash', ['-c', `${timed} 2>&1`], { env: { ...process.env, OMP_THREAD_LIMIT: '1' } })
      return String(out)
        .trim()
        .split(/\s+/)
        .reduce((sum, part) => sum + Number(part), 0)
    }),
  )
}

/** Peak resident memory of a process and all below it, in MB, sampled from /proc. */
function peakOf(
  cli: string,
  file: string,
): Promise<{ readonly megabytes: number; readonly pages: number; readonly seconds: number }> {
  const child = spawn(process.execPath, [cli, 'read-paper', file], { stdio: ['ignore', 'pipe', 'ignore'] })
  let [peak, out] = [0, '']
  const start = performance.now()
  const sample = setInterval(() => {
    peak = Math.max(peak, residentBelow(child.pid ?? 0))
  }, 50)
  child.stdout.on('data', (part: Buffer) => (out += part.toString()))
  return new Promise((done) => {
    child.on('close', () => {
      clearInterval(sample)
      const pages = out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => PageReading.loose().parse(JSON.parse(line)))
      done({ megabytes: peak / 1024, pages: pages.length, seconds: (performance.now() - start) / 1000 })
    })
  })
}

function residentBelow(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mine = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + residentBelow(Number(child)), mine)
  } catch {
    return 0
  }
}

test('files that try the memory', async () => {
  const cli = await builtCli('bench')
  const bad = resolve(pagesFolder, '../bad')
  const large = join(mkdtempSync(join(tmpdir(), 'paper-bench-')), 'gray-115-megapixels.png')
  writeFileSync(large, await greyPng(11_500, 10_000))
  for (const name of ['stack_504_pages.pdf', 'a3_600dpi_two_forms.png', 'bomb_rgba_20000x20000.png', large]) {
    const file = resolve(bad, name)
    if (!existsSync(file)) continue
    const { megabytes, pages, seconds } = await peakOf(cli, file)
    const shown = must(name.split('/').at(-1), name)
    report({
      name: `paper: peak memory, ${shown}`,
      value: megabytes,
      unit: `MB (${pages} pages, ${seconds.toFixed(1)} s)`,
    })
    expect(megabytes).toBeLessThan(1500)
  }
})

async function greyPng(width: number, height: number): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#eee'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#222'
  for (let i = 0; i < 4000; i++) pen.fillRect((i * 7919) % width, (i * 104_729) % height, 90, 90)
  return canvas.encode('png')
}
