import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerOptions } from '../../server/configuration'
import { type Db, openPool } from '../../server/ledger/database'
import { type Server, startServer } from '../../server/main'

/** A folder for one test that the database's user may enter, so that its data lies in it too. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meeting-place-'))
  chmodSync(folder, 0o755)
  return folder
}

/** The database as its superuser sees it: every row of everybody, each question on a connection of its own. */
export const everythingOf = ({ databaseUrl }: Pick<Server, 'databaseUrl'>): Everything =>
  ({
    query: async (text: string, values: readonly unknown[] = []) => {
      const url = new URL(databaseUrl)
      url.username = 'postgres'
      const pool = openPool(url.href)
      try {
        return await pool.query(text, [...values])
      } finally {
        await pool.end()
      }
    },
  }) as Everything
export type Everything = Db

export type Running = {
  readonly server: Server
  /** Stops it and starts it again on the same folder. */
  readonly restart: (options?: Partial<ServerOptions>) => Promise<Server>
  /** The server's own. */
  readonly folder: string
  readonly modeOf: (file: string) => number
  /** A second server on the same database. */
  readonly beside: () => Promise<Server>
  /** The database as its superuser sees it: every row of everybody. */
  readonly everything: Everything
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
    get everything() {
      return everythingOf(server)
    },
    modeOf: (file) => statSync(join(folder, 'server', file)).mode & 0o777,
    beside: () => start({ databaseUrl: server.databaseUrl, programUrl: server.programUrl }),
    end: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
