import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awaiting } from '@shared/consent/awaiting'
import type { ConsentEvent } from '@shared/consent/event'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import type { PersonView } from '../../store/people'
import { wordsFor } from '../../ui/translate'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { showContactPoint, showDay, showTime } from '../../ui/show'
import { type CallAnswer, eventsFromCall, wantedEvent } from './confirm'

/** Consents that count once the mailbox or number is shown to be theirs, and what the desk can do for that. */
export function Confirmations({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation(['life', 'people'])
  const { recordAct, about } = useDesk()
  const [calling, setCalling] = useState<Awaiting | null>(null)
  const [said, setSaid] = useState('')
  if (view.awaiting.length === 0 && said === '') return null

  const record = async (events: readonly ConsentEvent[]) => {
    setCalling(null)
    if (events.length === 0) return
    try {
      const [entry] = await recordAct(newAct(), events)
      setSaid(t('change.saved', { time: showTime(entry?.recorded.recordedAt ?? now(), i18n.language) }))
    } catch {
      setSaid(t('change.notSaved'))
    }
  }
  const by = () => ({ at: now(), recordedBy: about.operator.id })

  return (
    <section className="panel" aria-labelledby="awaiting">
      <h2 id="awaiting">{t('confirm.heading')}</h2>
      <p className="muted">{t('confirm.what')}</p>
      <ul className="plain-list">
        {view.awaiting.map((one) => (
          <li key={`${one.act} ${one.contactPoint.value}`} className="awaiting">
            <div>
              <strong className="point-value">{showContactPoint(one.contactPoint)}</strong>
              <p className="hint">
                {t('confirm.for', { what: one.channels.map((way) => t(`people:channel.${way}`)).join(', ') })}
                {one.state !== 'open' &&
                  ` · ${t(`confirm.${one.state === 'asked' ? 'sent' : one.state}`, { day: showDay(one.since, i18n.language) })}`}
              </p>
            </div>
            <div className="actions">
              {one.ways.includes('double-opt-in') && mayWish(one) && (
                <button type="button" onClick={() => void record([wantedEvent(one, 'double-opt-in', by())])}>
                  <Icon name="mail" />
                  {t('confirm.byMail')}
                </button>
              )}
              {one.ways.includes('call-back') && (
                <button type="button" onClick={() => setCalling(one)}>
                  <Icon name="phone" />
                  {t('confirm.callBack')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {view.awaiting.some(({ ways }) => ways.includes('double-opt-in')) && (
        <p className="hint">{t('confirm.byMailWhat')}</p>
      )}
      <p className="said" role="status">
        {said}
      </p>
      {calling && (
        <CallBack
          view={view}
          one={calling}
          onAnswer={(answer) => void record(eventsFromCall(calling, answer, by()))}
          onClose={() => setCalling(null)}
        />
      )}
    </section>
  )
}

const DAY = 86_400_000

/** Once is enough; a wish that brought no letter within a day may be repeated. */
const mayWish = ({ state, since }: Awaiting): boolean =>
  state === 'open' || state === 'lapsed' || (state === 'wanted' && Date.parse(now()) - Date.parse(since) > DAY)

type CallProps = {
  readonly view: PersonView
  readonly one: Awaiting
  readonly onAnswer: (answer: CallAnswer) => void
  readonly onClose: () => void
}

/** The call asks one thing and offers nothing, or it would be the advertising it asks leave for. */
function CallBack({ view, one, onAnswer, onClose }: CallProps) {
  const { t } = useTranslation('life')
  const { catalogue } = useDesk()
  const { language } = view.person.details
  const words = wordsFor(language, 'life')
  const gaps = { controller: catalogue.controller.name, day: showDay(one.saidAt, language) }
  const answers: readonly CallAnswer[] = ['yes', 'no', 'other', 'nobody']
  return (
    <Dialog
      heading={t('confirm.callHeading', { number: showContactPoint(one.contactPoint) })}
      close={t('change.back')}
      onClose={onClose}
    >
      <p>
        <strong>{fullName(view.person.details)}</strong>
      </p>
      <p>{t('confirm.callSay')}</p>
      <blockquote className="say" lang={language}>
        {words('confirm.callWords', gaps)}
      </blockquote>
      <ul className="occasions">
        {answers.map((answer) => (
          <li key={answer}>
            <button type="button" onClick={() => onAnswer(answer)}>
              {t(`confirm.call${answer[0]?.toUpperCase() ?? ''}${answer.slice(1)}`)}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
