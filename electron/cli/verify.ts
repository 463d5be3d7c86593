import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Check, type Known, allHold } from '@shared/proof/check'
import { verifyPdf } from '@shared/proof/verify-pdf'
import { findHome } from '../services/home'
import { drawingFrom } from './drawing'
import { nodeProofCrypto } from './proof-crypto'
import { sentences } from './sentences'

const USAGE = 'consent verify [--server-key KEY]… [--device-key KEY]… FILE…'

/**
 * Checks proofs a stranger was handed: one JSON line per file on standard output, what was checked in words on standard
 * error. Stops with 1 at the first that does not hold.
 */
export async function verifyFiles(args: readonly string[]): Promise<number> {
  const asked = askedFor(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  const home = findHome(import.meta.dirname)
  const say = await sentences(join(home, 'resources', 'locales'), 'proof')
  const drawing = drawingFrom(home)
  for (const file of asked.files) {
    const { ok, problem, checks } = await verifyFile(file, { known: asked.known, drawing })
    process.stdout.write(`${JSON.stringify({ file, ok, ...(problem ? { problem } : {}), checks })}\n`)
    process.stderr.write(`${file}\n`)
    if (problem) process.stderr.write(`  ${say(`verify.${problem}`)}\n`)
    for (const check of checks) process.stderr.write(`  ${lineOf(check, say)}\n`)
    if (ok && !asked.known.receiptKeys && !asked.known.deviceKeys) process.stderr.write(`  ${say('verify.own-keys')}\n`)
    if (!ok) return 1
  }
  return 0
}

type Needs = { readonly known: Known; readonly drawing: ReturnType<typeof drawingFrom> }
type Verdict = { readonly ok: boolean; readonly problem?: string; readonly checks: readonly Check[] }

async function verifyFile(file: string, { known, drawing }: Needs): Promise<Verdict> {
  const bytes = await readFile(file).catch(() => null)
  if (!bytes) return { ok: false, problem: 'not-there', checks: [] }
  const verified = await verifyPdf(new Uint8Array(bytes), { crypto: nodeProofCrypto, known, drawing })
  if (!verified.ok) return { ok: false, problem: verified.problems[0] ?? 'not-a-pdf', checks: [] }
  const { checks } = verified.value
  return { ok: allHold(checks), checks }
}

const marks = { passed: '✓', failed: '✗', absent: '–' } as const

function lineOf({ key, state, looked, broken }: Check, say: (key: string) => string): string {
  const which = broken.length > 0 ? `: ${broken.join(', ')}` : state === 'passed' ? ` (${looked})` : ''
  return `${marks[state]} ${say(`check.key.${key}`)}: ${say(`check.state.${state}`)}${which}`
}

function askedFor(args: readonly string[]): { readonly files: readonly string[]; readonly known: Known } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'server-key': { type: 'string', multiple: true },
        'device-key': { type: 'string', multiple: true },
      },
    })
    if (positionals.length === 0) return 'name at least one file'
    const [receiptKeys, deviceKeys] = [values['server-key'], values['device-key']]
    return {
      files: positionals,
      known: { ...(receiptKeys ? { receiptKeys } : {}), ...(deviceKeys ? { deviceKeys } : {}) },
    }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
