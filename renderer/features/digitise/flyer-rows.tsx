import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Calibration, missRate } from '@shared/capture/calibration'
import { offeredValues } from '@shared/capture/offered-values'
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
  trust,
  children,
}: Pick<RowProps<Row>, 'row' | 'isActive' | 'problem' | 'onFocus'> & {
  label: ReactNode
  trust?: ReactNode
  children: ReactNode
}) {
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
      <div className="row-state">
        <StatusWords id={statusId(row)} status={row.status} />
        {trust}
      </div>
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

/** How often such a value was wrong here: counted from corrections, never the recogniser's opinion of itself. */
function TrustWords({ row, calibration }: { row: FieldRow; calibration: Calibration }) {
  const { t } = useTranslation('paper')
  if (row.status === 'confirmed' || row.read === '' || row.confidence === null || row.isBlind) return null
  const rate = missRate(calibration, row.type, row.confidence)
  return (
    <p className="row-trust">
      {rate.kind === 'known' ? t('screen.trust.onceIn', { count: rate.onceIn }) : t('screen.trust.notYet')}
    </p>
  )
}

export function FlyerField({
  calibration,
  print,
  ...props
}: RowProps<FieldRow> & { readonly calibration: Calibration; readonly print?: string | undefined }) {
  const { t } = useTranslation('paper')
  const { row, problem, picture, reading, isActive, onTyped } = props
  const id = useId()
  const offers = print && isActive ? offeredValues(print).filter(({ role }) => role === row.role) : []
  const hint = row.isBlind || row.differs
  return (
    <RowFrame
      {...props}
      label={<label htmlFor={id}>{t(`screen.role.${row.role}`)}</label>}
      trust={<TrustWords row={row} calibration={calibration} />}
    >
      <Snippet picture={picture} reading={reading} box={row.box} margin={1.4} above={0.2} />
      <input
        id={id}
        type="text"
        className="code"
        data-entry
        value={row.value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={[statusId(row), hint && hintId(row), problem && problemId(row)].filter(Boolean).join(' ')}
        onChange={(event) => onTyped(row.name, event.currentTarget.value)}
      />
      {hint && (
        <p className="row-hint" id={hintId(row)} role={row.differs ? 'alert' : undefined}>
          {row.differs ? t('screen.blind.differs', { read: row.read }) : t('screen.blind.ask')}
        </p>
      )}
      {offers.length > 0 && (
        <div className="offers" role="group" aria-label={t('screen.offers')}>
          {offers.map(({ text }) => (
            <button key={text} type="button" onClick={() => onTyped(row.name, text)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </RowFrame>
  )
}

const hintId = (row: Row): string => `hint-${row.name}`

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
            data-box={name}
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
