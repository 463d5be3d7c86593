import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { type Desk, expect, test } from './desk'
import { email, mayBeSame, newSubject, phone, post, record, registered } from './facts'
import { home } from './hosts'
import { words } from './words'

const pages = join(home, 'test/fixtures/paper/pages')

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(400)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(home, 'docs/screens', `${name}.png`) })
}

const ulrike = ['Vogel', 'Ulrike', '01.10.1970', '030 23125 162']

/** A pile with two bad files in it, and a sheet of which four rows are confirmed. */
async function readAPile({ page, goTo }: Desk, language: Language): Promise<void> {
  await goTo('#/digitise')
  await page.getByRole('heading', { name: words(language)('paper', 'screen.heading') }).waitFor()
  const sheets = ['dev-010', 'dev-009', 'dev-005', 'dev-027'].map((name) => join(pages, `${name}.jpg`))
  const bad = ['phone.heic', 'encrypted_user_pw.pdf'].map((name) => join(home, 'test/fixtures/paper/bad', name))
  await page.locator('input[type=file]').setInputFiles([...sheets, ...bad])
  await expect(page.locator('.reading')).toBeVisible()
  await expect(page.locator('.reading .actions button')).toHaveCount(0, { timeout: 80_000 })
}

for (const [language, theme, suffix] of [
  ['de', 'light', ''],
  ['fr', 'dark', '.dark'],
] as const)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })

    test('the pile and a sheet', async ({ desk }) => {
      const { page } = desk
      await readAPile(desk, language)
      await picture(page, `digitise.${language}${suffix}`)
      await page.locator('.start-confirming').click()
      await expect(page.locator('.flyer-row canvas').first()).toBeVisible()
      await page.waitForTimeout(400)
      for (const value of ulrike) {
        await page.keyboard.press('Control+a')
        await page.keyboard.type(value)
        await page.keyboard.press('Enter')
        await page.waitForTimeout(100)
      }
      await page.keyboard.press('Control+a')
      await page.keyboard.type('ulrike.vogel@example.com')
      await picture(page, `confirm.${language}${suffix}`)
    })

    test('what was set aside, what the batch came to, a form from elsewhere', async ({ desk }) => {
      const { page } = desk
      await readAPile(desk, language)
      await page.locator('.paper-count input').fill('6')
      await page.locator('.start-confirming').click()
      for (const downs of [0, 2, 2]) {
        await expect(page.locator('.flyer-row canvas').first()).toBeVisible()
        await page.waitForTimeout(400)
        await page.keyboard.press('F4')
        for (let i = 0; i < downs; i++) await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await page.waitForTimeout(300)
      }
      await desk.goTo('#/digitise')
      await page.locator('.aside-queue').waitFor()
      await page.locator('.aside-queue').scrollIntoViewIfNeeded()
      await picture(page, `set-aside.${language}${suffix}`)
      await desk.goTo('#/digitise/summary')
      await page.locator('.summary-list').waitFor()
      await picture(page, `batch.${language}${suffix}`)
      await desk.goTo('#/digitise/form')
      await page.locator('[data-form-picture]').setInputFiles(join(home, 'test/fixtures/paper/blank-NEWS-fr.pdf'))
      await page.locator('.form-picture').waitFor()
      const area = await page.locator('.form-picture').boundingBox()
      if (!area) throw new Error('the form is on the glass')
      for (const [x, y, w, h] of [
        [0.1, 0.28, 0.35, 0.03],
        [0.5, 0.28, 0.35, 0.03],
      ] as const) {
        await page.mouse.move(area.x + x * area.width, area.y + y * area.height)
        await page.mouse.down()
        await page.mouse.move(area.x + (x + w) * area.width, area.y + (y + h) * area.height, { steps: 4 })
        await page.mouse.up()
      }
      await page.locator('.place-list select').first().selectOption('familyName')
      await picture(page, `form-editor.${language}${suffix}`)
    })

    test('two records, one person?', async ({ desk }) => {
      const [one, other] = [newSubject(), newSubject()]
      const points = [email('anna.keller@example.org'), phone('+491701234567')]
      const moved = [...points, post('Hauptstraße 9, 89073 Ulm')]
      const here = [...points, post('Lindenweg 4, 70173 Stuttgart')]
      await record(desk.page, [
        registered(one, { givenName: 'Anna', familyName: 'Keller', birthDate: '1984-03-12', points: moved }),
        registered(other, { givenName: 'Anna', familyName: 'Kelier', birthDate: '1984-12-03', points: here }),
        mayBeSame(other, one),
      ])
      await desk.goTo('#/duplicates')
      await expect(desk.page.locator('.pair-table')).toBeVisible()
      await desk.page.keyboard.press('ArrowLeft')
      await picture(desk.page, `duplicates.${language}${suffix}`)
    })
  })

test.describe('fr', () => {
  test.use({ language: 'fr' })
  test('two records, one person?', async ({ desk }) => {
    const [one, other] = [newSubject(), newSubject()]
    await record(desk.page, [
      registered(one, {
        givenName: 'Jean-Pierre',
        familyName: 'Lefebvre',
        birthDate: '1963-12-10',
        points: [email('jp.lefebvre@example.org'), phone('+33639987998'), post('12 rue Haute, 67000 Strasbourg')],
      }),
      registered(other, {
        givenName: 'Jean',
        familyName: 'Lefèvre',
        birthDate: '1963-12-10',
        points: [email('jp.lefebvre@example.org'), phone('+33639987997'), post('3 quai Kléber, 88000 Épinal')],
      }),
      mayBeSame(other, one),
    ])
    await desk.goTo('#/duplicates')
    await expect(desk.page.locator('.pair-table')).toBeVisible()
    await picture(desk.page, 'duplicates.fr')
  })
})
