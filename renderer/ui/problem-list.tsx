import { useEffect, useRef } from 'react'

export type ShownProblem = { readonly sentence: string; readonly field?: string | undefined }

type ProblemListProps = {
  readonly heading: string
  readonly problems: readonly ShownProblem[]
  /** Another value with every attempt that failed. Where it is given, a list that only gets shorter takes no focus. */
  readonly attempt?: number
}

/** Problems as sentences, each one a way to its field. It takes the focus when it appears, so that it is heard. */
export function ProblemList({ heading, problems, attempt }: ProblemListProps) {
  const box = useRef<HTMLDivElement>(null)
  const occasion = attempt ?? problems
  useEffect(() => box.current?.focus(), [occasion])
  if (problems.length === 0) return null
  return (
    <div className="problem-list" ref={box} tabIndex={-1} role="alert">
      <h2>{heading}</h2>
      <ul>
        {problems.map(({ sentence, field }) => (
          <li key={sentence}>
            {field ? (
              <button type="button" className="as-link" onClick={() => document.getElementById(field)?.focus()}>
                {sentence}
              </button>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
