import { useTranslation } from 'react-i18next'
import type { LostQuestion, Reconsent, Route } from '@shared/consent/reconsent'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { goTo } from '../../router'
import { meetingAbout } from '../../store/new-meeting'
import type { PersonView } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showContactPoint } from '../../ui/show'
import { languageNames } from '../../ui/translate'

/** What was open before something happened: what to ask, in which language, and how one may ask at all. */
export function AskAgain({ view, again }: { view: PersonView; again: Reconsent }) {
  const { t } = useTranslation(['life', 'people'])
  const { drafts } = useDesk()
  const begin = async () => {
    const asks = again.lost.map(({ purpose, channel, now }) => ({ purpose, channel, contactPoint: now }))
    const draft = meetingAbout(view.person, { language: again.language, asks })
    await drafts.keep(draft)
    goTo({ place: 'capture', draft: draft.id })
  }
  const mayAsk = again.routes.length > 0
  return (
    <div className="again">
      <p>{t('again.what')}</p>
      <ul className="plain-list">
        {again.lost.map((lost) => (
          <Lost key={`${lost.purpose} ${lost.channel} ${lost.was.value}`} lost={lost} />
        ))}
      </ul>
      {mayAsk ? (
        <>
          <p>
            {t('again.ways')} <strong>{again.routes.map((route) => wayWords(t, route)).join(', ')}</strong>.
          </p>
          {again.closed.length > 0 && (
            <p className="hint">
              <Icon name="stop" />{' '}
              {t('again.closed', { ways: again.closed.map((way) => t(`people:channel.${way}`)).join(', ') })}
            </p>
          )}
          <p className="hint">{t('again.language', { language: languageNames[again.language] })}</p>
          <div className="actions">
            <button type="button" className="primary" onClick={() => void begin()}>
              <Icon name="tablet" />
              {t('again.onGlass')}
            </button>
          </div>
        </>
      ) : (
        <p className="said-stop">
          <Icon name="stop" /> {t('again.nobody')}
        </p>
      )}
    </div>
  )
}

function Lost({ lost: { purpose, channel, was, now } }: { lost: LostQuestion }) {
  const { t, i18n } = useTranslation(['life', 'people'])
  const { catalogue } = useDesk()
  const name = catalogue.purposes.find(({ id }) => id === purpose)?.name[i18n.language as Language] ?? purpose
  const changed = now === null || now.value !== was.value
  return (
    <li>
      <span>
        {name}, {t(`people:channel.${channel}`)}:{' '}
        <strong className="point-value">{now ? showContactPoint(now) : t('again.numberMissing')}</strong>
      </span>
      {changed && <span className="hint">{t('again.before', { value: showContactPoint(was) })}</span>}
    </li>
  )
}

const wayWords = (t: (key: string, gaps: Record<string, string>) => string, route: Route): string =>
  route.way === 'in-person'
    ? t('again.inPerson', {})
    : t(`again.wayTo.${route.way}`, { to: showContactPoint(route.to) })
