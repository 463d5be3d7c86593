import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { home, startBrowser, type Running } from '../e2e/hosts'
import { report } from './report'
import { windowProcess } from './window-process'

/**
 * Five hundred pages in one batch, stopped once and killed once on the way: what the window's memory does, and that every
 * page is there once. `LANE_PAGES` asks for fewer.
 */
const PAGES = Number(process.env['LANE_PAGES'] ?? 500)
const fixtures = join(home, 'test/fixtures/paper')

/** Mostly printed forms nobody wrote on, and one in ten a scan: each page another picture, in files of a hundred. */
async function stacks(): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const files = []
  for (let from = 0; from < PAGES; from += 100) {
    const stack = await PDFDocument.create()
    const [blank] = await stack.embedPdf(readFileSync(join(fixtures, 'blank-NEWS-fr.pdf')))
    const scan = await stack.embedJpg(readFileSync(join(fixtures, 'pages/dev-010.jpg')))
    for (let page = from; page < Math.min(PAGES, from + 100); page++) {
      const one = stack.addPage([595, 842])
      if (page % 10 === 9) one.drawImage(scan, { x: 0, y: 0, width: 595, height: 842 })
      else if (blank) one.drawPage(blank, { x: 0, y: 0, width: 595, height: 842 })
      one.drawText(String(page), { x: 280, y: 5, size: 7 })
    }
    files.push({ name: `stack-${from}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(await stack.save()) })
  }
  return files
}

const progress = (desk: Running): Promise<number> =>
  desk.page
    .locator('.reading progress')
    .evaluate((bar: HTMLProgressElement) => bar.value)
    .catch(() => 0)

test(`${PAGES} pages in one batch`, async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'batch-'))
  const profile = join(scratch, 'profile')
  const wanted = { folder: join(scratch, 'records'), profile, language: 'de', theme: 'light', port: 0 } as const
  let desk = await startBrowser(wanted, async () => undefined)
  try {
    const toDigitise = async (): Promise<void> => {
      await desk.page.locator('main').first().waitFor()
      await desk.page.evaluate(() => (location.hash = '#/digitise'))
      await desk.page.locator('.drop').waitFor()
    }
    await toDigitise()
    const start = performance.now()
    for (const file of await stacks()) await desk.page.locator('.drop input[type=file]').setInputFiles(file)
    const seen: { page: number; mb: number }[] = []
    const reach = async (page: number): Promise<void> => {
      for (;;) {
        const now = await progress(desk)
        seen.push({ page: now, mb: windowProcess(profile).mb })
        if (now >= page) return
        await desk.page.waitForTimeout(500)
      }
    }
    await reach(Math.round(PAGES * 0.04))
    await desk.page.getByRole('button', { name: 'Lesen anhalten' }).click()
    const stoppedAt = await progress(desk)
    await desk.page.getByRole('button', { name: /weiter$/ }).click()
    await reach(Math.round(PAGES * 0.08))
    await desk.kill()
    desk = await startBrowser({ ...wanted, port: desk.port }, async () => undefined)
    await toDigitise()
    const resumedAt = await progress(desk)
    seen.length = 0
    await reach(PAGES)
    const most = (from: number, to: number): number =>
      Math.max(...seen.filter(({ page }) => page >= from && page <= to).map(({ mb }) => mb))
    const growth = most(PAGES * 0.9, PAGES) - most(PAGES * 0.2, PAGES * 0.3)
    report({ name: 'batch, pages', value: PAGES, unit: 'pages' })
    report({ name: 'batch, a page (wall)', value: (performance.now() - start) / 1000 / PAGES, unit: 's' })
    report({ name: 'batch, stopped at page, went on', value: stoppedAt, unit: 'page' })
    report({ name: 'batch, killed, went on at page', value: resumedAt, unit: 'page' })
    report({ name: 'batch, window, most memory', value: most(0, PAGES), unit: 'MB' })
    report({ name: 'batch, window, growth from a fifth of the pages to all', value: growth, unit: 'MB' })
    // Every page became a sheet, none is named as a problem: nothing was lost, and nothing was made twice.
    await desk.page.evaluate(() => (location.hash = '#/digitise/summary'))
    await desk.page.locator('.summary-list').waitFor()
    const counts = await desk.page.locator('.summary-list dd').allInnerTexts()
    const [, waiting = 0, aside = 0, removed, seenBefore, problems, toRead] = counts.map(Number)
    expect([waiting + aside, removed, seenBefore, problems, toRead]).toEqual([PAGES, 0, 0, 0, 0])
    expect(growth).toBeLessThan(100)
  } finally {
    await desk.close()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
})
