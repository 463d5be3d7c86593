import { homedir } from 'node:os'
import { join } from 'node:path'
import { serveLoopback } from './ipc/serve-loopback'
import { openHere } from './open-here'
import { rendererFolder } from './services/renderer-files'
import { fileKeeper } from './services/secret-keeper'

/**
 * The same parts as `main.ts` for a Chromium window, where no Electron binary is to be had.
 *
 * Prints one line of JSON with the address that opens it. `--exit-with-stdin`: ends when whoever started it is gone.
 */
const USER_PORT = 47800

const folder = process.env['CONSENT_DATA_DIR'] ?? join(homedir(), '.local', 'share', 'consent-workstation')
const port = Number(process.env['CONSENT_PORT'] ?? USER_PORT)

async function start(): Promise<void> {
  const { home, workstation } = await openHere({ host: 'loopback', folder, keepers: [fileKeeper] })
  const host = await serveLoopback({ workstation, renderer: rendererFolder(home), port })
  process.stdout.write(`${JSON.stringify({ launchUrl: host.launchUrl, port: host.port, folder, pid: process.pid })}\n`)

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await host.close()
    await workstation.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  if (process.argv.includes('--exit-with-stdin')) process.stdin.on('end', () => void stop()).resume()
}

start().catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  console.error(
    isTaken
      ? `Port ${port} is taken. Close what uses it, or choose another one with CONSENT_PORT; another port means an ` +
          'empty window cache, the records are the same.'
      : error instanceof Error
        ? error.message
        : error,
  )
  process.exit(1)
})
