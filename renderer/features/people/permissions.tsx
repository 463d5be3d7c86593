import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { momentOf } from '@shared/consent/local-time'
import type { Purpose } from '@shared/terms/purpose'
import { type Channel, type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { PlainDate, instantFrom } from '@shared/terms/time'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { today } from '../../platform/runtime'
import { type PermissionRow, type PersonView, usePerson } from '../../store/people'
import { Icon, type IconName } from '../../ui/icon'
import { showContactPoint, showDay, showMoment } from '../../ui/show'
import { WhyThis } from './why'

const channelIcons: Record<Channel, IconName> = { email: 'mail', phone: 'phone', sms: 'message', post: 'post' }

type Line = { readonly channel: Channel; readonly contactPoint: ContactPoint; readonly cells: readonly PermissionRow[] }

/** What we may do today, and what we could on an earlier day. */
export function Permissions({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation(['people', 'life'])
  const [day, setDay] = useState('')
  const parsed = PlainDate.safeParse(day)
  const past = parsed.success && parsed.data < today() ? parsed.data : null
  return (
    <section className="panel" aria-labelledby="permissions">
      <div className="as-of">
        <h2 id="permissions">
          {past ? t('life:asOf.heading', { day: showDay(past, i18n.language) }) : t('permissions.heading')}
        </h2>
        <div className="actions">
          <div className="field">
            <label htmlFor="as-of">{t('life:asOf.label')}</label>
            <input
              id="as-of"
              type="date"
              max={today()}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          </div>
          {past && (
            <button type="button" onClick={() => setDay('')}>
              {t('life:asOf.today')}
            </button>
          )}
        </div>
      </div>
      {past ? <OnThatDay subject={view.person.subject} day={past} /> : <Grid view={view} />}
    </section>
  )
}

/** At noon of that day, from what was said and known by its end. */
function OnThatDay({ subject, day }: { subject: SubjectId; day: PlainDate }) {
  const { t } = useTranslation(['life', 'people'])
  const end = instantFrom(momentOf(day, 1440) - 1)
  const view = usePerson(subject, instantFrom(momentOf(day, 720)), { said: end, known: end })
  if (view === null) return null
  return (
    <>
      <p className="muted">{t('asOf.note')}</p>
      {view ? <Grid view={view} /> : <p>{t('people:permissions.none')}</p>}
    </>
  )
}

/** One line for each way of reaching them, one column for each purpose. */
function Grid({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation('people')
  const { catalogue } = useDesk()
  const lines = linesOf(view.permissions)
  const purposes = catalogue.purposes.filter(({ id }) => view.permissions.some(({ purpose }) => purpose === id))

  if (lines.length === 0) return <p className="muted">{t('permissions.none')}</p>
  return (
    <table className="permissions">
      <thead>
        <tr>
          <th scope="col">{t('permissions.by')}</th>
          {purposes.map(({ id, name }) => (
            <th scope="col" key={id}>
              {name[i18n.language as Language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineOf key={`${line.channel} ${contactPointKey(line.contactPoint)}`} line={line} purposes={purposes} />
        ))}
      </tbody>
    </table>
  )
}

function LineOf({ line, purposes }: { line: Line; purposes: readonly Purpose[] }) {
  const { t, i18n } = useTranslation('people')
  return (
    <tr>
      <th scope="row">
        <span className="channel">
          <Icon name={channelIcons[line.channel]} />
          <span>
            {t(`channel.${line.channel}`)}
            <span className="channel-value">{showContactPoint(line.contactPoint)}</span>
          </span>
        </span>
      </th>
      {purposes.map(({ id, name }) => {
        const row = line.cells.find(({ purpose }) => purpose === id)
        return (
          <td key={id} data-label={name[i18n.language as Language]}>
            {row ? (
              <Verdict row={row} about={`${t(`channel.${line.channel}`)}, ${name[i18n.language as Language]}`} />
            ) : (
              <span className="muted">{t('permissions.notAsked')}</span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** The answer in words, since when, and the way to what proves it. */
function Verdict({ row: { permission, because, contactPoint }, about }: { row: PermissionRow; about: string }) {
  const { t, i18n } = useTranslation(['people', 'permission'])
  const yes = permission.kind === 'permitted'
  const why = yes ? 'permitted' : permission.why
  const open = why === 'never-asked' || why === 'other-contact-point'
  const said = because && showDay(because.event.stated.notAfter, i18n.language)
  return (
    <div className="verdict" data-verdict={yes ? 'yes' : open ? 'open' : 'no'}>
      <span className="verdict-word">
        <Icon name={yes ? 'check' : open ? 'question' : 'stop'} />
        {open ? t(`verdict.never-asked.${contactPoint.kind}`) : t([`verdict.${why}`, `permission:why.${why}`])}
      </span>
      {because && !open && (
        <a className="verdict-proof" href={hrefOf({ place: 'proof', event: because.id })}>
          {t('verdict.since', { day: said })}
        </a>
      )}
      {permission.kind === 'not-now' && permission.from && (
        <span className="hint">
          {t('permission:verdict.from', { moment: showMoment(permission.from, i18n.language) })}
        </span>
      )}
      {yes && permission.until && (
        <span className="hint">{t('verdict.until', { day: showDay(permission.until, i18n.language) })}</span>
      )}
      {permission.kind === 'not-permitted' && permission.onPossibleDuplicate && (
        <span className="hint">{t('verdict.onPossibleDuplicate')}</span>
      )}
      <WhyThis permission={permission} about={about} />
    </div>
  )
}

function linesOf(rows: readonly PermissionRow[]): Line[] {
  const lines = new Map<string, PermissionRow[]>()
  for (const row of rows) {
    const key = `${row.channel} ${contactPointKey(row.contactPoint)}`
    lines.set(key, [...(lines.get(key) ?? []), row])
  }
  return [...lines.values()].flatMap((cells) => {
    const first = cells[0]
    return first ? [{ channel: first.channel, contactPoint: first.contactPoint, cells }] : []
  })
}
