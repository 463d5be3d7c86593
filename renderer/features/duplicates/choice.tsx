import { useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Verdict } from './settle-duplicate'

const arrows: Readonly<Record<string, Verdict>> = { ArrowLeft: 'same', ArrowRight: 'different', ArrowDown: 'later' }
const shown: Record<Verdict, string> = { same: '←', different: '→', later: '↓' }
const verdicts: readonly Verdict[] = ['same', 'different', 'later']

type ChoiceProps = {
  readonly chosen: Verdict | null
  readonly onChosen: (verdict: Verdict) => void
  /** What each answer would mean here. */
  readonly meaning: (verdict: Verdict) => string
}

/**
 * Same, different, later: three answers of one size, none of them chosen beforehand. The arrows choose and Enter sends
 * wherever the focus is, except where they have a meaning of their own.
 */
export function Choice({ chosen, onChosen, meaning }: ChoiceProps) {
  const { t } = useTranslation('match')
  const name = useId()
  const field = useRef<HTMLFieldSetElement>(null)
  // Before the paint: whoever sees the question can answer it.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.repeat && !isOnSomething(event.target)) field.current?.form?.requestSubmit()
      const verdict = arrows[event.key]
      if (!verdict || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || inText(event.target)) return
      event.preventDefault()
      document.getElementById(`${name}-${verdict}`)?.focus()
      onChosen(verdict)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [name, onChosen])

  return (
    <fieldset className="verdicts" ref={field}>
      <legend className="only-heard">{t('choice.label')}</legend>
      {verdicts.map((verdict) => (
        <label key={verdict} data-chosen={chosen === verdict || undefined}>
          <input
            type="radio"
            id={`${name}-${verdict}`}
            name={name}
            checked={chosen === verdict}
            aria-keyshortcuts={Object.keys(arrows).find((key) => arrows[key] === verdict)}
            aria-describedby={`${name}-${verdict}-what`}
            onChange={() => onChosen(verdict)}
          />
          <span className="verdict-name">
            {t(`choice.${verdict}`)} <kbd aria-hidden="true">{shown[verdict]}</kbd>
          </span>
          <span className="verdict-what" id={`${name}-${verdict}-what`}>
            {meaning(verdict)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select')

const isOnSomething = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, input, select, textarea, dialog') !== null
