import { expect, test } from './desk'
import { anna, draw, enterPerson, giveConsent, handOver, openLastPerson, sign, takeBack, verdict } from './meeting'
import { words } from './words'

const say = words('de')

test('nothing is ticked beforehand, and the two answers look the same', async ({ desk: { page }, language }) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await expect(page.getByRole('checkbox')).toHaveCount(5)
  for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked()

  const looks = await page.locator('.answers button').evaluateAll((buttons) =>
    buttons.map((button) => {
      const style = getComputedStyle(button)
      const { width, height } = button.getBoundingClientRect()
      const { color, backgroundColor, borderColor, fontWeight, fontSize } = style
      return {
        width,
        height,
        color,
        backgroundColor,
        borderColor,
        fontWeight,
        fontSize,
        class: button.getAttribute('class'),
      }
    }),
  )
  expect(looks).toHaveLength(2)
  expect(looks[0]).toEqual(looks[1])
})

test('refusing everything is one tap, without signature, and takes ticks back', async ({
  desk: { page },
  language,
}) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: say('capture', 'choice.refuse') }).click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
  await expect(page.locator('.said-back li[data-answer="yes"]')).toHaveCount(0)
  await openLastPerson(page, language)
  await expect(verdict(page, language, 'email', 'Angebote')).toContainText(say('people', 'verdict.refused'))
})

test('a yes needs a signature; a slip of the pen is none; a typed name is one', async ({
  desk: { page },
  language,
}) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await page.getByRole('checkbox').first().check()
  const confirm = page.getByRole('button', { name: say('capture', 'choice.confirm') })
  await confirm.click()
  await expect(page.getByRole('alert')).toContainText(say('capture', 'sign.missing'))
  await draw(page, [
    [0.5, 0.5],
    [0.505, 0.5],
  ])
  await confirm.click()
  await expect(page.getByRole('alert')).toContainText(say('capture', 'sign.missing'))
  await page.getByRole('button', { name: say('capture', 'sign.typeInstead') }).click()
  await page.getByRole('textbox', { name: say('capture', 'sign.type') }).fill('Anna Keller')
  await confirm.click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
})

test('the ink stays through a resize and a turn, stroke for stroke', async ({ desk: { page }, language }) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await page.getByRole('checkbox').first().check()
  await sign(page)
  await draw(page, [
    [0.2, 0.2],
    [0.3, 0.25],
  ])
  const strokes = page.locator('.pad path[d^="M"]')
  await expect(strokes).toHaveCount(2)
  const before = await strokes.evaluateAll((paths) => paths.map((path) => path.getAttribute('d')))
  for (const size of [
    { width: 768, height: 1024 },
    { width: 390, height: 844 },
    { width: 1024, height: 768 },
    { width: 1366, height: 768 },
  ]) {
    await page.setViewportSize(size)
    expect(await strokes.evaluateAll((paths) => paths.map((path) => path.getAttribute('d')))).toEqual(before)
    const [pad, ink] = [await page.locator('.pad').boundingBox(), await strokes.first().boundingBox()]
    expect(ink?.width ?? 0).toBeGreaterThan((pad?.width ?? 0) * 0.5)
  }
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await expect(page.getByText(say('capture', 'thanks.heading'))).toBeVisible()
})

test('the language can be changed at any time and keeps what was ticked and drawn', async ({
  desk: { page },
  language,
}) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await page.getByRole('checkbox').nth(2).check()
  await sign(page)
  await page.getByRole('button', { name: 'Français' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Pouvons-nous/)
  await expect(page.getByRole('checkbox').nth(2)).toBeChecked()
  await expect(page.locator('.pad path[d^="M"]')).toHaveCount(1)
  await page.getByRole('button', { name: words('fr')('capture', 'choice.confirm') }).click()
  await expect(page.getByText(words('fr')('capture', 'thanks.heading'))).toBeVisible()
})

test("the customer's screen holds nobody else and nothing of the desk", async ({ desk, language }) => {
  const { page } = desk
  await giveConsent(page, language, { name: 'Karl Vogel', email: 'karl.vogel@example.net', phone: '+49 151 2223344' }, [
    /@example\.net/,
  ])
  await takeBack(page, language)
  await desk.goTo('#/')
  await enterPerson(page, language, anna)
  await handOver(page, language)

  const everything = await page.content()
  for (const secret of ['Vogel', 'karl.vogel', '2223344']) expect(everything).not.toContain(secret)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.locator('.top')).toHaveCount(0)

  // Neither the address nor the way back nor the desk's own keys lead out of it.
  await desk.goTo('#/people')
  await page.goBack()
  await page.keyboard.press('Control+f')
  await page.reload()
  await expect(page.getByRole('button', { name: say('capture', 'choice.confirm') })).toBeVisible()
  expect(await page.content()).not.toContain('Vogel')
})

test('not now: the curtain falls, nothing is recorded, everything is kept', async ({ desk: { page }, language }) => {
  await enterPerson(page, language, anna)
  await handOver(page, language)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: say('capture', 'choice.later') }).click()
  await page.getByRole('button', { name: say('capture', 'curtain.goOn') }).click()
  await expect(page.getByRole('checkbox').first()).toBeChecked()
})
