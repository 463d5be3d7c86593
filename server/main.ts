import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify'
import { must } from '@shared/base/never'
import type { SubjectId } from '@shared/terms/ids'
import { DEVICE_PROOF, MAX_BATCH_BYTES } from '@shared/sync/protocol'
import { type ServerOptions, optionsFrom } from './configuration'
import { readCatalogue } from './catalogue'
import { seedDemo } from './demo/seed'
import { deviceAuthentication } from './devices/authenticate'
import { newEnrolmentCode } from './devices/devices'
import { newPrivateKey, signerFrom } from './devices/ed25519'
import { openDocuments } from './documents'
import { startEmbeddedPostgres } from './embedded-postgres'
import { openBlobs } from './ledger/blobs'
import { openPool } from './ledger/database'
import { grantTo, guardRows, seesEverything } from './ledger/guards'
import { openHighWater } from './ledger/high-water'
import { openLedger } from './ledger/ledger'
import { openLetters } from './letters/letters'
import { smtpPostman } from './letters/postman'
import { startRounds } from './letters/rounds'
import { readLetterWords } from './letters/words'
import { limitTo } from './limit'
import { migrate } from './ledger/migrations'
import { openRecovery } from './ledger/recovery'
import { countAnswers } from './metrics'
import { openConfirmations } from './own/confirmations'
import { openOwnHand } from './own/own-hand'
import { answerWishes } from './own/wishes'
import type { Parts } from './parts'
import { Refusal } from './problem'
import { rebuildRegisters } from './register/register'
import { NotServed } from './rest'
import { blobRoutes } from './routes/blobs'
import { confirmRoutes } from './routes/confirm'
import { enrolRoute } from './routes/enrol'
import { healthRoutes } from './routes/health'
import { helloRoute } from './routes/hello'
import { mayContactRoute } from './routes/may-contact'
import { pullRoute } from './routes/pull'
import { pushRoute } from './routes/push'
import { recoveryRoute } from './routes/recovery'
import { sessionRoute } from './routes/session'
import { submissionRoute } from './routes/submissions'
import { withdrawalRoute } from './routes/withdrawals'
import { readRules } from './rules'
import { secretFile } from './secret-file'
import { type Vault, openVault } from './vault/vault'

/** A running server. */
export type Server = {
  readonly url: string
  readonly databaseUrl: string
  readonly programUrl: string
  readonly parts: Parts
  /** A one-time code that lets one workstation of this controller in. */
  readonly newCode: (tenant: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** Puts the parts together, once, in order, and listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  await mkdir(options.folder, { recursive: true })
  const embedded = options.databaseUrl === undefined ? await startEmbeddedPostgres(options.folder) : null
  const databaseUrl = options.databaseUrl ?? must(embedded, 'the embedded database').databaseUrl
  const programUrl = options.programUrl ?? embedded?.programUrl ?? databaseUrl
  const pool = openPool(programUrl)
  const endDatabase = async (): Promise<void> => {
    await pool.end()
    await embedded?.stop()
  }
  try {
    await prepareDatabase(databaseUrl, programUrl)
    if (await seesEverything(pool)) throw new Error('The role of the database may not see past row-level security.')
    const keys = join(options.folder, 'keys')
    const vaultOf = oncePerTenant((tenant) => openVault(keys, tenant))
    await rebuildRegisters(pool, vaultOf)

    const clock = options.clock ?? Date.now
    const signer = signerFrom(await secretFile(join(keys, 'receipts.key'), newPrivateKey))
    const blobs = openBlobs(join(options.folder, 'blobs'), pool)
    const highWater = await openHighWater(join(options.folder, 'high-water'))
    let wish: (tenant: string, subject: SubjectId) => void = () => undefined
    const onWish = (tenant: string, subject: SubjectId): void => wish(tenant, subject)
    const ledger = openLedger({ pool, blobs, signer, highWater, vaultOf, onWish })
    const recovery = openRecovery({ pool, blobs, signer, highWater, vaultOf })
    await recovery.recall()
    const authenticate = deviceAuthentication(pool, clock)
    const anyDeviceOf: Parts['deviceOf'] = ({ method, url, body, headers }) => {
      const header = headers[DEVICE_PROOF]
      return authenticate({
        method,
        path: url,
        body: body instanceof Uint8Array ? body : new Uint8Array(),
        header: typeof header === 'string' ? header : undefined,
      })
    }
    const deviceOf: Parts['deviceOf'] = async (request) => {
      const device = await anyDeviceOf(request)
      if (device.revoked) throw new Refusal('device-revoked')
      return device
    }
    const { apiKeys = [], onEnrolled = () => undefined } = options
    const [rules, catalogue, say] = await Promise.all([readRules(), readCatalogue(), readLetterWords()])
    const own = openOwnHand({ pool, ledger, blobs, vaultOf, clock, keys })
    const postman = options.smtpUrl ? await smtpPostman(options.smtpUrl, catalogue.controller) : null
    const letters = openLetters({ pool, vaultOf, postman, clock })
    let url = ''
    const publicUrl = (): string => options.publicUrl ?? url
    const { confirmDays = CONFIRM_DAYS } = options
    const confirmations = openConfirmations({
      pool,
      vaultOf,
      own,
      letters,
      say,
      controller: catalogue.controller,
      clock,
      publicUrl,
      confirmDays,
    })
    const documents = openDocuments(pool, vaultOf, catalogue)
    wish = (tenant, subject) => {
      const needs = { pool, vaultOf, own, confirmations, documents, clock }
      // What fails here is wished again at the desk, which sees that no letter went out.
      void answerWishes(tenant, subject, needs).then(
        (asked) => asked > 0 && rounds.soon(),
        () => undefined,
      )
    }
    const rounds = startRounds({ tenants: [catalogue.controller.id], letters, confirmations })
    const parts: Parts = {
      ...{ pool, ledger, blobs, signer, vaultOf, apiKeys, rules, clock, deviceOf, anyDeviceOf, recovery, onEnrolled },
      ...{ catalogue, documents, own, confirmations, letters, say },
      lettersWaiting: rounds.soon,
      limits: { strangers: limitTo({ perMinute: 60, burst: 30 }, clock) },
    }

    const app = await webServer(options, parts)
    url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port })
    rounds.soon()
    return {
      url,
      databaseUrl,
      programUrl,
      parts,
      newCode: (tenant) => newEnrolmentCode(pool, tenant),
      close: async () => {
        await app.close()
        await rounds.stop()
        postman?.close()
        await endDatabase()
      },
    }
  } catch (problem) {
    await endDatabase()
    throw problem
  }
}

