import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './desk'
import { home } from './hosts'
import { words } from './words'

const folder = join(home, 'docs/screens')

async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
  await page.mouse.move(0, 0)
  // What sticks to the window would lie across a picture of the whole page.
  await page.evaluate(() => document.querySelector<HTMLElement>('.at-hand')?.style.setProperty('position', 'static'))
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}

for (const { language, theme, suffix } of [
  { language: 'de', theme: 'light', suffix: 'de' },
  { language: 'fr', theme: 'dark', suffix: 'fr.dark' },
] as const)
  test.describe(suffix, () => {
    test.use({ language, theme })
    test('texts, from writing to release', async ({ desk }) => {
      const say = words(language)
      const { page } = desk
      await desk.goTo('#/texts')
      await page
        .getByRole('button', { name: say('texts', 'family.write') })
        .first()
        .click()
      const ready = page.getByRole('status').filter({ hasText: say('texts', 'editor.ready') })
      await ready.waitFor()
      const title = page.getByLabel(`${say('texts', 'passage.title')}, Deutsch`)
      await title.fill('Rundbrief und Erinnerungen')
      const german = page.getByLabel(`${say('texts', 'passage.paragraphs')}, Deutsch`)
      const kept = await german.inputValue()
      await german.fill(`${kept}\n\nWer heute zustimmt, erhält einen Gutschein über 10 Euro.`)
      await page.locator('.findings').first().waitFor()
      await picture(page, `texts-editor.${suffix}`)
      await german.fill(kept)
      await page.getByRole('button', { name: say('texts', 'preview.paper') }).click()
      await page.locator('.paper-preview').waitFor()
      await page.locator('.previews').screenshot({ path: join(folder, `texts-paper.${suffix}.png`) })
      await page.getByRole('button', { name: say('texts', 'preview.glass') }).click()
      await page.locator('.previews').screenshot({ path: join(folder, `texts-glass.${suffix}.png`) })
      await ready.waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('heading', { level: 1, name: say('texts', 'heading'), exact: true }).waitFor()
      await picture(page, `texts.${suffix}`)
      await desk.goTo('#/settings')
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Jonas', exact: true }).click()])
      await picture(page, `operators.${suffix}`)
      await desk.goTo('#/texts')
      await page
        .locator('section', { hasText: say('texts', 'waiting.heading') })
        .getByRole('link')
        .first()
        .click()
      await page.getByRole('button', { name: say('texts', 'decision.release') }).waitFor()
      await picture(page, `texts-proposal.${suffix}`)

      await desk.goTo('#/texts')
      await page
        .getByRole('button', { name: say('texts', 'sheets.open') })
        .first()
        .click()
      await page.getByLabel(say('texts', 'sheets.count')).fill('6')
      const print = page.getByRole('button', {
        name: say('texts', 'sheets.print', { count: '6', language: 'Deutsch' }),
      })
      await Promise.all([page.waitForEvent('download'), print.click()])
      await expect(page.getByText(say('texts', 'sheets.said.printed'))).toBeVisible()
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: say('texts', 'sheets.link') }).click()
      await page.getByRole('checkbox').nth(5).waitFor()
      await picture(page, `sheets.${suffix}`)
    })
  })
