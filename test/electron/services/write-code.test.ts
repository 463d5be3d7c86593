import { describe, expect, test } from 'vitest'
import { type CodeModules, darkRuns, modulesFrom, QUIET_MODULES } from '@shared/paper/code-modules'
import { formCodeText } from '@shared/paper/code'
import { FormTemplateId } from '@shared/terms/ids'
import { decodeCodes } from '../../../electron/cli/decode-codes'
import { writeCode } from '../../../electron/services/write-code'

/** The code as a screen or a sheet shows it: drawn from its runs, four pixels a square, with its quiet zone. */
function drawn(modules: CodeModules, perModule = 4) {
  const side = (modules.size + 2 * QUIET_MODULES) * perModule
  const pixels = new Uint8Array(side * side).fill(255)
  for (const { x, y, width } of darkRuns(modules))
    for (let row = 0; row < perModule; row++) {
      const start = ((y + QUIET_MODULES) * perModule + row) * side + (x + QUIET_MODULES) * perModule
      pixels.fill(0, start, start + width * perModule)
    }
  return { width: side, height: side, pixels }
}

describe('what we write as a code, our reader reads', () => {
  const sheet = formCodeText({
    template: FormTemplateId.parse('NEWS-FR'),
    version: 3,
    page: 1,
    pages: 1,
    serial: 'CNSK7Q2M9X0012',
  })

  test.each([
    ['the code of a sheet', sheet],
    ['a link with a fragment', 'https://example.org/c#t=Zm9vYmFy'],
    ['words with accents', 'Reçu n° 42: Größe, naïve'],
    ['a receipt', 'R1|'.padEnd(900, 'abcdef0123456789')],
  ])('%s', async (_, text) => {
    for (const strength of ['M', 'Q'] as const) {
      const found = await decodeCodes(drawn(await writeCode(text, strength)))
      expect(found.map((code) => code.text)).toEqual([text])
    }
  })

  test('more strength takes more squares', async () => {
    const text = 'abcdefghij'.repeat(12)
    expect((await writeCode(text, 'Q')).size).toBeGreaterThan((await writeCode(text, 'M')).size)
  })

  test('text that fits into no code is refused, and not named in the refusal', async () => {
    await expect(writeCode('secret '.repeat(600))).rejects.toThrow(/no code for 4200 letters/)
    await expect(writeCode('secret '.repeat(600))).rejects.not.toThrow(/secret/)
  })
})

test('a picture that is no square is no code', () => {
  expect(() => modulesFrom({ width: 2, height: 1, data: [0, 255] })).toThrow()
})
