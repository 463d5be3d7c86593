import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { PageReading } from '@shared/capture/reading'
import { crc32 } from '@shared/paper/crc32'
import { builtCli, linesOf, run } from '../../builders/cli'
import { fixturePages, truthsIn } from '../../builders/paper'

const fixtures = resolve(import.meta.dirname, '../../fixtures/paper')
const bad = (name: string): string => join(fixtures, 'bad', name)
const page = (id: string): string => join(fixturePages, `${id}.jpg`)
const Line = PageReading.extend({ file: z.string(), page: z.int(), print: z.string().optional() })

// Each test starts processes with engines of their own; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let cli = ''
const scratch = mkdtempSync(join(tmpdir(), 'read-paper-'))
beforeAll(async () => {
  cli = await builtCli('read-paper')
})
afterAll(() => rmSync(scratch, { recursive: true }))

const read = async (...args: string[]) => {
  const ran = await run(cli, ['read-paper', ...args])
  return { ...ran, lines: linesOf(ran).map((line) => Line.parse(line)) }
}

describe('consent read-paper', () => {
  test('reads installed forms, one line a page, in the order they were named', async () => {
    const files = ['dev-028', 'dev-005', 'dev-010'].map(page)
    const { code, lines, err } = await read('--jobs', '2', ...files)
    expect([code, err]).toEqual([0, ''])
    expect(lines.map(({ file, page }) => [file, page])).toEqual(files.map((file) => [file, 1]))
    const truths = truthsIn(fixturePages)
    let right = 0
    for (const line of lines) {
      const truth = truths.find(({ serial }) => serial === line.template?.serial)
      expect(line.file).toContain(truth?.id)
      expect(line.signature.state).toBe(truth?.signature.present ? 'present' : 'absent')
      right += truth?.fields.filter(({ name, value }) => value !== '' && line.fields[name]?.text === value).length ?? 0
    }
    // What is written by hand is a proposal. That there are good ones shows that the right fields were looked at.
    expect(right).toBeGreaterThanOrEqual(6)
  })

  test('finds nothing on a printed form nobody wrote on', async () => {
    const { code, lines } = await read(join(fixtures, 'blank-NEWS-fr.pdf'))
    expect(code).toBe(0)
    expect(lines[0]).toMatchObject({ registered: true, signature: { state: 'absent' } })
    expect(new Set(Object.values(lines[0]?.boxes ?? {}))).toEqual(new Set(['empty']))
    expect(new Set(Object.values(lines[0]?.fields ?? {}).map(({ text }) => text))).toEqual(new Set(['']))
  })

  test('reads print when asked to', async () => {
    const { lines } = await read('--print', page('dev-016'))
    expect(lines[0]?.print).toContain('Einwilligung')
    const { lines: without } = await read(page('dev-016'))
    expect(without[0]).not.toHaveProperty('print')
  })

  test('reads a layout it was handed, and then only that one', async () => {
    const layout = join(fixturePages, 'dev-005.json')
    const { code, lines } = await read('--layout', layout, page('dev-005'), page('dev-010'))
    expect(code).toBe(1)
    expect(lines.map(({ registered, problems }) => [registered, problems[0]?.key])).toEqual([
      [true, undefined],
      [false, 'paper.unknown-form'],
    ])
  })

  test('reaches nobody: not for its engines, not for languages, not for fonts', async () => {
    const tries = join(scratch, 'network')
    const noNetwork = resolve(import.meta.dirname, '../../fakes/no-network.mjs')
    const env = { NODE_OPTIONS: `--import ${noNetwork}`, NETWORK_TRIES: tries }
    const ran = await run(cli, ['read-paper', page('dev-016'), bad('encrypted_owner_only.pdf')], env)
    expect(linesOf(ran)).toHaveLength(2)
    expect(ran.out).toContain('"registered":true')
    expect(existsSync(tries)).toBe(false)
  })

  test.each([[], ['--jobs', '0', 'x.png'], ['--nonsense', 'x.png'], ['--layout', 'package.json', 'x.png']])(
    'used wrongly (%j) it says how to use it',
    async (...args) => {
      const { code, out, err } = await read(...(args as string[]))
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain('consent read-paper')
    },
  )
})

/** A grey PNG of zeros: huge to decode, small to store. */
function greyPng(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), body])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(body.length, 0)
    frame.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 0))
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([mark, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** A scan that passes every look at its structure, but whose code tables are rubbish: the decoder in use dies of it. */
function killing(jpeg: Buffer): Buffer {
  let at = 2
  while (jpeg[at + 1] !== 0xc4) at += 2 + jpeg.readUInt16BE(at + 2)
  return jpeg.fill(0xff, at + 5, at + 21)
}

describe('a batch with bad files in it', () => {
  const expected: readonly (readonly [string, string | undefined])[] = [
    [bad('zero_byte.jpg'), 'paper.empty-file'],
    [bad('text.png'), 'paper.not-an-image'],
    [bad('jpeg_truncated_40pct.jpg'), 'paper.damaged'],
    [bad('encrypted_user_pw.pdf'), 'paper.encrypted'],
    [bad('pdf_truncated.pdf'), 'paper.damaged'],
    [bad('phone.heic'), 'paper.unknown-form'],
    [bad('blank_scan.jpg'), 'paper.blank-page'],
    [join(scratch, 'huge.png'), 'paper.too-large'],
    [join(scratch, 'flipped.png'), 'paper.damaged'],
    [join(scratch, 'crash.jpg'), 'paper.damaged'],
    [join(scratch, 'missing.png'), 'paper.damaged'],
    [page('dev-017'), undefined],
  ]

  test('each is named in one sentence, and the rest is read', async () => {
    writeFileSync(join(scratch, 'huge.png'), greyPng(20_000, 10_000))
    writeFileSync(
      join(scratch, 'flipped.png'),
      Buffer.from(greyPng(400, 400).map((byte, i) => (i === 60 ? byte ^ 1 : byte))),
    )
    writeFileSync(join(scratch, 'crash.jpg'), killing(readFileSync(page('dev-016'))))
    const { code, lines, err } = await read(...expected.map(([file]) => file))
    expect(code).toBe(1)
    expect(lines.map(({ file, problems }) => [file, problems[0]?.key])).toEqual(expected)
    for (const [file, key] of expected)
      expect(err.split('\n').filter((line) => line.startsWith(`${file}, 1: `))).toHaveLength(key ? 1 : 0)
    expect(lines.at(-1)?.registered).toBe(true)
  })

  test('a stack of 300 pages is read page by page, each page by itself', async () => {
    const stack = await PDFDocument.create()
    const scan = await stack.embedJpg(readFileSync(page('dev-016')))
    for (let i = 0; i < 300; i++)
      if (i % 50 === 7) stack.addPage([595, 842]).drawImage(scan, { x: 0, y: 0, width: 595, height: 842 })
      else stack.addPage([298, 420])
    const file = join(scratch, 'stack.pdf')
    writeFileSync(file, await stack.save())
    const { code, lines, err } = await read('--jobs', '2', file)
    expect(code).toBe(1)
    expect(lines.map(({ page }) => page)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1))
    expect(lines.filter(({ registered }) => registered).map(({ page }) => page)).toEqual([8, 58, 108, 158, 208, 258])
    expect(err).toContain(`${file}, 12: The page is blank`)
  })
})
