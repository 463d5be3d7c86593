import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { type Desk, expect } from './desk'
import { home } from './hosts'
import { anna, draw, enterPerson, handOver, takeBack } from './meeting'
import { test } from './servers'
import { words } from './words'

const folder = join(home, 'docs/screens')

test.use({ demo: true })

/** A picture of the window as it stands, or of the whole page where it is longer. */
async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}

/** A name as a quick hand writes it: a capital, and a line that loops and dies away. */
const autograph = (): (readonly [number, number])[][] => {
  const capital = [
    [0.1, 0.78],
    [0.14, 0.6],
    [0.2, 0.28],
    [0.225, 0.2],
    [0.235, 0.32],
    [0.25, 0.6],
    [0.265, 0.74],
    [0.28, 0.7],
  ] as const
  const bar = [
    [0.13, 0.56],
    [0.19, 0.5],
    [0.27, 0.5],
  ] as const
  const loops = Array.from({ length: 90 }, (_, i) => {
    const t = i / 89
    const turn = t * Math.PI * 11
    const height = 0.2 * (1 - t * 0.75) * (1 + 0.5 * Math.sin(turn / 3.7))
    return [0.31 + 0.52 * t + 0.018 * Math.sin(turn), 0.58 - height * Math.cos(turn) * 0.8 - 0.05 * t] as const
  })
  const flourish = [
    [0.3, 0.82],
    [0.5, 0.86],
    [0.72, 0.82],
    [0.9, 0.7],
  ] as const
  return [[...capital], [...bar], loops, [...flourish]]
}

async function signNicely(page: Page): Promise<void> {
  for (const stroke of autograph()) await draw(page, stroke)
}

async function connected(desk: Desk, language: Language): Promise<void> {
  await desk.goTo('#/sync')
  await desk.page.getByRole('button', { name: words(language)('sync', 'retry') }).click()
  await expect(desk.page.locator('.sync-words')).toContainText(words(language)('sync', 'words.allReceived'), {
    timeout: 60_000,
  })
}

test('the corridor in German, on paper-white', async ({ openDesk, meetingPlace }) => {
  const say = words('de')
  const desk = await openDesk({ serverUrl: meetingPlace.url, enrolmentCode: meetingPlace.nextCode(), language: 'de' })
  const { page } = desk
  await connected(desk, 'de')

  await desk.goTo('#/')
  await enterPerson(page, 'de', anna)
  await picture(page, 'person.de')
  await page.getByRole('button', { name: say('capture', 'person.handOver') }).click()
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).waitFor()
  await picture(page, 'hand-over.de')
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('checkbox').nth(2).check()
  await signNicely(page)
  await picture(page, 'choice.de')
  await page.getByRole('button', { name: say('capture', 'choice.fullText') }).click()
  await picture(page, 'full-text.de')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await page.getByText(say('capture', 'thanks.heading')).waitFor()
  await picture(page, 'thanks.de')
  await page.getByRole('button', { name: say('capture', 'thanks.unlock') }).click()
  await page.locator('h1').first().waitFor()
  await picture(page, 'proof.de', true)

  await desk.goTo('#/')
  await page.getByRole('heading', { name: say('frame', 'home.heading') }).waitFor()
  await picture(page, 'home.de')
  await page
    .locator('section', { hasText: say('frame', 'home.latest') })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('heading', { name: say('people', 'permissions.heading') }).waitFor()
  await picture(page, 'person-page.de', true)
  await page.getByRole('link', { name: say('people', 'person.stop') }).click()
  await page.getByRole('radio', { name: /^SMS/ }).check()
  await picture(page, 'stop.de')
  await page.getByRole('button', { name: say('people', 'stop.record') }).click()
  await page.getByText(say('people', 'stop.effective')).waitFor()
  await picture(page, 'stopped.de')
  await desk.goTo('#/people')
  await page.getByRole('searchbox').fill('mar')
  await picture(page, 'people.de')
  for (const place of ['sync', 'settings'] as const) {
    await desk.goTo(`#/${place}`)
    await page.locator('h1').first().waitFor()
    await picture(page, `${place}.de`)
  }
})

for (const [language, theme] of [
  ['fr', 'light'],
  ['en', 'light'],
  ['fr', 'dark'],
] as const)
  test(`the choice in ${language}, ${theme}`, async ({ openDesk }) => {
    const say = words(language)
    const desk = await openDesk({ language, theme })
    const { page } = desk
    await enterPerson(page, language, anna)
    await handOver(page, language)
    await page.getByRole('checkbox').nth(0).check()
    await page.getByRole('checkbox').nth(2).check()
    await signNicely(page)
    await picture(page, theme === 'dark' ? `choice.${language}.dark` : `choice.${language}`)
    if (language === 'en') {
      await page.getByRole('button', { name: say('capture', 'choice.later') }).click()
      await picture(page, 'curtain.en')
      await takeBack(page, language)
      await desk.killAndStart()
      await desk.page.getByRole('heading', { name: say('frame', 'home.recovered') }).waitFor()
      await picture(desk.page, 'recovered.en')
      return
    }
    await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
    await page.locator('.receipt-code svg').waitFor()
    await picture(page, theme === 'dark' ? `thanks.${language}.dark` : `thanks.${language}`)
    await takeBack(page, language)
    await page.getByRole('button', { name: words(language)('proof', 'receipt.open') }).click()
    await page.locator('.receipt-paper svg').waitFor()
    await picture(page, theme === 'dark' ? `copy.${language}.dark` : `copy.${language}`)
  })

test('locked, larger and in strong contrast', async ({ openDesk }) => {
  const say = words('de')
  const desk = await openDesk({ language: 'de', theme: 'light' })
  const { page } = desk
  await desk.goTo('#/settings')
  await page.getByLabel(say('frame', 'pin.new'), { exact: true }).fill('2468')
  await page.getByRole('button', { name: say('frame', 'pin.set') }).click()
  await page.getByText(say('frame', 'pin.setNow')).waitFor()
  await picture(page, 'return-pin.de')
  await desk.goTo('#/')
  await enterPerson(page, 'de', anna)
  await handOver(page, 'de')
  await page.getByRole('button', { name: say('capture', 'choice.contrast') }).click()
  await page.getByRole('button', { name: say('capture', 'choice.textSize') }).click()
  await picture(page, 'choice-contrast.de', true)
  await page.getByRole('button', { name: say('capture', 'choice.tooYoung', { age: '16' }) }).click()
  await page.getByLabel(say('capture', 'return.pin'), { exact: true }).fill('1357')
  await page.getByRole('button', { name: say('capture', 'return.take') }).click()
  await page.getByRole('alert').waitFor()
  await picture(page, 'locked.de')
})

test('a guardian speaks for a child', async ({ openDesk }) => {
  const say = words('fr')
  const { page } = await openDesk({ language: 'fr', theme: 'light' })
  await enterPerson(page, 'fr', { name: 'Léna Martin', email: 'lena.martin@example.org' })
  await page.locator('#birthDate').fill('01/02/2014')
  await page.getByRole('button', { name: say('capture', 'speaker.open') }).click()
  await page.locator('#speaker').fill('Karim Martin')
  await page.getByRole('radio', { name: say('capture', 'speaker.seen') }).check()
  await picture(page, 'guardian.fr', true)
})
