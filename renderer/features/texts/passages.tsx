import { type ChangeEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { documentRules, type Fault } from '@shared/documents/faults'
import { type DraftReview, type Place, placeOf } from '@shared/documents/text-draft'
import { type Language, languages } from '@shared/terms/language'
import { languageNames } from '../../ui/translate'

const ofDocuments: ReadonlySet<string> = new Set(documentRules.map(({ id }) => id))

/** What is wrong here and how to mend it, with the article it rests on, in the operator's language. */
export function Findings({ findings, id }: { findings: readonly Fault[]; id?: string | undefined }) {
  const { t } = useTranslation(['lint', 'texts'])
  if (findings.length === 0) return null
  const say = (rule: string, what: 'wrong' | 'mend') =>
    ofDocuments.has(rule) ? t(`rule.${rule}.${what}`, { ns: 'texts' }) : t(`${rule}.${what}`, { ns: 'lint' })
  return (
    <ul className="findings" id={id}>
      {findings.map(({ rule, severity, article, detail }, at) => (
        <li key={`${rule}-${at}`} data-severity={severity}>
          <strong>
            {t(`severity.${severity}`, { ns: 'texts' })}: {say(rule, 'wrong')}.
          </strong>{' '}
          {say(rule, 'mend')}.{' '}
          <span className="muted">
            {article}
            {detail ? ` (${detail})` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}

export const findingsAt = (review: DraftReview, language: Language, place: Place): readonly Fault[] =>
  review.findings[language].filter(({ where }) => placeOf(where) === place)

type PassageProps = {
  readonly heading: string
  readonly hint?: string
  readonly place: Place
  readonly review: DraftReview
  readonly value: (language: Language) => string
  readonly onValue: (language: Language, value: string) => void
  readonly rows: number
}

/** One passage in its three languages side by side, each with what is said against it underneath. */
export function Passage({ heading, hint, place, review, value, onValue, rows }: PassageProps) {
  const id = useId()
  return (
    <section className="passage" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {hint && <p className="hint">{hint}</p>}
      <div className="three-languages">
        {languages.map((language) => (
          <One
            key={language}
            language={language}
            label={`${heading}, ${languageNames[language]}`}
            rows={rows}
            value={value(language)}
            findings={findingsAt(review, language, place)}
            onChange={(event) => onValue(language, event.currentTarget.value)}
          />
        ))}
      </div>
    </section>
  )
}

type OneProps = {
  readonly language: Language
  readonly label: string
  readonly rows: number
  readonly value: string
  readonly findings: readonly Fault[]
  readonly onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void
}

function One({ language, label, rows, value, findings, onChange }: OneProps) {
  const id = useId()
  return (
    <div className="in-language">
      <label className="language-name" htmlFor={`${id}-text`}>
        <span aria-hidden="true">{languageNames[language]}</span>
        <span className="only-heard">{label}</span>
      </label>
      <textarea
        id={`${id}-text`}
        lang={language}
        rows={rows}
        spellCheck
        value={value}
        onChange={onChange}
        aria-invalid={findings.some(({ severity }) => severity === 'hard') || undefined}
        aria-describedby={findings.length > 0 ? `${id}-findings` : undefined}
      />
      <Findings findings={findings} id={`${id}-findings`} />
    </div>
  )
}
