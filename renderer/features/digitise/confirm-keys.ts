import { useEffect, useRef } from 'react'
import type { FormTemplate } from '@shared/capture/form-template'
import { type FieldRow, type Row, confirmed, nextOpen, openRows, problemOf, reopened, rowsFrom, typedBlind, weakestAt } from './flyer' // prettier-ignore
import type { FlyerDesk } from './use-flyer'

export type View = { readonly isNear: boolean; readonly turns: number }

export type Keys = {
  readonly flyer: FlyerDesk
  readonly active: string | null
  /** A question or a list lies over the rows, and has the keys. */
  readonly isAsking: boolean
  /** The sheet is only looked at: Enter takes it up. */
  readonly isLooking: boolean
  readonly takeUp: () => void
  readonly stopLooking: () => void
  /** When this sheet came on the glass (milliseconds). */
  readonly opened: { readonly current: number }
  readonly setView: (change: (view: View) => View) => void
  readonly openSetAside: () => void
  readonly look: (step: 1 | -1) => void
  readonly turn: (quarters: 1 | 3) => void
  readonly readAgain: () => void
}

/** After a page has changed, a key pressed for the one before does nothing. */
const GUARD_MS = 300

/** The keys of this screen. Enter held down confirms nothing, and neither does one meant for the page before. */
export function useConfirmKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isRead = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === 'r'
      const isOurs = isRead || /^(Enter|Escape|F\d+|Page(Up|Down))$/.test(event.key)
      if (!isOurs || latest.current.isAsking || event.altKey || event.metaKey) return
      const isElsewhere = event.target instanceof HTMLElement && event.target.closest('.top, .confirm-bar, .confirm-head a, .confirm-head button, dialog, .choose-form, .offers') // prettier-ignore
      if (event.key === 'Enter' && !event.ctrlKey && isElsewhere) return
      if (isRead ? (latest.current.readAgain(), true) : act(event, latest.current)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function act(event: KeyboardEvent, keys: Keys): boolean {
  const { flyer, active, setView } = keys
  switch (event.key) {
    case 'Enter':
      if (event.repeat || flyer.busy || performance.now() - keys.opened.current < GUARD_MS) return true
      if (keys.isLooking) keys.takeUp()
      else if (event.ctrlKey) finishOrShow(flyer)
      else if (event.shiftKey) goBack(flyer, active)
      else confirmAndGoOn(flyer, active)
      return true
    case 'Escape':
      if (!keys.isLooking) return false
      keys.stopLooking()
      return true
    case 'F2':
      selectIn(active)
      return true
    case 'F3': {
      const to = nextOpen(flyer.rows, active)
      if (to) focusRow(to)
      return true
    }
    case 'F4':
      if (!keys.isLooking) keys.openSetAside()
      return true
    case 'F8':
      setView(({ isNear, turns }) => ({ isNear: !event.shiftKey && !isNear, turns }))
      return true
    case 'F9':
      if (!event.repeat) keys.turn(event.shiftKey ? 3 : 1)
      return true
    case 'PageDown':
    case 'PageUp':
      if (!event.repeat) keys.look(event.key === 'PageDown' ? 1 : -1)
      return true
    default:
      return false
  }
}

/** Finishes a sheet with nothing open; otherwise goes to the first thing that is. It never skips anything. */
export function finishOrShow(flyer: FlyerDesk): void {
  const open = openRows(flyer.rows)[0]
  if (open) focusRow(open.name)
  else if (flyer.form) flyer.finish(flyer.draft)
}

/** Enter: this row as it stands, then the next open one; the last one finishes the sheet. */
function confirmAndGoOn(flyer: FlyerDesk, active: string | null): void {
  const { form, rows } = flyer
  const row = rows.find(({ name }) => name === active)
  if (!form || !row) return finishOrShow(flyer)
  const problem = problemOf(row, form)
  flyer.complain(row.name, problem)
  if (problem) return
  if (row.kind === 'field' && row.isBlind) confirmBlind(flyer, form, row)
  else goOnFrom(flyer, form, row, flyer.keep(confirmed(flyer.draft, row)))
}

/** What differs stays on the glass, with both values; what agrees is as good as confirmed. */
function confirmBlind(flyer: FlyerDesk, form: FormTemplate, row: FieldRow): void {
  const told = flyer.keep(typedBlind(flyer.draft, row))
  if (told.blind?.agreed) goOnFrom(flyer, form, row, told)
}

function goOnFrom(flyer: FlyerDesk, form: FormTemplate, row: Row, next: FlyerDesk['draft']): void {
  const to = nextOpen(rowsFrom(next, form, flyer.calibration), row.name)
  if (to) focusRow(to)
  else flyer.finish(next)
}

/** To the row before, open again. */
function goBack(flyer: FlyerDesk, active: string | null): void {
  const at = flyer.rows.findIndex(({ name }) => name === active)
  const before = flyer.rows[at - 1]
  if (!before) return
  if (before.status === 'confirmed') flyer.keep(reopened(flyer.draft, before))
  focusRow(before.name)
}

/** The whole value, or the letter most easily misread: each press the other. */
function selectIn(active: string | null): void {
  const input = document.querySelector(`[data-row="${active}"] input[data-entry]`)
  if (!(input instanceof HTMLInputElement) || input.type === 'radio') return
  const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  if (isWhole) selectWeakest(input)
  else input.select()
}

/** One key puts it right: the letter in doubt is selected, and typing replaces it. */
function selectWeakest(input: HTMLInputElement): void {
  const at = weakestAt(input.value)
  input.setSelectionRange(at, Math.min(at + 1, input.value.length))
}

export function focusRow(name: string): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${name}"]`)
  const entry = row?.querySelector<HTMLElement>('[data-entry]')
  entry?.focus()
  if (entry instanceof HTMLInputElement && entry.type === 'text' && row?.dataset['status'] === 'check')
    selectWeakest(entry)
  row?.scrollIntoView({ block: 'nearest' })
}
