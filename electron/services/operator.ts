import { readFile } from 'node:fs/promises'
import { utf8 } from '@shared/base/bytes'
import { Operator } from '@shared/terms/party'
import { isMissing, replaceFile } from './durable'

/** Who sits here until the controller says otherwise: an invented person. */
const FIRST_OPERATOR = { id: 'op-mara', name: 'Mara' }

/** The person at this workstation, as written in `operator.json`; the controller replaces that file. */
export async function readOperator(path: string): Promise<Operator> {
  try {
    return Operator.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (!isMissing(error)) throw error
    await replaceFile(path, utf8(`${JSON.stringify(FIRST_OPERATOR, null, 2)}\n`))
    return Operator.parse(FIRST_OPERATOR)
  }
}
