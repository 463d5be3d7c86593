import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joined, utf8 } from '@shared/base/bytes'
import { crc32 } from '@shared/paper/crc32'
import { gated } from '@shared/paper/gate'

const fixtures = resolve(import.meta.dirname, '../../fixtures/paper')
const bad = (name: string): Uint8Array => readFileSync(join(fixtures, 'bad', name))
const page = (name: string): Uint8Array => readFileSync(join(fixtures, 'pages', name))
const problemOf = (bytes: Uint8Array) => {
  const file = gated(bytes)
  return file.ok ? undefined : file.problems[0]
}

/** A PNG that says it is this large, in 45 bytes. */
function png(width: number, height: number): Uint8Array {
  const chunk = (name: string, body: readonly number[]) => {
    const named = [...utf8(name), ...body]
    return [0, 0, 0, body.length, ...named, ...u32(crc32(new Uint8Array(named)))]
  }
  const u32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...u32(width), ...u32(height), 8, 0, 0, 0, 0]),
    ...chunk('IEND', []),
  ])
}

/** The picture with an EXIF block that says how it is to be turned. */
function turnedByExif(jpeg: Uint8Array, orientation: number, little: boolean): Uint8Array {
  const short = (value: number) => (little ? [value, 0] : [0, value])
  const long = (value: number) => (little ? [value, 0, 0, 0] : [0, 0, 0, value])
  const tiff = [
    ...utf8(little ? 'II' : 'MM'),
    ...short(42),
    ...long(8),
    ...short(1),
    ...(little ? [0x12, 1] : [1, 0x12]),
  ]
  const body = [...utf8('Exif\0\0'), ...tiff, ...short(3), ...long(1), ...short(orientation), 0, 0, ...long(0)]
  return joined(jpeg.subarray(0, 2), new Uint8Array([0xff, 0xe1, 0, body.length + 2, ...body]), jpeg.subarray(2))
}

describe('what a file is, from its first bytes', () => {
  test('a scan is a picture of so many pixels', () => {
    expect(gated(page('dev-016.jpg'))).toEqual({
      ok: true,
      value: { kind: 'jpeg', width: 1240, height: 1754, orientation: 1 },
    })
    expect(gated(png(2480, 3508))).toMatchObject({ ok: true, value: { kind: 'png', width: 2480, height: 3508 } })
  })

  test.each([true, false])('a phone says how to turn its picture (little-endian %s)', (little) => {
    for (const orientation of [1, 3, 6, 8]) {
      const lying = orientation >= 5
      expect(gated(turnedByExif(page('dev-016.jpg'), orientation, little))).toEqual({
        ok: true,
        value: { kind: 'jpeg', width: lying ? 1754 : 1240, height: lying ? 1240 : 1754, orientation },
      })
    }
  })

  test.each([
    ['zero_byte.jpg', 'paper.empty-file'],
    ['text_renamed.jpg', 'paper.not-an-image'],
    ['text.png', 'paper.not-an-image'],
    ['jpeg_truncated_40pct.jpg', 'paper.damaged'],
  ])('%s: %s', (name, key) => expect(problemOf(bad(name))?.key).toBe(key))

  test('stacks, phone pictures and WebP are known by their mark', () => {
    expect(gated(bad('multipage_g4.tif'))).toEqual({ ok: true, value: { kind: 'tiff' } })
    expect(gated(bad('phone.heic'))).toEqual({
      ok: true,
      value: { kind: 'heic', width: 1240, height: 1754, orientation: 1 },
    })
    const webp = [...utf8('RIFF'), 30, 0, 0, 0, ...utf8('WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, 0xd7, 4, 0, 0xd9, 6, 0]
    expect(gated(new Uint8Array([...webp, ...Array<number>(8).fill(0)]))).toEqual({
      ok: true,
      value: { kind: 'webp', width: 1240, height: 1754, orientation: 1 },
    })
    expect(problemOf(new Uint8Array(webp))?.key).toBe('paper.damaged')
    expect(problemOf(bad('phone.heic').subarray(0, 60_000))?.key).toBe('paper.damaged')
  })

  test.each([
    ['GIF89a', 'GIF'],
    ['II+\0', 'BigTIFF'],
    ['\0\0\0 ftypavif', 'AVIF'],
  ])('%j is named and not read', (mark, kind) =>
    expect(problemOf(utf8(mark.padEnd(40, 'x')))).toEqual({ key: 'paper.kind-not-read', detail: kind }),
  )

  test('a picture of 60,000 x 60,000 is refused by its header', () => {
    expect(problemOf(png(60_000, 60_000))).toEqual({ key: 'paper.too-large', detail: '60000 × 60000' })
    expect(problemOf(png(20_000, 10_000))?.key).toBe('paper.too-large')
    expect(problemOf(png(41_000, 2))?.key).toBe('paper.too-large')
    expect(gated(png(12_000, 10_000)).ok).toBe(true)
  })

  test('a PNG that does not reach its end is damaged', () => {
    expect(problemOf(png(10, 10).subarray(0, 33))?.key).toBe('paper.damaged')
  })

  test('a PNG with one byte changed is damaged: what a decoder leaves white would look like empty boxes', () => {
    for (let at = 8; at < 45; at++) {
      const bytes = png(10, 10)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      expect(gated(bytes).ok, `byte ${at}`).toBe(false)
    }
  })

  test('a picture of no size is damaged', () => expect(problemOf(png(0, 10))?.key).toBe('paper.damaged'))
})

describe('no bytes bring the gate down', () => {
  const marks = [
    [],
    [0xff, 0xd8, 0xff],
    [...png(9, 9).subarray(0, 8)],
    [...utf8('%PDF-')],
    [...utf8('RIFF1234WEBP')],
    [...utf8('II*\0')],
    [...utf8('\0\0\0\x20ftypheic')],
  ]
  test('whatever follows a mark', () => {
    const file = fc.tuple(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 400 }))
    fc.assert(fc.property(file, ([mark, rest]) => void gated(joined(new Uint8Array(mark), rest))))
  })
  test('a scan with any byte changed', () => {
    const scan = page('dev-016.jpg').subarray(0, 30_000)
    const change = fc.tuple(fc.nat(2000), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        const bytes = new Uint8Array(scan)
        for (const [at, value] of changes) bytes[at] = value
        gated(bytes)
      }),
    )
  })
})
