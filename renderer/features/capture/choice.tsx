import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { RowAnswer } from '@shared/capture/draft'
import { getNotice, noticeInForce } from '@shared/capture/catalogue'
import type { CaptureProblem } from '@shared/capture/problem'
import { rowKey } from '@shared/capture/validate-meeting'
import { must } from '@shared/base/never'
import { type Language, languages } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { newSubject, now, today } from '../../platform/runtime'
import { sayThanks } from '../../store/hand-over'
import { Dialog } from '../../ui/dialog'
import { Segmented } from '../../ui/segmented'
import { showContactPoint } from '../../ui/show'
import { languageNames, wordsFor } from '../../ui/translate'
import { familyOf } from './family'
import { recordCapture } from './record-capture'
import { rowsFrom } from './rows-from'
import { SignaturePad } from './signature-pad'
import type { Meeting } from './use-meeting'

const sizes = ['normal', 'large', 'larger'] as const

/**
 * The customer's screen: the words, the choice, the signature. The operator's hands are off; nothing of the desk and
 * nobody else is in it. Both answers look the same, nothing is ticked, nothing is timed.
 */
export function Choice({ meeting }: { meeting: Meeting }) {
  const { draft, change, keep } = meeting
  const desk = useDesk()
  const say = wordsFor(draft.language, 'capture')
  const notice = getNotice(desk.catalogue, must(draft.notice, 'the text that is shown'))
  const [size, setSize] = useState<(typeof sizes)[number]>('normal')
  const [fullText, setFullText] = useState(false)
  const [trouble, setTrouble] = useState<readonly CaptureProblem[] | 'not-recorded'>([])
  const busy = useRef(false)
  const [working, setWorking] = useState(false)

  useEffect(() => {
    const desk = document.documentElement.lang
    document.documentElement.lang = draft.language
    return () => {
      document.documentElement.lang = desk
    }
  }, [draft.language])

  const speak = (language: Language) => {
    const words = noticeInForce(desk.catalogue, familyOf(notice), language, today())
    const points = draft.rows.map(({ contactPoint }) => contactPoint)
    const each = [...new Map(points.map((point) => [`${point.kind}:${point.value}`, point])).values()]
    void keep({ language, notice: words.id, rows: rowsFrom(words, each, draft.rows, draft.asks) }).catch(
      () => undefined,
    )
  }
  const answer = (row: RowAnswer, yes: boolean) => {
    setTrouble([])
    const next: RowAnswer = { ...row, answer: yes ? 'yes' : 'unanswered', at: now() }
    const rows = draft.rows.map((one) => (rowKey(one) === rowKey(row) ? next : one))
    void keep({ rows }).catch(() => undefined)
  }
  const labelOf = (row: RowAnswer) =>
    say(`row.${row.channel}`, { value: showContactPoint(row.contactPoint), interpolation: { escapeValue: false } })

  const record = async (rows: readonly RowAnswer[]) => {
    if (busy.current) return
    busy.current = true
    setWorking(true)
    try {
      const recorded = await recordCapture(
        { ...draft, rows: [...rows] },
        {
          catalogue: desk.catalogue,
          ask: desk.workstation.ask,
          recordAct: desk.recordAct,
          recordedBy: desk.about.operator.id,
          subject: await subjectOf(meeting, desk),
          confirmedAt: now(),
          labelOf,
        },
      )
      if (!recorded.ok) return setTrouble(recorded.problems)
      await desk.drafts.discard(draft.id)
      sayThanks(draft.id, recorded.value.event, draft.language)
    } catch {
      setTrouble('not-recorded')
    } finally {
      busy.current = false
      setWorking(false)
    }
  }
  const refuse = () => record(draft.rows.map((row) => ({ ...row, answer: 'unanswered' as const })))
  // Nothing is recorded, and the curtain falls: the desk is not for the customer's eyes.
  const later = () => void keep({ step: 'curtain' }).catch(() => undefined)

  return (
    <div className="choice" data-size={size} lang={draft.language}>
      <header className="choice-head">
        <h1>{notice.title}</h1>
        <div className="choice-tools">
          <button
            type="button"
            className="size"
            onClick={() => setSize(sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? 'normal')}
          >
            <span aria-hidden="true">A+</span> {say('choice.textSize')}
          </button>
          <Segmented
            label={say('choice.language')}
            value={draft.language}
            onValue={speak}
            options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          />
        </div>
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
            {say('choice.asker', { name: fullName(draft.person) })}{' '}
            <button type="button" className="as-link" onClick={later}>
              {say('choice.later')}
            </button>
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

/** Whose words these will be: the known person as we know them, or somebody new. */
async function subjectOf({ draft }: Meeting, { db }: ReturnType<typeof useDesk>) {
  const known = draft.subject && (await db.people.get(draft.subject))
  return known
    ? { kind: 'known' as const, id: known.subject, contactPoints: known.contactPoints }
    : { kind: 'new' as const, id: draft.subject ?? newSubject() }
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
      <fieldset className="question" key={purpose}>
        <legend>
          {separate && <span className="question-kind">{heading('choice.separate')}</span>}
          {text}
        </legend>
        {own.map((row) => (
          <label className="row" key={rowKey(row)}>
            <input
              type="checkbox"
              checked={row.answer === 'yes'}
              onChange={(event) => onAnswer(row, event.currentTarget.checked)}
            />
            <span>{labelOf(row)}</span>
          </label>
        ))}
      </fieldset>
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
