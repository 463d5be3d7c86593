import { homedir } from 'node:os'
import { join } from 'node:path'
import { ControllerId } from '@shared/terms/ids'

/** Another system of the controller that may ask, by the name its key goes under in our logs. */
export type ApiKey = { readonly name: string; readonly tenant: string; readonly key: string }

export type ServerOptions = {
  /** The server's own folder: keys, evidence, and the embedded database. */
  readonly folder: string
  /** A PostgreSQL to use. Without one an embedded one is started in `folder`. */
  readonly databaseUrl?: string
  /** The same database for the program at work: a role that owns no table. Absent: the one above. */
  readonly programUrl?: string
  readonly host?: string
  /** 0 chooses a free one. */
  readonly port: number
  /** Certificate and key (PEM). Without them it speaks plain HTTP, meant for this machine or a proxy on it. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly apiKeys?: readonly ApiKey[]
  readonly log?: boolean
  /** How letters leave (`smtps://user:password@host:465`). Without it they are kept until there is a way. */
  readonly smtpUrl?: string
  /** Where people reach this server, for links in letters. Absent: where it listens. */
  readonly publicUrl?: string
  /** Days a link of confirmation is open. */
  readonly confirmDays?: number
  /** Whether a proxy stands before it that says whom it speaks for (`X-Forwarded-For`). */
  readonly behindProxy?: boolean
  /** Called after a device was let in: its code is used up. */
  readonly onEnrolled?: () => void
  /** Milliseconds since 1970; tests hand in their own. */
  readonly clock?: () => number
}

/** The port users' embedded server listens on. */
export const EMBEDDED_PORT = 47_810

type Environment = Readonly<Record<string, string | undefined>>

export function optionsFrom(env: Environment): ServerOptions & { readonly controller: ControllerId } {
  const dataFolder = env.CONSENT_DATA_DIR ?? join(homedir(), '.local', 'share', 'consent-workstation')
  return {
    folder: env.CONSENT_SERVER_DIR ?? join(dataFolder, 'server'),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.CONSENT_PROGRAM_DATABASE_URL ? { programUrl: env.CONSENT_PROGRAM_DATABASE_URL } : {}),
    host: env.CONSENT_SERVER_HOST ?? '127.0.0.1',
    port: Number(env.CONSENT_SERVER_PORT ?? EMBEDDED_PORT),
    ...(env.CONSENT_TLS_CERT && env.CONSENT_TLS_KEY
      ? { tls: { certFile: env.CONSENT_TLS_CERT, keyFile: env.CONSENT_TLS_KEY } }
      : {}),
    ...(env.CONSENT_SMTP_URL ? { smtpUrl: env.CONSENT_SMTP_URL } : {}),
    ...(env.CONSENT_PUBLIC_URL ? { publicUrl: env.CONSENT_PUBLIC_URL.replace(/\/+$/, '') } : {}),
    ...(env.CONSENT_CONFIRM_DAYS ? { confirmDays: daysFrom(env.CONSENT_CONFIRM_DAYS) } : {}),
    behindProxy: env.CONSENT_BEHIND_PROXY === 'yes',
    apiKeys: apiKeysFrom(env.CONSENT_API_KEYS ?? ''),
    log: env.CONSENT_SERVER_LOG !== 'off',
    controller: ControllerId.parse(env.CONSENT_CONTROLLER ?? 'muster'),
  }
}

function daysFrom(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 90) throw new Error('CONSENT_CONFIRM_DAYS: expected 1 to 90')
  return days
}

/** `name@controller=key`, several separated by commas. A key shorter than 24 characters is a mistake, and said so. */
export function apiKeysFrom(text: string): ApiKey[] {
  return text
    .split(',')
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [, name, tenant, key] = /^\s*([\w-]+)@([\w.-]+)=(.{24,})$/.exec(entry) ?? []
      if (!name || !tenant || !key) throw new Error('CONSENT_API_KEYS: expected name@controller=key with a long key')
      return { name, tenant: ControllerId.parse(tenant), key: key.trim() }
    })
}
