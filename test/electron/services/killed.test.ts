import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ActId } from '@shared/terms/ids'
import { openJournal } from '../../../electron/services/journal'
import { bundle } from '../children/bundle'
import { bench, resources } from './facts'

const KILLS = 30
let scratch: string
let child: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'killed-'))
  child = await bundle('appends', scratch)
})
afterAll(() => rm(scratch, { recursive: true }))

type Life = { readonly asked: string[]; readonly acknowledged: Map<string, string[]> }

/** Lets the child live for a while, then ends it without a word. */
function oneLife(folder: string, milliseconds: number): Promise<Life> {
  const life: Life = { asked: [], acknowledged: new Map() }
  return new Promise((done, fail) => {
    const running = spawn(process.execPath, [child, folder, resources], { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let errors = ''
    running.stderr.on('data', (part: Buffer) => (errors += part.toString()))
    running.stdout.on('data', (part: Buffer) => {
      const lines = (text + part.toString()).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        const [word, act = '', ids = ''] = line.split(' ')
        if (word === 'open') setTimeout(() => running.kill('SIGKILL'), milliseconds)
        if (word === 'ask') life.asked.push(act)
        if (word === 'ack') life.acknowledged.set(act, ids.split(','))
      }
    })
    running.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') done(life)
      else fail(new Error(`the child ended by itself (${String(code)}): ${errors}`))
    })
  })
}

test(`killed ${KILLS} times while it appends: nothing acknowledged is lost, no act is there in part or twice`, async () => {
  const folder = join(scratch, 'records')
  const acknowledged = new Map<string, string[]>()
  const asked = new Set<string>()
  for (let life = 0; life < KILLS; life++) {
    // A spread of moments, the same in every run; where they fall into a write is up to the machine.
    const { asked: inLife, acknowledged: inTime } = await oneLife(folder, 5 + ((life * 37) % 113))
    for (const act of inLife) asked.add(act)
    for (const [act, ids] of inTime) acknowledged.set(act, ids)

    const journal = await openJournal(join(folder, 'journal'))
    const seen = new Map<string, string[]>()
    const ids = new Set<string>()
    for (const place of journal.placesAfter(0, Infinity)) {
      if (place.kind !== 'event') continue
      seen.set(place.act, [...(seen.get(place.act) ?? []), place.id])
      expect(ids.has(place.id)).toBe(false)
      ids.add(place.id)
    }
    for (const [act, events] of acknowledged) expect(seen.get(act)).toEqual(events)
    // What was asked for and not acknowledged may be there, whole, or not at all.
    for (const [act, events] of seen) {
      expect(asked.has(act)).toBe(true)
      expect(events.length % 3).toBe(1)
      expect(journal.eventsOfAct(ActId.parse(act))).toHaveLength(events.length)
    }
    await journal.close()
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS)

  // And the last one opens as a workstation, with every word readable: no key is missing.
  const desk = await bench()
  const { ask } = await desk.open(folder)
  let entries = 0
  for (let after = 0; ;) {
    const page = await ask['journal:read']({ after, limit: 500 })
    entries += page.entries.length
    after = page.next
    if (page.done) {
      expect(entries).toBe(after)
      break
    }
  }
  await desk.sweep()
})
