import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bytes, joined } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { drawProof } from '@shared/proof/draw-proof'
import { flyer } from '../../builders/drafts'
import { flyerProof } from '../../builders/proof'
import { fonts, wordsOf } from '../../builders/proof-drawing'

const poppler = (process.env['PATH'] ?? '').split(':').some((place) => existsSync(join(place, 'pdftoppm')))
if (!poppler) process.stdout.write('skipped: pdftoppm is not on this machine\n')

const folder = mkdtempSync(join(tmpdir(), 'turned-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fixtures = resolve(import.meta.dirname, '../../fixtures/paper/pages')
const sheet = new Uint8Array(readFileSync(join(fixtures, 'dev-017.jpg')))
const truth = JSON.parse(readFileSync(join(fixtures, 'dev-017.json'), 'utf8')) as {
  width: number
  height: number
  H_mm2px: number[][]
}

/** The picture turned clockwise. */
async function turned(degrees: number): Promise<Bytes> {
  const image = await loadImage(sheet)
  const lying = degrees % 180 !== 0
  const canvas = createCanvas(lying ? image.height : image.width, lying ? image.width : image.height)
  const pen = canvas.getContext('2d')
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate((degrees * Math.PI) / 180)
  pen.drawImage(image, -image.width / 2, -image.height / 2)
  return new Uint8Array(canvas.toBuffer('image/jpeg'))
}

/** The same bytes with a camera's wish to be turned: EXIF, first directory, tag 0x0112. */
function withOrientation(jpeg: Bytes, orientation: number): Bytes {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
  const segment = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
  const header = [0xff, 0xe1, 0, segment.length + 2]
  return joined(jpeg.slice(0, 2), new Uint8Array([...header, ...segment]), jpeg.slice(2))
}

/** Millimetres to pixels once the picture has been turned clockwise. */
function homography(degrees: number): number[] {
  const { width: w, height: h } = truth
  const turn = {
    0: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    90: [0, -1, h, 1, 0, 0, 0, 0, 1],
    180: [-1, 0, w, 0, -1, h, 0, 0, 1],
    270: [0, 1, 0, -1, 0, w, 0, 0, 1],
  }[degrees]
  const [a, b] = [must(turn, 'a quarter turn'), truth.H_mm2px.flat()]
  const at = (row: number, column: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + (a[3 * row + k] ?? 0) * (b[3 * k + column] ?? 0), 0)
  return [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => at(row, column)))
}

/** First and last page as small grey pictures: the one with the signature, the one with the sheet. */
async function pagesOf(scan: Bytes, degrees: number): Promise<Buffer[]> {
  const reading = { ...flyer().reading, rotation: (360 - degrees) % 360, homography: homography(degrees) }
  const pdf = await drawProof(flyerProof(flyer({ reading }), scan, 'image/jpeg', 'de'), wordsOf('de'), fonts)
  const path = join(folder, 'proof.pdf')
  writeFileSync(path, pdf)
  const pages = execFileSync('pdfinfo', [path], { encoding: 'utf8' }).match(/Pages:\s+(\d+)/)?.[1] ?? '1'
  return ['1', pages].map((page) =>
    execFileSync('pdftoppm', ['-gray', '-r', '16', '-f', page, '-l', page, path], { maxBuffer: 1 << 26 }),
  )
}

/** Mean difference of grey, leaving out head and foot, which name the proof. */
function difference(a: Buffer, b: Buffer): number {
  expect(a.length).toBe(b.length)
  const [from, to] = [Math.floor(a.length * 0.12), Math.floor(a.length * 0.88)]
  let sum = 0
  for (let i = from; i < to; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / (to - from)
}

let upright: Buffer[]
beforeAll(async () => {
  if (poppler) upright = await pagesOf(sheet, 0)
})

/** The signature is a small part of its page, so little may differ there. */
function standsLikeUpright([signature, sheet]: Buffer[]): void {
  expect(difference(must(signature, 'page 1'), must(upright[0], 'page 1'))).toBeLessThan(0.2)
  expect(difference(must(sheet, 'the sheet'), must(upright[1], 'the sheet'))).toBeLessThan(2)
}

test.runIf(poppler).each([90, 180, 270])(
  'a sheet scanned %i degrees off stands upright, its signature too',
  async (degrees) => {
    const pages = await pagesOf(await turned(degrees), degrees)
    standsLikeUpright(pages)
  },
)

test.runIf(poppler).each([
  [6, 270],
  [3, 180],
  [8, 90],
])('a photo that asks to be turned (EXIF %i) is turned, its signature too', async (orientation, held) => {
  // What every reader saw is the picture as it wants to be seen: upright.
  const pages = await pagesOf(withOrientation(await turned(held), orientation), 0)
  standsLikeUpright(pages)
})

test.runIf(poppler)('a sheet left lying would be noticed', async () => {
  const [, lying] = await pagesOf(await turned(180), 0)
  expect(difference(must(lying, 'the sheet'), must(upright[1], 'the sheet'))).toBeGreaterThan(4)
})
