import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/embedded-postgres'

const running: EmbeddedPostgres[] = []
const folders: string[] = []

afterEach(async () => {
  for (const one of running.splice(0)) {
    await one.stop()
    folders.push(join(one.dataFolder, '..'))
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(folder)
  running.push(postgres)
  return postgres
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  // The database is killed under it in one of these tests.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

test('it starts in a folder nobody else may enter, fsyncs, and our role is no superuser', async () => {
  const folder = newFolder(0o700)
  const { databaseUrl, dataFolder } = await start(folder)
  expect(await ask(databaseUrl, 'show fsync')).toBe('on')
  expect(await ask(databaseUrl, 'select rolsuper from pg_roles where rolname = current_user')).toBe(false)
  expect(existsSync(join(dataFolder, 'PG_VERSION'))).toBe(true)
  if (process.getuid?.() === 0) expect(dataFolder.startsWith(folder)).toBe(false)
})

test('after a stop and after a kill -9 the same folder finds its data again, in spite of a stale postmaster.pid', async () => {
  const folder = join(newFolder(0o755), 'server')
  mkdirSync(folder)
  const first = await start(folder)
  await ask(first.databaseUrl, 'create table kept (word text)')
  await ask(first.databaseUrl, `insert into kept values ('durable')`)
  await first.stop()
  expect(existsSync(join(first.dataFolder, 'postmaster.pid'))).toBe(false)

  const second = await start(folder)
  expect(await ask(second.databaseUrl, 'select word from kept')).toBe('durable')
  const note = join(second.dataFolder, 'postmaster.pid')
  const postmaster = Number(readFileSync(note, 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  expect(existsSync(note)).toBe(true)

  const third = await start(folder)
  expect(await ask(third.databaseUrl, 'select word from kept')).toBe('durable')
})

test('a database its server left behind is taken over, not started twice', async () => {
  const folder = join(newFolder(0o755), 'server')
  const first = await start(folder)
  await ask(first.databaseUrl, 'create table kept (word text)')
  const postmaster = () => Number(readFileSync(join(first.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
  const orphan = postmaster()

  const second = await start(folder)
  expect(postmaster()).not.toBe(orphan)
  expect(() => process.kill(orphan, 0)).toThrow()
  expect(await ask(second.databaseUrl, 'select count(*)::int from kept')).toBe(0)
})

test('a new folder at an old path does not find the old database', async () => {
  const parent = newFolder(0o700)
  const folder = join(parent, 'server')
  const first = await start(folder)
  await ask(first.databaseUrl, 'create table kept (word text)')
  await first.stop()
  rmSync(folder, { recursive: true, force: true })

  const second = await start(folder)
  await expect(ask(second.databaseUrl, 'select * from kept')).rejects.toThrow(/does not exist/)
})
