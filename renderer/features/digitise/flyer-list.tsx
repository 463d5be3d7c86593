import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { showLately } from '../../ui/show'
import { openRows, rowsFrom } from './flyer'
import { useLane } from './undo'

/** So many are shown at once; the next is always the first of them. */
const AT_ONCE = 50

/** The pages that wait for a person, in the order they were read. */
export function FlyerList({ waiting }: { waiting: readonly FlyerDraft[] }) {
  const { t } = useTranslation('paper')
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <section className="panel flyer-waiting" aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">{t('screen.waiting', { count: waiting.length })}</h2>
      {waiting.length === 0 ? (
        <p className="muted">{t('screen.none')}</p>
      ) : (
        <ul className="flyer-list">
          {waiting.slice(0, shown).map((draft) => (
            <Waiting key={draft.id} draft={draft} />
          ))}
        </ul>
      )}
      {waiting.length > shown && (
        <button type="button" onClick={() => setShown(shown + AT_ONCE)}>
          {t('screen.more', { count: waiting.length - shown })}
        </button>
      )}
    </section>
  )
}

export function useSheet(draft: FlyerDraft) {
  const { t } = useTranslation('paper')
  const { catalogue } = useDesk()
  const { calibration } = useLane()
  const { template } = draft.reading
  const form = template ? findForm(catalogue, template.id, template.version) : undefined
  const rows = form ? rowsFrom(draft, form, calibration) : []
  const of = (role: string): string =>
    rows.find((row) => row.kind === 'field' && row.role === role && !row.isBlind)?.kind === 'field'
      ? (rows.flatMap((row) => (row.kind === 'field' && row.role === role ? [row.value] : []))[0] ?? '')
      : ''
  const page = draft.pages > 1 ? t('screen.pageOf', { file: draft.file, page: draft.page }) : draft.file
  return { page, name: `${of('givenName')} ${of('familyName')}`.trim(), open: openRows(rows).length, form }
}

const Waiting = memo(function Waiting({ draft }: { draft: FlyerDraft }) {
  const { t, i18n } = useTranslation('paper')
  const { page, name, open, form } = useSheet(draft)
  return (
    <li>
      <a href={hrefOf({ place: 'digitise', draft: draft.id })}>
        <span className="flyer-page">{page}</span>
        <span className="flyer-name">{name || t('screen.noName')}</span>
        <span className="muted">{form ? t('screen.openRows', { count: open }) : t('screen.noForm')}</span>
        <span className="muted">{showLately(draft.openedAt, i18n.language)}</span>
      </a>
    </li>
  )
})
