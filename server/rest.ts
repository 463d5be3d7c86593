import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ApiKey } from './configuration'

/** What other systems and browsers are refused, as problem+json. Workstations have their own (`problem.ts`). */
export type RestProblem = {
  readonly type: keyof typeof statuses
  readonly status: number
  readonly title: string
  readonly problems?: readonly unknown[]
}

const statuses = {
  'not-known': 401,
  'not-understood': 400,
  'not-found': 404,
  'not-complete': 422,
  'too-many': 429,
} as const

/** Thrown where such a request meets its end. `title` names no value somebody sent. */
export class NotServed extends Error {
  constructor(
    readonly type: RestProblem['type'],
    readonly title: string,
    readonly problems?: readonly unknown[],
  ) {
    super(type)
  }

  get wire(): RestProblem {
    const { type, title, problems } = this
    return { type, status: statuses[type], title, ...(problems ? { problems } : {}) }
  }
}

/** The system that asks. Compares with every key, always to the end, so that the time taken tells nothing. */
export function callerOf(header: string | undefined, apiKeys: readonly ApiKey[]): ApiKey {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const shown = digest(header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : '')
  let found: ApiKey | undefined
  for (const apiKey of apiKeys) if (timingSafeEqual(digest(apiKey.key), shown)) found = apiKey
  if (!found) throw new NotServed('not-known', 'No such API key.')
  return found
}

/** Names of fields only: their values are somebody's. */
export const wrongFields = (error: z.ZodError): string =>
  `Not usable: ${[...new Set(error.issues.map(({ path }) => String(path[0])))].join(', ')}.`

/** A JSON body as what it should be. */
export function bodyAs<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(body as Uint8Array).toString('utf8'))
  } catch {
    throw new NotServed('not-understood', 'This is not JSON.')
  }
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw new NotServed('not-understood', wrongFields(parsed.error))
  return parsed.data
}
