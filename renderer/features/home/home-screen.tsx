import { useLiveQuery } from 'dexie-react-hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { newDraftId } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { Icon, type IconName } from '../../ui/icon'
import { showLately } from '../../ui/show'
import { latestOf, todayOf } from './today'
import { RecoveredWork } from './recovered-work'

/** Where the day starts: one large thing to do, what was left unfinished, and what was recorded. */
export function HomeScreen() {
  const { t } = useTranslation('frame')
  return (
    <div className="page wide">
      <h1>{t('home.heading')}</h1>
      <div className="jobs">
        <Job
          primary
          icon="pen"
          href={hrefOf({ place: 'capture', draft: newDraftId() })}
          what={t('home.newWhat')}
          keys="Ctrl+N"
        >
          {t('home.new')}
        </Job>
        <Job icon="search" href={hrefOf({ place: 'people' })} what={t('home.findWhat')} keys="Ctrl+F">
          {t('home.find')}
        </Job>
        <Job icon="paper" href={hrefOf({ place: 'digitise', draft: null })} what={t('home.flyersWhat')}>
          {t('home.flyers')}
        </Job>
        <Job icon="stop" href={hrefOf({ place: 'objection' })} what={t('home.objectionWhat')}>
          {t('home.objection')}
        </Job>
      </div>
      <RecoveredWork />
      <div className="two-columns even">
        <Today />
        <Latest />
      </div>
    </div>
  )
}

type JobProps = { primary?: boolean; icon: IconName; href: string; what: string; keys?: string; children: ReactNode }

function Job({ primary = false, icon, href, what, keys, children }: JobProps) {
  return (
    <a className={primary ? 'job primary' : 'job'} href={href} aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}>
      <span className="job-name">
        <Icon name={icon} />
        {children}
        {keys && <kbd>{keys}</kbd>}
      </span>
      <span className="job-what">{what}</span>
    </a>
  )
}

function Today() {
  const { t } = useTranslation('frame')
  const { db } = useDesk()
  const today = useLiveQuery(() => todayOf(db), [], null)
  return (
    <section className="panel">
      <h2>{t('home.today')}</h2>
      {today && (
        <ul className="tally">
          <li data-kind="yes">{t('home.given', { count: today.given })}</li>
          <li data-kind="no">{t('home.refused', { count: today.refused })}</li>
          <li data-kind="no">{t('home.withdrawn', { count: today.withdrawn })}</li>
          <li>{t('home.people', { count: today.people })}</li>
        </ul>
      )}
    </section>
  )
}

function Latest() {
  const { t, i18n } = useTranslation('frame')
  const { db } = useDesk()
  const latest = useLiveQuery(() => latestOf(db), [], null)
  return (
    <section className="panel">
      <h2>{t('home.latest')}</h2>
      {latest?.length === 0 && <p className="muted">{t('home.none')}</p>}
      <ul className="plain-list">
        {latest?.map(({ subject, name, event, at, received }) => (
          <li key={subject}>
            <a href={hrefOf({ place: 'person', subject })}>{name}</a>
            <span className="muted">
              {showLately(at, i18n.language)}, {t(received ? 'sync:withHeadOffice' : 'sync:savedHere')}
            </span>
            <a href={hrefOf({ place: 'proof', event })} aria-label={t('home.proofOf', { name })}>
              {t('home.proof')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
