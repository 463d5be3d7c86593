import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Which buildings each building may look into. */
const buildings: Record<string, readonly string[]> = {
  shared: [],
  electron: ['shared'],
  renderer: ['shared'],
  server: ['shared'],
}

/** Which rooms of `shared/` each room may look into: data walks downstream, imports look upstream. */
const rooms: Record<string, readonly string[]> = {
  base: [],
  terms: ['base'],
  capture: ['base', 'terms'],
  paper: ['base', 'terms', 'capture'],
  notice: ['base', 'terms', 'capture'],
  matching: ['base', 'terms', 'capture'],
  consent: ['base', 'terms', 'capture', 'matching'],
  crypto: ['base', 'terms'],
  ledger: ['base', 'terms', 'proof'],
  // A proof shows a sheet the way up its readers saw it.
  proof: ['base', 'terms', 'capture', 'paper', 'consent', 'crypto'],
  sync: ['base', 'terms', 'proof'],
  // A sheet is set with the fonts and lines of a proof, and printed to be read back.
  form: ['base', 'terms', 'capture', 'paper', 'proof'],
  documents: ['base', 'terms', 'capture', 'consent', 'notice', 'proof'],
  ipc: ['base', 'terms', 'capture', 'consent', 'proof'],
}

/** What one building alone may use of a neighbour's rooms. */
const serverRooms = [
  ...['base', 'terms', 'capture', 'matching', 'consent', 'proof', 'sync', 'crypto', 'ledger', 'notice', 'documents'],
]

const root = resolve(import.meta.dirname, '..')
const filesOf = (building: string): string[] =>
  readdirSync(join(root, building), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => `${building}/${file}`)

/** Paths from the root of everything a file imports from this house. */
function openedBy(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, source = '']) => {
    if (source.startsWith('@shared/')) return [source.slice(1)]
    if (source.startsWith('.')) return [relative(root, resolve(root, dirname(file), source))]
    return []
  })
}

describe.each(Object.keys(buildings).filter((building) => filesOf(building).length > 0))('%s/', (building) => {
  test.each(filesOf(building))('%s opens only buildings it may', (file) => {
    for (const opened of openedBy(file)) {
      const there = opened.split('/')[0] ?? ''
      expect([building, 'resources', ...(buildings[building] ?? [])], `${file} opens ${opened}`).toContain(there)
    }
  })
})

test.each(filesOf('shared').filter((file) => file.split('/').length > 2))('%s opens only rooms it may', (file) => {
  const room = file.split('/')[1] ?? ''
  expect(Object.keys(rooms)).toContain(room)
  for (const opened of openedBy(file))
    expect([room, ...(rooms[room] ?? [])], `${file} opens ${opened}`).toContain(opened.split('/')[1])
})

test.each(filesOf('server'))('%s opens nothing of the desktop', (file) => {
  for (const opened of openedBy(file))
    if (opened.startsWith('shared/')) expect(serverRooms, `${file} opens ${opened}`).toContain(opened.split('/')[1])
})

const features = filesOf('renderer').filter((file) => file.startsWith('renderer/features/'))
test.runIf(features.length > 0)("a feature opens another feature's screen and nothing else of it", () => {
  for (const file of features) {
    const feature = file.split('/')[2]
    for (const opened of openedBy(file)) {
      if (!opened.startsWith('renderer/features/') || opened.split('/')[2] === feature) continue
      expect(opened, `${file} opens ${opened}`).toMatch(/-screen$/)
    }
  }
})

test.each(filesOf('renderer').filter((file) => file.startsWith('renderer/ui/')))(
  '%s has never heard of consent',
  (file) => {
    for (const opened of openedBy(file))
      expect(opened, `${file} opens ${opened}`).toMatch(/^(renderer\/ui|shared\/(base|terms))/)
  },
)
