import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Language, languages } from '@shared/terms/language'
import { checkScreen } from './check-screen'
import { expect, test } from './desk'
import { email, newSubject, phone, record, registered } from './facts'
import { home } from './hosts'
import { words } from './words'

const pages = join(home, 'test/fixtures/paper/pages')
const bad = join(home, 'test/fixtures/paper/bad')

type Truth = {
  readonly fields: readonly { name: string; value: string }[]
  readonly boxes: readonly { name: string; state: 'ticked' | 'empty' }[]
  readonly signature: { readonly present: boolean }
}
const truthOf = (sheet: string) => JSON.parse(readFileSync(join(pages, `${sheet}.json`), 'utf8')) as Truth
const valueOf = (truth: Truth, name: string) => truth.fields.find((field) => field.name === name)?.value ?? ''

/** Three sheets, one in each language: an office scan turned askew, a photograph, a copy. */
const sheets: Record<Language, string> = { de: 'dev-010', fr: 'dev-009', en: 'dev-005' }

/** Months without use after which a yes no longer stands: France's profile, and everybody else's. */
const blockMonths: Record<Language, number> = { fr: 36, de: 24, en: 24 }

/** The sheets were signed in 2024, and nobody has used them since. */
function hasLapsed(truth: Truth, language: Language): boolean {
  const [day = 0, month = 0, year = 0] = valueOf(truth, 'date').split('.').map(Number)
  return Date.now() > Date.UTC(year, month - 1 + blockMonths[language], day + 1)
}

/** Opens files the way a person without a mouse does: the button by its key, then the system's own window. */
async function openFiles(page: Page, language: Language, files: readonly string[]): Promise<void> {
  const say = words(language)
  await page.evaluate(() => (location.hash = '#/digitise'))
  const button = page.getByRole('button', { name: say('paper', 'screen.open.button') })
  await expect(async () => {
    // Arriving at a place puts the focus on the page, which on a busy machine can come after ours.
    await button.focus()
    await expect(button).toBeFocused()
    const chosen = page.waitForEvent('filechooser', { timeout: 3_000 })
    await page.keyboard.press('Enter')
    await (await chosen).setFiles([...files])
  }).toPass({ timeout: 40_000 })
  await allRead(page)
}

/** Nothing is left to read, and nothing is being read. */
async function allRead(page: Page): Promise<void> {
  await expect(page.locator('.reading')).toBeVisible()
  await expect(page.locator('.reading:not([data-reading]) progress')).toBeVisible({ timeout: 80_000 })
  await expect
    .poll(() => page.locator('.reading progress').evaluate((bar: HTMLProgressElement) => bar.value / bar.max), {
      timeout: 80_000,
    }) // prettier-ignore
    .toBe(1)
  await expect(page.locator('.reading .actions button')).toHaveCount(0)
}

const activeRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null)

async function startConfirming(page: Page): Promise<void> {
  await page.locator('main').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.flyer-row canvas').first()).toBeVisible()
  await expect.poll(() => activeRow(page)).not.toBeNull()
  // A key meant for the page before does nothing for a third of a second.
  await page.waitForTimeout(350)
}

/** Confirms one open row after the other as the paper says, with keys only. Answers with the rows it went through. */
async function confirmByKeys(page: Page, truth: Truth, until = 'signature'): Promise<string[]> {
  const went: string[] = []
  for (let row = await activeRow(page); row !== null; row = await activeRow(page)) {
    went.push(row)
    if (row === 'boxes') await tickByKeys(page, truth)
    else if (row !== 'signature') {
      await page.keyboard.press('Control+a')
      await page.keyboard.type(valueOf(truth, row))
    }
    await page.keyboard.press('Enter')
    if (row === until) break
    await expect.poll(() => activeRow(page)).not.toBe(row)
  }
  return went
}

async function tickByKeys(page: Page, truth: Truth): Promise<void> {
  const boxes = page.locator('.flyer-box')
  const wanted = truth.boxes.filter(({ name }) => name.startsWith('ch'))
  for (const [at, { state }] of wanted.entries()) {
    if (at > 0) await page.keyboard.press('Tab')
    const box = boxes.nth(at)
    await expect(box).toBeFocused()
    for (let i = 0; i < 3; i++) {
      if ((await box.getAttribute('aria-checked')) === String(state === 'ticked')) break
      await page.keyboard.press('Space')
    }
    await expect(box).toHaveAttribute('aria-checked', String(state === 'ticked'))
  }
}

