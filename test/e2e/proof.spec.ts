import AxeBuilder from '@axe-core/playwright'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { allHold } from '@shared/proof/check'
import { verifyPdf } from '@shared/proof/verify-pdf'
import { languages } from '@shared/terms/language'
import { nodeProofCrypto } from '../builders/proof'
import { fonts, wordsOf } from '../builders/proof-drawing'
import { type Desk, expect, test } from './desk'
import { anna, giveConsent } from './meeting'
import { words } from './words'

/** From the thanks to the proof, where the device is taken back. */
async function openProof(page: Page, language: 'fr' | 'de' | 'en'): Promise<void> {
  await page.getByRole('button', { name: words(language)('capture', 'thanks.unlock') }).click()
  await expect(page.locator('.proof-paper')).toBeVisible()
}

/** Saves the PDF as the operator does. */
async function saved(page: Page, language: 'fr' | 'de' | 'en', folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: words(language)('proof', 'screen.save') }).click()
  const path = join(folder, 'saved.pdf')
  await (await download).saveAs(path)
  return new Uint8Array(readFileSync(path))
}

for (const language of languages)
  test.describe(`in ${language}`, () => {
    test.use({ language })
    test('what was chosen is proven on the spot, and the saved PDF holds before a stranger', async ({ desk }) => {
      const { page, folder } = desk
      const say = words(language)
      await giveConsent(page, language, anna, [/anna\.keller@example\.org/])
      await openProof(page, language)
      await expect(page.locator('[data-verdict="ok"]')).toHaveText(say('proof', 'check.allHold'))
      const where = page.locator('.proof-where')
      await expect(where).toContainText(say('proof', 'screen.saved'))
      await expect(where).toContainText(say('proof', 'screen.notSent'))
      await expect(page.locator('.proof-answers li[data-answer="yes"]')).toHaveCount(1)
      await expect(page.locator('.proof-answers li[data-answer="no"]')).not.toHaveCount(0)
      await expect(page.locator('.proof-ink path')).toHaveCount(1)

      const verified = await verifyPdf(await saved(page, language, folder), {
        crypto: nodeProofCrypto,
        drawing: { fonts, words: wordsOf },
      })
      if (!verified.ok) throw new Error(verified.problems.join())
      expect(verified.value.checks.find(({ key }) => key === 'pages')?.state).toBe('passed')
      expect(allHold(verified.value.checks)).toBe(true)
      expect(verified.value.proof.file.language).toBe(language)

      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    })
  })

test('yes and no look the same', async ({ desk }) => {
  const { page } = desk
  await giveConsent(page, 'de', anna, [/anna\.keller@example\.org/])
  await openProof(page, 'de')
  const looks = await page.locator('.proof-answer').evaluateAll((boxes) =>
    boxes.map((box) => {
      const { color, backgroundColor, borderColor, fontWeight, fontSize } = getComputedStyle(box)
      const { width, height } = box.getBoundingClientRect()
      return JSON.stringify({ color, backgroundColor, borderColor, fontWeight, fontSize, width, height })
    }),
  )
  expect(looks.length).toBeGreaterThan(2)
  expect(new Set(looks).size).toBe(1)
})

test('evidence altered on the disk is found out the moment the proof is looked at', async ({ desk }) => {
  const { page } = desk
  await giveConsent(page, 'de', anna, [/anna\.keller@example\.org/])
  await openProof(page, 'de')
  await expect(page.locator('[data-verdict="ok"]')).toBeVisible()
  const hash = await page.evaluate(() => location.hash)

  alterEvidence(desk)
  await desk.goTo('#/')
  await desk.goTo(hash)
  await expect(page.locator('[data-verdict="stop"]')).toBeVisible()
  const failed = page.locator('.proof-checks li[data-state="failed"]')
  await expect(failed.filter({ hasText: words('de')('proof', 'check.key.evidence') })).toBeVisible()
})

/** One bit in every piece of evidence of this workstation. */
function alterEvidence({ folder }: Desk): void {
  const evidence = join(folder, 'evidence')
  const files = readdirSync(evidence, { recursive: true, encoding: 'utf8' })
    .map((name) => join(evidence, name))
    .filter((path) => statSync(path).isFile())
  expect(files.length).toBeGreaterThan(0)
  for (const path of files) {
    const bytes = readFileSync(path)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
}
