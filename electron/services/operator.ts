import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import type { OperatorId } from '@shared/terms/ids'
import { Operator } from '@shared/terms/party'
import { isMissing, replaceFile } from './durable'

/**
 * Who may sit at this workstation, and who says they do now. A choice by name: it proves nothing about who pressed the
 * key. Proof of identity comes with the lock of issue 7; until then four eyes are as good as the two people are honest,
 * and the file, the journal and the screen say who was named, no more.
 */
export type Operators = {
  readonly all: readonly Operator[]
  readonly now: () => Operator
  /** Resolves when it is on the disk. Throws for somebody who is not on the list. */
  readonly choose: (id: OperatorId) => Promise<Operator>
}

const Listed = z.object({ operators: z.array(Operator).min(1), now: Operator.shape.id })
/** One person alone, as the file was written before there was a choice. */
const OperatorFile = z.union([Listed, Operator.transform((one) => ({ operators: [one], now: one.id }))])

/** Who sits here until the controller says otherwise: invented people. */
const FIRST = Listed.parse({
  operators: [
    { id: 'op-mara', name: 'Mara' },
    { id: 'op-jonas', name: 'Jonas' },
  ],
  now: 'op-mara',
})

/** The people of this workstation, as written in `operator.json`; the controller replaces that file. */
export async function openOperators(path: string): Promise<Operators> {
  const file = await read(path)
  const find = (id: OperatorId): Operator =>
    must(
      file.operators.find((one) => one.id === id),
      'an operator of this workstation',
    )
  let now = find(file.now)
  return {
    all: file.operators,
    now: () => now,
    choose: async (id) => {
      const chosen = find(id)
      await replaceFile(path, bytesOf({ ...file, now: id }))
      now = chosen
      return chosen
    },
  }
}

async function read(path: string): Promise<z.infer<typeof Listed>> {
  try {
    return OperatorFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (!isMissing(error)) throw error
    await replaceFile(path, bytesOf(FIRST))
    return FIRST
  }
}

const bytesOf = (file: z.infer<typeof Listed>) => utf8(`${JSON.stringify(file, null, 2)}\n`)
