import type { Language } from '@shared/terms/language'
import { checkBothSizes } from './check-screen'
import { type Desk, expect, test } from './desk'
import { anna, enterPerson, giveConsent, handOver, openLastPerson, openPerson, takeBack } from './meeting'
import { walks } from './walks'
import { words } from './words'

/** Every screen and state of the desk, one after the other. */
async function walk(desk: Desk, language: Language, check: (name: string) => Promise<void>): Promise<void> {
  const say = words(language)
  const { page } = desk
  await check('home, empty')
  await desk.goTo('#/people')
  await check('people, empty')

  await desk.goTo('#/')
  await page.getByRole('link', { name: say('frame', 'home.new') }).click()
  await page.getByRole('button', { name: say('capture', 'person.handOver') }).click()
  await check('person, with problems')
  await desk.goTo('#/')
  await giveConsent(page, language, anna, [/@example\.org/])
  await page.locator('.receipt-code svg').waitFor()
  await check('thanks')
  await takeBack(page, language)
  await page.getByRole('button', { name: say('proof', 'receipt.open') }).waitFor()
  await check('proof')
  await openPerson(page, language)
  await check('person page')
  await page
    .getByRole('button', { name: new RegExp(say('people', 'points.end')) })
    .first()
    .click()
  await check('person page, ending a number')
  await page.getByRole('link', { name: say('people', 'person.stop') }).click()
  await check('stop')
  await page.getByRole('button', { name: say('people', 'stop.recordObjection') }).click()
  await check('stopped')
  for (const place of ['people', 'sync', 'settings', 'nowhere']) {
    await desk.goTo(`#/${place}`)
    await check(place)
  }

  await desk.goTo('#/')
  await enterPerson(page, language, { ...anna, email: 'anna.k@' })
  await check('person, filled in')
  await page.getByLabel(say('capture', 'person.email'), { exact: true }).fill('anna.k@example.org')
  await handOver(page, language)
  await check('choice')
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await check('choice, signature missing')
  await page.getByRole('button', { name: say('capture', 'choice.fullText') }).click()
  await check('choice, full text')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('capture', 'sign.typeInstead') }).click()
  await check('choice, typed name')
  await page.getByRole('button', { name: say('capture', 'choice.contrast') }).click()
  await page.getByRole('button', { name: say('capture', 'choice.textSize') }).click()
  await page.getByRole('button', { name: say('capture', 'choice.textSize') }).click()
  await check('choice, strong contrast, larger')
  await page.getByRole('button', { name: say('capture', 'choice.later') }).click()
  await check('curtain, handed back')
  await takeBack(page, language)
  await expect(page.getByRole('heading', { name: say('capture', 'person.heading') })).toBeVisible()
  await check('person, a choice begun')
  await desk.goTo('#/')
  await expect(page.getByRole('heading', { name: say('frame', 'home.recovered') })).toBeVisible()
  await check('home, with recovered work')

  await desk.goTo('#/settings')
  const setPin = page.getByRole('button', { name: say('frame', 'pin.set') })
  await setPin.click()
  await expect(page.getByText(say('frame', 'pin.short'))).toBeVisible()
  await check('settings, PIN too short')
  await page.getByLabel(say('frame', 'pin.new'), { exact: true }).fill('2468')
  await setPin.click()
  await expect(page.getByText(say('frame', 'pin.setNow'))).toBeVisible()
  await check('settings, PIN set')
  await desk.goTo('#/')
  await page
    .getByRole('button', { name: say('frame', 'home.continueWith', { name: 'Anna Keller' }) })
    .first()
    .click()
  await handOver(page, language)
  await page.getByRole('button', { name: say('capture', 'choice.tooYoung', { age: '16' }) }).click()
  await check('ended, locked')
  await page.getByLabel(say('capture', 'return.pin'), { exact: true }).fill('1357')
  await page.getByRole('button', { name: say('capture', 'return.take') }).click()
  await expect(page.getByRole('alert')).toHaveText(say('capture', 'return.wrong'))
  await check('ended, wrong PIN')
}

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('every screen can be used by everybody', async ({ desk }, info) => {
      test.setTimeout(420_000)
      const isElectron = info.project.name === 'electron'
      await walk(desk, language, (name) => checkBothSizes(desk.page, `${language} ${theme} ${name}`, isElectron))
    })
  })

test('the customer can do everything with the keyboard alone', async ({ desk: { page }, language }) => {
  const say = words(language)
  await enterPerson(page, language, anna)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).waitFor()
  const reach = async (isThere: () => Promise<boolean>) => {
    for (let i = 0; i < 40 && !(await isThere()); i++) await page.keyboard.press('Tab')
    expect(await isThere()).toBe(true)
  }
  const on = (selector: string) => () => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)
  await reach(on('.question input'))
  await page.keyboard.press('Space')
  await reach(on('.sign .actions button:first-child'))
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: say('capture', 'sign.type') }).focus()
  await page.keyboard.type('Anna Keller')
  await reach(on('.answer:last-child'))
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
})

for (const width of [320, 683])
  test(`nothing is cut off at ${width} pixels`, async ({ desk, language }) => {
    await desk.page.setViewportSize({ width, height: 700 })
    await giveConsent(desk.page, language, anna, [/@example\.org/])
    const sideways = () =>
      desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await sideways()).toBeLessThanOrEqual(0)
    await openLastPerson(desk.page, language)
    expect(await sideways()).toBeLessThanOrEqual(0)
    await enterPerson2(desk, language)
    expect(await sideways()).toBeLessThanOrEqual(0)
  })

async function enterPerson2(desk: Desk, language: Language): Promise<void> {
  await desk.goTo('#/')
  await enterPerson(desk.page, language, { ...anna, name: 'Anna Maria von der Heide-Kellermann' })
  await handOver(desk.page, language)
}
