import type { Language } from '@shared/terms/language'
import { checkBothSizes } from './check-screen'
import { type Desk, expect, test } from './desk'
import { walks } from './walks'
import { words } from './words'

const say = words('de')

/** Writes a new version of the newsletter from the list, and stands in its editor. */
async function beginVersion({ page, goTo }: Desk, language: Language = 'de'): Promise<void> {
  const speak = words(language)
  await goTo('#/texts')
  await page
    .getByRole('button', { name: speak('texts', 'family.write') })
    .first()
    .click()
  await page.getByLabel(`${speak('texts', 'passage.title')}, Deutsch`).waitFor()
}

async function sitDown({ page, goTo }: Desk, name: string): Promise<void> {
  await goTo('#/settings')
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()])
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true')
}

test('two operators bring a text into use, and every screen has it at once', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await beginVersion(desk)
  const title = page.getByLabel(`${say('texts', 'passage.title')}, Deutsch`)
  await title.fill('Rundbrief, neu gefasst')
  await expect(page.getByRole('status').filter({ hasText: say('texts', 'editor.ready') })).toBeVisible()

  // A hard fault is said beside its passage, with its article, and nothing can be proposed.
  const withdrawal = page.getByLabel(`${say('texts', 'passage.withdrawal')}, Deutsch`)
  const kept = await withdrawal.inputValue()
  await withdrawal.fill('Danke.')
  await expect(page.getByText(/Art\. 7\(3\)/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: new RegExp(`^${say('texts', 'editor.propose')}`) })).toBeDisabled()
  await withdrawal.fill(kept)

  await expect(page.getByRole('status').filter({ hasText: say('texts', 'editor.ready') })).toBeVisible()
  await title.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: say('texts', 'heading'), exact: true })).toBeVisible()

  // Its proposer cannot release it.
  await page.getByRole('link', { name: 'Rundbrief, neu gefasst' }).click()
  await expect(page.getByRole('button', { name: say('texts', 'decision.release') })).toBeDisabled()

  await sitDown(desk, 'Jonas')
  await desk.goTo('#/texts')
  await page.getByRole('link', { name: 'Rundbrief, neu gefasst' }).click()
  await expect(page.getByText(say('texts', 'proposal.new')).first()).toBeVisible()
  await page.getByRole('button', { name: say('texts', 'decision.release') }).press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Rundbrief, neu gefasst' })).toBeVisible()
  await expect(page.getByText(say('texts', 'state.coming'))).toBeVisible()
  await expect(page.getByText(say('texts', 'waiting.none'))).toBeVisible()
})

test('a text being written outlives the program', async ({ desk }) => {
  await beginVersion(desk)
  await desk.page.getByLabel(`${say('texts', 'passage.title')}, Français`).fill('Un titre à peine tapé')
  // The promise is 150 ms.
  await desk.page.waitForTimeout(250)
  await desk.killAndStart()
  await desk.goTo('#/texts')
  await desk.page.getByRole('link', { name: 'Rundbrief und Terminerinnerungen' }).first().click()
  await expect(desk.page.getByLabel(`${say('texts', 'passage.title')}, Français`)).toHaveValue('Un titre à peine tapé')
})

test('a rejected text keeps its reason, and is not in use', async ({ desk }) => {
  const { page } = desk
  await beginVersion(desk)
  await expect(page.getByRole('status').filter({ hasText: say('texts', 'editor.ready') })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: 'Rundbrief und Terminerinnerungen' }).click()
  await page.getByLabel(say('texts', 'reason')).fill('Die Anschrift fehlt')
  await page.getByLabel(say('texts', 'reason')).press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: say('texts', 'rejected.heading') })).toBeVisible()
  await page
    .locator('section', { hasText: say('texts', 'rejected.heading') })
    .getByRole('link', { name: 'Rundbrief und Terminerinnerungen' })
    .click()
  await expect(page.getByText('Die Anschrift fehlt')).toBeVisible()
})

test('sheets are printed, numbered and missed', async ({ desk }) => {
  const { page } = desk
  await desk.goTo('#/texts')
  await page
    .getByRole('button', { name: say('texts', 'sheets.open') })
    .first()
    .click()
  await page.getByLabel(say('texts', 'sheets.count')).fill('3')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say('texts', 'sheets.print', { count: '3', language: 'Deutsch' }) }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^NEWS-DE-v3-CNS[0-9A-Z]{7}0001\.pdf$/)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: say('texts', 'sheets.link') }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(3)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: say('texts', 'sheets.void_one', { count: '1' }) }).click()
  await page.getByLabel(say('texts', 'reason')).fill('Zerrissen')
  await page.getByRole('button', { name: say('texts', 'sheets.voidDo') }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(2)
})

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('every screen of texts can be used by everybody', async ({ desk }, info) => {
      test.setTimeout(240_000)
      const speak = words(language)
      const { page } = desk
      const check = (name: string) =>
        checkBothSizes(page, `${language} ${theme} ${name}`, info.project.name === 'electron')
      await desk.goTo('#/texts')
      await check('texts')
      await page
        .getByRole('button', { name: speak('texts', 'retire.open') })
        .first()
        .click()
      await check('texts, retiring')
      await page.keyboard.press('Escape')
      await page
        .getByRole('button', { name: speak('texts', 'sheets.open') })
        .first()
        .click()
      await check('texts, sheets to print')
      await page.getByLabel(speak('texts', 'sheets.count')).fill('3')
      await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: speak('texts', 'sheets.print', { count: '3', language: 'Deutsch' }) }).click(),
      ])
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: speak('texts', 'sheets.link') }).click()
      await page.getByRole('checkbox').first().check()
      await check('sheets')
      await page.getByRole('button', { name: speak('texts', 'sheets.void_one', { count: '1' }) }).click()
      await page.getByRole('dialog').waitFor()
      await check('sheets, voiding')
      await page.keyboard.press('Escape')
      await beginVersion(desk, language)
      const ready = page.getByRole('status').filter({ hasText: speak('texts', 'editor.ready') })
      await ready.waitFor()
      await check('editor')
      await page.getByRole('button', { name: speak('texts', 'preview.paper') }).click()
      await page.locator('.paper-preview').waitFor()
      await check('editor, paper')
      const withdrawal = page.getByLabel(`${speak('texts', 'passage.withdrawal')}, Deutsch`)
      const kept = await withdrawal.inputValue()
      await withdrawal.fill('Danke.')
      await check('editor, with findings')
      await withdrawal.fill(kept)
      await ready.waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('heading', { level: 1, name: speak('texts', 'heading'), exact: true }).waitFor()
      await check('texts, with a proposal')
      await page
        .locator('section', { hasText: speak('texts', 'waiting.heading') })
        .getByRole('link')
        .first()
        .click()
      await check('proposal')
      await desk.goTo('#/settings')
      await check('settings, operators')
    })
  })
