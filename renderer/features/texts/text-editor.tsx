import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextsDraft, TypedText } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import { type DraftReview, reviewDraft } from '@shared/documents/text-draft'
import { CORE_WORDS } from '@shared/notice/wording'
import { channels as allChannels } from '@shared/terms/contact-point'
import { type Language, languages } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { today } from '../../platform/runtime'
import { goTo } from '../../router'
import { Field } from '../../ui/field'
import { languageNames } from '../../ui/translate'
import { Gone } from './gone'
import { Findings, findingsAt, Passage } from './passages'
import { Previews } from './previews'
import { propose, sheetsOf } from './publish'
import { type OpenText, useTextDraft } from './use-text-draft'

/** One new version in the making. */
export function TextEditor({ id }: { id: string }) {
  const { t } = useTranslation('texts')
  const open = useTextDraft(id)
  if (open === undefined) return <p role="status">{t('opening')}</p>
  if (open === null) return <Gone />
  return <Editor open={open} />
}

function Editor({ open: { draft, change, keep } }: { open: OpenText }) {
  const { t, i18n } = useTranslation('texts')
  const titled = draft.texts[i18n.language as Language].title || draft.family
  const desk = useDesk()
  const { forms, tooLong, of } = useSheets(draft)
  // A sheet laid out for other words than those that stand there now says nothing about these.
  const laidOut = of === draft
  const review = useMemo(
    () => reviewDraft(draft, desk.catalogue, laidOut ? forms : []),
    [draft, desk.catalogue, forms, laidOut],
  )
  const [trouble, setTrouble] = useState(false)
  const busy = useRef(false)
  const tooEarly = draft.activeFrom < today()
  const ready = review.sound && !tooEarly && laidOut && tooLong === null && (draft.sheet === '' || forms.length > 0)

  const write = (language: Language, changed: Partial<TypedText>) =>
    change({ texts: { ...draft.texts, [language]: { ...draft.texts[language], ...changed } } })
  const send = async () => {
    if (busy.current || !ready) return
    busy.current = true
    try {
      await keep()
      await propose(draft, review, forms, desk)
      await desk.drafts.discard(draft.id)
      goTo({ place: 'texts', item: null })
    } catch {
      setTrouble(true)
    } finally {
      busy.current = false
    }
  }
  useSendKey(send)

  const text = (part: Exclude<keyof TypedText, 'questions'>) => ({
    value: (language: Language) => draft.texts[language][part],
    onValue: (language: Language, value: string) => write(language, { [part]: value }),
    review,
  })
  return (
    <div className="page wide texts-editor">
      <header className="page-head">
        <h1>{t('editor.heading', { title: titled, version: draft.version })}</h1>
        <p className="lead">{t('editor.what')}</p>
      </header>
      <About draft={draft} change={change} tooEarly={tooEarly} />
      <Counters review={review} />
      <Whole review={review} tooLong={tooLong} />
      <Passage heading={t('passage.title')} place="title" rows={2} {...text('title')} />
      <Passage
        heading={t('passage.paragraphs')}
        hint={t('passage.parted')}
        place="paragraphs"
        rows={9}
        {...text('paragraphs')}
      />
      <Passage
        heading={t('passage.withdrawal')}
        hint={t('passage.withdrawalHint')}
        place="withdrawal"
        rows={4}
        {...text('withdrawal')}
      />
      {draft.questions.map((question, at) => (
        <div key={question.purpose} className="question-passage">
          <Passage
            heading={t(question.separate ? 'passage.separate' : 'passage.question', { number: at + 1 })}
            hint={desk.catalogue.purposes.find(({ id }) => id === question.purpose)?.citation ?? ''}
            place={`question${at}`}
            rows={3}
            review={review}
            value={(language) => draft.texts[language].questions[at] ?? ''}
            onValue={(language, value) =>
              write(language, {
                questions: draft.questions.map((_, n) =>
                  n === at ? value : (draft.texts[language].questions[n] ?? ''),
                ),
              })
            }
          />
          <Channels draft={draft} at={at} change={change} />
        </div>
      ))}
      <Passage
        heading={t('passage.fullText')}
        hint={t('passage.parted')}
        place="fullText"
        rows={16}
        {...text('fullText')}
      />
      <Previews notices={review.notices} forms={forms} />
      {trouble && (
        <p className="trouble" role="alert">
          {t('notWritten')}
        </p>
      )}
      <div className="actions at-hand">
        <button type="button" className="primary" disabled={!ready} onClick={() => void send()}>
          {t('editor.propose')} <kbd>Ctrl+Enter</kbd>
        </button>
        <p role="status">{ready ? t('editor.ready') : t('editor.notReady')}</p>
        <button
          type="button"
          onClick={() => void desk.drafts.discard(draft.id).then(() => goTo({ place: 'texts', item: null }))}
        >
          {t('drafts.discard')}
        </button>
      </div>
    </div>
  )
}

