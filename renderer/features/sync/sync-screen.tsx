import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { useSyncStatus } from '../../store/sync'
import { Fact } from '../../ui/fact'
import { Icon } from '../../ui/icon'
import { showMoment } from '../../ui/show'
import { type WaitingAct, waitingIn } from './waiting'

const SHOWN = 20

/** Where every record is, what waits, and one way to hurry it. */
export function SyncScreen() {
  const { t, i18n } = useTranslation('sync')
  const { workstation, db, builtIn } = useDesk()
  const status = useSyncStatus()
  const [trying, setTrying] = useState(false)
  const received = useLiveQuery(() => db.entries.where('receivedAt').above(0).count(), [], null)
  const waiting = useLiveQuery(() => waitingIn(db, builtIn.controller), [], null)

  const retry = async () => {
    setTrying(true)
    await workstation.ask['sync:now']({}).catch(() => undefined)
    setTrying(false)
  }

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        <p className="lead">{t('what')}</p>
      </header>
      <section className="panel">
        <dl className="facts">
          <Fact name={t('waitingFact')}>{status?.waiting.toLocaleString(i18n.language) ?? '–'}</Fact>
          <Fact name={t('receivedFact')}>{received?.toLocaleString(i18n.language) ?? '–'}</Fact>
          <Fact name={t('lastFact')}>
            {status?.lastContactAt ? showMoment(status.lastContactAt, i18n.language) : t('neverFact')}
          </Fact>
        </dl>
        {status && (
          <p role="status" data-state={status.state}>
            {t(`state.${status.state}`)}
          </p>
        )}
        {status?.why && <p className="said-stop">{t(`why.${status.why}`)}</p>}
        <div className="actions">
          <button type="button" className="primary" disabled={trying} onClick={() => void retry()}>
            <Icon name="sync" />
            {trying ? t('retrying') : t('retry')}
          </button>
        </div>
      </section>
      <section className="panel">
        <h2>{t('listHeading')}</h2>
        <Waiting acts={waiting} />
      </section>
    </div>
  )
}

function Waiting({ acts }: { acts: readonly WaitingAct[] | null }) {
  const { t, i18n } = useTranslation('sync')
  if (acts === null) return null
  if (acts.length === 0) return <p className="muted">{t('listNone')}</p>
  return (
    <ul className="plain-list">
      {acts.slice(0, SHOWN).map(({ act, subject, name, records, recordedAt }) => (
        <li key={act}>
          <a href={hrefOf(subject === null ? { place: 'texts', item: null } : { place: 'person', subject })}>{name}</a>
          <span className="muted">
            {t('records', { count: records })}, {showMoment(recordedAt, i18n.language)}
          </span>
        </li>
      ))}
      {acts.length > SHOWN && <li className="muted">{t('listMore', { count: acts.length - SHOWN })}</li>}
    </ul>
  )
}
