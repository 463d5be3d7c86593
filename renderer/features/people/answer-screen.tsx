import '../../styles/people.css'
import { type SyntheticEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bytes } from '@shared/base/bytes'
import { contactPointFrom } from '@shared/capture/contact-points'
import type { CaptureProblem } from '@shared/capture/problem'
import type { ReplyRow } from '@shared/capture/reply'
import { type ContactPoint, sameContactPoint } from '@shared/terms/contact-point'
import { type NoticeId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { fullName } from '@shared/terms/party'
import { type Instant, instantFrom } from '@shared/terms/time'
import { useDesk } from '../../desk'
import { newAct, now, today } from '../../platform/runtime'
import { goTo, hrefOf } from '../../router'
import { type PersonView, usePerson } from '../../store/people'
import { Icon } from '../../ui/icon'
import { ProblemList } from '../../ui/problem-list'
import { Segmented } from '../../ui/segmented'
import { showContactPoint } from '../../ui/show'
import type { Mail } from '../../workers/mail'
import { MailIn } from './mail-in'
import { recordReply, rowsFor } from './record-reply'
import { type TypedSms, SmsIn, nothingTyped } from './sms-in'

/** An answer that came as an e-mail or a text message: kept byte for byte, and read by a person. */
export function AnswerScreen({ subject }: { subject: string }) {
  const { t } = useTranslation('people')
  const [on] = useState(now)
  const view = usePerson(SubjectId.parse(subject), on)
  if (view === null) return null
  if (view === undefined) return <h1>{t('person.unknown')}</h1>
  return <Answering view={view} />
}

function Answering({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation(['life', 'problems', 'people'])
  const { catalogue, recordAct, workstation, about } = useDesk()
  const { subject, details } = view.person
  const [source, setSource] = useState<'email' | 'sms'>('email')
  const [mail, setMail] = useState<{ readonly mail: Mail; readonly bytes: Bytes } | null>(null)
  const [sms, setSms] = useState<TypedSms>(nothingTyped)
  const [notice, setNotice] = useState<NoticeId | null>(null)
  const [answers, setAnswers] = useState<Readonly<Record<string, ReplyRow['answer']>>>({})
  const [problems, setProblems] = useState<readonly { sentence: string; field?: string | undefined }[]>([])
  const act = useRef(newAct())

  const from = source === 'email' ? mailboxOf(mail?.mail) : numberOf(sms, details.country)
  const notices = catalogue.notices.filter(
    ({ language, activeFrom, retiredOn }) =>
      language === details.language && activeFrom <= today() && (retiredOn === null || retiredOn > today()),
  )
  const chosen = notices.find(({ id }) => id === notice) ?? null
  const rows = chosen && from ? rowsFor(chosen, from) : []
  const key = (row: ReplyRow) => `${row.purpose}/${row.channel}`
  const purpose = (id: string) => catalogue.purposes.find((one) => one.id === id)?.name[i18n.language as Language] ?? id

  const record = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (from === null || (source === 'sms' && !isWhole(sms)))
      return setProblems([{ sentence: t(source === 'email' ? 'answer.not-a-mail' : 'answer.incomplete') }])
    const evidence =
      source === 'email'
        ? mail && { kind: 'mail' as const, bytes: mail.bytes }
        : {
            kind: 'sms' as const,
            exchange: {
              v: 1 as const,
              number: from.value,
              outgoing: { text: sms.outgoing.trim(), at: momentOf(sms.outgoingAt) ?? now() },
              incoming: { text: sms.incoming.trim(), at: momentOf(sms.incomingAt) ?? now() },
            },
          }
    if (!evidence) return
    const reply = {
      source,
      act: act.current,
      subject,
      details,
      from,
      notice,
      rows: rows.map((row) => ({ ...row, answer: answers[key(row)] ?? ('open' as const) })),
      sentAt: source === 'email' ? (mail?.mail.sentAt ?? null) : momentOf(sms.incomingAt),
    }
    try {
      const recorded = await recordReply(reply, evidence, {
        catalogue,
        ask: workstation.ask,
        recordAct,
        recordedBy: about.operator.id,
        known: view.contactPoints,
        confirmedAt: now(),
      })
      if (recorded.ok) goTo({ place: 'person', subject })
      else setProblems(recorded.problems.map(sentenceFor))
    } catch {
      setProblems([{ sentence: t('change.notSaved') }])
    }
  }
  const sentenceFor = ({ key: problem, field }: CaptureProblem) => ({
    sentence: t(`problems:${problem}`),
    field: field === 'notice' ? 'answer-notice' : undefined,
  })

  return (
    <form className="page" onSubmit={(event) => void record(event)} noValidate>
      <header className="page-head">
        <h1>{t('answer.heading', { name: fullName(details) })}</h1>
        <p className="lead">{t('answer.lead')}</p>
      </header>
      <ProblemList heading={t('answer.wrong')} problems={problems} />
      <section className="panel">
        <div className="field">
          <p className="label">{t('answer.by')}</p>
          <Segmented
            label={t('answer.by')}
            value={source}
            onValue={setSource}
            options={[
              { value: 'email', label: t('answer.email') },
              { value: 'sms', label: t('answer.sms') },
            ]}
          />
        </div>
        {source === 'email' ? (
          <MailIn mail={mail?.mail ?? null} onMail={setMail} />
        ) : (
          <SmsIn view={view} typed={sms} onTyped={(some) => setSms({ ...sms, ...some })} />
        )}
        {from && !view.contactPoints.some((point) => sameContactPoint(point, from)) && (
          <p className="hint">{t('answer.unknownFrom')}</p>
        )}
      </section>
      <section className="panel">
        <div className="field">
          <label htmlFor="answer-notice">{t('answer.notice')}</label>
          <select
            id="answer-notice"
            value={notice ?? ''}
            onChange={(event) => setNotice((event.currentTarget.value || null) as NoticeId | null)}
          >
            <option value="">{t('form.choose')}</option>
            {notices.map(({ id, title, version }) => (
              <option key={id} value={id}>
                {title} (v{version})
              </option>
            ))}
          </select>
        </div>
        {chosen && from && (
          <>
            <h2>{t('answer.rows')}</h2>
            <p className="hint">{t('answer.rowsHint', { from: showContactPoint(from) })}</p>
            {rows.map((row) => (
              <fieldset className="asked reply-row" key={key(row)}>
                <legend>
                  {purpose(row.purpose)}, {t(`people:channel.${row.channel}`)}
                </legend>
                {(['yes', 'no', 'open'] as const).map((answer) => (
                  <label className="row" key={answer}>
                    <input
                      type="radio"
                      name={key(row)}
                      checked={(answers[key(row)] ?? 'open') === answer}
                      onChange={() => setAnswers({ ...answers, [key(row)]: answer })}
                    />
                    <span>{t(`answer.${answer}`)}</span>
                  </label>
                ))}
              </fieldset>
            ))}
          </>
        )}
        <div className="actions end">
          <a className="button" href={hrefOf({ place: 'person', subject })}>
            {t('answer.back')}
          </a>
          <button type="submit" className="primary">
            <Icon name="check" />
            {t('answer.record')}
          </button>
        </div>
      </section>
    </form>
  )
}

function mailboxOf(mail: Mail | undefined): ContactPoint | null {
  const point = mail?.from ? contactPointFrom('email', mail.from, 'DE') : null
  return point?.ok ? point.value : null
}

function numberOf({ number }: TypedSms, country: string): ContactPoint | null {
  const point = number.trim() === '' ? null : contactPointFrom('phone', number, country)
  return point?.ok ? point.value : null
}

const isWhole = ({ outgoing, outgoingAt, incoming, incomingAt }: TypedSms): boolean =>
  outgoing.trim() !== '' && incoming.trim() !== '' && momentOf(outgoingAt) !== null && momentOf(incomingAt) !== null

/** A moment as the fields of the browser give it, in the time of this machine. */
function momentOf(typed: string): Instant | null {
  const at = Date.parse(typed)
  return Number.isNaN(at) ? null : instantFrom(at)
}
