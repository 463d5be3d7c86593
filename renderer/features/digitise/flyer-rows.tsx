import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageReading } from '@shared/capture/reading'
import { kindForChannel } from '@shared/terms/contact-point'
import { Icon } from '../../ui/icon'
import type { Box, BoxesRow, FieldRow, Row, SignatureRow, Status } from './flyer'
import { Snippet } from './page-view'

type RowProps<R extends Row> = {
  readonly row: R
  readonly isActive: boolean
  readonly problem: string | undefined
  readonly picture: ImageBitmap | null
  readonly reading: PageReading
  readonly onTyped: (name: string, value: string) => void
  readonly onFocus: () => void
}

/** One line of the sheet: what it is, how it was written, what it is taken to say, and whether a person has said so. */
function RowFrame({
  row,
  isActive,
  problem,
  onFocus,
  label,
  children,
}: Pick<RowProps<Row>, 'row' | 'isActive' | 'problem' | 'onFocus'> & { label: ReactNode; children: ReactNode }) {
  // prettier-ignore
  return (
    <div
      className="flyer-row"
      data-row={row.name}
      data-kind={row.kind}
      data-status={row.status}
      data-active={isActive || undefined}
      onFocus={onFocus}
    >
      {label}
      <div className="row-work">{children}</div>
      <StatusWords id={statusId(row)} status={row.status} />
      {problem && (
        <p className="row-problem" id={problemId(row)} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

const statusId = (row: Row): string => `status-${row.name}`
const problemId = (row: Row): string => `problem-${row.name}`

function StatusWords({ id, status }: { id: string; status: Status }) {
  const { t } = useTranslation('paper')
  return (
    <p className="row-status" id={id}>
      {status === 'confirmed' && <Icon name="check" />}
      {status === 'check' && <Icon name="warn" />}
      {t(`screen.status.${status}`)}
    </p>
  )
}

export function FlyerField(props: RowProps<FieldRow>) {
  const { t } = useTranslation('paper')
  const { row, problem, picture, reading, onTyped } = props
  const id = useId()
  return (
    <RowFrame {...props} label={<label htmlFor={id}>{t(`screen.role.${row.role}`)}</label>}>
      <Snippet picture={picture} reading={reading} box={row.box} margin={1.4} above={0.2} />
      <input
        id={id}
        className="code"
        data-entry
        value={row.value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={[statusId(row), problem && problemId(row)].filter(Boolean).join(' ')}
        onChange={(event) => onTyped(row.name, event.currentTarget.value)}
      />
    </RowFrame>
  )
}

const after: Record<Box['state'], Box['state']> = { empty: 'marked', marked: 'unclear', unclear: 'empty' }

/** What the person marked on paper. Unclear is a state of its own, and never a yes. */
export function FlyerBoxes({ addressed, ...props }: RowProps<BoxesRow> & { readonly addressed: ReadonlySet<string> }) {
  const { t } = useTranslation('paper')
  const { row, picture, reading, onTyped } = props
  const label = useId()
  return (
    <RowFrame {...props} label={<p id={label}>{t('screen.boxes')}</p>}>
      <div className="flyer-boxes" role="group" aria-labelledby={label} aria-describedby={statusId(row)}>
        {row.boxes.map(({ name, channel, state, box }, at) => (
          <button
            key={name}
            type="button"
            role="checkbox"
            className="flyer-box"
            data-entry={at === 0 || undefined}
            data-state={state}
            aria-checked={state === 'unclear' ? 'mixed' : state === 'marked'}
            onClick={() => onTyped(name, after[state])}
          >
            <Snippet picture={picture} reading={reading} box={box} margin={1.6} />
            <span className="tick" aria-hidden="true">
              {state === 'marked' && <Icon name="check" />}
              {state === 'unclear' && '?'}
            </span>
            <span className="flyer-box-words">
              {t(`screen.channel.${channel}`)}
              <span className="muted">
                {state === 'marked' && !addressed.has(kindForChannel(channel))
                  ? t('screen.markWithout')
                  : t(`screen.mark.${state}`)}
              </span>
            </span>
          </button>
        ))}
      </div>
    </RowFrame>
  )
}

export function FlyerSignature(props: RowProps<SignatureRow>) {
  const { t } = useTranslation('paper')
  const { row, problem, picture, reading, onTyped } = props
  const label = useId()
  return (
    <RowFrame {...props} label={<p id={label}>{t('screen.signature')}</p>}>
      <Snippet picture={picture} reading={reading} box={row.box} margin={1} />
      <div
        className="flyer-signature"
        role="radiogroup"
        aria-labelledby={label}
        aria-describedby={[statusId(row), problem && problemId(row)].filter(Boolean).join(' ')}
      >
        {(['present', 'absent'] as const).map((state) => (
          <label key={state}>
            <input
              type="radio"
              name={label}
              data-entry={row.state === state || (row.state === null && state === 'present') || undefined}
              checked={row.state === state}
              onChange={() => onTyped('signature', state)}
            />
            {t(`screen.signed.${state}`)}
          </label>
        ))}
      </div>
    </RowFrame>
  )
}
