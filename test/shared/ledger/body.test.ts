import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hexFrom } from '@shared/base/bytes'
import { type LedgerBody, bodyFromBytes, bytesFromBody } from '@shared/ledger/body'
import { DeviceId, EventId } from '@shared/terms/ids'

const bytes = fc.uint8Array({ maxLength: 30 }).map((array) => new Uint8Array(array))
const leaf = fc.record({ leaf: bytes, sealed: bytes })
const pos = fc.integer({ min: 1, max: 2 ** 40 })
const signature = fc.base64String()
const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => EventId.parse(hexFrom(array)))
const body: fc.Arbitrary<LedgerBody> = fc.oneof(
  fc.record({ kind: fc.constant('opening' as const), journal: fc.uuid() }),
  fc.record({ kind: fc.constant('act' as const), leaves: fc.array(leaf, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('arrival' as const), pos, leaf: bytes, sealed: bytes, signature }),
  fc.record({ kind: fc.constant('receipt' as const), id, pos, signature }),
  fc.record({
    kind: fc.constant('device' as const),
    device: fc.uuid({ version: 4 }).map((text) => DeviceId.parse(text)),
    incarnation: fc.nat(),
    publicKey: fc.base64String(),
  }),
  fc.record({ kind: fc.constant('server' as const), publicKey: fc.base64String() }),
  fc.record({ kind: fc.constant('reached' as const), pos }),
)

test('every kind of body is read back as it was written', () => {
  fc.assert(
    fc.property(body, (one) => {
      expect(bodyFromBytes(bytesFromBody(one))).toEqual(one)
    }),
  )
})

test('a body cut short, longer than written or of an unknown kind is not read', () => {
  const whole = bytesFromBody({
    kind: 'arrival',
    pos: 7,
    leaf: Uint8Array.of(1),
    sealed: Uint8Array.of(2),
    signature: 'x',
  })
  for (let end = 0; end < whole.length; end++) expect(() => bodyFromBytes(whole.slice(0, end))).toThrow()
  expect(() => bodyFromBytes(Uint8Array.of(...whole, 0))).toThrow('ends inside a length')
  expect(() => bodyFromBytes(Uint8Array.of(9))).toThrow('does not know')
})
