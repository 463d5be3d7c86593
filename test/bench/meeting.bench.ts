import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'vitest'
import { wordsOf } from '@shared/notice/measure'
import { firstLayer } from '@shared/notice/passages'
import { Notice } from '@shared/terms/notice'
import { languages } from '@shared/terms/language'
import { startBrowser } from '../e2e/hosts'
import { pressedAfterName, replayMeeting, secondsOf, withWords } from '../e2e/replay'
import { report } from './report'

const proposals = resolve(import.meta.dirname, '../../docs/proposals')
const separateWords = 2
const proposedWords = (language: string): number => {
  const notice = Notice.parse(JSON.parse(readFileSync(join(proposals, `offers.3.${language}.json`), 'utf8')))
  return wordsOf(
    firstLayer(notice)
      .map(({ text }) => text)
      .join(' '),
  ).length
}

/** The meeting replayed in a real window, its keys and taps counted there, its seconds by the keystroke-level model. */
test('how long a meeting takes', async () => {
  for (const language of languages)
    for (const customer of ['known', 'new'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'replay-'))
      const running = await startBrowser(
        { folder: join(folder, 'records'), profile: join(folder, 'profile'), language, theme: 'light', port: 0 },
        async () => undefined,
      )
      try {
        await running.page.locator('main').first().waitFor()
        const { steps, words } = await replayMeeting(running.page, { language, customer, answer: 'two ticks' })
        const title = `meeting, ${customer}, ${language}`
        for (const { name, who, acts, seconds } of steps) {
          const shown = Object.entries(acts).filter(([, many]) => many > 0)
          const hands = shown.map(([kind, many]) => `${many} ${kind}`).join(', ')
          process.stdout.write(
            `       ${who.padEnd(9)} ${name.padEnd(32)} ${seconds.toFixed(1).padStart(5)} s  ${hands}\n`,
          )
        }
        const total = secondsOf(steps)
        report({ name: `${title}: presses after the name`, value: pressedAfterName(steps), unit: 'presses' })
        report({ name: `${title}: staff`, value: secondsOf(steps, 'staff'), unit: 's' })
        report({ name: `${title}: customer, ${words} words to read`, value: secondsOf(steps, 'customer'), unit: 's' })
        report({ name: `${title}: total`, value: total, unit: 's' })
        // "Separate question" stands on the screen with either text.
        const fewer = proposedWords(language) + separateWords
        report({ name: `${title}: with offers.3 (${fewer} words)`, value: withWords(total, words, fewer), unit: 's' })
      } finally {
        await running.close()
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      }
    }
})
