import { type Page, expect } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { words } from './words'

export type Somebody = {
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly post?: string
}

export const anna: Somebody = {
  name: 'Anna Keller',
  email: 'anna.keller@example.org',
  phone: '+49 170 1234567',
  post: 'Lindenweg 4, 70173 Stuttgart',
}

/** From the home screen to the filled-in person. */
export async function enterPerson(page: Page, language: Language, who: Somebody): Promise<void> {
  const say = words(language)
  await page.getByRole('link', { name: say('frame', 'home.new') }).click()
  await page.getByLabel(say('capture', 'person.name'), { exact: true }).fill(who.name)
  if (who.email) await page.getByLabel(say('capture', 'person.email'), { exact: true }).fill(who.email)
  if (who.phone) await page.getByLabel(say('capture', 'person.phone'), { exact: true }).fill(who.phone)
  if (who.post) await page.getByLabel(say('capture', 'person.post'), { exact: true }).fill(who.post)
}

/** To the customer's own screen: the window starts anew on the way. */
export async function handOver(page: Page, language: Language): Promise<void> {
  const say = words(language)
  await page.getByRole('button', { name: say('capture', 'person.handOver') }).click()
  await expect(page.getByRole('button', { name: say('capture', 'choice.confirm') })).toBeVisible()
}

/** One stroke across the pad, in fractions of it. */
export async function draw(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const pad = page.locator('.pad')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no pad')
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  const [first, ...rest] = points
  if (!first) return
  await page.mouse.move(...at(first))
  await page.mouse.down()
  for (const point of rest) await page.mouse.move(...at(point), { steps: 5 })
  await page.mouse.up()
}

export const signature: readonly (readonly [number, number])[] = [
  [0.15, 0.7],
  [0.25, 0.3],
  [0.35, 0.7],
  [0.45, 0.45],
  [0.6, 0.6],
  [0.8, 0.4],
]

export const sign = (page: Page): Promise<void> => draw(page, signature)

/** From the home screen to the thanks: a yes to what `ticks` name (`E-Mail: …`), signed and confirmed. */
export async function giveConsent(
  page: Page,
  language: Language,
  who: Somebody,
  ticks: readonly RegExp[],
): Promise<void> {
  const say = words(language)
  await enterPerson(page, language, who)
  await handOver(page, language)
  for (const tick of ticks) await page.getByRole('checkbox', { name: tick }).first().check()
  await sign(page)
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
}

/** Back to the desk, where no return PIN is set: the window starts anew. */
export async function takeBack(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: words(language)('capture', 'thanks.unlock') }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** Takes the device back and opens the page of the person something was recorded about last. */
export async function openLastPerson(page: Page, language: Language): Promise<void> {
  await takeBack(page, language)
  await openPerson(page, language)
}

/** The same from the desk. */
export async function openPerson(page: Page, language: Language): Promise<void> {
  const say = words(language)
  await page.evaluate(() => (location.hash = '#/'))
  await page
    .locator('section', { hasText: say('frame', 'home.latest') })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByRole('heading', { name: say('people', 'permissions.heading') })).toBeVisible()
}

/** What the person page says about one channel and one purpose. */
export const verdict = (page: Page, language: Language, channel: 'email' | 'phone' | 'sms' | 'post', purpose: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: words(language)('people', `channel.${channel}`) }) })
    .locator(`td[data-label="${purpose}"]`)
