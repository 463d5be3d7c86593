import { describe, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { type CheckKey, type Known, allHold } from '@shared/proof/check'
import { type Proof, ProofFile, bytesOfFile, fingerprintOf } from '@shared/proof/proof-file'
import { verifyProof } from '@shared/proof/verify-proof'
import { flyer, meeting } from '../../builders/drafts'
import { deviceKey, flyerProof, meetingProof, nodeProofCrypto, recordOf, serverKey } from '../../builders/proof'

const proof = meetingProof(meeting())
const sheet = flyerProof(flyer(), utf8('pretend this is a JPEG'), 'image/jpeg')
const known = { deviceKeys: [deviceKey], receiptKeys: [serverKey] }

const failed = async (one: Proof, from: Known = {}): Promise<CheckKey[]> =>
  (await verifyProof(one, nodeProofCrypto, from)).filter(({ state }) => state === 'failed').map(({ key }) => key)

/** The proof with its record changed by hand, as somebody with an editor would. */
function edited(one: Proof, change: (file: ProofFile) => void): Proof {
  const file = structuredClone(one.file)
  change(file)
  return { ...one, file }
}
const answerOf = (file: ProofFile, type: string) =>
  must(
    file.record.leaves.find(({ payload }) => payload.fields['type'] === type),
    type,
  )

describe('an untouched proof', () => {
  test.each([
    ['of a meeting', proof],
    ['of a sheet', sheet],
  ])('%s holds, and says what was looked at', async (_name, one) => {
    const checks = await verifyProof(one, nodeProofCrypto, { ...known, fingerprint: fingerprintOf(one.file) })
    expect(allHold(checks)).toBe(true)
    expect(checks.filter(({ state }) => state === 'absent')).toEqual([])
    expect(checks.find(({ key }) => key === 'device-signatures')?.looked).toBe(one.file.record.leaves.length)
    expect(checks.find(({ key }) => key === 'evidence')?.looked).toBe(2)
  })
  test('checked with nothing known from elsewhere says what could not be looked at', async () => {
    const checks = await verifyProof(proof, nodeProofCrypto)
    expect(checks.filter(({ state }) => state === 'absent').map(({ key }) => key)).toEqual([
      'fingerprint',
      'device-known',
      'server-known',
    ])
  })
})

describe('is caught and named:', () => {
  test('an edited word of the record', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          const contactPoint = answerOf(file, 'consent-given').payload.fields['contactPoint'] as { value: string }
          contactPoint.value = 'somebody.else@example.org'
        }),
      ),
    ).toContain('commitments'))
  test('a no turned into a yes', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          const { fields } = answerOf(file, 'consent-refused').payload
          fields['type'] = 'consent-given'
          fields['expiresOn'] = null
        }),
      ),
    ).toEqual(['commitments', 'outlines', 'choices']))
  test('two rows with their words swapped', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          const [yes, no] = [answerOf(file, 'consent-given'), answerOf(file, 'consent-refused')]
          ;[yes.payload, no.payload] = [no.payload, yes.payload]
        }),
      ),
    ).toEqual(['commitments', 'outlines']))
  test('a comma changed in the notice', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          const notice = must(file.notices[0], 'the notice')
          notice.paragraphs[0] = `${notice.paragraphs[0]},`
        }),
      ),
    ).toEqual(['notices']))
  test('a notice left out', async () =>
    expect(await failed(edited(proof, (file) => void (file.notices = [])))).toEqual(['notices']))
  test('another key put in the device’s place', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          must(file.record.devices[0], 'the device').publicKey = serverKey
        }),
      ),
    ).toEqual(['device-signatures', 'chain']))
  test('a record signed anew by somebody else’s device', async () => {
    const events = proof.file.record.leaves.map(({ payload }) => payload.fields as never)
    const forged = edited(proof, (file) => {
      const { leaves, devices, neighbours } = recordOf(events, meeting(), 'a stranger')
      file.record = { ...file.record, leaves, devices, neighbours, receipts: [] }
    })
    expect(await failed(forged), 'against itself it looks well').toEqual([])
    expect(await failed(forged, known)).toEqual(['device-known'])
  })
  test('an id that is not the hash of its leaf', async () =>
    expect(
      await failed(
        edited(proof, (file) => {
          const [first, second] = file.record.leaves
          if (first && second) first.id = second.id
        }),
      ),
    ).toContain('leaf-ids'))
  test('a leaf taken out of the middle, and a neighbour taken away', async () => {
    expect(await failed(edited(proof, (file) => void file.record.leaves.splice(1, 1)))).toContain('chain')
    expect(await failed(edited(proof, (file) => void (file.record.neighbours = [])))).toEqual(['chain'])
  })
  test('evidence changed, missing, added or sealed under another nonce', async () => {
    const put = (change: (attached: Map<string, Uint8Array<ArrayBuffer>>) => void): Proof => {
      const attached = new Map(proof.attached)
      change(attached)
      return { ...proof, attached }
    }
    const ink = must(proof.attached.get('ink.json'), 'the ink')
    const other = new Uint8Array(ink)
    other[40] = (other[40] ?? 0) ^ 1
    expect(await failed(put((attached) => void attached.set('ink.json', other)))).toContain('evidence')
    expect(await failed(put((attached) => void attached.delete('ink.json')))).toEqual(['evidence'])
    expect(await failed(put((attached) => void attached.set('more.json', ink)))).toEqual(['evidence'])
    const nonce = edited(proof, (file) => void (must(file.evidence[0], 'evidence').nonce = '00'.repeat(12)))
    expect(await failed(nonce)).toEqual(['evidence'])
  })
  test('a receipt for another place, or by another server', async () => {
    const moved = edited(proof, (file) => {
      const [receipt, leaf] = [must(file.record.receipts[0], 'receipt'), must(file.record.leaves[0], 'leaf')]
      receipt.pos = leaf.receivedAt = 7
    })
    expect(await failed(moved)).toEqual(['receipts'])
    expect(await failed(proof, { receiptKeys: [deviceKey] })).toEqual(['server-known'])
  })
  test('pages that carry another fingerprint', async () =>
    expect(await failed(proof, { fingerprint: 'a'.repeat(64) })).toEqual(['fingerprint']))
  test('a record that is no record', async () =>
    expect(
      await failed(edited(proof, (file) => void (must(file.record.leaves[0], 'leaf').leaf = 'bm90aGluZw=='))),
    ).toEqual(['record-readable']))
})

test('no single byte of the record can be flipped unseen', async () => {
  const bytes = bytesOfFile(proof.file)
  const fingerprint = fingerprintOf(proof.file)
  let unseen = 0
  let parsed = 0
  for (let at = 0; at < bytes.length; at += 29) {
    const flipped = new Uint8Array(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 7))
    const file = readable(flipped)
    if (!file) continue
    parsed++
    if ((await failed({ ...proof, file }, { ...known, fingerprint })).length === 0) unseen++
  }
  expect(parsed).toBeGreaterThan(100)
  expect(unseen).toBe(0)
})

function readable(bytes: Uint8Array): ProofFile | null {
  try {
    return ProofFile.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return null
  }
}
