import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerOptions } from '../../server/configuration'
import { type Server, startServer } from '../../server/main'

/** A folder for one test that the database's user may enter, so that its data lies in it too. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meeting-place-'))
  chmodSync(folder, 0o755)
  return folder
}

export type Running = {
  readonly server: Server
  /** Stops it and starts it again on the same folder. */
  readonly restart: (options?: Partial<ServerOptions>) => Promise<Server>
  /** The server's own. */
  readonly folder: string
  readonly modeOf: (file: string) => number
  /** A second server on the same database. */
  readonly beside: () => Promise<Server>
  readonly end: () => Promise<void>
}

/** A real server on a real PostgreSQL in a folder of its own. */
export async function runningServer(options: Partial<ServerOptions> = {}): Promise<Running> {
  const folder = scratchFolder()
  const start = (more: Partial<ServerOptions> = {}): Promise<Server> =>
    startServer({ folder: join(folder, 'server'), port: 0, ...options, ...more })
  let server = await start()
  return {
    get server() {
      return server
    },
    restart: async (more) => {
      await server.close()
      server = await start(more)
      return server
    },
    folder: join(folder, 'server'),
    modeOf: (file) => statSync(join(folder, 'server', file)).mode & 0o777,
    beside: () => start({ databaseUrl: server.databaseUrl }),
    end: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
