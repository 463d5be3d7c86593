import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Speaker } from '@shared/capture/draft'
import { Field } from '../../ui/field'
import { Segmented } from '../../ui/segmented'
import type { Meeting } from './use-kept'

type SpeakerFieldsProps = {
  readonly meeting: Meeting
  /** The yes will hold only if the child says it too. */
  readonly childToo: boolean
  readonly problem: (field: string) => string | undefined
  readonly onTouched: (field: string) => void
}

const nobodyYet: Speaker = { as: 'guardian', name: '', authority: null, jointly: false }
const kinds = ['guardian', 'representative'] as const
const shown = ['seen', 'on-file'] as const

/** A guardian or representative who speaks for the person. Closed, the person speaks for themselves. */
export function SpeakerFields({ meeting: { draft, change, keep }, childToo, problem, onTouched }: SpeakerFieldsProps) {
  const { t } = useTranslation('capture')
  const id = useId()
  const { speaker } = draft
  const [closed, setClosed] = useState(nobodyYet)

  // What was ticked and signed by whoever spoke before is nobody else's.
  const put = (next: Speaker | undefined) => change({ speaker: next, rows: [], ink: null, typedName: null })
  const swap = () => {
    onTouched('speaker')
    onTouched('authority')
    // Nobody is too young any more, or may be again: that is asked anew.
    onTouched('birthDate')
    if (speaker) setClosed(speaker)
    put(speaker ? undefined : closed)
  }
  return (
    <div className="speaker">
      <button type="button" className="as-link" aria-expanded={speaker !== undefined} aria-controls={id} onClick={swap}>
        {t('speaker.open')}
      </button>
      <div id={id} hidden={!speaker} className="speaker-fields">
        {speaker && (
          <>
            <div className="side-by-side">
              <div className="field">
                <p className="label">{t('speaker.as')}</p>
                <Segmented
                  label={t('speaker.as')}
                  value={speaker.as}
                  onValue={(as) => put({ ...speaker, as })}
                  options={kinds.map((value) => ({ value, label: t(`speaker.${value}`) }))}
                />
              </div>
              <Field
                id="speaker"
                label={t('speaker.name')}
                value={speaker.name}
                autoComplete="off"
                spellCheck={false}
                problem={problem('speaker')}
                onBlur={() => void keep().catch(() => undefined)}
                onValue={(name) => {
                  onTouched('speaker')
                  put({ ...speaker, name })
                }}
              />
            </div>
            <Authority
              value={speaker.authority}
              problem={problem('authority')}
              onValue={(authority) => {
                onTouched('authority')
                put({ ...speaker, authority })
              }}
            />
            {childToo && (
              <div className="field">
                <label className="row">
                  <input
                    type="checkbox"
                    checked={speaker.jointly}
                    aria-describedby={`${id}-child`}
                    onChange={({ currentTarget: { checked } }) => put({ ...speaker, jointly: checked })}
                  />
                  <span>{t('speaker.jointly')}</span>
                </label>
                <p className="hint" id={`${id}-child`}>
                  {t('speaker.jointlyHint')}
                </p>
              </div>
            )}
          </>
        )}
      </div>
    </div>
  )
}

type AuthorityProps = {
  readonly value: Speaker['authority']
  readonly problem: string | undefined
  readonly onValue: (value: Speaker['authority']) => void
}

/** How it was shown that they may speak. Nothing is chosen beforehand. */
function Authority({ value, problem, onValue }: AuthorityProps) {
  const { t } = useTranslation('capture')
  const id = useId()
  return (
    <fieldset
      className={problem ? 'field asked wrong' : 'field asked'}
      role="radiogroup"
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? `${id}-hint ${id}-problem` : `${id}-hint`}
    >
      <legend>{t('speaker.authority')}</legend>
      <p className="hint" id={`${id}-hint`}>
        {t('speaker.authorityHint')}
      </p>
      {shown.map((one, at) => (
        <label className="row" key={one}>
          <input
            type="radio"
            id={at === 0 ? 'authority' : undefined}
            name="authority"
            checked={value === one}
            onChange={() => onValue(one)}
          />
          <span>{t(`speaker.${one}`)}</span>
        </label>
      ))}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </fieldset>
  )
}
