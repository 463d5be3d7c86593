import { readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import { MeetingCard } from '@shared/capture/hand-over'
import { ActId, DraftId, SubjectId } from '@shared/terms/ids'
import { isMissing, replaceFile, syncFolder } from './durable'
import type { Vault } from './vault'

/** The meeting for which the device is in the customer's hands. */
export const Handed = z.object({
  v: z.literal(1),
  draft: DraftId,
  act: ActId,
  /** Of the draft: a known person, or null for somebody new. */
  subject: SubjectId.nullable(),
  card: MeetingCard,
})
export type Handed = z.infer<typeof Handed>

/** Whether the device is in the customer's hands. On the disk: a restart changes nothing about whose hands these are. */
export type HandOver = {
  readonly now: () => Handed | null
  /** Resolves when it is on the disk. Throws if it is in somebody's hands already. */
  readonly begin: (handed: Handed) => Promise<void>
  readonly end: () => Promise<void>
  readonly onChanged: (hear: (handed: boolean) => void) => () => void
}

const BOUND = 'handed-over'

export async function openHandOver(path: string, vault: Vault): Promise<HandOver> {
  let handed = await read(path, vault)
  const listeners = new Set<(handed: boolean) => void>()
  const become = (next: Handed | null): void => {
    handed = next
    for (const hear of listeners) hear(next !== null)
  }
  return {
    now: () => handed,
    begin: async (next) => {
      if (handed !== null) throw new Error('the device is in the hands of a customer')
      // Shut before the disk has it: nothing slips through meanwhile.
      become(next)
      try {
        await replaceFile(path, vault.seal(utf8(JSON.stringify(next)), BOUND))
      } catch (error) {
        become(null)
        throw error
      }
    },
    end: async () => {
      await rm(path, { force: true })
      await syncFolder(dirname(path))
      become(null)
    },
    onChanged: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}

async function read(path: string, vault: Vault): Promise<Handed | null> {
  let sealed: Buffer
  try {
    sealed = await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const plain = vault.open(new Uint8Array(sealed), BOUND)
  // In doubt the device is still in somebody's hands; opening the desk would be the wrong guess.
  if (plain === null) throw new Error('It cannot be read in whose hands this device is. Nothing was changed.')
  return Handed.parse(JSON.parse(textFrom(plain)))
}
