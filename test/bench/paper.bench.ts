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

/** Pages of the same kinds in hands nobody was trained on: `scripts/readers/pages.py` makes them, PAPER_HELD_OUT says where. */
const heldOut = process.env['PAPER_HELD_OUT'] ?? ''
const sets = [
  { set: 'pages', folder: pagesFolder },
  ...(existsSync(heldOut) ? [{ set: 'held out', folder: heldOut }] : []),
]

type Count = { all: number; exact: number; loose: number; accepted: number; acceptedRight: number }
const none = (): Count => ({ all: 0, exact: 0, loose: 0, accepted: 0, acceptedRight: 0 })

test.each(sets)('reading $set with known truth', async ({ set, folder }) => {
  const truths = truthsIn(folder)
  const ports = {
    decodeCodes,
    readers: nodeReaders(),
    clock: () => performance.now(),
    recognise: async () => undefined,
  }
  const say = (name: string, value: number, unit: string): void =>
    report({ name: `paper ${set}: ${name}`, value, unit })
  const codeMs: number[] = []
  const errors: number[] = []
  const seconds: number[] = []
  const byType = new Map<string, Count>()
  const digits = { all: 0, right: 0 }
  const empty = { all: 0, invented: 0 }
  const boxes = { all: 0, unclear: 0, falseYes: 0, lostYes: 0, voidMarked: 0 }
  const signatures = { all: 0, right: 0, wrong: 0, cut: 0 }
  let [codes, registered] = [0, 0]
  const today = PlainDate.parse('2026-11-25')
  // Two pages to warm up: what is measured is a pile, not a first page.
  for (const warm of truths.slice(0, 2))
    await readPage({ ...(await pictureOf(join(folder, warm.file))), layouts: [warm], today }, ports)
  for (const truth of truths) {
    const start = cpu()
    const picture = await pictureOf(join(folder, truth.file))
    const { reading } = await readPage({ ...picture, layouts: [truth], today }, ports)
    seconds.push(cpu() - start)
    const half = reduced(picture.raster, 2)
    const decoding = cpu()
    await decodeCodes(half)
    codeMs.push((cpu() - decoding) * 1000)
    const { template } = reading
    if (template?.id === truth.template && template.version === truth.version && template.serial === truth.serial)
      codes++
    signatures.all++
    if (!reading.registered) continue
    registered++
    errors.push(worstPoint(truth, must(reading.homography, `${truth.id} registered`)))
    for (const { name, state } of truth.boxes) {
      boxes.all++
      const read = reading.boxes[name]
      if (read === 'unclear') boxes.unclear++
      if (read === 'marked' && state !== 'ticked') boxes.falseYes++
      if (read === 'empty' && state === 'ticked') boxes.lostYes++
      if (read === 'marked' && state === 'void') boxes.voidMarked++
    }
    const { state, ink } = reading.signature
    if (state === (truth.signature.present ? 'present' : 'absent')) signatures.right++
    if (state === (truth.signature.present ? 'absent' : 'present')) signatures.wrong++
    const whole = truth.signature.ink_mm
    if (whole && ink && !covers(ink, whole)) signatures.cut++
    for (const { name, type, kind, value } of truth.fields) {
      const read = must(reading.fields[name], name)
      if (value === '') {
        empty.all++
        if (read.text !== '') empty.invented++
        continue
      }
      const count = byType.get(kind === 'comb' ? 'comb' : type) ?? none()
      byType.set(kind === 'comb' ? 'comb' : type, count)
      count.all++
      if (read.text === value) count.exact++
      if (folded(read.text) === folded(value)) count.loose++
      if (read.accepted) count.accepted++
      if (read.accepted && read.text === value) count.acceptedRight++
      if (kind !== 'comb') continue
      digits.all += value.length
      digits.right += Array.from(value).filter((digit, i) => read.text[i] === digit).length
    }
  }
  say('pages', truths.length, 'pages')
  say('codes right (template, version, serial)', codes, `of ${truths.length}`)
  say('registered', registered, `of ${truths.length}`)
  say('registration, worst point, median', median(errors), 'mm')
  say('registration, worst point, p95', at(errors, 0.95), 'mm')
  say('registration, worst point, max', at(errors, 1), 'mm')
  say('QR at half size, CPU, median', median(codeMs), 'ms')
  say('boxes marked that are not', boxes.falseYes, `of ${boxes.all}`)
  say('boxes ticked but read empty', boxes.lostYes, `of ${boxes.all}`)
  say('boxes crossed out but marked', boxes.voidMarked, `of ${boxes.all}`)
  say('boxes unclear', (100 * boxes.unclear) / boxes.all, '%')
  say('signatures present/absent right', signatures.right, `of ${signatures.all}`)
  say('signatures present/absent wrong', signatures.wrong, `of ${signatures.all}`)
  say('signature crops that lose ink', signatures.cut, `of ${signatures.all}`)
  say('comb digits right', (100 * digits.right) / digits.all, `% of ${digits.all}`)
  const lines = none()
  const all = none()
  for (const [type, count] of byType) {
    say(`${type} exact`, (100 * count.exact) / count.all, `% of ${count.all}`)
    say(`${type} loose`, (100 * count.loose) / count.all, `% of ${count.all}`)
    for (const key of Object.keys(all) as (keyof Count)[]) {
      all[key] += count[key]
      if (type !== 'comb') lines[key] += count[key]
    }
  }
  say('written lines exact', (100 * lines.exact) / lines.all, `% of ${lines.all}`)
  say('written lines loose', (100 * lines.loose) / lines.all, `% of ${lines.all}`)
  say('accepted without a look', all.accepted, `of ${all.all}`)
  say('of these exact', all.acceptedRight, `of ${all.accepted}`)
  say('words in empty fields', empty.invented, `of ${empty.all}`)
  const ours = mean(seconds)
  say('CPU of a page, file to proposals, mean', ours, 's')
  if (set === 'pages') {
    const native = nativeSeconds()
    if (native !== undefined)
      report({
        name: 'paper: share of native tesseract, full page',
        value: ours / native,
        unit: `(${native.toFixed(2)} s native)`,
        against: { peer: 'native tesseract', ratio: native / ours },
      })
    const ocrmypdf = ocrMyPdfSeconds()
    if (ocrmypdf !== undefined)
      report({
        name: 'paper: times less than OCRmyPDF, deskew+rotate',
        value: ocrmypdf / ours,
        unit: `(${ocrmypdf.toFixed(2)} s theirs)`,
      })
  }
  expect(boxes.falseYes + boxes.lostYes + boxes.voidMarked + empty.invented + signatures.wrong).toBe(0)
})

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const covers = (outer: readonly number[], inner: readonly number[]): boolean => {
  const [x = 0, y = 0, w = 0, h = 0] = outer
  const [ix = 0, iy = 0, iw = 0, ih = 0] = inner
  // The truth is the box of the drawing, soft edges and all: half a millimetre of it is paper.
  return ix + 0.6 >= x && iy + 0.6 >= y && ix + iw - 0.6 <= x + w && iy + ih - 0.6 <= y + h
}

