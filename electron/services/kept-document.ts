import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import { isMissing, oneAtATime, replaceFile } from './durable'
import type { Vault } from './vault'

/** One small sealed document that is read at start and written whole. What it says is on the disk when `keep` answers. */
export type KeptDocument<T> = {
  readonly now: () => T
  readonly keep: (next: T) => Promise<void>
}

/**
 * Opens it, or begins with `fresh` where there is none. One that was kept by a later version, or cannot be opened, is
 * begun afresh too: nothing that counts is kept this way.
 */
export async function openDocument<T>(
  path: string,
  { schema, fresh, vault, bound }: { schema: z.ZodType<T>; fresh: T; vault: Vault; bound: string },
): Promise<KeptDocument<T>> {
  let now = (await read(path, schema, vault, bound)) ?? fresh
  let written: T | null = null
  const inLine = oneAtATime()
  return {
    now: () => now,
    keep: (next) => {
      now = next
      // What came while it waited is written with it, and need not be written again.
      return inLine(async () => {
        const whole = now
        if (whole === written) return
        await replaceFile(path, vault.seal(utf8(JSON.stringify(whole)), bound))
        written = whole
      })
    },
  }
}

async function read<T>(path: string, schema: z.ZodType<T>, vault: Vault, bound: string): Promise<T | null> {
  let sealed: Uint8Array
  try {
    sealed = await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const plain = vault.open(new Uint8Array(sealed), bound)
  if (plain === null) return null
  const parsed = schema.safeParse(JSON.parse(textFrom(plain)))
  return parsed.success ? parsed.data : null
}
