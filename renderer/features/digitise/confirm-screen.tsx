import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlyerDraft } from '@shared/capture/draft'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { SamePerson } from '../duplicates/same-person-screen'
import { DoneWords } from './done-words'
import { type Row, comparableFrom, nextOpen, openRows, problemOf, reopened, rowsFrom, weakestAt } from './flyer'
import { FlyerBoxes, FlyerField, FlyerSignature } from './flyer-rows'
import { type Flyers, useDone, useFlyers } from './flyers'
import { usePagePicture } from './page-picture'
import { PageView } from './page-view'
import { SetAsideDialog } from './set-aside-dialog'
import { type FlyerDesk, confirmRow, useFlyer } from './use-flyer'

/** One sheet: the picture beside the reading, and a person says yes. */
export function ConfirmScreen({ id }: { id: string }) {
  const { t } = useTranslation('paper')
  const flyers = useFlyers()
  const first = useRef<FlyerDraft | undefined>(undefined)
  first.current ??= [...(flyers?.waiting ?? []), ...(flyers?.setAside ?? [])].find((draft) => draft.id === id)
  if (flyers === null) return null
  if (!first.current)
    return (
      <section className="panel">
        <h1>{t('screen.gone')}</h1>
        <p>
          <a href={hrefOf({ place: 'digitise', draft: null })}>{t('screen.toPile')}</a>
        </p>
      </section>
    )
  return <Confirm first={first.current} flyers={flyers} />
}

/** After a page has changed, a key pressed for the one before does nothing. */
const GUARD_MS = 300

