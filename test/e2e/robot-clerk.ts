import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import { saysTheSame } from '@shared/capture/blind-check'

/** What is known of a generated page: what was written, ticked and signed. */
export type Truth = {
  readonly id: string
  readonly template: string
  readonly version: number
  readonly serial: string
  readonly fields: readonly { name: string; type: string; value: string; roi_mm: readonly number[] }[]
  readonly boxes: readonly { name: string; state: 'ticked' | 'empty' | 'void' }[]
  readonly signature: { readonly present: boolean }
  readonly H_mm2px: readonly number[]
}
export type PaperPage = { readonly file: string; readonly truth: Truth }

export const pagesIn = (folder: string): PaperPage[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const truth = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Truth & { file: string }
      const picture = readdirSync(folder).find((one) => one.startsWith(`${truth.id}.`) && !one.endsWith('.json'))
      return { file: join(folder, picture ?? truth.file), truth }
    })

/** Asks the host over the window's own bridge, as the renderer does. */
export async function askHost(page: Page, channel: string, ask: unknown): Promise<void> {
  const body = Buffer.from(encode(ask, { ignoreUndefined: true })).toString('base64')
  await page.evaluate(
    async ([name, packed]) => {
      const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
      const answer = await fetch(`/__ask/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/msgpack' },
        body: bytes,
      })
      if (!answer.ok) throw new Error(`${name} was answered with ${answer.status}`)
    },
    [channel, body] as const,
  )
}

/** What a person did on one sheet, by the operators of the keystroke-level model. */
export type Effort = {
  readonly serial: string
  keys: number
  chords: number
  letters: number
  /** Rows opened beside ticks and signature, and values put right. */
  rows: number
  corrections: number
  asked: boolean
  /** What is written on the sheet cannot be so, or no form here has it: a person decides, the model does not. */
  unfit: boolean
  /** Recorded, or set aside for a signature or a date that is not there. */
  ended: 'recorded' | 'set-aside' | 'dead-end'
  /** Values the machine would have let pass that are not what was written. */
  readonly missed: string[]
  /** Where it went no further. */
  stuckAt?: string
}

/** Nothing can be pressed with a mouse from here on. */
export const withoutMouse = (page: Page): Promise<void> =>
  page.evaluate(() => {
    // The policy of the window allows no style written into the page.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('*, *::before, *::after { pointer-events: none !important }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })

type Seen = {
  readonly sheet: string | null
  readonly asking: boolean
  readonly unknown: boolean
  readonly row: string | null
  readonly value: string
  readonly selected: readonly [number, number]
  readonly problem: boolean
  readonly boxes: Record<string, string>
  readonly rows: readonly { name: string; status: string; value: string }[]
  readonly signature: string | null
}

/** What a clerk sees of the screen. */
const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const active = document.activeElement
    const row = active?.closest<HTMLElement>('[data-row]') ?? null
    const input = active instanceof HTMLInputElement && active.type === 'text' ? active : null
    const checked = document.querySelector('.flyer-signature input:checked')
    return {
      sheet: document.querySelector<HTMLElement>('.confirm')?.dataset['sheet'] ?? null,
      asking: document.querySelector('.same-person') !== null,
      unknown: document.querySelector('.choose-form') !== null,
      row: row?.dataset['row'] ?? null,
      value: input?.value ?? '',
      selected: [input?.selectionStart ?? 0, input?.selectionEnd ?? 0] as const,
      problem: row?.querySelector('.row-problem') !== null && row !== null,
      boxes: Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('.flyer-box')].map((box) => [
          box.dataset['box'] ?? '',
          box.dataset['state'] ?? '',
        ]),
      ),
      rows: [...document.querySelectorAll<HTMLElement>('.flyer-row[data-kind=field]')].map((one) => ({
        name: one.dataset['row'] ?? '',
        status: one.dataset['status'] ?? '',
        value: one.querySelector('input')?.value ?? '',
      })),
      signature: checked ? (checked.nextSibling?.textContent ?? '') : null,
    }
  })

const wantedState = { ticked: 'marked', empty: 'empty', void: 'unclear' } as const

/**
 * One sheet from the first look to the next sheet, with keys alone, as somebody would who knows what is written on the
 * paper and never guesses: what is right is confirmed, what is wrong is put right, and every key is counted.
 */
export async function workThrough(page: Page, truthOf: (sheet: string) => Promise<Truth>): Promise<Effort> {
  let seen = await look(page)
  const { sheet } = seen
  if (!sheet) throw new Error('no sheet is on the glass')
  const truth = await truthOf(sheet)
  const effort: Effort = { serial: truth.serial, keys: 0, chords: 0, letters: 0, rows: 0, corrections: 0, asked: false, unfit: false, ended: 'dead-end', missed: [] } // prettier-ignore
  const valueOf = (name: string): string => truth.fields.find((field) => field.name === name)?.value ?? ''
  const typeOf = (name: string): string => truth.fields.find((field) => field.name === name)?.type ?? ''
  for (const { name, status, value } of seen.rows)
    if (status === 'accepted' && !saysTheSame(typeOf(name), value, valueOf(name))) effort.missed.push(name)
  const press = async (key: string): Promise<void> => {
    if (key.includes('+')) effort.chords++
    else effort.keys++
    await page.keyboard.press(key)
  }
  const write = async (text: string): Promise<void> => {
    effort.letters += text.length
    await page.keyboard.type(text)
  }

  for (let turns = 0; turns < 30; turns++) {
    if (seen.asking) {
      effort.asked = true
      await press('ArrowRight')
      await press('Enter')
    } else if (seen.unknown) {
      effort.unfit = true
      // A form nobody here knows: to the pile it goes, with "another reason".
      await press('F4')
      for (let i = 0; i < 5; i++) await press('ArrowDown')
      await press('Enter')
    } else if (seen.row === null) {
      await press('F3')
    } else if (seen.row === 'boxes') {
      const wanted = truth.boxes.filter(({ name }) => name in seen.boxes)
      for (const [at, { name, state }] of wanted.entries()) {
        const from = seen.boxes[name] ?? ''
        const round = ['empty', 'marked', 'unclear']
        const presses = (round.indexOf(wantedState[state]) - round.indexOf(from) + 3) % 3
        if (presses === 0) continue
        effort.corrections++
        for (let i = 0; i < at; i++) await press('Tab')
        for (let i = 0; i < presses; i++) await press('Space')
        for (let i = 0; i < at; i++) await press('Shift+Tab')
      }
      await press('Enter')
    } else if (seen.row === 'signature') {
      const isPresent = truth.signature.present
      const says = await page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLInputElement>('.flyer-signature input')]
        return all.findIndex((one) => one.checked)
      })
      if (says !== (isPresent ? 0 : 1)) {
        effort.corrections++
        if (says < 0 && isPresent) await press('Space')
        else await press(isPresent ? 'ArrowLeft' : 'ArrowRight')
      }
      await press('Enter')
    } else {
      effort.rows++
      const wanted = valueOf(seen.row)
      const [start, end] = seen.selected
      if (seen.problem) {
        effort.unfit = true
        // It is as it was written and no such value exists: the sheet goes back with its reason.
        await press('F4')
        for (let i = 0; i < 4; i++) await press('ArrowDown')
        await press('Enter')
      } else if (!saysTheSame(typeOf(seen.row), seen.value, wanted)) {
        effort.corrections++
        const oneLetter = seen.value.length === wanted.length && end - start === 1 && seen.value.slice(0, start) + wanted.slice(start, end) + seen.value.slice(end) === wanted // prettier-ignore
        if (oneLetter) await write(wanted.slice(start, end))
        else {
          await press('F2')
          const again = await look(page)
          if (again.selected[0] !== 0 || again.selected[1] !== again.value.length) await press('F2')
          if (wanted === '') await press('Delete')
          else await write(wanted)
        }
        await press('Enter')
      } else await press('Enter')
    }
    const before = seen
    for (let i = 0; i < 100; i++) {
      seen = await look(page)
      const hasMoved = seen.sheet !== before.sheet || seen.row !== before.row || seen.asking !== before.asking || seen.problem !== before.problem // prettier-ignore
      if (hasMoved) break
      await page.waitForTimeout(20)
    }
    if (seen.sheet !== sheet) {
      const done = await page.evaluate(() => document.querySelector<HTMLElement>('.done-words')?.dataset['kind'] ?? '')
      effort.ended = done === 'set-aside' ? 'set-aside' : 'recorded'
      return effort
    }
  }
  effort.stuckAt = JSON.stringify({ ...seen, words: await page.locator('.confirm-rows').innerText() })
  return effort
}

/** Milliseconds from the last key on a sheet to the frame in which the next one stands, measured inside the window. */
export async function watchChanges(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { changeTimes: times })
    addEventListener(
      'keydown',
      ({ key }) => {
        if (key !== 'Enter') return
        const before = document.querySelector<HTMLElement>('.confirm')?.dataset['sheet']
        const start = performance.now()
        const check = (): void => {
          const now = document.querySelector<HTMLElement>('.confirm')?.dataset['sheet']
          const isThere = now !== undefined && now !== before && document.querySelector('.page-paper canvas') !== null && document.querySelector('.flyer-row .snippet') !== null // prettier-ignore
          if (isThere) times.push(performance.now() - start)
          else if (performance.now() - start < 3_000) requestAnimationFrame(check)
        }
        if (before !== undefined) requestAnimationFrame(check)
      },
      true,
    )
  })
  return () => page.evaluate(() => (globalThis as unknown as { changeTimes: number[] }).changeTimes)
}

/**
 * Seconds by the keystroke-level model of experience.md A.0 and A.2: what eyes and mind need on a clean sheet, and each
 * key as it was pressed. `change` is the measured time from one sheet to the next.
 */
export function modelSeconds({ keys, chords, letters, rows, corrections, asked }: Effort, change: number): number {
  const looking = 2.52 + 2.9 + 0.52
  const more = Math.max(0, rows - 1) * 0.8 + corrections * 1.35 + (asked ? 4.4 - 0.56 : 0)
  return change + looking + more + keys * 0.28 + chords * 0.56 + letters * 0.23
}
