import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Reads a secret kept in a file for us alone, or makes it; on the disk before the answer. */
export async function secretFile(path: string, make: () => Uint8Array): Promise<Uint8Array> {
  const found = await readFile(path).catch((problem: unknown) => {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw problem
  })
  if (found) return found
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const secret = make()
  const half = `${path}.new`
  const file = await open(half, 'w', 0o600)
  await file.writeFile(secret)
  await file.sync()
  await file.close()
  await rename(half, path)
  await syncFolder(dirname(path))
  return secret
}

/** A new name in a folder is only there after a power cut if the folder was synced. Windows does it by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
