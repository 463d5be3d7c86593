import { type Page, expect } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { checkBothSizes } from './check-screen'
import { type Desk, test } from './desk'
import { anna, giveConsent, openLastPerson, verdict } from './meeting'
import { walks } from './walks'
import { words } from './words'

// A step that cannot be taken says so soon.
test.use({ actionTimeout: 12_000 })

const purpose = { fr: 'Offres', de: 'Angebote', en: 'Offers' } as const

/** A yes to e-mail and calls, and the page of who gave it. */
async function annasPage({ page }: Desk, language: Language): Promise<void> {
  await giveConsent(page, language, anna, [/@example\.org/, /1234567/])
  await openLastPerson(page, language)
}

const begin = async (page: Page, language: Language, occasion: string): Promise<void> => {
  const say = words(language)
  await page.getByRole('button', { name: say('life', 'change.button') }).click()
  await page.getByRole('button', { name: say('life', `occasion.${occasion}`) }).click()
}

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('what has changed can be said by everybody', async ({ desk }, info) => {
      test.setTimeout(300_000)
      const say = words(language)
      const { page } = desk
      const check = (name: string) =>
        checkBothSizes(page, `${language} ${theme} ${name}`, info.project.name === 'electron')
      await annasPage(desk, language)
      await page.getByRole('button', { name: say('life', 'change.button') }).click()
      await check('occasions')
      for (const occasion of ['moved', 'new-name', 'not-theirs', 'new-employer', 'died', 'wrong-details']) {
        await page.getByRole('button', { name: say('life', `occasion.${occasion}`) }).click()
        await check(occasion)
        await page.getByRole('button', { name: say('life', 'change.other') }).click()
      }
      await page.getByRole('button', { name: say('life', 'occasion.new-point') }).click()
      await page.locator('#change-which').selectOption({ label: '+49 170 1234567' })
      await page.getByRole('button', { name: say('life', 'change.record') }).click()
      await check('new number, with a problem')
      await page.locator('#change-value').fill('+49 170 9999999')
      await page.getByRole('button', { name: say('life', 'change.record') }).click()
      await expect(page.getByRole('dialog').getByText('+49 170 9999999')).toBeVisible()
      await check('asks again')
      await page.keyboard.press('Escape')
      await page.locator('.why-open').first().click()
      await check('person page, with why')
      await page.locator('#as-of').fill('2026-03-03')
      await expect(page.getByText(say('life', 'asOf.note'))).toBeVisible()
      await check('person page, on an earlier day')
      await page.getByRole('link', { name: say('life', 'story.button') }).click()
      await expect(page.locator('.story')).toBeVisible()
      await check('story')
    })
  })

test('a new number by keyboard alone: the old yes does not go over, and what to ask is there', async ({
  desk,
  language,
}) => {
  const say = words(language)
  const { page } = desk
  await annasPage(desk, language)
  await expect(verdict(page, language, 'phone', purpose[language])).toContainText(say('people', 'verdict.permitted'))

  await page.getByRole('button', { name: say('life', 'change.button') }).focus()
  await page.keyboard.press('Enter')
  // The first occasion has the focus, then the first field.
  await page.keyboard.press('Enter')
  await expect(page.locator('#change-which')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('+49 170 9999999')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('+49 170 9999999')).toBeVisible()
  await expect(dialog).toContainText('anna.keller@example.org')
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: say('life', 'again.onPaper') }).focus()
  await page.keyboard.press('Enter')
  expect((await saved).suggestedFilename()).toMatch(/^OFFERS-DE-.+\.pdf$/)
  await expect(dialog.getByText(say('life', 'again.printed'))).toBeVisible()
  await page.keyboard.press('Escape')
  // No yes goes over to the new number, and that they were asked is known.
  await expect(verdict(page, language, 'phone', purpose[language])).not.toContainText(
    say('people', 'verdict.permitted'),
  )

  await page.getByRole('button', { name: say('life', 'again.onGlass') }).click()
  await expect(page.getByLabel(say('capture', 'person.phone'), { exact: true })).toHaveValue('+49 170 9999999')
})

test('after a death nothing is permitted, and nobody is asked', async ({ desk, language }) => {
  const say = words(language)
  const { page } = desk
  await annasPage(desk, language)
  await begin(page, language, 'died')
  await page.getByRole('button', { name: say('life', 'change.record') }).click()
  await expect(page.getByRole('dialog').getByText(say('life', 'again.nobody'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(verdict(page, language, 'email', purpose[language])).toContainText(say('permission', 'why.died'))
  await expect(page.getByRole('button', { name: say('life', 'again.onGlass') })).toHaveCount(0)
})
