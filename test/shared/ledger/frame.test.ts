import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, joined, utf8 } from '@shared/base/bytes'
import { type Digest, FIRST_LINK, type Frame, type SegmentEnd, frameFrom, readFrames } from '@shared/ledger/frame'

const digest: Digest = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

function segmentFrom(bodies: readonly Uint8Array[]): { bytes: Bytes; starts: number[] } {
  let link = FIRST_LINK
  let length = 0
  const starts: number[] = []
  const frames = bodies.map((body) => {
    const frame = frameFrom(body, link, digest)
    link = frame.link
    starts.push(length)
    length += frame.bytes.length
    return frame.bytes
  })
  return { bytes: joined(...frames), starts: [...starts, length] }
}

function readAll(segment: Bytes, previous: Bytes = FIRST_LINK): { frames: Frame[]; end: SegmentEnd } {
  const reader = readFrames(segment, previous, digest)
  const frames: Frame[] = []
  for (;;) {
    const step = reader.next()
    if (step.done) return { frames, end: step.value }
    frames.push(step.value)
  }
}

const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 6 })

test('what was written is read back, and the next segment hangs on the last frame', () => {
  fc.assert(
    fc.property(bodies, bodies, (first, second) => {
      const one = readAll(segmentFrom(first).bytes)
      expect(one.frames.map(({ body }) => [...body])).toEqual(first.map((body) => [...body]))
      if (one.end.kind !== 'whole') throw new Error(one.end.kind)
      const tip = one.end.link
      let link = tip
      const next = joined(
        ...second.map((body) => {
          const frame = frameFrom(body, link, digest)
          link = frame.link
          return frame.bytes
        }),
      )
      expect(readAll(next, tip).end.kind).toBe('whole')
      expect(readAll(next, FIRST_LINK).end).toMatchObject({ kind: 'broken', frame: 0 })
    }),
  )
})

test('wherever the end is cut off, every complete frame before it is there and the cut is called torn', () => {
  fc.assert(
    fc.property(bodies, (written) => {
      const { bytes, starts } = segmentFrom(written)
      for (let cut = 0; cut <= bytes.length; cut++) {
        const { frames, end } = readAll(bytes.slice(0, cut))
        const complete = starts.filter((start) => start <= cut).length - 1
        expect(frames).toHaveLength(complete)
        expect(end).toMatchObject({ kind: cut === starts[complete] ? 'whole' : 'torn', at: starts[complete] })
      }
    }),
    { numRuns: 50 },
  )
})

test('any changed bit is damage, never a torn end, and the frame it lies in is named', () => {
  fc.assert(
    fc.property(bodies, (written) => {
      const { bytes, starts } = segmentFrom(written)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = bytes.slice()
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const frame = starts.filter((start) => start <= bit >> 3).length - 1
        const { end } = readAll(changed)
        expect(end).toMatchObject({ kind: 'broken', frame, at: starts[frame] })
      }
    }),
    { numRuns: 25 },
  )
})

test('a file the disk made longer but never filled ends torn, wherever the filling stopped before the last four bytes', () => {
  const { bytes, starts } = segmentFrom([utf8('one'), utf8('two')])
  const last = starts[1] ?? 0
  for (let written = last; written < bytes.length; written++) {
    const holed = bytes.slice()
    holed.fill(0, written)
    const { frames, end } = readAll(holed)
    expect(frames).toHaveLength(1)
    if (written <= bytes.length - 4) expect(end).toMatchObject({ kind: 'torn', at: last })
    else expect(end.kind).toBe('broken')
  }
})

test('two frames that changed places do not hang together', () => {
  const { bytes, starts } = segmentFrom([utf8('one'), utf8('two'), utf8('six')])
  const [a = 0, b = 0, c = 0, d = 0] = starts
  const swapped = joined(bytes.slice(b, c), bytes.slice(a, b), bytes.slice(c, d))
  expect(readAll(swapped).end).toMatchObject({ kind: 'broken', frame: 0, why: 'link-does-not-follow' })
  const missing = joined(bytes.slice(a, b), bytes.slice(c, d))
  expect(readAll(missing).end).toMatchObject({ kind: 'broken', frame: 1, why: 'link-does-not-follow' })
})
