import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../children/bundle'
import { bench, resources } from './facts'

/**
 * A kill leaves the system's memory alone; a power cut does not. Here the data folder lies on a file system in which
 * only what was flushed is there afterwards, and the names as of the last flush: the worst a disk may do.
 */
const CUTS = 6
const PYTHON = '/usr/bin/python3'
const why =
  process.getuid?.() !== 0
    ? 'mounting needs root'
    : !existsSync('/dev/fuse')
      ? 'there is no /dev/fuse'
      : spawnSync(PYTHON, ['-c', 'import fusepy']).status !== 0
        ? 'fuse3 and python3-fusepy are not installed'
        : null
if (why !== null) console.log(`Power cuts were not tested here: ${why}.`)

let scratch: string
let child: string
let disk: ChildProcess | undefined
const mount = () => join(scratch, 'disk')

beforeAll(async () => {
  if (why !== null) return
  scratch = await mkdtemp(join(tmpdir(), 'power-cut-'))
  child = await bundle('appends', scratch)
  await mkdir(mount())
  await mkdir(join(scratch, 'cuts'))
  const program = resolve(import.meta.dirname, '../../tools/power-cut-fs.py')
  disk = spawn(PYTHON, [program, mount(), join(scratch, 'cuts')], { stdio: 'ignore' })
  const bare = (await stat(scratch)).dev
  while ((await stat(mount())).dev === bare) await new Promise((done) => setTimeout(done, 50))
})
afterAll(async () => {
  if (disk === undefined) return
  spawnSync('fusermount3', ['-u', '-z', mount()])
  disk.kill()
  await rm(scratch, { recursive: true })
})

/** Records until the power goes after `milliseconds`; answers with what had been acknowledged by then. */
function untilTheCut(folder: string, name: string, milliseconds: number): Promise<Map<string, string[]>> {
  const acknowledged = new Map<string, string[]>()
  return new Promise((done, fail) => {
    const running = spawn(process.execPath, [child, folder, resources], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    const cut = async (): Promise<void> => {
      const promised = new Map(acknowledged)
      // Touching this name writes down what a disk would hold now.
      await writeFile(join(mount(), `.__dump__${name}`), '').catch(() => undefined)
      running.kill('SIGKILL')
      running.once('exit', () => done(promised))
    }
    running.stdout.on('data', (part: Buffer) => {
      const lines = (text + part.toString()).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        const [word, act = '', ids = ''] = line.split(' ')
        if (word === 'open') setTimeout(() => void cut().catch(fail), milliseconds)
        if (word === 'ack') acknowledged.set(act, ids.split(','))
      }
    })
  })
}

test.skipIf(why !== null)(
  `${CUTS} power cuts while it records: everything acknowledged is there, readable, and goes on`,
  async () => {
    let acknowledged = 0
    for (let i = 0; i < CUTS; i++) {
      const folder = join(mount(), `records-${i}`)
      const promised = await untilTheCut(folder, `cut-${i}`, 60 + i * 170)
      const found = join(scratch, `found-${i}`)
      await cp(join(scratch, 'cuts', `cut-${i}.dur`, `records-${i}`), found, { recursive: true })

      const desk = await bench()
      const { ask } = await desk.open(found)
      const { entries } = await ask['journal:read']({ after: 0, limit: 5000 })
      const there = new Map<string, string[]>()
      for (const { recorded } of entries) there.set(recorded.act, [...(there.get(recorded.act) ?? []), recorded.id])
      for (const [act, ids] of promised) expect(there.get(act)).toEqual(ids)
      for (const ids of there.values()) expect(ids.length % 3).toBe(1)
      await desk.sweep()
      acknowledged += promised.size
    }
    expect(acknowledged).toBeGreaterThan(CUTS)
  },
)
