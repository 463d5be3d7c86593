import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import type { EventId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import type { EntryRow } from '../../store/database'
import { Icon } from '../../ui/icon'
import { showContactPoint, showTime } from '../../ui/show'
import { wordsFor } from '../../ui/translate'

type ThanksProps = { readonly event: EventId; readonly language: Language; readonly onUnlock: () => void }

/** The customer's choice, said back to them, and where it now is. Only the operator goes on from here. */
export function Thanks({ event, language, onUnlock }: ThanksProps) {
  const { t } = useTranslation('capture')
  const { db } = useDesk()
  const say = wordsFor(language, 'capture')
  const rows = useLiveQuery(() => actOf(db.entries, event), [event], null)
  const answers = rows?.filter(({ recorded }) => /^consent-(given|refused)$/.test(recorded.event.type)) ?? []
  const saved = rows?.[0]?.recorded.recordedAt

  return (
    <main className="curtain" lang={language} tabIndex={-1}>
      <Icon name="check" />
      <h1>{say('thanks.heading')}</h1>
      <ul className="said-back">
        {answers.map(({ id, recorded }) => (
          <Answer key={id} event={recorded.event} language={language} />
        ))}
      </ul>
      {saved && <p className="muted">{say('thanks.saved', { time: showTime(saved, language) })}</p>}
      <p className="hand-back">{say('thanks.handBack')}</p>
      <button type="button" className="unlock" lang={document.documentElement.lang} onClick={onUnlock}>
        {t('thanks.unlock')}
      </button>
    </main>
  )
}

function Answer({ event, language }: { event: EntryRow['recorded']['event']; language: Language }) {
  const say = wordsFor(language, 'capture')
  const { catalogue } = useDesk()
  if (event.type !== 'consent-given' && event.type !== 'consent-refused') return null
  const yes = event.type === 'consent-given'
  const purpose = catalogue.purposes.find(({ id }) => id === event.purpose)?.name[language] ?? event.purpose
  const value = event.contactPoint ? showContactPoint(event.contactPoint) : ''
  return (
    <li data-answer={yes ? 'yes' : 'no'}>
      <Icon name={yes ? 'check' : 'cross'} />
      <span>
        {purpose}, {say(`row.${event.channel}`, { value })}
      </span>
      <strong>{yes ? say('thanks.yes') : say('thanks.no')}</strong>
    </li>
  )
}

async function actOf(entries: ReturnType<typeof useDesk>['db']['entries'], event: EventId): Promise<EntryRow[]> {
  const one = await entries.where('id').equals(event).first()
  return one ? entries.where('recorded.act').equals(one.recorded.act).toArray() : []
}
