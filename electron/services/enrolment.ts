import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import { EnrolAnswer, type EnrolAsk } from '@shared/sync/protocol'
import { DeviceId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import type { Device } from './device'
import { isMissing, replaceFile } from './durable'
import { Unreachable, openTransport } from './transport'

/** Which server let this device in. From then on receipts count only if this server's key signed them. */
export const Enrolment = z.object({
  v: z.literal(1),
  device: DeviceId,
  incarnation: z.int().nonnegative(),
  tenant: z.string(),
  /** Ed25519, raw, base64. */
  receiptKey: z.string(),
  lastContactAt: Instant.nullable(),
})
export type Enrolment = z.infer<typeof Enrolment>

/** Makes this device known to the controller's server with a one-time code. Throws `Unreachable` or `Refused`. */
export async function enrol(serverUrl: string, code: string, device: Device): Promise<Enrolment> {
  const transport = openTransport(serverUrl, device)
  try {
    const { receiptKey } = await transport.hello()
    const incarnation = device.incarnation()
    const ask: EnrolAsk = {
      code,
      device: device.id,
      incarnation,
      publicKey: device.publicKey,
      proofOfPossession: Buffer.from(device.sign(utf8(`enrol\n${code}\n${device.id}`))).toString('base64'),
    }
    const body = utf8(JSON.stringify(ask))
    const answer = await transport.askUnsigned({ method: 'POST', path: '/v1/devices/enrol', body })
    const parsed = EnrolAnswer.safeParse(JSON.parse(textFrom(answer)))
    if (!parsed.success) throw new Unreachable('not understood')
    const { tenant } = parsed.data
    return { v: 1, device: device.id, incarnation, tenant, receiptKey, lastContactAt: null }
  } finally {
    transport.close()
  }
}

export async function readEnrolment(path: string): Promise<Enrolment | null> {
  try {
    return Enrolment.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export const writeEnrolment = (path: string, enrolment: Enrolment): Promise<void> =>
  replaceFile(path, utf8(`${JSON.stringify(enrolment, null, 2)}\n`))
