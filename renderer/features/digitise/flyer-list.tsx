import { useTranslation } from 'react-i18next'
import { findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { showLately } from '../../ui/show'
import { type SetAsideReason, comparableFrom, openRows, rowsFrom } from './flyer'
import type { Flyers } from './flyers'

/** The pages that wait, and those set aside with the reason. */
export function FlyerList({ flyers }: { flyers: Flyers }) {
  const { t } = useTranslation('paper')
  const { waiting, setAside } = flyers
  return (
    <div className="flyer-lists">
      <section className="panel" aria-labelledby="waiting-heading">
        <h2 id="waiting-heading">{t('screen.waiting', { count: waiting.length })}</h2>
        {waiting.length === 0 ? (
          <p className="muted">{t('screen.none')}</p>
        ) : (
          <ul className="flyer-list">
            {waiting.map((draft) => (
              <Waiting key={draft.id} draft={draft} />
            ))}
          </ul>
        )}
      </section>
      {setAside.length > 0 && (
        <section className="panel" aria-labelledby="aside-heading">
          <h2 id="aside-heading">{t('screen.aside', { count: setAside.length })}</h2>
          <ul className="flyer-list">
            {setAside.map((draft) => (
              <SetAside key={draft.id} draft={draft} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function useSheet(draft: FlyerDraft) {
  const { t } = useTranslation('paper')
  const { catalogue } = useDesk()
  const { template } = draft.reading
  const form = template ? findForm(catalogue, template.id, template.version) : undefined
  const rows = form ? rowsFrom(draft, form) : []
  const { givenName, familyName } = form ? comparableFrom(draft, form) : { givenName: '', familyName: '' }
  const page = draft.pages > 1 ? t('screen.pageOf', { file: draft.file, page: draft.page }) : draft.file
  return { page, name: `${givenName} ${familyName}`.trim(), open: openRows(rows).length, form }
}

function Waiting({ draft }: { draft: FlyerDraft }) {
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
}

function SetAside({ draft }: { draft: FlyerDraft }) {
  const { t } = useTranslation('paper')
  const { drafts } = useDesk()
  const { page, name } = useSheet(draft)
  const open = async () => {
    await drafts.keep({ ...draft, setAside: null })
    goTo({ place: 'digitise', draft: draft.id })
  }
  return (
    <li className="set-aside">
      <span className="flyer-page">{page}</span>
      <span className="flyer-name">{name || t('screen.noName')}</span>
      <span className="why">{t(`screen.reasons.${(draft.setAside ?? 'other') as SetAsideReason}`)}</span>
      <button type="button" onClick={() => void open()} aria-label={`${t('screen.reopen')}: ${page}`}>
        {t('screen.reopen')}
      </button>
    </li>
  )
}
