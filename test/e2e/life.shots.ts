import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test } from './desk'
import { home } from './hosts'
import { anna, giveConsent, openLastPerson } from './meeting'
import { words } from './words'

test.use({ actionTimeout: 12_000 })

const folder = join(home, 'docs/screens')

async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}

for (const [language, theme, suffix] of [
  ['de', 'light', 'de'],
  ['fr', 'dark', 'fr.dark'],
] as const)
  test(`a life, in ${language}, ${theme}`, async ({ openDesk }) => {
    const say = words(language)
    const desk = await openDesk({ language, theme })
    const { page } = desk
    await giveConsent(page, language, anna, [/@example\.org/, /1234567/])
    await openLastPerson(page, language)
    await page.getByRole('button', { name: say('life', 'change.button') }).click()
    await picture(page, `changed.${suffix}`)
    await page.getByRole('button', { name: say('life', 'occasion.new-point') }).click()
    await page.locator('#change-which').selectOption({ index: 1 })
    await page.locator('#change-value').fill('+49 170 9999999')
    await picture(page, `changed-number.${suffix}`)
    await page.getByRole('button', { name: say('life', 'change.record') }).click()
    await page.getByRole('dialog').locator('.again').waitFor()
    await picture(page, `changed-asks-again.${suffix}`)
    await page.getByRole('button', { name: say('life', 'change.back') }).click()
    await page.locator('.why-open').first().click()
    await picture(page, `person-page-changed.${suffix}`, true)
    await page.getByRole('link', { name: say('life', 'story.button') }).click()
    await page.locator('h1').waitFor()
    await picture(page, `story.${suffix}`, true)
  })
