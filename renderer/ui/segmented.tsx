type Option<T extends string> = { readonly value: T; readonly label: string; readonly lang?: string }

type SegmentedProps<T extends string> = {
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onValue: (value: T) => void
}

/** A few choices side by side, of which one holds. */
export function Segmented<T extends string>({ label, options, value, onValue }: SegmentedProps<T>) {
  return (
    <div className="segmented" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          lang={option.lang}
          aria-pressed={option.value === value}
          onClick={() => onValue(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