type Laid = {
  readonly forms: readonly FormTemplate[]
  readonly tooLong: Language | null
  /** The state of the draft these are the sheets of. */
  readonly of: TextsDraft | null
}

/** The sheets of what stands there; laid out again a moment after the last key. */
function useSheets(draft: TextsDraft): Laid {
  const { builtIn, catalogue } = useDesk()
  const [laid, setLaid] = useState<Laid>({ forms: [], tooLong: null, of: null })
  useEffect(() => {
    let gone = false
    const timer = setTimeout(() => {
      const { notices } = reviewDraft(draft, catalogue)
      sheetsOf(draft, notices, { builtIn })
        .then((made) => {
          if (gone) return
          const tooLong = made.kind === 'too-long' ? made.language : null
          setLaid({ forms: made.kind === 'forms' ? made.forms : [], tooLong, of: draft })
        })
        .catch(() => !gone && setLaid({ forms: [], tooLong: null, of: null }))
    }, 400)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [draft, catalogue, builtIn])
  return laid
}

function useSendKey(send: () => Promise<void>): void {
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === 'Enter' && !event.repeat) void latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

type AboutProps = Pick<OpenText, 'draft' | 'change'> & { readonly tooEarly: boolean }

function About({ draft, change, tooEarly }: AboutProps) {
  const { t } = useTranslation('texts')
  return (
    <section className="panel about-text">
      <Field
        label={t('about.activeFrom')}
        type="date"
        min={today()}
        value={draft.activeFrom}
        onValue={(activeFrom) => change({ activeFrom })}
        problem={tooEarly ? t('about.tooEarly') : undefined}
      />
      <Field
        label={t('about.countries')}
        hint={t('about.countriesHint')}
        value={draft.countries}
        onValue={(countries) => change({ countries: countries.toUpperCase() })}
      />
      <Field
        label={t('about.sheet')}
        hint={t('about.sheetHint')}
        value={draft.sheet}
        onValue={(sheet) => change({ sheet: sheet.toUpperCase().replace(/[^A-Z0-9-]/g, '') })}
      />
      <label className="row">
        <input
          type="checkbox"
          checked={draft.material}
          onChange={(event) => change({ material: event.currentTarget.checked })}
        />
        <span>{t('about.material')}</span>
      </label>
    </section>
  )
}

/** What the customer reads before the first choice, counted. */
function Counters({ review }: { review: DraftReview }) {
  const { t } = useTranslation('texts')
  return (
    <ul className="tally word-counters" aria-label={t('words.heading')}>
      {languages.map((language) => (
        <li key={language} data-kind={review.words[language] <= CORE_WORDS ? 'yes' : 'over'}>
          {languageNames[language]}: {t('words.of', { count: review.words[language], most: CORE_WORDS })}
        </li>
      ))}
    </ul>
  )
}

/** What belongs to no passage: another language, the sheet, the dates. */
function Whole({ review, tooLong }: { review: DraftReview; tooLong: Language | null }) {
  const { t } = useTranslation('texts')
  const whole = languages.map(
    (language) =>
      [language, [...findingsAt(review, language, 'text'), ...findingsAt(review, language, 'sheet')]] as const,
  )
  if (tooLong === null && whole.every(([, findings]) => findings.length === 0)) return null
  return (
    <section className="panel notice-check">
      <h2>{t('whole')}</h2>
      {tooLong !== null && <p>{t('about.tooLong', { language: languageNames[tooLong] })}</p>}
      {whole.map(([language, findings]) =>
        findings.length === 0 ? null : (
          <div key={language}>
            <h3>{languageNames[language]}</h3>
            <Findings findings={findings} />
          </div>
        ),
      )}
    </section>
  )
}

/** The ways a question asks for, alike in every language. A question asks for one at least. */
function Channels({ draft, at, change }: Pick<OpenText, 'draft' | 'change'> & { at: number }) {
  const { t } = useTranslation(['texts', 'people'])
  const own = draft.questions[at]?.channels ?? []
  const swap = (channel: (typeof own)[number]) => {
    const channels = allChannels.filter((one) => (one === channel ? !own.includes(one) : own.includes(one)))
    if (channels.length > 0)
      change({ questions: draft.questions.map((one, n) => (n === at ? { ...one, channels } : one)) })
  }
  return (
    <fieldset className="channels">
      <legend>{t('passage.channels', { ns: 'texts' })}</legend>
      {allChannels.map((channel) => (
        <label className="row" key={channel}>
          <input type="checkbox" checked={own.includes(channel)} onChange={() => swap(channel)} />
          <span>{t(`channel.${channel}`, { ns: 'people' })}</span>
        </label>
      ))}
    </fieldset>
  )
}
