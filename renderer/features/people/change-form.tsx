import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import { languages } from '@shared/terms/language'
import type { PersonView } from '../../store/people'
import { Field } from '../../ui/field'
import { Segmented } from '../../ui/segmented'
import { showContactPoint, tagOf } from '../../ui/show'
import { languageNames } from '../../ui/translate'
import { type Occasion, type Typed, pointsFor } from './typed-change'

const countries = ['DE', 'FR', 'AT', 'CH', 'BE', 'LU', 'NL', 'GB', 'IE', 'IT', 'ES', 'PL'] as const

type FormProps = {
  readonly view: PersonView
  readonly occasion: Occasion
  readonly typed: Typed
  readonly problem: { readonly field: keyof Typed; readonly sentence: string } | null
  readonly onTyped: (some: Partial<Typed>) => void
}

/** The few fields an occasion asks for. Whether it is a change or our mistake is asked in words. */
export function ChangeForm(props: FormProps) {
  switch (props.occasion) {
    case 'new-point':
      return (
        <>
          <Which {...props} none />
          <How {...props} />
          <Text {...props} field="value" label="value" />
        </>
      )
    case 'moved':
      return (
        <>
          <Which {...props} none />
          <How {...props} />
          <Text {...props} field="value" label="address" />
          <Country {...props} />
        </>
      )
    case 'new-name':
      return (
        <>
          <How {...props} />
          <div className="side-by-side">
            <Text {...props} field="givenName" label="givenName" />
            <Text {...props} field="familyName" label="familyName" />
          </div>
        </>
      )
    case 'new-employer':
      return (
        <>
          <OldEmployers {...props} />
          <Text {...props} field="value" label="work" />
        </>
      )
    case 'not-theirs':
      return (
        <>
          <Which {...props} />
          <Reported {...props} />
        </>
      )
    case 'died':
      return null
    case 'wrong-details':
      return (
        <>
          <Text {...props} field="birthDate" label="birthDate" />
          <Country {...props} />
          <Spoken {...props} />
        </>
      )
  }
}

function Text({
  typed,
  problem,
  onTyped,
  field,
  label,
}: FormProps & {
  readonly field: 'value' | 'givenName' | 'familyName' | 'birthDate'
  readonly label: string
}) {
  const { t } = useTranslation('life')
  return (
    <Field
      id={`change-${field}`}
      label={t(`form.${label}`)}
      value={typed[field]}
      problem={problem?.field === field ? problem.sentence : undefined}
      autoComplete="off"
      onValue={(value) => onTyped({ [field]: value })}
    />
  )
}

function Select({
  id,
  label,
  value,
  problem,
  onValue,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly problem?: string | undefined
  readonly onValue: (value: string) => void
  readonly children: ReactNode
}) {
  return (
    <div className={problem ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {children}
      </select>
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  )
}

function Which({ view, occasion, typed, problem, onTyped, none }: FormProps & { readonly none?: boolean }) {
  const { t } = useTranslation(['life', 'people'])
  const points = pointsFor(occasion, view.contactPoints)
  const isMove = occasion === 'moved'
  return (
    <Select
      id="change-which"
      label={t(isMove ? 'form.whichAddress' : 'form.which')}
      value={typed.which}
      problem={problem?.field === 'which' ? problem.sentence : undefined}
      onValue={(which) => onTyped({ which, how: 'changed' })}
    >
      {!none && <option value="">{t('form.choose')}</option>}
      {points.map((point) => (
        <option key={contactPointKey(point)} value={contactPointKey(point)}>
          {optionFor(point)}
        </option>
      ))}
      {none && <option value="">{t(isMove ? 'form.noAddress' : 'form.none')}</option>}
    </Select>
  )
}

const optionFor = (point: ContactPoint): string => showContactPoint(point)

function How({ occasion, typed, onTyped }: FormProps) {
  const { t } = useTranslation('life')
  if (occasion !== 'new-name' && typed.which === '') return null
  const answers = { changed: t(`form.howChanged.${occasion}`), wrong: t('form.howWrong') }
  return (
    <Radios
      name="change-how"
      legend={t('form.how')}
      answers={answers}
      value={typed.how}
      onValue={(how) => onTyped({ how })}
    />
  )
}

function Reported({ typed, onTyped }: FormProps) {
  const { t } = useTranslation('life')
  const answers = { 'someone-elses': t('form.someone-elses'), unreachable: t('form.unreachable') }
  return (
    <Radios
      name="change-as"
      legend={t('form.as')}
      answers={answers}
      value={typed.as}
      onValue={(as) => onTyped({ as })}
    />
  )
}

function Radios<T extends string>({
  name,
  legend,
  answers,
  value,
  onValue,
}: {
  readonly name: string
  readonly legend: string
  readonly answers: Readonly<Record<T, string>>
  readonly value: T
  readonly onValue: (value: T) => void
}) {
  return (
    <fieldset className="asked">
      <legend>{legend}</legend>
      {(Object.entries(answers) as [T, string][]).map(([answer, words]) => (
        <label className="row" key={answer}>
          <input type="radio" name={name} checked={answer === value} onChange={() => onValue(answer)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Country({ typed, onTyped }: FormProps) {
  const { t, i18n } = useTranslation('life')
  const names = new Intl.DisplayNames([tagOf(i18n.language)], { type: 'region' })
  const codes = countries.some((code) => code === typed.country) ? countries : [typed.country, ...countries]
  return (
    <Select
      id="change-country"
      label={t('form.country')}
      value={typed.country}
      onValue={(country) => onTyped({ country })}
    >
      {codes.map((code) => (
        <option key={code} value={code}>
          {names.of(code)}
        </option>
      ))}
    </Select>
  )
}

function Spoken({ typed, onTyped }: FormProps) {
  const { t } = useTranslation('life')
  return (
    <div className="field">
      <p className="label">{t('form.language')}</p>
      <Segmented
        label={t('form.language')}
        value={typed.language}
        onValue={(language) => onTyped({ language })}
        options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
      />
    </div>
  )
}

function OldEmployers({ view, typed, onTyped }: FormProps) {
  const { t } = useTranslation('life')
  return (
    <fieldset className="asked">
      <legend>{t('form.old')}</legend>
      {pointsFor('new-employer', view.contactPoints).map((point) => {
        const key = contactPointKey(point)
        return (
          <label className="row" key={key}>
            <input
              type="checkbox"
              checked={typed.old.includes(key)}
              onChange={({ currentTarget: { checked } }) =>
                onTyped({ old: checked ? [...typed.old, key] : typed.old.filter((one) => one !== key) })
              }
            />
            <span>{showContactPoint(point)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
