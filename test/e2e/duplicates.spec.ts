import type { Page } from '@playwright/test'
import { languages } from '@shared/terms/language'
import { checkScreen } from './check-screen'
import { type Desk, expect, test } from './desk'
import { email, mayBeSame, newSubject, phone, post, record, registered } from './facts'
import { words } from './words'

/** Two pairs left open: Anna written twice, and two who share a number but for one digit. */
async function openPairs(desk: Desk): Promise<void> {
  const [anna, anna2, jean, jean2] = [newSubject(), newSubject(), newSubject(), newSubject()]
  const points = [email('anna.keller@example.org'), phone('+491701234567')]
  await record(desk.page, [
    registered(anna, {
      givenName: 'Anna',
      familyName: 'Keller',
      birthDate: '1984-03-12',
      points: [...points, post('Hauptstraße 9, 89073 Ulm')],
    }),
    registered(jean, { givenName: 'Jean-Pierre', familyName: 'Lefebvre', points: [phone('+33612345678')] }),
    registered(anna2, {
      givenName: 'Anna',
      familyName: 'Kelier',
      birthDate: '1984-12-03',
      points: [...points, post('Lindenweg 4, 70173 Stuttgart')],
    }),
    registered(jean2, { givenName: 'Jean', familyName: 'Lefèvre', points: [phone('+33612345679')] }),
    mayBeSame(anna2, anna),
    mayBeSame(jean2, jean),
  ])
  await desk.goTo('#/duplicates')
  await expect(desk.page.locator('.pair-table')).toBeVisible()
}

const heads = (page: Page) => page.locator('.pair-table thead .side-name').allInnerTexts()

for (const language of languages)
  for (const theme of ['light', 'dark'] as const)
    test.describe(`${language}, ${theme}`, () => {
      test.use({ language, theme })
      test('two records side by side, and deciding about them, can be used by everybody', async ({ desk }, info) => {
        const isElectron = info.project.name === 'electron'
        const check = (name: string) => checkScreen(desk.page, `${language} ${theme} ${name}`, isElectron)
        await desk.goTo('#/duplicates')
        await check('no pairs')
        await openPairs(desk)
        await check('a pair')
        await desk.page.keyboard.press('Enter')
        await check('nothing chosen')
        await desk.page.keyboard.press('ArrowLeft')
        await check('chosen')
        await desk.page.keyboard.press('Enter')
        await expect(desk.page.getByText(words(language)('match', 'saved.same'))).toBeVisible()
        await check('decided')
      })
    })

test('every line says in words how it compares, and why we ask', async ({ desk, language }) => {
  const say = words(language)
  await openPairs(desk)
  const { page } = desk
  expect(await heads(page)).toEqual(['Anna Kelier', 'Anna Keller'])
  const row = (name: string) => page.getByRole('row').filter({ hasText: say('match', `row.${name}`) })
  await expect(row('familyName')).toContainText(say('match', 'mark.alike'))
  await expect(row('givenName')).toContainText(say('match', 'mark.equal'))
  await expect(row('post')).toContainText(say('match', 'mark.different'))
  await expect(page.getByText(say('match', 'birthDate.swapped'))).toBeVisible()
  await expect(page.getByText(say('match', 'email.equal'))).toBeVisible()
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
})

test('same, different, later and taken back, by keyboard alone', async ({ desk, language }) => {
  const say = words(language)
  const { page } = desk
  const told = page.locator('.told')
  await openPairs(desk)

  await page.keyboard.press('Enter')
  await expect(page.getByText(say('match', 'choice.none'))).toBeVisible()
  expect(await heads(page)).toContain('Anna Keller')

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => heads(page)).toEqual(['Jean Lefèvre', 'Jean-Pierre Lefebvre'])

  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(told).toHaveText(say('match', 'saved.different'))
  await expect.poll(() => heads(page)).toContain('Anna Keller')

  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(told).toHaveText(say('match', 'saved.same'))
  await expect(page.getByRole('heading', { name: say('match', 'empty.heading') })).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(told).toHaveText(say('match', 'saved.taken-back'))
  await expect.poll(() => heads(page)).toContain('Anna Keller')
})

test('found the same, the two records are one person; after a restart the decision can still be taken back', async ({
  desk,
  language,
}) => {
  const say = words(language)
  await openPairs(desk)
  await desk.page.keyboard.press('ArrowLeft')
  await desk.page.keyboard.press('Enter')
  await expect(desk.page.locator('.told')).toHaveText(say('match', 'saved.same'))

  await desk.killAndStart()
  await desk.goTo('#/duplicates')
  await expect.poll(() => heads(desk.page)).toContain('Jean Lefèvre')
  await desk.page.getByRole('button', { name: new RegExp(`^${say('match', 'undo')}: .*Keller`) }).click()
  await expect(desk.page.locator('.count')).toHaveText(say('match', 'open.count_other', { count: '2' }))
})

for (const width of [320, 683])
  test(`nothing is cut off at ${width} pixels`, async ({ desk }) => {
    await desk.page.setViewportSize({ width, height: 700 })
    await openPairs(desk)
    const sideways = () =>
      desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await sideways()).toBeLessThanOrEqual(0)
  })
