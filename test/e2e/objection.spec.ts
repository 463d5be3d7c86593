import { languages } from '@shared/terms/language'
import { checkScreen } from './check-screen'
import { type Desk, expect, test } from './desk'
import { email, newSubject, phone, post, record, registered } from './facts'
import { words } from './words'

const home = [phone('+49711555000'), post('Lindenweg 4, 70173 Stuttgart')]

/** Anna stands in the register twice; Karl lives with her. */
async function register(desk: Desk): Promise<readonly [string, string, string]> {
  const [anna, again, karl] = [newSubject(), newSubject(), newSubject()]
  await record(desk.page, [
    registered(anna, { givenName: 'Anna', familyName: 'Keller', birthDate: '1984-03-12', points: [email('anna.keller@example.org'), ...home] }), // prettier-ignore
    registered(again, { givenName: 'Anna', familyName: 'Kelier', birthDate: '1984-03-12', points: [phone('+491701234567')] }), // prettier-ignore
    registered(karl, { givenName: 'Karl', familyName: 'Keller', birthDate: '1951-08-22', points: home }),
  ])
  await desk.goTo('#/objection')
  await expect(desk.page.getByRole('textbox').first()).toBeFocused()
  return [anna, again, karl]
}

for (const language of languages)
  for (const theme of ['light', 'dark'] as const)
    test.describe(`${language}, ${theme}`, () => {
      test.use({ language, theme })
      test('whoever says stop can be written down by everybody', async ({ desk }, info) => {
        const check = (name: string) => checkScreen(desk.page, `${language} ${theme} ${name}`, info.project.name === 'electron') // prettier-ignore
        await register(desk)
        await check('empty')
        await desk.page.keyboard.press('Enter')
        await check('nothing said')
        await desk.page.keyboard.type('Keller')
        await desk.page.keyboard.press('Tab')
        await desk.page.keyboard.type('Anna')
        await expect(desk.page.locator('.reach-held')).toBeVisible()
        await check('candidates')
        await desk.page.keyboard.press('Enter')
        await expect(desk.page.getByText(words(language)('match', 'objection.done'))).toBeVisible()
        await check('recorded')
      })
    })

test('by keyboard alone, the no holds on both records of Anna, and Karl keeps what he said', async ({
  desk,
  language,
}) => {
  const say = words(language)
  const { page } = desk
  const [, , karl] = await register(desk)
  for (const value of ['Keller', 'Anna', '12.03.1984', '', 'anna.keller@example.org']) {
    await page.keyboard.type(value)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('Lindenweg 4, 70173 Stuttgart')
  await expect(page.getByRole('link', { name: 'Anna Kelier' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('match', 'objection.done'))).toBeVisible()
  await expect(page.locator(`.reach-held a[href$="${karl}"], .reach-attached a[href$="${karl}"]`)).toHaveCount(0)
  await page.getByRole('link', { name: say('match', 'objection.decide') }).click()
  await expect(page.locator('.pair-table')).toBeVisible()
})
