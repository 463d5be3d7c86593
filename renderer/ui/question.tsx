import type { ReactNode } from 'react'

/** A question as the customer sees it: its words, and under them its rows, all alike. */
export function Question({ text, kind, children }: { text: string; kind?: string | false; children: ReactNode }) {
  return (
    <fieldset className="question">
      <legend>
        {kind && <span className="question-kind">{kind}</span>}
        {text}
      </legend>
      {children}
    </fieldset>
  )
}

type RowProps = { readonly label: string; readonly yes: boolean; readonly onAnswer: (yes: boolean) => void }

/** One thing to say yes to. What it shows is what was answered; nothing else can tick it. */
export function QuestionRow({ label, yes, onAnswer }: RowProps) {
  return (
    <label className="row">
      <input type="checkbox" checked={yes} onChange={(event) => onAnswer(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  )
}
