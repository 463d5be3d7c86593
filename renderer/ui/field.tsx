import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'> & {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly hint?: string | undefined
  /** What is wrong and how to put it right, in one sentence. */
  readonly problem?: string | undefined
  /** Shown under the input, for example quick answers. */
  readonly children?: ReactNode
}

/** A labelled input that can say what is wrong, to eyes and ears alike. */
export function Field({ label, value, onValue, hint, problem, children, id, ...input }: FieldProps) {
  const made = useId()
  const own = id ?? made
  const described = [hint && `${own}-hint`, problem && `${own}-problem`].filter(Boolean).join(' ')
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={own}>{label}</label>
      {hint && (
        <p className="hint" id={`${own}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        id={own}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
      />
      {problem && (
        <p className="problem" id={`${own}-problem`}>
          {problem}
        </p>
      )}
      {children}
    </div>
  )
}
