// Builds the program: `npm run build`. With `--if-stale`, only if a source changed since the last time.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vendor } from './vendor.mjs'

const root = resolve(import.meta.dirname, '..')
const stamp = join(root, 'out', 'built-from')
const folders = ['shared', 'electron', 'renderer', 'server', 'resources']
const files = ['package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json', 'scripts/vendor.mjs']

/** Names, sizes and dates of every source: what the build was made from. */
export function sourcesHash() {
  const hash = createHash('sha256')
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const file of files) add(file)
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (!`${folder}/${entry}`.startsWith('resources/web/') && statSync(join(root, folder, entry)).isFile())
        add(`${folder}/${entry}`)
  return hash.digest('hex')
}

export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()

/** Throws if it does not build. */
export function build() {
  const from = sourcesHash()
  rmSync(stamp, { force: true })
  vendor()
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const run = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (run.status !== 0) throw new Error('The program does not build; the reason stands above.')
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stamp, from)
}

/** Says on standard error what it does, so that the output of a command stays its own. */
export function buildIfStale() {
  if (isBuilt()) return
  console.error('Building (once per change, about half a minute) …')
  build()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv.includes('--if-stale')) buildIfStale()
    else build()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