function Confirm({ first, flyers }: { first: FlyerDraft; flyers: Flyers }) {
  const { t } = useTranslation(['paper', 'problems'])
  const flyer = useFlyer(first)
  const { draft, form, rows, asking, busy, trouble } = flyer
  const { finished } = useDone()
  const [active, setActive] = useState<string | null>(null)
  const [view, setView] = useState({ isNear: false, turns: 0 })
  const [isSettingAside, setSettingAside] = useState(false)
  const opened = useRef(0)

  const ahead = flyers.waiting.slice(flyers.waiting.findIndex(({ id }) => id === draft.id) + 1).map(({ scan }) => scan)
  const picture = usePagePicture(draft.scan, ahead)
  const bitmap = picture === 'missing' ? null : picture
  const row = rows.find(({ name }) => name === active)

  useEffect(() => {
    opened.current = performance.now()
    const start = form ? (nextOpen(rowsFrom(first, form), null) ?? rowsFrom(first, form)[0]?.name) : null
    if (start) focusRow(start)
  }, [form, first])

  // Whatever was found wrong, the first of it is where one goes on.
  const wrong = [...flyer.problems.keys()][0]
  useEffect(() => {
    if (wrong) focusRow(wrong)
  }, [wrong])

  const keys = { flyer, active, isAsking: asking !== null || isSettingAside, opened, setView, setSettingAside }
  useConfirmKeys(keys)

  const page = draft.pages > 1 ? t('screen.pageOf', { file: draft.file, page: draft.page }) : draft.file
  const place = { at: finished + 1, of: finished + Math.max(1, flyers.waiting.length) }
  const person = form ? comparableFrom(draft, form) : null
  const addressed = new Set(person?.contactPoints.map(({ kind }) => kind))

  return (
    <div className="confirm" aria-busy={busy || undefined}>
      <header className="confirm-head">
        <h1>
          {t('screen.flyer', place)} <span className="confirm-file">{page}</span>
        </h1>
        <DoneWords
          isTyping={Object.keys(draft.typed ?? {}).length > 0}
          onBack={(id) => goTo({ place: 'digitise', draft: id })}
        />
        <div className="actions">
          <button
            type="button"
            aria-pressed={view.isNear}
            aria-keyshortcuts="F8"
            onClick={() => setView(({ isNear, turns }) => ({ isNear: !isNear, turns }))}
          >
            {t('screen.zoom')} <kbd aria-hidden="true">F8</kbd>
          </button>
          <button
            type="button"
            aria-keyshortcuts="F9"
            onClick={() => setView(({ isNear, turns }) => ({ isNear, turns: turns + 1 }))}
          >
            {t('screen.turn')} <kbd aria-hidden="true">F9</kbd>
          </button>
        </div>
      </header>

      {asking && person ? (
        <div className="confirm-asking">
          <SamePerson person={person} resemblances={asking} decided={draft.pairs} onDecided={flyer.decide} />
        </div>
      ) : (
        <div className="confirm-body">
          {picture === 'missing' ? (
            <p className="page-view missing-page">{t('screen.scanMissing')}</p>
          ) : bitmap ? (
            <PageView
              picture={bitmap}
              reading={draft.reading}
              focus={row?.box ?? null}
              {...view}
              label={t('screen.pagePicture', { page })}
            />
          ) : (
            <div className="page-view" />
          )}
          {form ? (
            <section className="confirm-rows" aria-label={t('screen.rows')}>
              {draft.reading.problems
                .filter(({ key }) => key !== 'paper.reading-failed')
                .map(({ key }) => (
                  <p className="page-problem" key={key}>
                    <Icon name="warn" /> {t(`problems:${key}`)}
                  </p>
                ))}
              {rows.map((one) => (
                <OneRow
                  key={one.name}
                  flyer={flyer}
                  row={one}
                  picture={bitmap}
                  isActive={one.name === active}
                  onFocus={() => setActive(one.name)}
                  addressed={addressed}
                />
              ))}
            </section>
          ) : (
            <ChooseForm flyer={flyer} />
          )}
        </div>
      )}

      <footer className="confirm-bar">
        <a className="button" href={hrefOf({ place: 'digitise', draft: null })}>
          {t('screen.toPile')}
        </a>
        <p className="confirm-left" role="status">
          {trouble ? (
            <span className="said-stop">{t(`screen.trouble.${trouble}`)}</span>
          ) : form && !asking ? (
            t('screen.openRows', { count: openRows(rows).length })
          ) : (
            ''
          )}
        </p>
        {asking ? (
          <button type="button" onClick={flyer.stopAsking}>
            {t('screen.backToRows')}
          </button>
        ) : (
          <>
            <button type="button" aria-keyshortcuts="F4" onClick={() => setSettingAside(true)}>
              {t('screen.setAside')} <kbd aria-hidden="true">F4</kbd>
            </button>
            {form && (
              <button
                type="button"
                className="primary"
                aria-keyshortcuts="Control+Enter"
                disabled={busy}
                onClick={() => finishOrShow(flyer)}
              >
                {t('screen.finish')} <kbd aria-hidden="true">Ctrl+Enter</kbd>
              </button>
            )}
          </>
        )}
      </footer>
      {isSettingAside && (
        <SetAsideDialog
          onClose={() => setSettingAside(false)}
          onReason={(reason) => {
            setSettingAside(false)
            flyer.setAside(reason)
          }}
          onRemove={() => {
            setSettingAside(false)
            flyer.remove()
          }}
        />
      )}
      {person && <p className="only-heard">{fullName(person)}</p>}
    </div>
  )
}

type OneRowProps = {
  readonly flyer: FlyerDesk
  readonly row: Row
  readonly picture: ImageBitmap | null
  readonly isActive: boolean
  readonly onFocus: () => void
  readonly addressed: ReadonlySet<string>
}

function OneRow({ flyer, row, addressed, ...rest }: OneRowProps) {
  const { t } = useTranslation(['paper', 'problems'])
  const key = flyer.problems.get(row.name)
  const onTyped = (name: string, value: string) => {
    flyer.complain(row.name, null)
    flyer.type(name, value)
  }
  const common = { ...rest, problem: key && t(`problems:${key}`), reading: flyer.draft.reading, onTyped }
  switch (row.kind) {
    case 'field':
      return <FlyerField {...common} row={row} />
    case 'boxes':
      return <FlyerBoxes {...common} row={row} addressed={addressed} />
    case 'signature':
      return <FlyerSignature {...common} row={row} />
  }
}

