import AxeBuilder from '@axe-core/playwright'
import { type Page, expect } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** No violation axe can see, nothing to press that is smaller than 44 pixels, no sideways scrolling. */
export async function checkScreen(page: Page, name: string, isElectron: boolean): Promise<void> {
  // Live queries answer a moment after their screen; until then a heading may still be that of the screen before.
  await page.waitForTimeout(200)
  await page.locator('h1').first().waitFor()
  await page.waitForTimeout(100)
  // An Electron window cannot open the blank page axe would like to finish its work in.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(isElectron).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    )
    .toEqual([])
  expect.soft(await smallTargets(page), `${name}: targets under 44 pixels`).toEqual([])
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(sideways, `${name}: sideways scrolling`).toBeLessThanOrEqual(0)
}

/** The same twice, the second time at 200 %: with everything twice its size, the window has half the room. */
export async function checkBothSizes(page: Page, name: string, isElectron: boolean): Promise<void> {
  await checkScreen(page, name, isElectron)
  const size = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: Math.round(size.width / 2), height: Math.round(size.height / 2) })
  await checkScreen(page, `${name}, 200 %`, isElectron)
  await page.setViewportSize(size)
}

/** A box inside a label is pressed by its label. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role="button"]')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip'))
      .map((element) => element.closest('label') ?? element)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        return width > 0 && (width < 43.9 || height < 43.9)
      })
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`),
  )