for (const language of languages)
  test.describe(language, () => {
    test.use({ language })

    test('a sheet becomes a recorded consent by keyboard alone, and its proof is one key away', async ({ desk }) => {
      test.setTimeout(180_000)
      const say = words(language)
      const { page } = desk
      const sheet = sheets[language]
      const truth = truthOf(sheet)
      await openFiles(page, language, [join(pages, `${sheet}.jpg`)])
      await startConfirming(page)
      const went = await confirmByKeys(page, truth)
      expect(went.at(-1)).toBe('signature')
      expect(went).toContain('boxes')

      const name = `${valueOf(truth, 'first')} ${valueOf(truth, 'last')}`
      await expect(page.locator('.done-words')).toContainText(say('paper', 'screen.done.recorded', { name }))
      await expect(page.getByText(say('paper', 'screen.none'))).toBeVisible()

      await desk.goTo('#/people')
      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('heading', { name })).toBeVisible()
      for (const [box, channel] of [
        ['ch0', 'email'],
        ['ch2', 'sms'],
        ['ch3', 'phone'],
      ] as const) {
        const isYes = truth.boxes.find((one) => one.name === box)?.state === 'ticked'
        const yes = hasLapsed(truth, language) ? say('permission', 'why.disused') : say('people', 'verdict.permitted')
        const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: say('people', `channel.${channel}`) }) }) // prettier-ignore
        await expect(row.getByText(isYes ? yes : say('people', 'verdict.refused'), { exact: true })).toBeVisible()
      }
    })
  })

test('bad files: each says so by its name, and the rest of the pile goes on', async ({ desk, language }) => {
  test.setTimeout(180_000)
  const say = words(language)
  const { page } = desk
  const wrong = {
    'zero_byte.jpg': 'paper.empty-file',
    'text_renamed.jpg': 'paper.not-an-image',
    'jpeg_truncated_40pct.jpg': 'paper.damaged',
    'pdf_truncated.pdf': 'paper.damaged',
    'encrypted_user_pw.pdf': 'paper.encrypted',
    'blank_scan.jpg': 'paper.blank-page',
  }
  const files = Object.keys(wrong).map((file) => join(bad, file))
  await openFiles(page, language, [...files.slice(0, 4), join(pages, 'dev-010.jpg'), ...files.slice(4)])
  const said = page.locator('.file-problems li')
  await expect(said).toHaveCount(files.length)
  for (const [file, key] of Object.entries(wrong))
    await expect(said.filter({ hasText: file })).toContainText(say('problems', key))
  await expect(page.locator('.flyer-list li')).toHaveCount(1)
})

test('a restart loses nothing: what was confirmed, what was typed, and the page', async ({ desk, language }) => {
  test.setTimeout(180_000)
  const say = words(language)
  await openFiles(desk.page, language, [join(pages, 'dev-010.jpg')])
  await startConfirming(desk.page)
  await desk.page.keyboard.press('Control+a')
  await desk.page.keyboard.type('Vogel')
  await desk.page.keyboard.press('Enter')
  await expect.poll(() => activeRow(desk.page)).toBe('first')
  await desk.page.keyboard.press('Control+a')
  await desk.page.keyboard.type('Ulrik')
  await desk.page.waitForTimeout(200)

  await desk.killAndStart()
  await desk.goTo('#/digitise')
  await expect(desk.page.locator('.flyer-list li')).toHaveCount(1)
  await startConfirming(desk.page)
  expect(await activeRow(desk.page)).toBe('first')
  const { page } = desk
  await expect(page.getByLabel(say('paper', 'screen.role.familyName'))).toHaveValue('Vogel')
  await expect(page.getByLabel(say('paper', 'screen.role.givenName'))).toHaveValue('Ulrik')
  await expect(page.locator('[data-row=last] .row-status')).toHaveText(say('paper', 'screen.status.confirmed'))
  await expect(page.locator('[data-row=first] .row-status')).toHaveText(say('paper', 'screen.status.check'))
})

