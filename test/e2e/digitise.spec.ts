import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PDFDocument } from 'pdf-lib'
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
    // One value in 33 sheets is asked blind: where the machine read otherwise, a second Enter says whose holds.
    if (await page.locator(`[data-row=${row}] .row-hint[role=alert]`).isVisible()) await page.keyboard.press('Enter')
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
        await page.getByRole('button', { name: words(language)('paper', 'screen.folder.button') }).click()
        await check('the scanner folder')
        await page.keyboard.press('Escape')
        await desk.goTo('#/digitise/summary')
        await check('the batch')
        await desk.goTo('#/digitise/form')
        await page.locator('[data-form-picture]').setInputFiles(join(pages, '../blank-NEWS-fr.pdf'))
        await expect(page.locator('.form-picture')).toBeVisible({ timeout: 30_000 })
        await page.getByRole('button', { name: words(language)('paper', 'screen.form.add') }).click()
        await page.getByRole('button', { name: words(language)('paper', 'screen.form.propose') }).click()
        await check('a form from elsewhere')
      })
    })

test('the last steps can be taken back after a restart: a recorded flyer comes back, is put right, and both show', async ({
  desk,
  language,
}) => {
  test.setTimeout(240_000)
  const say = words(language)
  const truth = truthOf('dev-010')
  await openFiles(desk.page, language, [join(pages, 'dev-010.jpg')])
  await startConfirming(desk.page)
  await confirmByKeys(desk.page, truth)
  await expect(desk.page.locator('.done-words[data-kind=recorded]')).toBeVisible()

  await desk.restart()
  const { page } = desk
  await desk.goTo('#/digitise')
  await page.getByRole('heading', { name: say('paper', 'screen.heading') }).waitFor()
  await page.keyboard.press('Control+z')
  await expect(page.locator('.confirm')).toContainText(say('paper', 'screen.corrects'))
  await expect(page.locator('.done-words')).toContainText('Vogel')
  await expect.poll(() => activeRow(page)).toBe('signature')
  await page.waitForTimeout(350)
  // Back to the e-mail address: it was Vogl all along.
  await page.getByLabel(say('paper', 'screen.role.familyName')).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Vogl')
  await page.keyboard.press('Enter')
  await expect.poll(() => activeRow(page)).toBe('signature')
  await page.keyboard.press('Enter')
  await expect(page.locator('.done-words[data-kind=recorded]')).toContainText('Vogl')
  await desk.goTo('#/people')
  await expect(page.getByRole('main').getByRole('link', { name: /Ulrike Vog/ })).toHaveCount(1)
})

