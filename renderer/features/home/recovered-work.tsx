import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, FlyerDraft, MeetingDraft } from '@shared/capture/draft'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { goTo } from '../../router'
import { Icon } from '../../ui/icon'
import { showLately } from '../../ui/show'

/** Unfinished captures, also those a crash left: each named by what is in it, to go on with or to throw away. */
export function RecoveredWork() {
  const { t } = useTranslation('frame')
  const { drafts } = useDesk()
  const [kept, setKept] = useState<readonly Draft[]>([])
  const [said, setSaid] = useState('')

  const look = useCallback(async () => setKept(await drafts.list().catch(() => [])), [drafts])
  useEffect(() => void look(), [look])

  const meetings = kept.filter((draft) => draft.kind === 'meeting')
  const flyers = kept.filter((draft) => draft.kind === 'flyer')
  const discard = async (draft: Draft) => {
    await drafts.discard(draft.id)
    setSaid(t('home.discarded'))
    await look()
  }

  return (
    <>
      <p className="only-heard" role="status">
        {said}
      </p>
      {kept.length > 0 && (
        <section className="panel notice-check" aria-labelledby="recovered">
          <h2 id="recovered">{t('home.recovered')}</h2>
          <p>{t('home.recoveredWhat')}</p>
          <ul className="plain-list">
            {meetings.map((draft) => (
              <Meeting key={draft.id} draft={draft} onDiscard={() => void discard(draft)} />
            ))}
            {flyers[0] && <Flyers first={flyers[0]} count={flyers.length} />}
          </ul>
        </section>
      )}
    </>
  )
}

function Meeting({ draft, onDiscard }: { draft: MeetingDraft; onDiscard: () => void }) {
  const { t, i18n } = useTranslation('frame')
  const name = fullName(draft.person) || t('home.nobody')
  const inIt = [
    draft.person.email && t('home.email'),
    draft.person.phone && t('home.phone'),
    draft.person.postalAddress && t('home.post'),
    count(draft.rows.filter(({ answer }) => answer === 'yes').length, 'home.ticks'),
    count(draft.ink?.strokes.length ?? 0, 'home.strokes'),
    draft.typedName && t('home.typed'),
  ].filter(Boolean)

  function count(many: number, key: string): string | false {
    return many > 0 && t(key, { count: many })
  }
  // What the customer chose stays theirs: the next hand-over shows it as they left it.
  const goOn = () => goTo({ place: 'capture', draft: draft.id })

  return (
    <li className="draft">
      <p>
        <strong>{name}</strong>{' '}
        <span className="muted">{t('home.since', { when: showLately(draft.openedAt, i18n.language) })}</span>
        <br />
        {inIt.join(', ')}
      </p>
      <div className="actions">
        <button type="button" className="primary" aria-label={t('home.continueWith', { name })} onClick={goOn}>
          {t('home.continue')}
        </button>
        <button type="button" aria-label={t('home.discardOf', { name })} onClick={onDiscard}>
          {t('home.discard')}
        </button>
      </div>
    </li>
  )
}

function Flyers({ first, count }: { first: FlyerDraft; count: number }) {
  const { t } = useTranslation('frame')
  return (
    <li className="draft">
      <p>
        <Icon name="paper" /> {t('home.flyersWaiting', { count })}
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => goTo({ place: 'digitise', draft: first.id })}>
          {t('home.continueFlyers')}
        </button>
      </div>
    </li>
  )
}
