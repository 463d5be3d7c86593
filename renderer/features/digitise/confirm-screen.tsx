import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlyerDraft } from '@shared/capture/draft'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { SamePerson } from '../duplicates/same-person-screen'
import { ChooseForm } from './choose-form'
import { type View, finishOrShow, focusRow, useConfirmKeys } from './confirm-keys'
import { DoneWords } from './done-words'
import { comparableFrom, nextOpen, openRows, rowsFrom } from './flyer'
import { useDone } from './flyers'
import { endLooking, lookAt, lookedFrom } from './looking'
import { OneRow } from './one-row'
import { scaledBy } from './page-geometry'
import { usePagePicture } from './page-picture'
import { PageView } from './page-view'
import { pileOf, usePile } from './pile'
import { readAgain, withFieldReadAgain } from './read-again'
import { isLeaving } from './record-line'
import { SetAsideDialog } from './set-aside-dialog'
import { laneNow } from './undo'
import { useUndoKeys } from './undo-steps'
import { type FlyerDesk, neighbourOf, useFlyer } from './use-flyer'

/** One sheet: the picture beside the reading, and a person says yes. */
export function ConfirmScreen({ id }: { id: string }) {
  const { t } = useTranslation('paper')
  const pile = usePile()
  const first = useRef<FlyerDraft | undefined>(undefined)
  first.current ??= [...(pile?.waiting ?? []), ...(pile?.setAside ?? [])].find((draft) => draft.id === id)
  const desk = useDesk()
  useUndoKeys(() =>
    isTyping(
      pileOf(desk.drafts)
        .sheets()
        ?.find((sheet) => sheet.id === id),
    ),
  )
  if (pile === null) return null
  if (!first.current)
    return (
      <section className="panel">
        <h1>{t('screen.gone')}</h1>
        <p>
          <a href={hrefOf({ place: 'digitise', draft: null })}>{t('screen.toPile')}</a>
        </p>
      </section>
    )
  return <Confirm first={first.current} waiting={pile.waiting} />
}

/** In the middle of a value: the keys of undoing are that text's own. */
function isTyping(sheet: FlyerDraft | undefined): boolean {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLInputElement) || activeElement.type !== 'text') return false
  const row = activeElement.closest('[data-row]')?.getAttribute('data-row') ?? ''
  return sheet?.typed?.[row] !== undefined
}

