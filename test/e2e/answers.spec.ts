import { expect } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { checkBothSizes } from './check-screen'
import { type Desk, test } from './desk'
import { email, filledIn, newSubject, phone, record, registered, saidOnTheWeb } from './facts'
import { verdict } from './meeting'
import { walks } from './walks'
import { words } from './words'

// A step that cannot be taken says so soon.
test.use({ actionTimeout: 12_000 })

const purpose = { fr: 'Offres', de: 'Angebote', en: 'Offers' } as const

/** A message of an hour ago, as a mail program saves it; its HTML would fetch a picture if anybody let it. */
const eml = () =>
  Buffer.from(
    [
      'From: Anna Keller <anna.keller@example.org>',
      'Subject: Re: Angebote',
      `Date: ${new Date(Date.now() - 3_600_000).toUTCString()}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Ja, gerne per E-Mail.</p><img src="http://tracker.example/pixel.gif"><script>document.title="run"</script>',
    ].join('\r\n'),
  )

async function answerScreen({ page, goTo }: Desk, language: Language): Promise<void> {
  const subject = newSubject()
  const points = [email('anna.keller@example.org'), phone('+491701234567'), phone('+491709999999')]
  const event = registered(subject, { givenName: 'Anna', familyName: 'Keller', points })
  const details = event.type === 'subject-registered' ? { ...event.details, language } : null
  await record(page, [{ ...event, details } as typeof event])
  await goTo(`#/people/${subject}/answer`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Anna Keller')
}

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('an answer by e-mail opens its mailbox and no number, and is kept as it came', async ({ desk }, info) => {
      test.setTimeout(150_000)
      const say = words(language)
      const { page } = desk
      const check = (name: string) =>
        checkBothSizes(page, `${language} ${theme} ${name}`, info.project.name === 'electron')
      await answerScreen(desk, language)
      await check('answer, empty')
      await page.locator('input[type=file]').setInputFiles({
        name: 'photo.eml',
        mimeType: 'message/rfc822',
        buffer: Buffer.from('no mail at all'),
      })
      await expect(page.getByText(say('life', 'answer.not-a-mail'))).toBeVisible()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 're.eml', mimeType: 'message/rfc822', buffer: eml() })
      await expect(page.locator('.mail-text')).toHaveText('Ja, gerne per E-Mail.')
      await page.getByRole('button', { name: say('life', 'answer.record') }).click()
      await expect(page.getByRole('alert').filter({ hasText: say('problems', 'capture.notice-missing') })).toBeVisible()
      await page.locator('#answer-notice').selectOption(`offers.1.${language}`)
      await expect(page.locator('.reply-row').first()).toBeVisible()
      await check('answer, with a mail and a problem')
      await page
        .locator('.reply-row', { hasText: purpose[language] })
        .first()
        .getByRole('radio', { name: say('life', 'answer.yes'), exact: true })
        .check()
      await page.getByRole('button', { name: say('life', 'answer.record') }).click()
      await expect(verdict(page, language, 'email', purpose[language])).toContainText(
        say('people', 'verdict.permitted'),
      )
      await expect(verdict(page, language, 'phone', purpose[language]).first()).not.toContainText(
        say('people', 'verdict.since').split('{{')[0] ?? '-',
      )
      await page.locator('.verdict-proof').first().click()
      await expect(page.locator('.proof-paper')).toContainText('email-reply.eml')
    })
  })

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('what waits for a confirmation, and the call that asks for it, can be used by everybody', async ({
      desk,
    }, info) => {
      const say = words(language)
      const { page } = desk
      const check = (name: string) =>
        checkBothSizes(page, `${language} ${theme} ${name}`, info.project.name === 'electron')
      const subject = newSubject()
      const [mailbox, number] = [email('anna.keller@example.org'), phone('+491701234567')]
      const form = await filledIn(page)
      await record(page, [
        registered(subject, { givenName: 'Anna', familyName: 'Keller', points: [mailbox, number], language }),
        saidOnTheWeb(subject, 'email', mailbox, language, form),
        saidOnTheWeb(subject, 'phone', number, language, form),
      ])
      await desk.goTo(`#/people/${subject}`)
      await expect(page.locator('.awaiting')).toHaveCount(2)
      await page.getByRole('button', { name: say('life', 'confirm.byMail') }).click()
      await expect(page.getByRole('button', { name: say('life', 'confirm.byMail') })).toHaveCount(0)
      await check('person page, waiting for confirmation')
      await page.getByRole('button', { name: say('life', 'confirm.callBack') }).click()
      await check('calling back')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('life', 'confirm.callYes') })
        .click()
      await expect(page.locator('.awaiting')).toHaveCount(1)
      await expect(verdict(page, language, 'phone', purpose[language])).toContainText(
        say('people', 'verdict.permitted'),
      )
    })
  })

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('an answer by text message opens that number for what it says', async ({ desk }, info) => {
      const say = words(language)
      const { page } = desk
      await answerScreen(desk, language)
      await page.getByRole('button', { name: say('life', 'answer.sms'), exact: true }).click()
      await page.getByRole('button', { name: '+49 170 1234567' }).click()
      await page
        .locator('#sms-outgoing')
        .fill('Duerfen wir Ihnen Angebote per SMS senden? Antworten Sie mit JA oder NEIN.')
      await page.locator('#sms-outgoing-at').fill('2026-11-24T09:00')
      await page.locator('#sms-incoming').fill('JA')
      await page.locator('#sms-incoming-at').fill('2026-11-24T09:05')
      await page.locator('#answer-notice').selectOption(`offers.1.${language}`)
      await page
        .locator('.reply-row', { hasText: `${purpose[language]}, SMS` })
        .getByRole('radio', { name: say('life', 'answer.yes'), exact: true })
        .check()
      await checkBothSizes(page, `${language} ${theme} answer by SMS`, info.project.name === 'electron')
      await page.getByRole('button', { name: say('life', 'answer.record') }).click()
      const sms = page.getByRole('row').filter({ hasText: 'SMS' })
      await expect(sms.filter({ hasText: '1234567' })).toContainText(say('people', 'verdict.permitted'))
      await expect(sms.filter({ hasText: '9999999' })).not.toContainText(say('people', 'verdict.permitted'))
    })
  })
