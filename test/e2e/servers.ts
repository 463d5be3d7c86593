import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from './desk'
import { firstLine, home } from './hosts'

export type MeetingPlace = {
  readonly url: string
  /** A one-time code for the next workstation. */
  readonly nextCode: () => string
}

/** One server with a PostgreSQL of its own for all tests that ask for it; `demo`: with the invented people in it. */
export const test = base.extend<object, { demo: boolean; meetingPlace: MeetingPlace }>({
  demo: [false, { option: true, scope: 'worker' }],
  meetingPlace: [
    async ({ demo }, give) => {
      const folder = mkdtempSync(join(tmpdir(), 'meeting-place-'))
      chmodSync(folder, 0o755)
      const server = spawn(process.execPath, [join(home, 'out/main/server.js'), ...(demo ? ['--demo'] : [])], {
        env: {
          ...process.env,
          CONSENT_SERVER_DIR: join(folder, 'server'),
          CONSENT_SERVER_PORT: '0',
          CONSENT_SERVER_LOG: 'off',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const { url, codeFile } = await firstLine<{ url: string; codeFile: string }>(server)
      await give({ url, nextCode: () => readFileSync(codeFile, 'utf8').trim() })
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
