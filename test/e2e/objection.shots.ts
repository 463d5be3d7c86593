import { join } from 'node:path'
import { email, newSubject, phone, post, record, registered } from './facts'
import { expect } from './desk'
import { home } from './hosts'
import { test } from './servers'

const folder = join(home, 'docs/screens')
const shared = [phone('+49711555000'), post('Lindenweg 4, 70173 Stuttgart')]

for (const language of ['de', 'fr'] as const)
  test.describe(language, () => {
    test.use({ language })
    test('somebody says stop', async ({ desk }) => {
      const { page } = desk
      await record(page, [
        registered(newSubject(), { givenName: 'Anna', familyName: 'Keller', birthDate: '1984-03-12', points: [email('anna.keller@example.org'), ...shared] }), // prettier-ignore
        registered(newSubject(), { givenName: 'Anna', familyName: 'Kelier', birthDate: '1984-03-12', points: [phone('+491701234567')] }), // prettier-ignore
        registered(newSubject(), { givenName: 'Karl', familyName: 'Keller', birthDate: '1951-08-22', points: shared }),
      ])
      await desk.goTo('#/objection')
      await expect(page.getByRole('textbox').first()).toBeFocused()
      for (const value of ['Keller', 'Anna', '', '', 'anna.keller@example.org']) {
        await page.keyboard.type(value)
        await page.keyboard.press('Tab')
      }
      await page.keyboard.type('Lindenweg 4, 70173 Stuttgart')
      await expect(page.locator('.objection-candidate').first()).toBeVisible()
      await page.waitForTimeout(500)
      await page.screenshot({ path: join(folder, `objection.${language}.png`), fullPage: true })
    })
  })
