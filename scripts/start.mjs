// `npm start`: builds what changed, starts the server beside us and opens one window: Electron if its binary is here,
// else Chromium, else it says where to look. The server beside us is filled with invented people the first time, unless
// `npm start -- --empty` asks for an empty one.
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { chromiumBinary, electronBinary, hasDisplay, isRoot, root } from './machine.mjs'

const folder = process.env.CONSENT_DATA_DIR ?? join(homedir(), '.local', 'share', 'consent-workstation')
const env = { ...process.env, CONSENT_DATA_DIR: folder }
const serverUrl = 'http://127.0.0.1:47810'
const children = new Set()
let ending = false

const say = (text) => console.log(text)

function start(command, args, stdio, more = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...env, ...more }, stdio })
  children.add(child)
  child.once('exit', () => children.delete(child))
  child.once('error', () => children.delete(child))
  return child
}

/** The first line a child prints, or null if it ends or says nothing for so long. */
const firstLine = (child, milliseconds) =>
  new Promise((done) => {
    let text = ''
    const timer = setTimeout(() => done(null), milliseconds)
    child.once('exit', () => done(null))
    child.once('error', () => done(null))
    child.stdout.on('data', (part) => {
      text += part
      // The server logs in JSON lines before it is ready.
      for (const line of text.split('\n').slice(0, -1)) {
        if (!/"msg":"ready"|"launchUrl"/.test(line)) continue
        clearTimeout(timer)
        done(JSON.parse(line))
        return
      }
    })
  })

async function end(code) {
  if (ending) return
  ending = true
  const gone = [...children].map((child) => new Promise((done) => child.once('exit', done)))
  for (const child of children) child.kill('SIGTERM')
  await Promise.race([Promise.all(gone), new Promise((done) => setTimeout(done, 15_000))])
  for (const child of children) child.kill('SIGKILL')
  process.exit(code)
}

const answers = (url) =>
  fetch(`${url}/v1/hello`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.ok,
    () => false,
  )

/** Records wait for the server as long as they must: that it does not start is said, and stops nothing. */
async function startServer() {
  if (process.env.CONSENT_SERVER_URL)
    return say(`Server: ${process.env.CONSENT_SERVER_URL}, as CONSENT_SERVER_URL says.`)
  if (await answers(serverUrl)) return say(`Server: one is running at ${serverUrl} already.`)
  say('Server: starting the one beside this workstation (the first time it makes its database) …')
  const server = start(
    process.execPath,
    [join(root, 'out/main/server.js'), ...(process.argv.includes('--empty') ? [] : ['--demo'])],
    ['ignore', 'pipe', 'inherit'],
    {
      CONSENT_SERVER_LOG: process.env.CONSENT_SERVER_LOG ?? 'off',
    },
  )
  const ready = await firstLine(server, 60_000)
  if (ready !== null) say(`Server: ready at ${ready.url}.`)
  else say('Server: it is not ready. The workstation works without it; what is saved here waits.')
}

function startElectron(binary) {
  say(`Window: Electron (${binary}).`)
  // As root Chromium's own sandbox cannot be built; it refuses to start without this word.
  const window = start(binary, [root, ...(isRoot ? ['--no-sandbox'] : [])], 'inherit')
  window.once('exit', (code) => void end(code ?? 1))
}

async function startLoopback() {
  const host = start(
    process.execPath,
    [join(root, 'out/main/loopback.js'), '--exit-with-stdin'],
    ['pipe', 'pipe', 'inherit'],
  )
  const line = await firstLine(host, 60_000)
  if (line === null) {
    console.error('The workstation did not start; the reason stands above.')
    return end(1)
  }
  host.once('exit', (code) => void end(code ?? 1))
  const chromium = chromiumBinary()
  if (chromium === null || !hasDisplay()) {
    const why = chromium === null ? 'no Electron and no Chromium is installed here' : 'there is no display here'
    say(
      `Window: ${why}. Open this address in a browser on this machine; it works once:\n\n  ${line.launchUrl}\n\nCtrl+C ends it.`,
    )
    return
  }
  say(`Window: Chromium (${chromium}), because there is no Electron binary here. Closing it ends the program.`)
  const window = start(
    chromium,
    [
      `--app=${line.launchUrl}`,
      `--user-data-dir=${join(folder, 'window')}`,
      '--window-size=1366,868',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-sync',
      '--disable-background-networking',
      // `--test-type` only keeps Chromium's bar about the missing sandbox out of the operator's way.
      ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    ],
    ['ignore', 'ignore', 'ignore'],
  )
  window.once('exit', () => void end(0))
  window.once('error', () => void end(1))
}

process.on('SIGINT', () => void end(130))
process.on('SIGTERM', () => void end(143))

try {
  buildIfStale()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
say(`Records: ${folder}`)
await startServer()
const electron = electronBinary()
if (electron !== null && hasDisplay()) startElectron(electron)
else await startLoopback()
