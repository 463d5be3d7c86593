import { type FileHandle, open, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, joined } from '@shared/base/bytes'
import { FIRST_LINK, FRAME_OVERHEAD, type SegmentEnd, frameFrom, readFrames } from '@shared/ledger/frame'
import { sha256 } from './digest'
import { makeFolder, replaceFile, syncFolder } from './durable'
import type { FrameAt } from './journal-index'

/** A segment is full at 8 MiB; the next one goes on with its chain. */
export const SEGMENT_BYTES = 8 * 1024 * 1024

/** The segments of one ledger: `000001.ledger`, `000002.ledger`, … Only the last one is ever written to. */
export type LedgerFiles = {
  /** One write, then the disk is made to keep it. All frames are there afterwards, or an error and none of them. */
  readonly append: (bodies: readonly Bytes[]) => Promise<readonly FrameAt[]>
  readonly read: (frame: FrameAt) => Promise<Bytes>
  readonly close: () => Promise<void>
}

/** Something that was whole on the disk is not any more. We refuse to go on from it and change nothing. */
export class JournalBroken extends Error {
  constructor(
    readonly segment: string,
    readonly frame: number,
    readonly at: number,
    readonly why: string,
  ) {
    super(
      `The journal is damaged: ${segment}, frame ${frame}, byte ${at} (${why}). Nothing was changed. ` +
        'Put this folder aside and bring back its latest backup, or enrol anew to get everything the server has.',
    )
  }
}

/** The disk refused a write and we cannot know what it kept. Until the next start nothing more is appended. */
export class JournalStopped extends Error {
  constructor(cause: unknown) {
    super('The disk did not take the record and the journal stopped. Nothing that was saved is lost.', { cause })
  }
}

/**
 * Opens the segments in a folder, handing every frame's body to `hear` in order. A write that was cut short at the very
 * end is cut off and put aside beside it; damage anywhere else is named and refused.
 */
export async function openLedgerFiles(
  folder: string,
  segmentBytes: number,
  hear: (body: Bytes, frame: FrameAt) => void,
): Promise<LedgerFiles> {
  await makeFolder(folder)
  const found = (await readdir(folder)).filter((name) => /^\d{6}\.ledger$/.test(name)).sort()
  let link = FIRST_LINK
  let size = 0
  for (const [i, name] of found.entries()) {
    if (name !== segmentName(i + 1)) throw new JournalBroken(segmentName(i + 1), 0, 0, 'segment-missing')
    const bytes = new Uint8Array(await readFile(join(folder, name)))
    const end = walk(bytes, link, i + 1, hear)
    if (end.kind === 'broken') throw new JournalBroken(name, end.frame, end.at, end.why)
    if (end.kind === 'torn') {
      if (i + 1 < found.length) throw new JournalBroken(name, end.frame, end.at, 'cut-short')
      await setAside(folder, name, bytes, end.at)
    }
    link = end.link
    size = end.at
  }

  let segment = Math.max(1, found.length)
  let handle = await openSegment(folder, segment)
  let stopped: unknown = null

  async function append(bodies: readonly Bytes[]): Promise<readonly FrameAt[]> {
    if (stopped !== null) throw new JournalStopped(stopped)
    const frames: Bytes[] = []
    let tip = link
    for (const body of bodies) {
      const frame = frameFrom(body, tip, sha256)
      frames.push(frame.bytes)
      tip = frame.link
    }
    const whole = joined(...frames)
    if (size > 0 && size + whole.length > segmentBytes) await nextSegment()
    await writeOrTakeBack(whole)
    let at = size
    const places = frames.map(({ length }) => ({ segment, at: (at += length) - length, length }))
    size = at
    link = tip
    return places
  }

  async function nextSegment(): Promise<void> {
    const next = await openSegment(folder, segment + 1)
    const full = handle
    handle = next
    segment++
    size = 0
    await full.close()
  }

  async function writeOrTakeBack(bytes: Bytes): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;) {
        done += (await handle.write(bytes, done, bytes.length - done, size + done)).bytesWritten
      }
    } catch (error) {
      // Half a frame must not stand in front of the next one. Not acknowledged, so nobody misses it.
      try {
        await handle.truncate(size)
        await handle.datasync()
      } catch {
        stopped = error
      }
      throw error
    }
    try {
      await handle.datasync()
    } catch (error) {
      // After a failed flush the system may have dropped the pages: only reading them back at the next start tells.
      stopped = error
      throw new JournalStopped(error)
    }
  }

  async function read(frame: FrameAt): Promise<Bytes> {
    const bytes = new Uint8Array(frame.length)
    const isCurrent = frame.segment === segment
    const from = isCurrent ? handle : await open(join(folder, segmentName(frame.segment)), 'r')
    try {
      const { bytesRead } = await from.read(bytes, 0, frame.length, frame.at)
      if (bytesRead < frame.length) throw new JournalBroken(segmentName(frame.segment), 0, frame.at, 'cut-short')
    } finally {
      if (!isCurrent) await from.close()
    }
    return bytes.subarray(FRAME_OVERHEAD - 32, frame.length - 32)
  }

  return { append, read, close: () => handle.close() }
}

function walk(bytes: Bytes, previous: Bytes, segment: number, hear: (body: Bytes, frame: FrameAt) => void): SegmentEnd {
  const reader = readFrames(bytes, previous, sha256)
  for (;;) {
    const step = reader.next()
    if (step.done === true) return step.value
    const { at, length, body } = step.value
    hear(body, { segment, at, length })
  }
}

/** Puts the unfinished bytes in a file of their own, then cuts them off. */
async function setAside(folder: string, name: string, bytes: Bytes, at: number): Promise<void> {
  await replaceFile(join(folder, `${name}.torn-at-${at}.${String(Date.now())}`), bytes.subarray(at))
  const handle = await open(join(folder, name), 'r+')
  try {
    await handle.truncate(at)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Opens a segment for reading and writing; a new one has its name on the disk before it is written to. */
async function openSegment(folder: string, segment: number): Promise<FileHandle> {
  const path = join(folder, segmentName(segment))
  try {
    return await open(path, 'r+')
  } catch {
    const handle = await open(path, 'wx+', 0o600)
    await handle.sync()
    await syncFolder(folder)
    return handle
  }
}

const segmentName = (segment: number): string => `${String(segment).padStart(6, '0')}.ledger`