function Confirm({ first, waiting }: { first: FlyerDraft; waiting: readonly FlyerDraft[] }) {
  const { t } = useTranslation(['paper', 'problems'])
  const desk = useDesk()
  const flyer = useFlyer(first)
  const { draft, form, rows, asking, busy, trouble } = flyer
  const { finished } = useDone()
  const [active, setActive] = useState<string | null>(null)
  const [view, setView] = useState<View>({ isNear: false, turns: 0 })
  const [isSettingAside, setSettingAside] = useState(false)
  const [isReading, setReading] = useState(false)
  const [from, setFrom] = useState(() => lookedFrom(first.id))
  const isLooking = from !== null
  const opened = useRef(0)

  const left = waiting.filter(({ id }) => !isLeaving(id))
  const ahead = left.slice(left.findIndex(({ id }) => id === draft.id) + 1).map(({ scan }) => scan)
  const picture = usePagePicture(draft.scan, ahead)
  const decoded = picture === 'missing' ? null : picture
  const bitmap = decoded?.bitmap ?? null
  const scale = decoded?.scale ?? 1
  const reading = useMemo(
    () => ({ ...draft.reading, homography: draft.reading.homography && scaledBy(draft.reading.homography, scale) }),
    [draft.reading, scale],
  )
  const row = rows.find(({ name }) => name === active)

  useLayoutEffect(() => {
    opened.current = performance.now()
  }, [])
  useEffect(() => {
    let here = true
    const start = (): void => {
      if (!here) return
      if (isLooking) {
        document.querySelector<HTMLElement>('.confirm-head h1')?.focus()
        return
      }
      const all = form ? rowsFrom(first, form, laneNow().calibration) : []
      const row = nextOpen(all, null) ?? all[0]?.name
      if (row) focusRow(row)
    }
    // Whoever arrives at a place has the focus put on the page; this comes after it.
    queueMicrotask(start)
    return () => {
      here = false
    }
  }, [form, first, isLooking])

  // Whatever was found wrong, the first of it is where one goes on.
  const wrong = [...flyer.problems.keys()][0]
  useEffect(() => {
    if (wrong) focusRow(wrong)
  }, [wrong])

  const reread = (work: () => Promise<void>): void => {
    if (isReading) return
    setReading(true)
    void work()
      .catch(() => undefined)
      .then(() => setReading(false))
  }
  const turn = (quarters: 1 | 3): void => {
    const turns = (view.turns + quarters) % 4
    setView({ ...view, turns })
    // A page that was placed by its code is read whichever way it lies; the others are read again as they now lie.
    if (!draft.reading.registered && !isLooking)
      reread(async () => {
        const again = await readAgain(desk, draft, turns)
        if (!again) return
        flyer.keepReading((now) => ({ ...now, ...again }))
        if (again.reading.registered) setView((now) => ({ ...now, turns: 0 }))
      })
  }
  const takeUp = (): void => {
    endLooking()
    setFrom(null)
  }
  useConfirmKeys({
    flyer,
    active,
    isAsking: asking !== null || isSettingAside,
    isLooking,
    opened,
    setView,
    takeUp,
    stopLooking: () => {
      endLooking()
      if (from) goTo({ place: 'digitise', draft: from })
    },
    openSetAside: () => setSettingAside(true),
    look: (step) => {
      const to = neighbourOf(desk, draft.id, step)
      if (!to || to === draft.id) return
      lookAt(to, draft.id)
      goTo({ place: 'digitise', draft: to })
    },
    turn,
    readAgain: () => {
      if (row?.kind !== 'field' || isLooking) return
      const { name } = row
      reread(async () => {
        const again = await readAgain(desk, draft)
        if (again) flyer.keepReading((now) => withFieldReadAgain(now, name, again))
        focusRow(name)
      })
    },
  })

  const page = draft.pages > 1 ? t('screen.pageOf', { file: draft.file, page: draft.page }) : draft.file
  const place = { at: finished + 1, of: finished + Math.max(1, left.length) }
  const person = form ? comparableFrom(draft, form) : null
  const addressed = new Set(person?.contactPoints.map(({ kind }) => kind))

  return (
    <div className="confirm" aria-busy={busy || isReading || undefined} data-sheet={draft.id}>
      <header className="confirm-head">
        <h1 tabIndex={-1}>
          {t('screen.flyer', place)} <span className="confirm-file">{page}</span>
        </h1>
        <DoneWords />
        <div className="actions">
          <button
            type="button"
            aria-pressed={view.isNear}
            aria-keyshortcuts="F8"
            onClick={() => setView(({ isNear, turns }) => ({ isNear: !isNear, turns }))}
          >
            {t('screen.zoom')} <kbd aria-hidden="true">F8</kbd>
          </button>
          <button type="button" aria-keyshortcuts="F9" onClick={() => turn(1)}>
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
              reading={reading}
              focus={row?.box ?? null}
              {...view}
              label={t('screen.pagePicture', { page })}
            />
          ) : (
            <div className="page-view" />
          )}
          {form ? (
            <section className="confirm-rows" aria-label={t('screen.rows')} inert={isLooking}>
              <PageWords flyer={flyer} />
              {rows.map((one) => (
                <OneRow
                  key={one.name}
                  flyer={flyer}
                  reading={reading}
                  row={one}
                  picture={bitmap}
                  isActive={one.name === active && !isLooking}
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
          ) : isReading ? (
            t('screen.readingAgain')
          ) : isLooking ? (
            <strong>{t('screen.looking')}</strong>
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
        ) : isLooking ? (
          <button type="button" className="primary" aria-keyshortcuts="Enter" onClick={takeUp}>
            {t('screen.takeUp')} <kbd aria-hidden="true">Enter</kbd>
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
          onClose={() => {
            setSettingAside(false)
            if (active) focusRow(active)
          }}
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

/** What is to be known of the page before its rows: what went wrong in reading, further pages, an earlier recording. */
function PageWords({ flyer }: { flyer: FlyerDesk }) {
  const { t } = useTranslation(['paper', 'problems'])
  const { draft } = flyer
  const problems = draft.reading.problems.filter(({ key }) => key !== 'paper.reading-failed')
  return (
    <>
      {problems.map(({ key }) => (
        <p className="page-problem" key={key}>
          <Icon name="warn" /> {t(`problems:${key}`)}
        </p>
      ))}
      {draft.corrects && (
        <p className="page-problem">
          <Icon name="warn" /> {t('screen.corrects')}
        </p>
      )}
      {draft.more && <p className="page-note">{t('screen.parts', { count: draft.more.length + 1 })}</p>}
    </>
  )
}
