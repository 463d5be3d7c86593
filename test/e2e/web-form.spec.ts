import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type Page, chromium, expect, test } from '@playwright/test'
import { captureFromSubmission } from '@shared/capture/validate'
import { WebSubmission } from '@shared/capture/web-submission'
import { noticeHash } from '@shared/proof/canonical'
import { languages } from '@shared/terms/language'
import { instantFrom } from '@shared/terms/time'
import { catalogue } from '../builders/catalogue'
import { pageOf } from '../builders/sheets'
import { checkScreen } from './check-screen'
import { chromiumBinary, isRoot } from './hosts'
import { words } from './words'

/** A site that shows the page, and notes what is posted. It answers as `answer` says. */
async function site(
  html: string,
): Promise<{ url: string; posted: unknown[]; answer: { status: number }; server: Server }> {
  const posted: unknown[] = []
  const answer = { status: 201 }
  const server = createServer((request, response) => {
    if (request.method !== 'POST')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      posted.push(JSON.parse(body))
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end('{}')
    })
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, posted, answer, server }
}

let browser: Browser
test.beforeAll(async () => {
  const executablePath = chromiumBinary()
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: isRoot ? ['--no-sandbox'] : [],
  })
})
test.afterAll(() => browser.close())
test.beforeEach(({}, info) => test.skip(info.project.name === 'electron', 'A page for any browser.'))

async function opened(url: string, look: 'light' | 'dark' = 'light'): Promise<{ page: Page; faults: string[] }> {
  const page = await (await browser.newContext({ colorScheme: look })).newPage()
  const faults: string[] = []
  page.on('console', (line) => line.type() === 'error' && !line.text().includes('503') && faults.push(line.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => !request.url().startsWith(url) && faults.push(request.url()))
  await page.goto(url)
  return { page, faults }
}

for (const language of languages)
  test(`in ${language}: read, filled in and sent by everybody, and it is the same statement`, async () => {
    const say = words(language)
    const { url, posted, answer, server } = await site(pageOf('OFFERS', language))
    try {
      for (const [look, width] of [
        ['light', 1280],
        ['light', 640],
        ['dark', 1280],
      ] as const) {
        const { page } = await opened(url, look)
        await page.setViewportSize({ width, height: 800 })
        await checkScreen(page, `web form ${language} ${look} ${width}`, false)
        await page.context().close()
      }

      const { page, faults } = await opened(url)
      await expect(page.locator(':checked:not(option)')).toHaveCount(0)
      // By keyboard alone: a yes needs the mailbox it is for.
      await page.getByLabel(say('sheet', 'field.familyName'), { exact: true }).fill('Keller')
      await page
        .getByRole('checkbox', { name: say('sheet', 'channel.email') })
        .first()
        .press('Space')
      await page.getByRole('button', { name: say('webform', 'send') }).press('Enter')
      await expect(page.getByRole('alert')).toHaveText(say('webform', 'missing.contact'))
      await expect(page.locator('#email')).toBeFocused()
      await page.keyboard.type('anna.keller@example.org')

      answer.status = 503
      await page.getByRole('button', { name: say('webform', 'send') }).press('Enter')
      await expect(page.getByRole('alert')).toHaveText(say('webform', 'notSent'))
      await checkScreen(page, `web form ${language}, not sent`, false)
      answer.status = 201
      await page.getByRole('button', { name: say('webform', 'send') }).press('Enter')
      await expect(page.getByRole('heading', { name: say('webform', 'thanks') })).toBeVisible()
      await checkScreen(page, `web form ${language}, thanks`, false)

      const [first, second] = posted.map((one) => WebSubmission.parse(one))
      // Sent again after an outage it is the same act.
      expect(second?.act).toBe(first?.act)
      const capture = captureFromSubmission(WebSubmission.parse(second), {
        catalogue,
        confirmedAt: instantFrom(Date.now() + 1000),
        hashOf: noticeHash,
      })
      if (!capture.ok) throw new Error(JSON.stringify(capture.problems))
      expect(capture.value.answers.filter((one) => one.answer === 'yes')).toMatchObject([
        { purpose: 'offers', channel: 'email', contactPoint: { kind: 'email', value: 'anna.keller@example.org' } },
      ])
      expect(capture.value.answers).toHaveLength(5)
      expect(faults).toEqual([])
      await page.context().close()
    } finally {
      server.close()
    }
  })

test('a tick the browser remembers is no tick', async () => {
  const { url, posted, server } = await site(pageOf('NEWS', 'de'))
  try {
    const { page } = await opened(url)
    await page.getByLabel('Vorname', { exact: true }).fill('Anna')
    await page.getByRole('checkbox').first().check()
    await page.goto('about:blank')
    await page.goBack()
    await expect(page.locator('input:checked')).toHaveCount(0)
    // A script of the site around it that ticks a box has not touched it: it stays a no.
    await page.evaluate(() => {
      const box = document.querySelector<HTMLInputElement>('input[type=checkbox]')
      if (box) box.checked = true
    })
    await page.getByLabel('Vorname', { exact: true }).fill('Anna')
    await page.getByRole('button', { name: words('de')('webform', 'send') }).click()
    await expect.poll(() => posted.length).toBe(1)
    expect(WebSubmission.parse(posted[0]).rows.every(({ answer }) => answer === 'no')).toBe(true)
  } finally {
    server.close()
  }
})
