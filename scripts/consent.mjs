// The command line: `npm run -s consent -- COMMAND …`. Builds if a source changed, then hands over.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { buildIfStale } from './build.mjs'

try {
  buildIfStale()
} catch (error) {
  console.error(error.message)
  process.exit(70)
}
const cli = join(resolve(import.meta.dirname, '..'), 'out', 'main', 'cli.js')
const child = spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
