import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { POSSIBLE, crowds, findDuplicates } from '@shared/matching/find-duplicates'
import { SIZES, createComparer } from '@shared/matching/levels'
import { logsOf } from '@shared/matching/model'
import { type Roll, createRoll } from '@shared/matching/roll'
import { reasonsFrom, scorer } from '@shared/matching/score'
import type { Found, FoundPair } from '@shared/matching/find-duplicates'
import { findHome } from '../services/home'
import { cell } from './csv'
import { reasonWords } from './match-reasons'
import { BadPeopleFile, readPeople } from './people-file'
import { type Sentences, sentences } from './sentences'

const USAGE = 'consent find-duplicates FILE.csv [--min-probability P] [--reasons]'

/** Pairs of a file that may be one person, strongest first, as CSV. Answers with the exit code. */
export async function findDuplicatesIn(args: readonly string[]): Promise<number> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  const roll = createRoll()
  const ids: string[] = []
  let skipped = 0
  try {
    ;({ skipped } = await readPeople(asked.file, (id, person) => {
      roll.add(person)
      ids.push(id)
    }))
  } catch (why) {
    if (!(why instanceof BadPeopleFile) && (why as NodeJS.ErrnoException).code !== 'ENOENT') throw why
    process.stderr.write(`${(why as Error).message}\n`)
    return why instanceof BadPeopleFile ? 1 : 2
  }
  const found = search(roll, asked.least)
  const words = asked.reasons
    ? await sentences(join(findHome(import.meta.dirname), 'resources', 'locales'), 'match')
    : null
  await print(found, roll, ids, words)
  const { compared, left, model } = found
  process.stderr.write(
    `${ids.length} people, ${compared} pairs compared, ${found.pairs.length} may be one person; ` +
      `${model.learntFrom > 0 ? 'weights learnt from the file' : 'shipped weights'}\n`,
  )
  if (left > 0) process.stderr.write(`${left} pairs that share a key with too many others were not compared\n`)
  return skipped > 0 ? 1 : 0
}

function search(roll: Roll, least: number): Found {
  const work = findDuplicates(roll, least)
  let told = 0
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value
    if (step.value >= told + 0.1 && roll.size() > 100_000) {
      told = step.value
      process.stderr.write(`${Math.round(100 * told)} %\n`)
    }
  }
}

async function print(found: Found, roll: Roll, ids: readonly string[], words: Sentences | null): Promise<void> {
  const reasons = words ? explainer(found, roll, words) : null
  let lines = [`id_a,id_b,probability${reasons ? ',reasons' : ''}`]
  for (const pair of found.pairs) {
    const why = reasons ? `,${cell(reasons(pair))}` : ''
    lines.push(`${cell(ids[pair.a] ?? '')},${cell(ids[pair.b] ?? '')},${pair.probability.toFixed(6)}${why}`)
    if (lines.length >= 4096) {
      await write(lines)
      lines = []
    }
  }
  await write(lines)
}

const write = (lines: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) =>
    lines.length === 0
      ? resolve()
      : process.stdout.write(`${lines.join('\n')}\n`, (why) => (why ? reject(why) : resolve())),
  )

function explainer({ model }: Found, roll: Roll, words: Sentences): (pair: FoundPair) => string {
  const comparer = createComparer(roll)
  const { score, fields } = scorer(model, logsOf(model, roll.size()), { people: roll.size(), sharing: crowds(roll) })
  const levels = new Int32Array(SIZES.length)
  return ({ a, b }) => {
    comparer.compare(a, b, levels)
    const sums = score(levels, comparer.rare)
    return reasonWords(reasonsFrom(levels, fields, sums).reasons, words).join('; ')
  }
}

function readArgs(args: readonly string[]): { file: string; least: number; reasons: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'min-probability': { type: 'string' }, reasons: { type: 'boolean', default: false } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) return 'name one file'
    const least = values['min-probability'] === undefined ? POSSIBLE : Number(values['min-probability'])
    if (!(least >= 0 && least <= 1)) return '--min-probability wants a number from 0 to 1'
    return { file, least: Math.max(least, 1e-6), reasons: values.reasons }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
