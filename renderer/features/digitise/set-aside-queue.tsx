import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlyerDraft } from '@shared/capture/draft'
import { didStep, workOf } from '@shared/capture/undo-log'
import { useDesk } from '../../desk'
import { goTo } from '../../router'
import { type AsideReason, allAsideReasons, asideReason } from './flyer'
import { useSheet } from './flyer-list'
import { keepLane, laneNow } from './undo'

/** So many of a reason are shown at once. */
const AT_ONCE = 20

/** The sheets set aside, by the reason: what is missing on ten of them is asked for once. Each goes back to its rows. */
export function SetAsideQueue({ sheets }: { sheets: readonly FlyerDraft[] }) {
  const { t } = useTranslation('paper')
  const groups = allAsideReasons
    .map((reason) => ({ reason, of: sheets.filter(({ setAside }) => asideReason(setAside) === reason) }))
    .filter(({ of }) => of.length > 0)
  return (
    <section className="panel aside-queue" aria-labelledby="aside-heading">
      <h2 id="aside-heading">{t('screen.aside', { count: sheets.length })}</h2>
      {groups.map(({ reason, of }) => (
        <Group key={reason} reason={reason} sheets={of} />
      ))}
    </section>
  )
}

function Group({ reason, sheets }: { reason: AsideReason; sheets: readonly FlyerDraft[] }) {
  const { t } = useTranslation('paper')
  const id = `aside-${reason}`
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <section className="aside-group" aria-labelledby={id}>
      <h3 id={id}>
        {t(`screen.reasons.${reason}`)} <span className="count">{sheets.length}</span>
      </h3>
      <p className="muted">{t(`screen.reasonHelp.${reason}`)}</p>
      <ul className="flyer-list">
        {sheets.slice(0, shown).map((draft) => (
          <SetAside key={draft.id} draft={draft} />
        ))}
      </ul>
      {sheets.length > shown && (
        <button type="button" onClick={() => setShown(shown + AT_ONCE)}>
          {t('screen.more', { count: sheets.length - shown })}
        </button>
      )}
    </section>
  )
}

const SetAside = memo(function SetAside({ draft }: { draft: FlyerDraft }) {
  const { t } = useTranslation('paper')
  const { drafts, workstation } = useDesk()
  const { page, name } = useSheet(draft)
  const open = async () => {
    const again = { ...draft, setAside: null }
    await drafts.keep(again)
    const step = { kind: 'work', sheet: draft.id, before: workOf(draft), after: workOf(again) } as const
    keepLane(workstation.ask, { undo: didStep(laneNow().undo, step) })
    goTo({ place: 'digitise', draft: draft.id })
  }
  return (
    <li className="set-aside">
      <span className="flyer-page">{page}</span>
      <span className="flyer-name">{name || t('screen.noName')}</span>
      <button type="button" onClick={() => void open()} aria-label={`${t('screen.reopen')}: ${page}`}>
        {t('screen.reopen')}
      </button>
    </li>
  )
})
