import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const Ready = z.object({ msg: z.literal('ready'), url: z.string(), codeFile: z.string() })

/** A central server of our own, in a process of its own, on a free port. */
export type DemoServer = {
  readonly url: string
  readonly findCode: () => Promise<string | null>
  readonly stop: () => Promise<void>
}

/** Starts the server that is built beside this program, with its invented people. Rejects if it ends before it is ready. */
export async function startDemoServer(folder: string): Promise<DemoServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./server.js', import.meta.url)), '--demo'], {
    env: { ...process.env, CONSENT_SERVER_DIR: folder, CONSENT_SERVER_PORT: '0', CONSENT_SERVER_LOG: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Whatever ends this program ends the server: it must not outlive the demo.
  const kill = (): void => void child.kill()
  process.once('exit', kill)

  const ready = new Promise<z.infer<typeof Ready>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const parsed = Ready.safeParse(parsedLine(line))
      if (parsed.success) resolve(parsed.data)
    })
    void ended.then(() => reject(new Error('The server ended before it was ready.')))
  })
  const { url, codeFile } = await ready
  return {
    url,
    findCode: () => readFile(codeFile, 'utf8').catch(() => null),
    stop: async () => {
      process.removeListener('exit', kill)
      child.kill('SIGTERM')
      await ended
    },
  }
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
