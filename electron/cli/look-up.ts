import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { learnFrom } from '@shared/matching/find-duplicates'
import { createLiveIndex } from '@shared/matching/live-index'
import { findHome } from '../services/home'
import { reasonWords } from './match-reasons'
import { BadPeopleFile, readPeople } from './people-file'
import { sentences } from './sentences'

const USAGE = 'consent look-up FILE.csv --against FILE.csv [--top N]'

/** Looks each row up as the screen does while somebody types: one JSON line per row. Answers with the exit code. */
export async function lookUpIn(args: readonly string[]): Promise<number> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  const index = createLiveIndex()
  const ids: string[] = []
  let skipped = 0
  const words = await sentences(join(findHome(import.meta.dirname), 'resources', 'locales'), 'match')
  try {
    skipped += (
      await readPeople(asked.against, (id, person) => {
        index.roll.add(person)
        ids.push(id)
      })
    ).skipped
    index.settle()
    index.learnt(learnFrom(index.roll))
    let lines: string[] = []
    skipped += (
      await readPeople(asked.file, (id, person) => {
        const start = performance.now()
        const hits = index.lookUp(person, asked.top)
        const ms = Math.round((performance.now() - start) * 1000) / 1000
        const candidates = hits.map(({ at, probability, reasons }) => ({
          id: ids[at] ?? '',
          probability: Number(probability.toPrecision(6)),
          reasons: reasonWords(reasons, words),
        }))
        lines.push(JSON.stringify({ id, ms, candidates }))
        if (lines.length >= 512) {
          process.stdout.write(`${lines.join('\n')}\n`)
          lines = []
        }
      })
    ).skipped
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  } catch (why) {
    if (!(why instanceof BadPeopleFile) && (why as NodeJS.ErrnoException).code !== 'ENOENT') throw why
    process.stderr.write(`${(why as Error).message}\n`)
    return why instanceof BadPeopleFile ? 1 : 2
  }
  return skipped > 0 ? 1 : 0
}

function readArgs(args: readonly string[]): { file: string; against: string; top: number } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { against: { type: 'string' }, top: { type: 'string', default: '5' } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) return 'name one file'
    if (values.against === undefined) return '--against says where to look'
    const top = Number(values.top)
    if (!Number.isInteger(top) || top < 1) return '--top wants a whole number from 1'
    return { file, against: values.against, top }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
