import { languages } from '@shared/terms/language'
import { expect, test } from './desk'
import { anna, giveConsent, openLastPerson, verdict } from './meeting'
import { words } from './words'

const purposes = { fr: 'Offres', de: 'Angebote', en: 'Offers' } as const

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('a new person says yes, signs, and it is permitted; they say stop, and it is not', async ({ desk }) => {
      const say = words(language)
      const { page } = desk
      await giveConsent(page, language, anna, [/@example\.org/])
      await expect(page.getByText(say('capture', 'thanks.saved').split(',')[0] ?? '')).toBeVisible()

      await openLastPerson(page, language)
      await expect(page.getByRole('heading', { name: 'Anna Keller' })).toBeVisible()
      const email = verdict(page, language, 'email', purposes[language])
      await expect(email).toContainText(say('people', 'verdict.permitted'))
      await expect(email.getByRole('link')).toHaveAttribute('href', /^#\/proof\/[0-9a-f]{64}$/)
      await expect(verdict(page, language, 'phone', purposes[language])).toContainText(say('people', 'verdict.refused'))

      // From the person page: one, two, three.
      let actions = 0
      const act = async (doIt: Promise<void>) => {
        actions++
        await doIt
      }
      await act(page.getByRole('link', { name: say('people', 'person.stop') }).click())
      await act(page.getByRole('radio', { name: /@example\.org/ }).check())
      await act(page.getByRole('button', { name: say('people', 'stop.record') }).click())
      await expect(page.getByText(say('people', 'stop.effective'))).toBeVisible()
      expect(actions).toBeLessThanOrEqual(3)

      await page.getByRole('link', { name: say('people', 'stop.toPerson') }).click()
      await expect(email).toContainText(say('people', 'verdict.withdrawn'))
    })
  })
}

test('stopping everything takes two actions, asks for nothing, and reaches every way', async ({ desk, language }) => {
  const say = words(language)
  const { page } = desk
  await giveConsent(page, language, anna, [/@example\.org/, /^Telefon/])
  await openLastPerson(page, language)
  await page.getByRole('link', { name: say('people', 'person.stop') }).click()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.getByRole('button', { name: say('people', 'stop.recordObjection') }).click()
  await page.getByRole('link', { name: say('people', 'stop.toPerson') }).click()
  for (const channel of ['email', 'phone', 'sms', 'post'] as const)
    await expect(verdict(page, language, channel, 'Angebote')).toContainText(say('people', 'verdict.objected'))
})

test('a new number has no consent, whatever the old one had', async ({ desk, language }) => {
  const say = words(language)
  const { page } = desk
  await giveConsent(page, language, anna, [/^Telefon/])
  await openLastPerson(page, language)
  await page.getByLabel(say('people', 'points.value')).fill('0171 7654321')
  await page.getByRole('button', { name: say('people', 'points.add') }).click()
  await expect(page.getByRole('status').filter({ hasText: say('people', 'verdict.never-asked.phone') })).toBeVisible()
  const rows = page
    .getByRole('row')
    .filter({ hasText: '+49 171 7654321' })
    .filter({ hasText: say('people', 'channel.phone') })
  await expect(rows.locator('td[data-label="Rundbrief und Termine"]')).toContainText(
    say('people', 'verdict.never-asked.phone'),
  )
  await expect(verdict(page, language, 'phone', 'Angebote').first()).toContainText(say('people', 'verdict.permitted'))
})
