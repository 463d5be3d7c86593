import type { Page } from '@playwright/test'
import { wordsOf } from '@shared/notice/measure'
import type { Language } from '@shared/terms/language'
import { type Acts, countActs, pressed } from './acts'
import { email, newSubject, phone, record, registered } from './facts'
import { sign } from './meeting'
import { words } from './words'

/**
 * The seconds of a meeting by the keystroke-level model. Keys, taps and letters are counted by the window in a real run;
 * what no machine does (thinking, reading, dictating, signing, handing over) is the model's. Operators and sources:
 * Card, Moran and Newell 1983; text on keys 52 words a minute; reading 238 words a minute (Brysbaert 2019).
 */
const SECONDS = { tap: 0.85, letter: 0.23, key: 0.28, chord: 0.56, mental: 1.35 } as const
const SIGNATURE = 4
const HAND_OVER = 3
const DICTATION = 5
const WORDS_A_MINUTE = 238

export type Step = {
  readonly name: string
  readonly who: 'staff' | 'customer'
  readonly acts: Acts
  readonly seconds: number
}
export type Replay = { readonly steps: readonly Step[]; readonly words: number }

export type Plan = {
  readonly language: Language
  readonly customer: 'known' | 'new'
  readonly answer: 'two ticks' | 'nothing'
}

/** One meeting, from the home page until the desk is back, done in the real window. */
export async function replayMeeting(page: Page, { language, customer, answer }: Plan): Promise<Replay> {
  const say = words(language)
  if (customer === 'known') await knowKeller(page, language)
  const counter = await countActs(page.context())
  const steps: Step[] = []
  const step = (name: string, who: Step['who'], model: number): void => {
    const acts = counter.take()
    const hands = (['tap', 'letter', 'key', 'chord'] as const).reduce(
      (sum, kind) => sum + acts[kind] * SECONDS[kind],
      0,
    )
    steps.push({ name, who, acts, seconds: hands + model })
  }
  const { mental } = SECONDS

  await page.getByRole('link', { name: say('frame', 'home.new') }).click()
  step('new consent', 'staff', mental)
  const name = page.getByLabel(say('capture', 'person.name'), { exact: true })
  await name.waitFor()
  if (customer === 'known') {
    await page.keyboard.type('Keller')
    await page.locator('.known-one kbd').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.known-chosen').waitFor()
    step('the name', 'staff', mental)
  } else {
    await page.keyboard.type('Anna Keller')
    await page.keyboard.press('Enter')
    await page.keyboard.type('anna.keller@w')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('+491701234567')
    step('the name, e-mail and telephone', 'staff', mental + DICTATION)
  }
  await page.keyboard.press('Control+Enter')
  const confirm = page.getByRole('button', { name: say('capture', 'choice.confirm') })
  await confirm.waitFor()
  step('hand over', 'staff', mental)
  step('the device changes hands', 'customer', HAND_OVER)
  const text = await page
    .locator('h1, .choice-what > p, .choice-what legend, .choice-sign > p:first-child')
    .allInnerTexts()
  const read = wordsOf(text.join(' ')).length
  step('reads', 'customer', (read / WORDS_A_MINUTE) * 60)

  if (answer === 'two ticks') {
    await page.getByRole('checkbox').nth(0).click()
    await page.getByRole('checkbox').nth(1).click()
    step('ticks two', 'customer', 2 * mental)
    await sign(page)
    step('signs', 'customer', SIGNATURE)
    await confirm.click()
    step('confirms', 'customer', mental)
  } else {
    await page.getByRole('button', { name: say('capture', 'choice.refuse') }).click()
    step('refuses', 'customer', mental)
  }
  await page.getByText(say('capture', 'thanks.heading')).waitFor()
  step('hands it back', 'customer', HAND_OVER)
  await page.getByRole('button', { name: say('capture', 'thanks.unlock') }).click()
  await page.getByRole('navigation').first().waitFor()
  step('takes it back', 'staff', 0)
  return { steps, words: read }
}

async function knowKeller(page: Page, language: Language): Promise<void> {
  const points = [email('anna.keller@web.de'), phone('+491701234567')]
  await record(page, [registered(newSubject(), { givenName: 'Anna', familyName: 'Keller', points, language })])
  await page.reload()
  await page.locator('main').first().waitFor()
}

export const secondsOf = (steps: readonly Step[], who?: Step['who']): number =>
  steps.filter((step) => who === undefined || step.who === who).reduce((sum, { seconds }) => sum + seconds, 0)

/** Everything pressed after the name was typed: by whoever, but for the signature. */
export const pressedAfterName = (steps: readonly Step[]): number =>
  steps.slice(2).reduce((sum, { acts }) => sum + pressed(acts), 0)

/** The same meeting with another text: only the reading changes. */
export const withWords = (seconds: number, read: number, otherwise: number): number =>
  seconds + ((otherwise - read) / WORDS_A_MINUTE) * 60
