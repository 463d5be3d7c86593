import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import type { EntryRow } from '../../store/database'
import { useSyncStatus } from '../../store/sync'
import { Fact } from '../../ui/fact'
import { Icon } from '../../ui/icon'
import { showMoment } from '../../ui/show'

const SHOWN = 20

/** Where every record is, what waits, and one way to hurry it. */
export function SyncScreen() {
  const { t, i18n } = useTranslation('sync')
  const { workstation, db } = useDesk()
  const status = useSyncStatus()
  const [trying, setTrying] = useState(false)
  const received = useLiveQuery(() => db.entries.filter(({ receivedAt }) => receivedAt !== null).count(), [], null)
  const waiting = useLiveQuery(() => waitingIn(db.entries), [], null)

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
        <Waiting rows={waiting} />
      </section>
    </div>
  )
}

function Waiting({ rows }: { rows: readonly EntryRow[] | null }) {
  const { t, i18n } = useTranslation(['sync', 'people'])
  if (rows === null) return null
  if (rows.length === 0) return <p className="muted">{t('listNone')}</p>
  return (
    <ul className="plain-list">
      {rows.slice(0, SHOWN).map(({ id, recorded: { event, recordedAt } }) => (
        <li key={id}>
          <a href={hrefOf({ place: 'person', subject: event.subject })}>{t(`people:event.${event.type}`)}</a>
          <span className="muted">
            {t('savedHere')}, {showMoment(recordedAt, i18n.language)}
          </span>
        </li>
      ))}
      {rows.length > SHOWN && <li className="muted">{t('listMore', { count: rows.length - SHOWN })}</li>}
    </ul>
  )
}

/** Made here and not yet confirmed, newest first. */
async function waitingIn(entries: ReturnType<typeof useDesk>['db']['entries']): Promise<EntryRow[]> {
  return entries
    .orderBy('position')
    .reverse()
    .filter(({ origin, receivedAt }) => origin === 'here' && receivedAt === null)
    .limit(1_000)
    .toArray()
}
