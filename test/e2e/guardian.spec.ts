import { checkScreen } from './check-screen'
import { expect, test } from './desk'
import { enterPerson, handOver, openLastPerson, sign, verdict } from './meeting'
import { words } from './words'

const lena = { name: 'Lena Keller', email: 'lena.keller@example.org' }
const bornTwelveYearsAgo = `01.01.${new Date().getFullYear() - 12}`

test('a guardian speaks for a child of twelve, by keyboard; in France the child is asked too', async ({
  desk,
  language,
}, info) => {
  const say = words(language)
  const { page } = desk
  await enterPerson(page, language, lena)
  await page.locator('#birthDate').fill(bornTwelveYearsAgo)
  const give = page.getByRole('button', { name: say('capture', 'person.handOver') })
  await give.click()
  // A child alone is not asked.
  const alert = page.getByRole('alert')
  await expect(alert).toContainText(say('problems', 'capture.too-young'))

  const opener = page.getByRole('button', { name: say('capture', 'speaker.open') })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await give.click()
  await expect(page.locator('#speaker-problem')).toHaveText(say('problems', 'capture.speaker-missing'))
  const authority = page.getByRole('radiogroup', { name: say('capture', 'speaker.authority') })
  await expect(authority).toContainText(say('problems', 'capture.authority-missing'))

  // Where the law wants the child heard, there is a place to say so; elsewhere nobody is asked.
  const heard = page.getByRole('checkbox', { name: say('capture', 'speaker.jointly') })
  await expect(heard).toHaveCount(0)
  await page.locator('#country').selectOption('FR')
  await expect(heard).not.toBeChecked()
  await checkScreen(page, 'the fields of who speaks, with problems', info.project.name === 'electron')
  await page.locator('#country').selectOption('DE')
  await expect(heard).toHaveCount(0)

  await opener.focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: say('capture', 'speaker.guardian'), exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  // What is left to put right does not take the focus from whoever is typing.
  await page.keyboard.type('Karl Keller')
  await expect(page.locator('#speaker')).toHaveValue('Karl Keller')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.getByRole('radio', { name: say('capture', 'speaker.seen') })).toBeChecked()
  await checkScreen(page, 'the fields of who speaks', info.project.name === 'electron')

  await handOver(page, language)
  await expect(page.locator('.whose')).toHaveText(say('capture', 'curtain.give', { name: 'Karl Keller' }))
  await page
    .getByRole('checkbox', { name: /@example\.org/ })
    .first()
    .check()
  await expect(page.locator('.whose')).toHaveText(
    say('capture', 'choice.spokenFor.guardian', { name: 'Lena Keller', speaker: 'Karl Keller' }),
  )
  await expect(page.getByRole('button', { name: say('capture', 'choice.tooYoung', { age: '16' }) })).toHaveCount(0)
  await sign(page)
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()

  await openLastPerson(page, language)
  await expect(page.getByRole('heading', { name: 'Lena Keller' })).toBeVisible()
  await expect(verdict(page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.permitted'))
  await expect(page.getByText(say('life', 'told.spokenBy', { name: 'Karl Keller' })).first()).toBeVisible()
})
