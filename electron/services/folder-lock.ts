import { createHash } from 'node:crypto'
import { constants, type FileHandle, open, realpath, stat } from 'node:fs/promises'
import { type Server, createServer, connect } from 'node:net'
import { join } from 'node:path'

/**
 * One program at a time on one data folder. Two would each think they hold the end of the journal.
 *
 * The lock is something the operating system takes back when a process dies, however it dies: an abstract socket on
 * Linux, a named pipe on Windows, an exclusively opened file on macOS. A lock file with a process id in it would have to
 * be cleaned up after a crash, and would be wrong after a restart that gave the id to somebody else.
 */
export type FolderLock = { readonly release: () => Promise<void> }

export class FolderTaken extends Error {
  constructor(folder: string, holder: string) {
    super(
      `${folder} is in use by another consent workstation${holder === '' ? '' : ` (process ${holder})`}. ` +
        'Close it first, or choose another folder with CONSENT_DATA_DIR.',
    )
  }
}

/** Claims a folder that exists. Throws `FolderTaken` if somebody else has it. */
export const claimFolder = (folder: string): Promise<FolderLock> =>
  process.platform === 'darwin' ? claimByFile(folder) : claimByName(folder)

async function claimByName(folder: string): Promise<FolderLock> {
  const name = await lockName(folder)
  const server = createServer((asked) => {
    asked.on('error', () => undefined)
    asked.end(String(process.pid))
  })
  try {
    await listening(server, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')))
      throw error
    throw new FolderTaken(folder, await holderOf(name))
  }
  // The lock alone must not keep the program alive.
  server.unref()
  return { release: () => new Promise((done) => server.close(() => done())) }
}

/** The same folder has the same name whatever path led to it: by where it lies on the disk, not how it is spelled. */
async function lockName(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true })
  const place = ino === 0n ? (await realpath(folder)).toLowerCase() : `${dev}:${ino}`
  const name = `consent-workstation-${createHash('sha256').update(place).digest('hex').slice(0, 32)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`
}

const listening = (server: Server, name: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(name, () => {
      server.off('error', fail)
      done()
    })
  })

/** The process id the holder answers with, or nothing within a second. */
const holderOf = (name: string): Promise<string> =>
  new Promise((done) => {
    const asking = connect(name)
    let text = ''
    asking.setTimeout(1000, () => asking.destroy())
    asking.on('data', (bytes) => (text += String(bytes)))
    asking.on('error', () => done(''))
    asking.on('close', () => done(/^\d+$/.test(text) ? text : ''))
  })

/** `O_EXLOCK` of macOS, which Node passes through but does not name. */
const O_EXLOCK = 0x20

async function claimByFile(folder: string): Promise<FolderLock> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK
  let handle: FileHandle
  try {
    handle = await open(join(folder, 'in-use'), flags, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK')))
      throw error
    throw new FolderTaken(folder, '')
  }
  return { release: () => handle.close() }
}
