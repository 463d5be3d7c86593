import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256Hex } from './services/digest'
import { findHome } from './services/home'
import type { SecretKeeper } from './services/secret-keeper'
import { syncHere } from './services/sync-here'
import { type OpenedWorkstation, type WorkstationOptions, openWorkstation } from './services/workstation'

const Package = z.object({ version: z.string() })

/** What both hosts share: the program's own folder, its version, and the workstation on a data folder. */
export async function openHere(options: {
  readonly host: WorkstationOptions['host']
  readonly folder: string
  readonly keepers: readonly SecretKeeper[]
}): Promise<{ readonly home: string; readonly workstation: OpenedWorkstation }> {
  const home = findHome(import.meta.dirname)
  const { version } = Package.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')))
  // The build is named by its bytes, so that a record made by a changed program says so.
  const build = sha256Hex(readFileSync(import.meta.filename)).slice(0, 12)
  const workstation = await openWorkstation({
    ...options,
    resources: join(home, 'resources'),
    app: { version, build },
    sync: syncHere(process.env, options.folder),
  })
  return { home, workstation }
}
