import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, readlinkSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { preparePrograms } from './embedded/postgres-programs'
import { type RunsAs, canEnter, chooseUser, shelterFolder } from './embedded/runs-as'

/** A PostgreSQL of our own, listening on this machine alone. */
export type EmbeddedPostgres = {
  readonly databaseUrl: string
  /** For the program at work: a role that owns nothing. */
  readonly programUrl: string
  /** The folder its data is in; not below `folder` if the user it runs as cannot go there. */
  readonly dataFolder: string
  readonly stop: () => Promise<void>
}

const OWNER = 'consent'
/** The role the program works under; see `ledger/guards.ts`. */
export const PROGRAM = 'consent_program'
const START_MS = 60_000
const STOP_MS = 15_000

/**
 * Starts PostgreSQL with its data in `folder` (or where its user can reach it) and `fsync` on, as it comes. The first
 * start makes the cluster and one database, owned by a role that is no superuser. An orphan that a killed server left
 * behind is stopped first. Throws if another living server owns the folder.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  await mkdir(folder, { recursive: true })
  await claim(folder)
  const as = chooseUser()
  const home = await homeOf(resolve(folder), as)
  const password = await secretIn(join(folder, 'postgres-password'))
  const programs = await preparePrograms(as, as.ids.uid === undefined ? join(folder, 'programs') : shelterFolder())

  const dataFolder = join(home, 'postgres')
  if (!existsSync(dataFolder)) await makeCluster(programs.initdb, dataFolder, password, as)
  await stopOrphan(dataFolder)

  const { child, port } = await listen(programs.postgres, dataFolder, password, as, join(folder, 'postgres.log'))
  await ensureDatabase(port, password)
  return {
    databaseUrl: urlOf(OWNER, password, port, OWNER),
    programUrl: urlOf(PROGRAM, password, port, OWNER),
    dataFolder,
    stop: async () => {
      await stop(child)
      await rm(join(folder, 'owner.pid'), { force: true })
    },
  }
}

const urlOf = (user: string, password: string, port: number, database: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`

/** Two servers on one folder would stop each other's database. The start time tells a living owner from a reused number. */
async function claim(folder: string): Promise<void> {
  const path = join(folder, 'owner.pid')
  const owner = await readFile(path, 'utf8').catch(() => '')
  const pid = Number(owner.split(' ')[0])
  if (owner !== '' && pid !== process.pid && owner === bornAs(pid)) throw new Error('another server owns this folder')
  await writeFile(path, bornAs(process.pid), { mode: 0o600 })
}

function bornAs(pid: number): string {
  try {
    if (process.platform !== 'linux') {
      process.kill(pid, 0) // Throws if nobody has this number.
      return String(pid)
    }
    // The start time is field 22; the name, which may hold spaces, ends with the last bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ') ?? []
    return `${pid} ${fields[19] ?? ''}`
  } catch {
    return ''
  }
}

/**
 * The folder the cluster lives in. Its name elsewhere rests on a number kept in `folder`: the same folder always finds
 * its cluster again, and a new folder at an old path never finds the old one's.
 */
async function homeOf(folder: string, as: RunsAs): Promise<string> {
  const number = await secretIn(join(folder, 'cluster-id'))
  if (as.ids.uid === undefined || canEnter(folder, as)) return folder
  const name = createHash('sha256').update(`${folder}\n${number}`).digest('hex').slice(0, 16)
  const home = join(shelterFolder(), name)
  await mkdir(home, { recursive: true, mode: 0o755 })
  await writeFile(join(folder, 'postgres-is-in'), `${home}\n`)
  return home
}

/** Reads a random value kept in a file for us alone, or makes it. */
async function secretIn(path: string): Promise<string> {
  if (existsSync(path)) return readFile(path, 'utf8')
  const secret = randomBytes(24).toString('hex')
  await writeFile(path, secret, { mode: 0o600, flush: true })
  return secret
}