test('print, registered and flattened', async () => {
  const recogniser = nodeRecogniser('')
  const ports = { decodeCodes, readers: nodeReaders(), clock: () => performance.now(), recognise: recogniser.recognise }
  const count = { letters: 0, wrong: 0, native: 0 }
  for (const truth of truths) {
    const picture = await pictureOf(join(pagesFolder, truth.file))
    const { print = '' } = await readPage(
      { ...picture, layouts: [truth], today: PlainDate.parse('2026-11-25'), print: true },
      ports,
    )
    // Running text, as the report this is held to counts it; labels are overwritten by hands.
    const body = truth.printed.filter(({ cls }) => cls === 'p').map(({ text }) => spaced(text))
    count.letters += body.join('').length
    count.wrong += body.reduce((sum, text) => sum + errorsOf(text, spaced(print)), 0)
    const native = nativeText(truth)
    if (native !== undefined) count.native += body.reduce((sum, text) => sum + errorsOf(text, spaced(native)), 0)
  }
  await recogniser.stop()
  const rate = (100 * count.wrong) / count.letters
  const theirs = (100 * count.native) / count.letters
  report({
    name: 'paper: print, character error',
    value: rate,
    unit: `% of ${count.letters}`,
    ...(nativeText(must(truths[0], 'a page')) === undefined
      ? {}
      : {
          against: {
            peer: `native on the page as scanned (${theirs.toFixed(1)} %)`,
            ratio: theirs / Math.max(rate, 0.01),
          },
        }),
  })
  expect(rate).toBeLessThan(2)
})

/** One space between words, bent and straight apostrophes alike. */
const spaced = (text: string): string =>
  text
    .replace(/[’‘]/g, "'")
    .replace(/-\s*\n/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Fewest edits that turn `wanted` into some part of `found` (Sellers 1980): blocks may come in any order. */
function errorsOf(wanted: string, found: string): number {
  let row = new Uint32Array(found.length + 1)
  for (let i = 1; i <= wanted.length; i++) {
    const next = new Uint32Array(found.length + 1)
    next[0] = i
    for (let j = 1; j <= found.length; j++)
      next[j] = Math.min(
        (row[j - 1] ?? 0) + (wanted[i - 1] === found[j - 1] ? 0 : 1),
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
      )
    row = next
  }
  return Math.min(...row)
}

const languages: Record<string, string> = { fr: 'fra', de: 'deu', en: 'eng' }

function nativeText({ file, lang }: { readonly file: string; readonly lang: string }): string | undefined {
  try {
    return execFileSync('tesseract', [join(pagesFolder, file), '-', '-l', languages[lang] ?? 'eng'], {
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString()
  } catch {
    return undefined
  }
}

/** CPU seconds (user and system) of a shell command and all it starts. */
function cpuOf(command: string): number {
  const timed = `( TIMEFORMAT='%U %S'; time ${command} >/dev/null 2>&1 )`
  const out = execFileSync('bash', ['-c', `${timed} 2>&1`], { env: { ...process.env, OMP_THREAD_LIMIT: '1' } })
  return String(out)
    .trim()
    .split(/\s+/)
    .reduce((sum, part) => sum + Number(part), 0)
}

/** Mean CPU seconds of OCRmyPDF with deskew and rotate on a few of the same pages, if it is installed. */
function ocrMyPdfSeconds(): number | undefined {
  const scratch = mkdtempSync(join(tmpdir(), 'paper-bench-'))
  try {
    execFileSync('ocrmypdf', ['--version'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  const some = truths.filter((_, i) => i % 6 === 0)
  return mean(
    some.map(({ file, lang }) =>
      cpuOf(
        `ocrmypdf --deskew --rotate-pages --image-dpi 200 --jobs 1 -l ${languages[lang] ?? 'eng'} '${join(pagesFolder, file)}' '${join(scratch, 'out.pdf')}'`,
      ),
    ),
  )
}

/** Mean CPU seconds of native tesseract on the same pages, if it is installed. One thread: two only wait for each other. */
function nativeSeconds(): number | undefined {
  try {
    execFileSync('tesseract', ['--version'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return mean(
    truths.map(({ file, lang }) => cpuOf(`tesseract '${join(pagesFolder, file)}' - -l ${languages[lang] ?? 'eng'}`)),
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
