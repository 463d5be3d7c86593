import { bytesFromBase64 } from '../base/base64'
import { utf8 } from '../base/bytes'
import { canonical, noticeHash, sha256Of } from './canonical'
import { type Check, type Known, type ProofCrypto, check, tried } from './check'
import { eventIdOf, holds, outlineOf } from './envelope'
import { evidenceContents } from './evidence-content'
import { type Proof, type Told, toldFrom } from './proof-file'
import { chainCheck, keysOf, signedBy } from './verify-chain'
import { choiceCheck, evidenceCheck, isAnswer } from './verify-evidence'

/** Every check on a proof, whatever any of them says. A record whose leaves cannot be read fails at the first. */
export async function verifyProof(proof: Proof, crypto: ProofCrypto, known: Known = {}): Promise<Check[]> {
  const told = readable(proof)
  if (!told) return [check('record-readable', 1, ['record'])]
  const { record } = proof.file
  return [
    check('record-readable', told.length, []),
    fingerprintCheck(proof, known),
    check(
      'leaf-ids',
      told.length,
      idsWhere(told, ({ proven, leaf }) => eventIdOf(leaf) !== proven.id),
    ),
    await signatureCheck(proof, told, crypto),
    deviceCheck(proof, known),
    check(
      'commitments',
      told.length,
      idsWhere(told, ({ envelope, proven }) => !holds(envelope, proven.payload)),
    ),
    check(
      'outlines',
      told.length,
      idsWhere(told, (one) => !outlineAgrees(one)),
    ),
    await chainCheck(proof, told, crypto),
    noticeCheck(proof, told),
    await evidenceCheck(proof, told, crypto),
    choiceCheck(told, evidenceContents(proof)),
    await receiptCheck(record, crypto),
    serverCheck(record, known),
  ]
}

const idsWhere = (told: readonly Told[], isBroken: (told: Told) => boolean): string[] =>
  told.filter(isBroken).map(({ proven }) => proven.id)

/** Null if any leaf is no leaf of ours. A payload that says something else than its leaf is found by `commitments`. */
function readable({ file }: Proof): Told[] | null {
  try {
    return toldFrom(file.record)
  } catch {
    return null
  }
}

function fingerprintCheck({ file }: Proof, { fingerprint }: Known): Check {
  if (fingerprint === undefined) return check('fingerprint', 0, [])
  return check('fingerprint', 1, sha256Of(canonical(file)) === fingerprint ? [] : ['proof.json'])
}

async function signatureCheck({ file }: Proof, told: readonly Told[], crypto: ProofCrypto): Promise<Check> {
  const broken: string[] = []
  for (const { proven, leaf, envelope } of told) {
    if (!(await signedBy(keysOf(file.record, envelope.device), leaf, crypto))) broken.push(proven.id)
  }
  return check('device-signatures', told.length, broken)
}

function deviceCheck({ file }: Proof, { deviceKeys }: Known): Check {
  const { devices } = file.record
  if (!deviceKeys) return check('device-known', 0, [])
  const strangers = devices.filter(({ publicKey }) => !deviceKeys.includes(publicKey)).map(({ device }) => device)
  return check('device-known', devices.length, strangers)
}

/** What the envelope says in the clear is what the sealed words say, and nobody else's. */
function outlineAgrees({ envelope, recorded: { event } }: Told): boolean {
  const { type, subject, evidence, noticeSha256, purposes } = envelope
  return sameText(outlineOf(event), { type, subject, evidence, noticeSha256, purposes })
}

const sameText = (a: unknown, b: unknown): boolean => sha256Of(canonical(a)) === sha256Of(canonical(b))

function noticeCheck({ file }: Proof, told: readonly Told[]): Check {
  const words = new Map(file.notices.map((notice) => [noticeHash(notice) as string, notice]))
  const answers = told.flatMap((one) => (isAnswer(one.recorded.event) ? [{ ...one, event: one.recorded.event }] : []))
  const broken = answers.filter(({ event }) => {
    const notice = words.get(event.notice.sha256)
    const asked = notice?.questions.some(
      ({ purpose, purposeVersion, channels }) =>
        purpose === event.purpose && purposeVersion === event.purposeVersion && channels.includes(event.channel),
    )
    return !asked || notice?.id !== event.notice.id || notice.language !== event.notice.language
  })
  return check(
    'notices',
    answers.length,
    broken.map(({ proven }) => proven.id),
  )
}

/** A place in the server's log that nobody signed is a claim, and is not counted as a receipt. */
async function receiptCheck({ receipts, leaves }: Proof['file']['record'], crypto: ProofCrypto): Promise<Check> {
  const broken: string[] = []
  for (const { id, pos, signature, publicKey } of receipts) {
    const leaf = leaves.find((one) => one.id === id)
    const holds =
      leaf?.receivedAt === pos &&
      (await tried(() =>
        crypto.verify(bytesFromBase64(publicKey), utf8(`receipt\n${pos}\n${id}`), bytesFromBase64(signature)),
      ))
    if (!holds) broken.push(id)
  }
  return check('receipts', receipts.length, broken)
}

function serverCheck({ receipts }: Proof['file']['record'], { receiptKeys }: Known): Check {
  if (!receiptKeys) return check('server-known', 0, [])
  const strangers = receipts.filter(({ publicKey }) => !receiptKeys.includes(publicKey)).map(({ id }) => id)
  return check('server-known', receipts.length, strangers)
}