/** Under another name first: a cluster made half is never started. */
async function makeCluster(initdb: string, dataFolder: string, password: string, as: RunsAs): Promise<void> {
  const half = `${dataFolder}.new`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { mode: 0o700 })
  const passwordFile = `${dataFolder}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (as.ids.uid !== undefined && as.ids.gid !== undefined) {
    await chown(half, as.ids.uid, as.ids.gid)
    await chown(passwordFile, as.ids.uid, as.ids.gid)
  }
  const made = spawnSync(
    initdb,
    [
      `--pgdata=${half}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...as.ids, cwd: '/', env: plainEnvironment(), encoding: 'utf8' },
  )
  await rm(passwordFile, { force: true })
  if (made.status !== 0) throw new Error(`PostgreSQL could not make its files: ${made.stderr || String(made.error)}`)
  await rename(half, dataFolder)
}

/** After a kill -9 of the server its database lives on. It is ours if it serves our files; anything else is a stale note. */
async function stopOrphan(dataFolder: string): Promise<void> {
  const note = join(dataFolder, 'postmaster.pid')
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0])
  if (!(pid > 0)) return
  if (!servesFolder(pid, dataFolder)) return rm(note, { force: true })
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + STOP_MS
  while (servesFolder(pid, dataFolder)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await pause(50)
  }
}

function servesFolder(pid: number, dataFolder: string): boolean {
  try {
    process.kill(pid, 0)
    // PostgreSQL works inside its data folder, so that is where its process is.
    return process.platform === 'linux'
      ? readlinkSync(`/proc/${pid}/cwd`) === dataFolder
      : commandOf(pid).includes(dataFolder)
  } catch {
    return false
  }
}

const commandOf = (pid: number): string =>
  spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout

async function listen(
  postgres: string,
  dataFolder: string,
  password: string,
  as: RunsAs,
  logFile: string,
): Promise<{ child: ChildProcess; port: number }> {
  // Between finding a free port and using it somebody else may take it.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const log = openSync(logFile, 'w', 0o600)
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '40',
      shared_buffers: '64MB',
      log_error_verbosity: 'terse',
      // A statement carries ids and sealed bytes only, but none of it belongs in a log.
      log_min_error_statement: 'panic',
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(postgres, ['-D', dataFolder, ...flags], {
      ...as.ids,
      cwd: '/',
      env: plainEnvironment(),
      stdio: ['ignore', log, log],
      // Ctrl-C reaches us alone: we stop first, the database after us.
      detached: true,
    })
    closeSync(log)
    if (await answers(child, port, password)) return { child, port }
    if (attempt === 3) throw new Error(`PostgreSQL did not start; its own words are in ${logFile}`)
  }
}

async function answers(child: ChildProcess, port: number, password: string): Promise<boolean> {
  const gone = new AbortController()
  child.once('exit', () => gone.abort())
  child.once('error', () => gone.abort())
  const deadline = Date.now() + START_MS
  while (!gone.signal.aborted && Date.now() < deadline) {
    if (await asked(urlOf('postgres', password, port, 'postgres'), async () => true).catch(() => false)) return true
    await pause(50)
  }
  if (!gone.signal.aborted) await stop(child)
  return false
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  await asked(urlOf('postgres', password, port, 'postgres'), async (client) => {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [OWNER])
    if (role.rowCount === 0)
      await client.query(`create role ${OWNER} login nosuperuser nobypassrls password '${password}'`)
    const program = await client.query('select 1 from pg_roles where rolname = $1', [PROGRAM])
    if (program.rowCount === 0)
      await client.query(`create role ${PROGRAM} login nosuperuser nobypassrls password '${password}'`)
    const database = await client.query('select 1 from pg_database where datname = $1', [OWNER])
    if (database.rowCount === 0) await client.query(`create database ${OWNER} owner ${OWNER}`)
  })
}

async function asked<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await ask(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  // "Fast": open connections are closed, what was committed is on the disk already.
  child.kill('SIGINT')
  const hurry = setTimeout(() => child.kill('SIGQUIT'), STOP_MS)
  await gone
  clearTimeout(hurry)
}

/** Nothing of the caller's: a `PGPORT` or a German `LC_ALL` set for something else has no say here. */
const plainEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {}),
})

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