test('no key finishes a sheet with something open: held Enter, Ctrl+Enter and a wrong value stay where they are', async ({
  desk,
  language,
}) => {
  test.setTimeout(180_000)
  const say = words(language)
  const { page } = desk
  await openFiles(page, language, [join(pages, 'dev-010.jpg')])
  await startConfirming(page)

  await page.keyboard.press('Control+Enter')
  expect(await activeRow(page)).toBe('last')
  await page.keyboard.down('Enter')
  for (let i = 0; i < 10; i++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  expect(await activeRow(page)).toBe('first')

  await page.keyboard.press('F3')
  await expect.poll(() => activeRow(page)).toBe('birth')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('31.02.1970')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('problems', 'capture.birth-date-invalid'))).toBeVisible()
  expect(await activeRow(page)).toBe('birth')

  await page.keyboard.press('Shift+Enter')
  await expect.poll(() => activeRow(page)).toBe('first')
  await expect(page.locator('.confirm-left')).toContainText('7')
})

test('without a signature a sheet that says yes is set aside, comes back, and can be set aside by hand', async ({
  desk,
  language,
}) => {
  test.setTimeout(180_000)
  const say = words(language)
  const { page } = desk
  const truth = truthOf('dev-010')
  await openFiles(page, language, [join(pages, 'dev-010.jpg')])
  await startConfirming(page)
  await confirmByKeys(page, truth, 'date')
  await expect.poll(() => activeRow(page)).toBe('signature')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: say('paper', 'screen.signed.absent') })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.locator('.aside-queue')).toContainText(say('paper', 'screen.reasons.no-signature'))

  await page.keyboard.press('Control+z')
  await expect(page.locator('.flyer-row canvas').first()).toBeVisible()
  await page.waitForTimeout(350)
  await page.keyboard.press('F4')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('.aside-queue')).toContainText(say('paper', 'screen.reasons.unclear-mark'))
  await desk.goTo('#/people')
  await expect(page.getByRole('link', { name: /Vogel/ })).toHaveCount(0)
})

for (const verdict of ['same', 'different', 'later'] as const)
  test(`somebody who resembles a known person is asked about before anything is recorded: ${verdict}`, async ({
    desk,
    language,
  }) => {
    test.setTimeout(180_000)
    const { page } = desk
    const say = words(language)
    await record(page, [
      registered(newSubject(), {
        givenName: 'Ulrike',
        familyName: 'Vogel',
        birthDate: '1970-10-01',
        points: [email('ulrike.vogel@example.com'), phone('+493023125162')],
      }),
    ])
    await openFiles(page, language, [join(pages, 'dev-010.jpg')])
    await startConfirming(page)
    await confirmByKeys(page, truthOf('dev-010'))
    await expect(page.getByRole('heading', { name: say('match', 'ask.heading') })).toBeVisible()
    await page.keyboard.press({ same: 'ArrowLeft', different: 'ArrowRight', later: 'ArrowDown' }[verdict])
    await page.keyboard.press('Enter')
    await expect(page.locator('.done-words')).toContainText('Ulrike Vogel')

    await desk.goTo('#/duplicates')
    await expect(page.locator('.pair-table')).toHaveCount(verdict === 'later' ? 1 : 0)
    await desk.goTo('#/people')
    await expect(page.getByRole('link', { name: /Ulrike Vogel/ })).toHaveCount(verdict === 'same' ? 1 : 2)
  })

for (const language of languages)
  for (const theme of ['light', 'dark'] as const)
    test.describe(`${language}, ${theme}`, () => {
      test.use({ language, theme })
      test('the pile and the sheet can be used by everybody', async ({ desk }, info) => {
        test.setTimeout(240_000)
        const isElectron = info.project.name === 'electron'
        const { page } = desk
        const check = (name: string) => checkScreen(page, `${language} ${theme} ${name}`, isElectron)
        await desk.goTo('#/digitise')
        await check('an empty pile')
        await openFiles(page, language, [join(pages, `${sheets[language]}.jpg`), join(bad, 'zero_byte.jpg')])
        await check('a pile')
        await startConfirming(page)
        await check('a sheet')
        await page.keyboard.press('Control+a')
        await page.keyboard.press('Enter')
        await page.keyboard.press('F3')
        await page.keyboard.type('31.02.1970')
        await page.keyboard.press('Enter')
        await check('a sheet with a problem')
        await page.keyboard.press('F8')
        await check('a sheet, near')
        await page.keyboard.press('F4')
        await check('setting aside')
        await page.keyboard.press('Enter')
        await expect(page.locator('.set-aside')).toBeVisible()
        await check('a pile with a sheet set aside')
      })
    })
