import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeetingDraft, RowAnswer } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { rowKey } from '@shared/capture/validate-meeting'
import { must } from '@shared/base/never'
import type { Language } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import type { JournalEntry } from '@shared/ipc/contract'
import { YOUNGEST } from '@shared/capture/validate-person'
import { now } from '../../platform/runtime'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { Question, QuestionRow } from '../../ui/question'
import { showContactPoint } from '../../ui/show'
import { wordsFor } from '../../ui/translate'
import { useCustomer } from './customer'
import { CustomerTools } from './customer-tools'
import { inLanguage } from './in-language'
import { recordCapture } from './record-capture'
import { SignaturePad } from './signature-pad'
import type { Meeting } from './use-kept'

type ChoiceProps = {
  readonly meeting: Meeting
  readonly onRecorded: (answers: readonly JournalEntry[]) => void
  /** Nothing was recorded, and nothing of it is left. */
  readonly onEnded: () => void
}

/**
 * The customer's screen: the words, the choice, the signature. The operator's hands are off; nothing of the desk and
 * nobody else is in it. Both answers look the same, nothing is ticked, nothing is timed.
 */
export function Choice({ meeting, onRecorded, onEnded }: ChoiceProps) {
  const { draft, change, keep } = meeting
  const { ask, drafts, handed } = useCustomer()
  const { card } = handed
  const say = wordsFor(draft.language, 'capture')
  const notice = must(
    card.notices.find(({ id }) => id === draft.notice),
    'the text that is shown',
  )
  const [fullText, setFullText] = useState(false)
  const [trouble, setTrouble] = useState<readonly CaptureProblem[] | 'not-recorded'>([])
  const busy = useRef(false)
  const [working, setWorking] = useState(false)

  const speak = (language: Language) => void keep(inLanguage(draft, card, language)).catch(() => undefined)
  const answer = (row: RowAnswer, yes: boolean) => {
    setTrouble([])
    const next: RowAnswer = { ...row, answer: yes ? 'yes' : 'unanswered', at: now() }
    const rows = draft.rows.map((one) => (rowKey(one) === rowKey(row) ? next : one))
    void keep({ rows }).catch(() => undefined)
  }
  const labelOf = (row: RowAnswer) =>
    say(`row.${row.channel}`, { value: showContactPoint(row.contactPoint), interpolation: { escapeValue: false } })

  const once = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setWorking(true)
    try {
      await work()
    } catch {
      setTrouble('not-recorded')
    } finally {
      busy.current = false
      setWorking(false)
    }
  }
  const record = (rows: readonly RowAnswer[]) =>
    once(async () => {
      const recorded = await recordCapture(
        { ...draft, rows: [...rows] },
        {
          catalogue: { ...card, forms: [] },
          ask,
          recordAct: async (act, events) => (await ask['journal:record']({ act, events: [...events] })).entries,
          recordedBy: card.recordedBy,
          subject: card.subject,
          confirmedAt: now(),
          labelOf,
        },
      )
      if (!recorded.ok) return setTrouble(recorded.problems)
      // The host has let go of the draft; a key that was pressed meanwhile must not bring it back.
      await drafts.discard(draft.id).catch(() => undefined)
      onRecorded(recorded.value.answers)
    })
  const refuse = () => record(draft.rows.map((row) => ({ ...row, answer: 'unanswered' as const })))
  // Nothing is recorded, and the curtain falls: the desk is not for the customer's eyes.
  const later = () => void keep({ step: 'curtain' }).catch(() => undefined)
  const tooYoung = () =>
    once(async () => {
      await drafts.discard(draft.id)
      onEnded()
    })
  const aloud = [
    notice.title,
    ...notice.paragraphs,
    ...notice.questions.flatMap(({ purpose, text }) => [
      text,
      ...draft.rows.filter((row) => row.purpose === purpose).map(labelOf),
    ]),
    notice.withdrawal,
  ]

  return (
    <div className="choice" lang={draft.language}>
      <Whose name={card.name} speaker={draft.speaker} language={draft.language} />
      <header className="choice-head">
        <h1>{notice.title}</h1>
        <CustomerTools language={draft.language} onLanguage={speak} aloud={aloud} />
      </header>
      <main className="choice-body" tabIndex={-1}>
        <div className="choice-what">
          {notice.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <Questions notice={notice} rows={draft.rows} labelOf={labelOf} onAnswer={answer} heading={say} />
        </div>
        <div className="choice-sign">
          <p>{notice.withdrawal}</p>
          <button type="button" className="as-link" onClick={() => setFullText(true)}>
            {say('choice.fullText')}
          </button>
          <Signature meeting={meeting} change={change} trouble={trouble} touched={() => setTrouble([])} />
          <Trouble trouble={trouble} language={draft.language} />
          <div className="answers">
            <button type="button" className="answer" disabled={working} onClick={() => void refuse()}>
              {say('choice.refuse')}
            </button>
            <button type="button" className="answer" disabled={working} onClick={() => void record(draft.rows)}>
              {say('choice.confirm')}
            </button>
          </div>
          <p className="choice-later">
            <button type="button" className="as-link" onClick={later}>
              {say('choice.later')}
            </button>
            {!draft.speaker && (
              <button type="button" className="as-link" disabled={working} onClick={() => void tooYoung()}>
                {say('choice.tooYoung', { age: YOUNGEST })}
              </button>
            )}
          </p>
        </div>
      </main>
      {fullText && (
        <Dialog heading={say('choice.fullTextHeading')} close={say('choice.close')} onClose={() => setFullText(false)}>
          {notice.fullText.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Dialog>
      )}
    </div>
  )
}

type WhoseProps = {
  readonly name: string
  readonly speaker: MeetingDraft['speaker']
  readonly language: Language
}

/**
 * Whose choice this is, and who speaks for them. Until the first touch it speaks to whoever holds the device: give it to them. So the hand-over
 * costs no tap of its own.
 */
function Whose({ name, speaker, language }: WhoseProps) {
  const { t, i18n } = useTranslation('capture')
  const say = wordsFor(language, 'capture')
  const [given, setGiven] = useState(false)
  useEffect(() => {
    const give = () => setGiven(true)
    addEventListener('pointerdown', give, { once: true })
    addEventListener('keydown', give, { once: true })
    return () => {
      removeEventListener('pointerdown', give)
      removeEventListener('keydown', give)
    }
  }, [])
  return (
    <p className="whose" data-given={given} role="status" lang={given ? language : i18n.language}>
      <Icon name={given ? 'person' : 'tablet'} />
      {given
        ? say(speaker ? `choice.spokenFor.${speaker.as}` : 'choice.asker', { name, speaker: speaker?.name })
        : t('curtain.give', { name: speaker?.name ?? name })}
    </p>
  )
}

type QuestionsProps = {
  readonly notice: Notice
  readonly rows: readonly RowAnswer[]
  readonly labelOf: (row: RowAnswer) => string
  readonly onAnswer: (row: RowAnswer, yes: boolean) => void
  readonly heading: (key: string) => string
}

function Questions({ notice, rows, labelOf, onAnswer, heading }: QuestionsProps) {
  return notice.questions.map(({ purpose, text, separate }) => {
    const own = rows.filter((row) => row.purpose === purpose)
    if (own.length === 0) return null
    return (
      <Question key={purpose} text={text} kind={separate && heading('choice.separate')}>
        {own.map((row) => (
          <QuestionRow
            key={rowKey(row)}
            label={labelOf(row)}
            yes={row.answer === 'yes'}
            onAnswer={(yes) => onAnswer(row, yes)}
          />
        ))}
      </Question>
    )
  })
}

type SignatureProps = {
  readonly meeting: Meeting
  readonly change: Meeting['change']
  readonly trouble: readonly CaptureProblem[] | 'not-recorded'
  readonly touched: () => void
}

/** Drawn, or typed: equal in effect. */
function Signature({ meeting: { draft, keep }, change, trouble, touched }: SignatureProps) {
  const say = wordsFor(draft.language, 'capture')
  const id = useId()
  const typing = draft.typedName !== null
  const missing = trouble !== 'not-recorded' && trouble.some(({ field }) => field === 'signature')
  const swap = () => {
    touched()
    void keep(typing ? { typedName: null } : { typedName: '', ink: null }).catch(() => undefined)
  }
  return (
    <section className={missing ? 'sign wrong' : 'sign'} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{typing ? <label htmlFor={id}>{say('sign.type')}</label> : say('sign.here')}</h2>
      <p className="hint" id={`${id}-hint`}>
        {say('sign.when')}
      </p>
      {typing ? (
        <input
          id={id}
          className="typed-name"
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          aria-invalid={missing || undefined}
          value={draft.typedName ?? ''}
          onChange={(event) => {
            touched()
            change({ typedName: event.currentTarget.value })
          }}
          onBlur={() => void keep().catch(() => undefined)}
        />
      ) : (
        <SignaturePad
          ink={draft.ink}
          label={say('sign.pad', { count: draft.ink?.strokes.length ?? 0 })}
          describedBy={`${id}-hint`}
          onInk={(ink) => {
            touched()
            void keep({ ink }).catch(() => undefined)
          }}
        />
      )}
      <div className="actions">
        <button type="button" onClick={swap}>
          {typing ? say('sign.drawInstead') : say('sign.typeInstead')}
        </button>
        <button
          type="button"
          className="clear"
          onClick={() => void keep(typing ? { typedName: '' } : { ink: null }).catch(() => undefined)}
        >
          {say('sign.clear')}
        </button>
      </div>
    </section>
  )
}

/** What stands in the way, in the customer's words. */
function Trouble({ trouble, language }: { trouble: SignatureProps['trouble']; language: Language }) {
  const say = wordsFor(language, 'capture')
  const problem = wordsFor(language, 'problems')
  if (trouble.length === 0) return null
  const shown: ReactNode =
    trouble === 'not-recorded'
      ? say('choice.notRecorded')
      : trouble.map(({ key }) => (
          <span key={key}>{key.startsWith('capture.signature') ? say('sign.missing') : problem(key)} </span>
        ))
  return (
    <p className="trouble" role="alert">
      {shown}
    </p>
  )
}