/** As its owner: brings the tables up to date, guards their rows, and lets the program's role in. */
async function prepareDatabase(databaseUrl: string, programUrl: string): Promise<void> {
  const owner = openPool(databaseUrl)
  try {
    await migrate(owner)
    await guardRows(owner)
    const role = new URL(programUrl).username
    if (role !== new URL(databaseUrl).username && /^[a-z_][a-z0-9_]*$/.test(role)) await grantTo(owner, role)
  } finally {
    await owner.end()
  }
}

async function webServer({ tls, log, behindProxy = false }: ServerOptions, parts: Parts): Promise<FastifyInstance> {
  const app = fastify({
    // A batch, and room for the names of its fields.
    bodyLimit: 2 * MAX_BATCH_BYTES,
    forceCloseConnections: true,
    trustProxy: behindProxy,
    requestTimeout: 120_000,
    logger: log ? { serializers } : false,
    ...(tls ? { https: { cert: await readFile(tls.certFile), key: await readFile(tls.keyFile) } } : {}),
  } as FastifyServerOptions) as FastifyInstance

  // The device signed the bytes, so the bytes are what routes get; they read them once they know who is speaking.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['application/json', 'application/msgpack'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  // The button of a page posts a form without fields.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((problem, request, reply) => {
    if (problem instanceof NotServed) {
      if (problem.type === 'too-many') void reply.header('retry-after', '60')
      return reply.code(problem.wire.status).type('application/problem+json').send(JSON.stringify(problem.wire))
    }
    const wire = refusalFrom(problem).wire
    if (wire.type === 'busy') request.log.error({ name: nameOf(problem) }, 'not served')
    if (wire.retry === 'after') void reply.header('retry-after', '5')
    return reply.code(wire.status).type('application/problem+json').send(JSON.stringify(wire))
  })

  healthRoutes(app, parts, countAnswers(app))
  helloRoute(app, parts)
  enrolRoute(app, parts)
  sessionRoute(app, parts)
  blobRoutes(app, parts)
  pushRoute(app, parts)
  pullRoute(app, parts)
  recoveryRoute(app, parts)
  mayContactRoute(app, parts)
  submissionRoute(app, parts)
  confirmRoutes(app, parts)
  withdrawalRoute(app, parts)
  return app
}

/** How long a link of confirmation is open unless told otherwise. */
const CONFIRM_DAYS = 7

/** Logs say which route and how it went. A query can name a person, so addresses and queries stay out. */
const serializers = {
  req: (request: { method: string; routeOptions?: { url?: string } }) => ({
    method: request.method,
    route: request.routeOptions?.url,
  }),
  res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
}

function refusalFrom(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem
  const status = problem instanceof Error && 'statusCode' in problem ? problem.statusCode : undefined
  if (status === 413) return new Refusal('too-large')
  if (status === 400 || status === 415) return new Refusal('not-understood')
  return new Refusal('busy')
}

/** What kind of error it was: a message may quote what somebody said. */
const nameOf = (problem: unknown): string =>
  problem instanceof Error ? `${problem.name} ${'code' in problem ? String(problem.code) : ''}`.trim() : 'unknown'

function oncePerTenant(open: (tenant: string) => Promise<Vault>): (tenant: string) => Promise<Vault> {
  const vaults = new Map<string, Promise<Vault>>()
  return (tenant) => {
    const vault = vaults.get(tenant) ?? open(tenant)
    vaults.set(tenant, vault)
    return vault
  }
}

/** How often the code on offer is replaced; it lives twice as long. */
const CODE_ON_OFFER_MS = 30 * 60_000

/**
 * As a program: `node out/main/server.js [--demo]`, the demo being a few hundred invented people. Keeps a one-time code for the next workstation in `enrolment-code`
 * in its folder (mode 0600) and says on one line of standard output when it is ready, and where.
 */
async function run(args: readonly string[]): Promise<void> {
  const options = optionsFrom(process.env)
  const codeFile = join(options.folder, 'enrolment-code')
  const offer = async (): Promise<void> => {
    await writeFile(`${codeFile}.new`, await server.newCode(options.controller), { mode: 0o600 })
    await rename(`${codeFile}.new`, codeFile)
  }
  const server = await startServer({ ...options, onEnrolled: () => void offer().catch(() => undefined) })
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    void server.close().then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (args.includes('--demo')) await seedDemo(server.parts, await readCatalogue(), join(options.folder, 'keys'))
  await offer()
  setInterval(() => void offer().catch(() => undefined), CODE_ON_OFFER_MS).unref()
  process.stdout.write(`${JSON.stringify({ msg: 'ready', url: server.url, codeFile })}\n`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  run(process.argv.slice(2)).catch((problem: unknown) => {
    process.stderr.write(`The server did not start: ${problem instanceof Error ? problem.message : 'unknown'}\n`)
    process.exit(1)
  })
