import { decode, encode } from '@msgpack/msgpack'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { Refusal } from './problem'

/** What arrived, read as what it should be. Anything else is refused without saying where: the device is ours. */
export function read<S extends z.ZodType>(schema: S, body: Uint8Array, as: 'json' | 'msgpack'): z.infer<S> {
  let raw: unknown
  try {
    raw = as === 'json' ? JSON.parse(Buffer.from(body).toString('utf8')) : decode(body)
  } catch {
    throw new Refusal('not-understood')
  }
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw new Refusal('not-understood')
  return parsed.data
}

/** Bytes travel as MessagePack: base64 in JSON would cost a third more. */
export const sendPacked = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply.type('application/msgpack').send(Buffer.from(encode(value)))
