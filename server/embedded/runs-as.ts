import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'

/** Whom PostgreSQL runs as. It refuses root, so a start as root drops to somebody with nothing to lose. */
export type RunsAs = {
  /** Empty when it runs as whoever started us. */
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

/** A name of our own: no administrator has given it rights. */
const OWN_USER = 'consent-postgres'

export function chooseUser(): RunsAs {
  if (process.getuid?.() !== 0) return { ids: {} }
  const found = findUser(OWN_USER) ?? createUser(OWN_USER) ?? findUser('postgres') ?? findUser('nobody')
  if (!found) throw new Error('PostgreSQL refuses to run as root, and this machine has no other user to run it as')
  return { ids: found }
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** `initdb` looks its user up by number, so a number alone will not do. */
function createUser(name: string): { uid: number; gid: number } | undefined {
  for (const program of ['useradd', '/usr/sbin/useradd']) {
    const ask = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]
    if (spawnSync(program, ask, { stdio: 'ignore' }).status === 0) return findUser(name)
  }
  return findUser(name)
}

/** Can they enter this folder, through all the folders above it? Asked by trying, as they would. */
export const canEnter = (folder: string, as: RunsAs): boolean =>
  as.ids.uid === undefined ||
  spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...as.ids, cwd: '/', stdio: 'ignore' }).status === 0

/** The first of the machine's folders that is there for everybody and outlives a restart. */
export function shelterFolder(): string {
  for (const below of ['/var/lib', '/var/tmp']) {
    try {
      const folder = `${below}/consent-workstation`
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, 0o755)
      return folder
    } catch {
      continue
    }
  }
  throw new Error('no folder of this machine can be reached by the user PostgreSQL runs as')
}