test('a sheet looked at is not taken up by it, and Esc goes back to the one in hand', async ({ desk, language }) => {
  test.setTimeout(180_000)
  const say = words(language)
  const { page } = desk
  await openFiles(page, language, [join(pages, 'dev-010.jpg'), join(pages, 'dev-005.jpg')])
  await startConfirming(page)
  const sheet = () => page.locator('.confirm').getAttribute('data-sheet')
  const here = await sheet()
  await page.keyboard.press('PageDown')
  await expect.poll(sheet).not.toBe(here)
  await expect(page.locator('.confirm-bar')).toContainText(say('paper', 'screen.looking'))
  await page.waitForTimeout(350)
  await page.keyboard.type('xyz')
  await page.keyboard.press('F4')
  await expect(page.locator('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect.poll(sheet).toBe(here)
  await expect.poll(() => activeRow(page)).toBe('last')
  await page.keyboard.press('PageDown')
  await expect.poll(sheet).not.toBe(here)
  await page.waitForTimeout(350)
  await page.keyboard.press('Enter')
  await expect.poll(() => activeRow(page)).not.toBeNull()
  await expect(page.locator('.confirm-bar')).not.toContainText(say('paper', 'screen.looking'))

  // Read again: what the machine proposed stands there once more.
  const field = page.locator('[data-row=last] input')
  const proposed = await field.inputValue()
  await field.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('something else')
  await page.keyboard.press('Control+r')
  await expect(field).toHaveValue(proposed, { timeout: 30_000 })
})

test('killed while it reads a stack, it goes on at the page it was at, and paper from the scanner comes by itself', async ({
  desk,
  language,
}) => {
  test.setTimeout(240_000)
  const stack = await PDFDocument.create()
  const sheet = await stack.embedJpg(readFileSync(join(pages, 'dev-010.jpg')))
  for (let n = 0; n < 6; n++) {
    const one = stack.addPage([595, 842])
    one.drawImage(sheet, { x: 0, y: 0, width: 595, height: 842 })
    // Each page is another picture, though the sheet is the same.
    one.drawText(`${n}`, { x: 300, y: 6, size: 6 })
  }
  const bytes = Buffer.from(await stack.save())
  await desk.goTo('#/digitise')
  await desk.page.locator('.drop input[type=file]').setInputFiles({ name: 'stack.pdf', mimeType: 'application/pdf', buffer: bytes }) // prettier-ignore
  await expect.poll(() => desk.page.locator('.flyer-list li').count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  await desk.killAndStart()
  const { page } = desk
  const scanner = join(desk.folder, '..', 'scanner')
  mkdirSync(scanner)
  await desk.goTo('#/digitise')
  await page.getByRole('button', { name: words(language)('paper', 'screen.folder.button') }).click()
  await page.locator('.folder input').fill(scanner)
  await page.keyboard.press('Enter')
  await expect(page.locator('#folder-state')).toHaveText(words(language)('paper', 'screen.folder.state.watching'))
  await page.keyboard.press('Escape')
  copyFileSync(join(pages, 'dev-005.jpg'), join(scanner, 'scan0001.jpg'))
  await expect
    .poll(() => page.locator('.reading progress').evaluate((bar: HTMLProgressElement) => [bar.value, bar.max]), {
      timeout: 120_000,
    }) // prettier-ignore
    .toEqual([7, 7])
  // Every page once: the first waits, its five copies are set aside by their serial, and the scanner's sheet waits too.
  await expect(page.locator('.flyer-waiting li')).toHaveCount(2)
  await expect(page.locator('.aside-queue li')).toHaveCount(5)
  await expect(page.locator('.file-problems li')).toHaveCount(0)
})

test('a form from elsewhere is set up with keys alone; what stands against it is said, and it can be kept', async ({
  desk,
  language,
}) => {
  test.setTimeout(120_000)
  const say = words(language)
  const { page } = desk
  await desk.goTo('#/digitise/form')
  await page.locator('[data-form-picture]').setInputFiles(join(pages, '../blank-NEWS-fr.pdf'))
  await expect(page.locator('.form-picture')).toBeVisible({ timeout: 30_000 })
  const put = async (kind: string, meaning: number | null): Promise<void> => {
    await page.getByRole('radio', { name: say('paper', `screen.form.kind.${kind}`) }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: say('paper', 'screen.form.add') }).focus()
    await page.keyboard.press('Enter')
    if (meaning !== null) await page.locator('.place-list li').last().locator('select').selectOption({ index: meaning })
  }
  await page.getByRole('button', { name: say('paper', 'screen.form.propose') }).click()
  await expect(page.locator('#form-problems')).toBeVisible()
  await page.getByLabel(say('paper', 'screen.form.name')).fill('FAIR-2019')
  await page.getByLabel(say('paper', 'screen.form.notice')).selectOption('offers.2.de')
  for (const [kind, meaning] of [['words', null], ['field', 1], ['field', 4], ['field', 5], ['field', 6], ['field', 7], ['signature', null]] as const) await put(kind, meaning) // prettier-ignore
  await put('box', 1)
  const rows = await page.locator('.place-list li').last().locator('option').count()
  for (let row = 2; row < rows; row++) await put('box', row)
  const place = page.locator('.form-place').first()
  await place.focus()
  const before = await page.locator('.place-list li').first().locator('.measures input').first().inputValue()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(page.locator('.place-list li').first().locator('.measures input').first()).toHaveValue(String(Number(before) - 1.1)) // prettier-ignore
  await expect(page.locator('#form-problems li')).toHaveText([])
  await page.getByRole('button', { name: say('paper', 'screen.form.propose') }).focus()
  await page.keyboard.press('Enter')
  // It bears no code of ours: the rules for sheets say so, and what was set up can be kept.
  await expect(page.locator('.form-faults')).toContainText(say('lint', 'code-on-sheet.wrong'))
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: say('paper', 'screen.form.save') }).click()
  expect((await saved).suggestedFilename()).toBe('FAIR-2019.1.json')
})
