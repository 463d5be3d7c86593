import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Language } from '@shared/terms/language'
import { decodeCodes } from '../../electron/cli/decode-codes'
import { checkBothSizes } from './check-screen'
import { expect, test } from './desk'
import { anna, giveConsent, takeBack } from './meeting'
import { walks } from './walks'
import { words } from './words'

/** What a camera reads off a picture. */
async function codesIn(png: Buffer): Promise<string[]> {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const pixels = Uint8Array.from({ length: image.width * image.height }, (_, at) => data[at * 4 + 1] ?? 255)
  return (await decodeCodes({ width: image.width, height: image.height, pixels })).map(({ text }) => text)
}

const pdftotext = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')

const answer: Record<Language, string> = { fr: 'Oui', de: 'Ja', en: 'Yes' }

for (const { language, theme } of walks)
  test.describe(`${language}, ${theme}`, () => {
    test.use({ language, theme })
    test('the copy is there on the spot: to photograph, to print, as a file, and each says the same', async ({
      desk,
    }, info) => {
      const say = words(language)
      const { page, folder } = desk
      await giveConsent(page, language, anna, [/@example\.org/])
      const onGlass = page.locator('.receipt-code svg')
      await expect(onGlass).toBeVisible()
      const [photographed] = await codesIn(await onGlass.screenshot())
      expect(photographed).toContain('privacy@muster.example')
      expect(photographed).toContain(`${say('proof', 'channel.email')} ${answer[language]}`)
      expect(photographed).toMatch(new RegExp(`offers\\.\\d+\\.${language}`))
      // Whoever looks over a shoulder learns no address.
      expect(photographed).not.toContain('anna.keller')
      const number = /[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}/.exec(photographed ?? '')?.[0] ?? 'no number'
      expect(await page.locator('.choice-tools').count()).toBe(1)

      await takeBack(page, language)
      await expect(page).toHaveURL(new RegExp(`proof/${/[0-9a-f]{32}/.exec(photographed ?? '')?.[0] ?? 'none'}`))
      await page.getByRole('button', { name: say('proof', 'receipt.open') }).click()
      await expect(page.locator('.receipt-paper svg')).toBeVisible()
      await checkBothSizes(page, `${language} ${theme} copy`, info.project.name === 'electron')

      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: say('proof', 'receipt.save') }).click()
      const file = join(folder, 'copy.pdf')
      await (await download).saveAs(file)
      const printed = join(folder, 'printed.pdf')
      writeFileSync(printed, await page.pdf({ preferCSSPageSize: true, format: 'A4' }))
      for (const path of [file, printed]) {
        const text = pdftotext(path)
        for (const part of ['Anna Keller', 'anna.keller@example.org', 'privacy@muster.example', number])
          expect(text, path).toContain(part)
        expect(text).toContain(say('proof', 'receipt.withdrawHeading'))
        const prefix = join(process.env['SHOTS'] ?? folder, `page-${language}-${path.endsWith('copy.pdf')}`)
        execFileSync('pdftoppm', ['-png', '-r', '150', '-singlefile', path, prefix])
        expect(await codesIn(readFileSync(`${prefix}.png`)), path).toEqual([photographed])
      }
      // Paper shows the copy and nothing of the screen behind it.
      expect(pdftotext(printed)).not.toContain(say('proof', 'check.heading'))
    })
  })
