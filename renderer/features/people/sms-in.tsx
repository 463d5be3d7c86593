import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../store/people'
import { Field } from '../../ui/field'
import { showContactPoint } from '../../ui/show'

/** What was written to and fro, as it is typed over from the telephone. */
export type TypedSms = {
  readonly number: string
  readonly outgoing: string
  readonly outgoingAt: string
  readonly incoming: string
  readonly incomingAt: string
}
export const nothingTyped: TypedSms = { number: '', outgoing: '', outgoingAt: '', incoming: '', incomingAt: '' }

type SmsInProps = {
  readonly view: PersonView
  readonly typed: TypedSms
  readonly onTyped: (some: Partial<TypedSms>) => void
}

export function SmsIn({ view, typed, onTyped }: SmsInProps) {
  const { t } = useTranslation('life')
  return (
    <>
      <Field
        label={t('answer.number')}
        type="tel"
        value={typed.number}
        autoComplete="off"
        onValue={(number) => onTyped({ number })}
      >
        <div className="chips">
          {view.contactPoints
            .filter(({ kind }) => kind === 'phone')
            .map((point) => (
              <button type="button" key={point.value} onClick={() => onTyped({ number: showContactPoint(point) })}>
                {showContactPoint(point)}
              </button>
            ))}
        </div>
      </Field>
      <div className="side-by-side">
        {(['outgoing', 'incoming'] as const).map((way) => (
          <div className="change" key={way}>
            <div className="field">
              <label htmlFor={`sms-${way}`}>{t(`answer.${way}`)}</label>
              <textarea
                id={`sms-${way}`}
                rows={4}
                maxLength={2_000}
                value={typed[way]}
                onChange={(event) => onTyped({ [way]: event.currentTarget.value })}
              />
            </div>
            <Field
              id={`sms-${way}-at`}
              label={t(`answer.${way}At`)}
              type="datetime-local"
              value={typed[`${way}At`]}
              onValue={(at) => onTyped({ [`${way}At`]: at })}
            />
          </div>
        ))}
      </div>
    </>
  )
}
