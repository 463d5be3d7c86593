import { expect, test } from './desk'
import { anna, draw, enterPerson, giveConsent, handOver, openLastPerson, sign, takeBack, verdict } from './meeting'
import { words } from './words'

const say = words('de')

test('killed while typing: what was typed comes back, named, to go on with', async ({ desk, language }) => {
  await enterPerson(desk.page, language, anna)
  // The promise is 150 ms after the key.
  await desk.page.waitForTimeout(150)
  await desk.killAndStart()

  const { page } = desk
  await expect(page.getByRole('heading', { name: say('frame', 'home.recovered') })).toBeVisible()
  await page.getByRole('button', { name: say('frame', 'home.continueWith', { name: 'Anna Keller' }) }).click()
  await expect(page.getByLabel(say('capture', 'person.name'), { exact: true })).toHaveValue('Anna Keller')
  await expect(page.getByLabel(say('capture', 'person.post'), { exact: true })).toHaveValue(anna.post ?? '')
})

test('killed in the customer’s hands: every tick and every finished stroke is there', async ({ desk, language }) => {
  await enterPerson(desk.page, language, anna)
  await handOver(desk.page, language)
  await desk.page.getByRole('checkbox').nth(1).check()
  await sign(desk.page)
  await draw(desk.page, [
    [0.2, 0.8],
    [0.8, 0.8],
  ])
  await desk.page.waitForTimeout(150)
  await desk.killAndStart()

  // Still in the customer's hands: the desk does not open by being started.
  const { page } = desk
  await expect(page.getByRole('checkbox').nth(1)).toBeChecked()
  await expect(page.locator('.pad path[d^="M"]')).toHaveCount(2)
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
})

test('taken back before it was confirmed: named on the home page, and as it was left at the next hand-over', async ({
  desk,
  language,
}) => {
  await enterPerson(desk.page, language, anna)
  await handOver(desk.page, language)
  await desk.page.getByRole('checkbox').nth(1).check()
  await sign(desk.page)
  await desk.page.getByRole('button', { name: say('capture', 'choice.later') }).click()
  await takeBack(desk.page, language)
  await desk.killAndStart()

  const { page } = desk
  await expect(page.getByText(/1 Strich der Unterschrift/)).toBeVisible()
  await page.getByRole('button', { name: say('frame', 'home.continueWith', { name: 'Anna Keller' }) }).click()
  await handOver(page, language)
  await expect(page.getByRole('checkbox').nth(1)).toBeChecked()
  await expect(page.locator('.pad path[d^="M"]')).toHaveCount(1)
})

test('discarded work leaves nothing behind', async ({ desk, language }) => {
  await enterPerson(desk.page, language, anna)
  await desk.page.waitForTimeout(150)
  await desk.killAndStart()
  await desk.page.getByRole('button', { name: say('frame', 'home.discardOf', { name: 'Anna Keller' }) }).click()
  await expect(desk.page.getByRole('heading', { name: say('frame', 'home.recovered') })).toHaveCount(0)
  await desk.restart()
  await expect(desk.page.getByRole('link', { name: say('frame', 'home.new') })).toBeVisible()
  await expect(desk.page.getByRole('heading', { name: say('frame', 'home.recovered') })).toHaveCount(0)
})

test('killed right after "saved": it is saved', async ({ desk, language }) => {
  await giveConsent(desk.page, language, anna, [/@example\.org/])
  await desk.killAndStart()
  await takeBack(desk.page, language)
  await desk.goTo('#/people')
  await desk.page.getByRole('link', { name: /Anna Keller/ }).click()
  await expect(verdict(desk.page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.permitted'))
})

test('the tables of the window deleted: everything is back from the journal', async ({ desk, language }) => {
  await giveConsent(desk.page, language, anna, [/@example\.org/])
  await openLastPerson(desk.page, language)
  await desk.page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const gone = indexedDB.deleteDatabase('desk')
        gone.onsuccess = () => done()
        gone.onerror = () => failed(new Error('not deleted'))
      }),
  )
  await desk.page.reload()
  await expect(verdict(desk.page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.permitted'))
  await desk.goTo('#/people')
  await expect(desk.page.getByRole('link', { name: /Anna Keller/ })).toBeVisible()
})
