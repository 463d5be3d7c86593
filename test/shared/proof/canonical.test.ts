import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64From, bytesFromBase64 } from '@shared/base/base64'
import { hexFrom, textFrom } from '@shared/base/bytes'
import { canonical } from '@shared/proof/canonical'

const text = (value: unknown) => textFrom(canonical(value))

describe('RFC 8785', () => {
  test('3.2.4: the example, byte for byte', () => {
    const value: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
        "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    )
    expect(hexFrom(canonical(value))).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e33' +
        '3333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e' +
        '4127425c225c5c5c5c5c222f227d',
    )
  })
  test('3.2.3: names are sorted by their UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(text(value)) as object)).toEqual([
      'One', // JSON.parse puts a name that is a number first; the text below says where it stands
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
    expect(text(value).startsWith(String.raw`{"\r":"Carriage Return","1":"One",`)).toBe(true)
  })
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, written) => expect(text(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written))
  test('what JSON cannot say is not written down', () => {
    expect(() => canonical(NaN)).toThrow()
    expect(() => canonical(Infinity)).toThrow()
    expect(() => canonical('\ud83d')).toThrow()
    expect(() => canonical(undefined)).toThrow('nothing')
  })
  test('one value has one text, in whatever order it was put together', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { maxKeys: 6 }), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(text(turned)).toBe(text(value))
        expect(text(JSON.parse(text(value)))).toBe(text(value))
      }),
    )
  })
})

describe('base64', () => {
  test('there and back, as Node writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(base64From(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect([...bytesFromBase64(base64From(bytes))]).toEqual([...bytes])
      }),
    )
  })
  test.each(['QQ', 'QQ=', 'QR==', 'QUJ=', 'Q===', 'QUJD\n', 'QU-_'])('%s is not how anything is written', (written) =>
    expect(() => bytesFromBase64(written)).toThrow('base64'),
  )
})
