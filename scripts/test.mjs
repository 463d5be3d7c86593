// `npm test`: builds, then everything: vitest, then Playwright in real Chromium. Installs Chromium and the PDF checkers
// with apt where they are missing and it may. `--unit`: vitest only. `--e2e`: Playwright only. `--electron`: the same
// suite in Electron. What follows `--` goes to the runner.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, buildIfStale } from './build.mjs'
import { aptGet, chromiumBinary, electronBinary, hasProgram, root } from './machine.mjs'

const known = new Set(['--unit', '--e2e', '--electron'])
const args = process.argv.slice(2)
const asked = (name) => args.includes(name)
const more = args.filter((arg) => !known.has(arg))

const run = (command, ...parts) => spawnSync(command, parts, { cwd: root, stdio: 'inherit' }).status ?? 1
const tool = (path, ...parts) => run(process.execPath, join(root, 'node_modules', path), ...parts)

/** Debian packages for what is missing. Where nothing may be installed, what needs them says so itself. */
function installMissing() {
  const missing = [
    ...(chromiumBinary() === null ? ['chromium'] : []),
    ...(hasProgram('qpdf') ? [] : ['qpdf']),
    ...(hasProgram('pdftotext') ? [] : ['poppler-utils']),
  ]
  if (missing.length === 0) return
  const apt = aptGet()
  if (apt === null) return console.error(`Missing and not mine to install: ${missing.join(', ')}.`)
  console.error(`Installing ${missing.join(', ')} …`)
  const [command, ...first] = apt
  spawnSync(command, [...first, 'update', '-qq'], { stdio: 'inherit' })
  spawnSync(command, [...first, 'install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

function browserTests(project) {
  if (project === 'browser' && chromiumBinary() === null) {
    console.error('The tests of the screens were not run: there is no Chromium here. Install one or set CHROMIUM_PATH.')
    return 1
  }
  return tool('@playwright/test/cli.js', 'test', `--project=${project}`, ...more)
}

if (asked('--electron') && electronBinary() === null) {
  console.log(
    'Electron was not tested: there is no binary here. Set ELECTRON_EXEC_PATH, or run `npx install-electron --no`.',
  )
  process.exit(0)
}
installMissing()
try {
  if (process.env.CI) build()
  else buildIfStale()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const results = []
if (asked('--electron')) results.push(browserTests('electron'))
else {
  if (!asked('--e2e')) results.push(tool('vitest/vitest.mjs', 'run', ...(asked('--unit') ? more : [])))
  if (!asked('--unit')) results.push(browserTests('browser'))
}
process.exit(results.find((status) => status !== 0) ?? 0)
