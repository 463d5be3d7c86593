import { expect, type Desk } from './desk'
import { anna, giveConsent, openLastPerson, verdict } from './meeting'
import { test } from './servers'
import { words } from './words'

const say = words('de')

/** Everything this desk recorded is with the server, and it has what the others brought. */
async function settle(desk: Desk): Promise<void> {
  await desk.goTo('#/sync')
  await desk.page.getByRole('button', { name: say('sync', 'retry') }).click()
  await expect(desk.page.locator('.sync-words')).toContainText(say('sync', 'words.allReceived'), { timeout: 30_000 })
}

async function openAnna(desk: Desk): Promise<void> {
  await desk.goTo('#/people')
  await desk.page.getByRole('link', { name: /Anna Keller/ }).click()
}

test('a consent taken here arrives there; a withdrawal there changes the answer here', async ({
  openDesk,
  meetingPlace,
  language,
}) => {
  test.setTimeout(180_000)
  const a = await openDesk({ serverUrl: meetingPlace.url, enrolmentCode: meetingPlace.nextCode() })
  await settle(a)
  const b = await openDesk({ serverUrl: meetingPlace.url, enrolmentCode: meetingPlace.nextCode() })
  await settle(b)

  await a.goTo('#/')
  await giveConsent(a.page, language, anna, [/@example\.org/])
  await openLastPerson(a.page, language)
  await expect(verdict(a.page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.permitted'))
  await settle(a)
  await openAnna(a)
  await expect(a.page.getByText(say('sync', 'withHeadOffice')).first()).toBeVisible()

  await settle(b)
  await openAnna(b)
  await expect(verdict(b.page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.permitted'))

  await b.page.getByRole('link', { name: say('people', 'person.stop') }).click()
  await b.page.getByRole('radio', { name: /@example\.org/ }).check()
  await b.page.getByRole('button', { name: say('people', 'stop.record') }).click()
  await expect(b.page.getByText(say('people', 'stop.effective'))).toBeVisible()
  await settle(b)

  await settle(a)
  await openAnna(a)
  await expect(verdict(a.page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.withdrawn'))
})