/** A sheet whose code could not be read: a person sees which form it is. */
function ChooseForm({ flyer }: { flyer: FlyerDesk }) {
  const { t } = useTranslation(['paper', 'problems'])
  const { catalogue } = useDesk()
  return (
    <section className="confirm-rows choose-form" aria-labelledby="choose-form">
      {flyer.draft.reading.problems.map(({ key }) => (
        <p className="page-problem" key={key}>
          <Icon name="warn" /> {t(`problems:${key}`)}
        </p>
      ))}
      <h2 id="choose-form">{t('screen.whichForm')}</h2>
      <ul className="plain-list">
        {catalogue.forms.map((form) => (
          <li key={`${form.id} ${form.version}`}>
            <button type="button" onClick={() => flyer.choose(form)}>
              <strong>{form.id}</strong> v{form.version}{' '}
              <span lang={form.language}>{catalogue.notices.find(({ id }) => id === form.notice)?.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Finishes a sheet with nothing open; otherwise goes to the first thing that is. It never skips anything. */
function finishOrShow(flyer: FlyerDesk): void {
  const [open] = openRows(flyer.rows)
  if (open) focusRow(open.name)
  else flyer.finish(flyer.draft)
}

/** Confirms the row and goes to the next open one; on the last, finishes the sheet. */
function confirmAndGoOn(flyer: FlyerDesk, active: string | null): void {
  const { form, rows } = flyer
  const row = rows.find(({ name }) => name === active)
  if (!form || !row) {
    finishOrShow(flyer)
    return
  }
  const problem = problemOf(row, form)
  flyer.complain(row.name, problem)
  if (problem) return
  const next = confirmRow(flyer, row)
  const to = nextOpen(rowsFrom(next, form), row.name)
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
  const at = weakestAt(input.value)
  if (isWhole) input.setSelectionRange(at, Math.min(at + 1, input.value.length))
  else input.select()
}

function focusRow(name: string): void {
  const entry = document.querySelector<HTMLElement>(`[data-row="${name}"] [data-entry]`)
  entry?.focus()
  entry?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' })
}

type Keys = {
  readonly flyer: FlyerDesk
  readonly active: string | null
  readonly isAsking: boolean
  readonly opened: { readonly current: number }
  readonly setView: (change: (view: { isNear: boolean; turns: number }) => { isNear: boolean; turns: number }) => void
  readonly setSettingAside: (isOpen: boolean) => void
}

/** The keys of this screen. Enter held down confirms nothing, and neither does one meant for the page before. */
function useConfirmKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { isAsking } = latest.current
      const isOurs = event.key === 'Enter' || /^F\d+$/.test(event.key) || /^Page(Up|Down)$/.test(event.key)
      if (!isOurs || isAsking || event.altKey || event.metaKey) return
      const isElsewhere = event.target instanceof HTMLElement && event.target.closest('.top, .confirm-bar, .confirm-head, dialog, .choose-form') // prettier-ignore
      if (event.key === 'Enter' && !event.ctrlKey && isElsewhere) return
      if (act(event, latest.current)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function act(event: KeyboardEvent, { flyer, active, opened, setView, setSettingAside }: Keys): boolean {
  switch (event.key) {
    case 'Enter':
      if (event.repeat || flyer.busy || performance.now() - opened.current < GUARD_MS) return true
      if (event.ctrlKey) finishOrShow(flyer)
      else if (event.shiftKey) goBack(flyer, active)
      else confirmAndGoOn(flyer, active)
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
      setSettingAside(true)
      return true
    case 'F8':
      setView(({ isNear, turns }) => ({ isNear: !event.shiftKey && !isNear, turns }))
      return true
    case 'F9':
      setView(({ isNear, turns }) => ({ isNear, turns: turns + (event.shiftKey ? 3 : 1) }))
      return true
    case 'PageDown':
      flyer.turnOver(1)
      return true
    case 'PageUp':
      flyer.turnOver(-1)
      return true
    default:
      return false
  }
}
