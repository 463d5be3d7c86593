import { useTranslation } from 'react-i18next'
import { FieldRole } from '@shared/capture/form-template'
import { type SketchProblem, type SketchedPlace, rowsOf } from '@shared/capture/form-sketch'
import type { Notice } from '@shared/terms/notice'

type PlaceListProps = {
  readonly places: readonly SketchedPlace[]
  readonly notice: Notice | null
  readonly problems: readonly SketchProblem[]
  readonly active: number | null
  readonly onActive: (id: number) => void
  readonly onChange: (place: SketchedPlace) => void
  readonly onRemove: (id: number) => void
}

/** Every place with its meaning and its measures: everything the picture can do, without the picture. */
export function PlaceList({ places, notice, problems, active, onActive, onChange, onRemove }: PlaceListProps) {
  const { t } = useTranslation('paper')
  return (
    <section className="panel" aria-labelledby="places-heading">
      <h2 id="places-heading">{t('screen.form.places', { count: places.length })}</h2>
      {places.length === 0 ? (
        <p className="muted">{t('screen.form.noPlaces')}</p>
      ) : (
        <ol className="place-list">
          {places.map((place) => (
            <li
              key={place.id}
              data-active={place.id === active || undefined}
              data-wrong={problems.some((problem) => problem.place === place.id) || undefined}
              onFocus={() => onActive(place.id)}
            >
              <strong>
                {place.id} <span>{t(`screen.form.kind.${place.kind}`)}</span>
              </strong>
              <Meaning place={place} notice={notice} onChange={onChange} />
              <Measures place={place} onChange={onChange} />
              <button
                type="button"
                aria-label={t('screen.form.remove', { place: place.id })}
                onClick={() => onRemove(place.id)}
              >
                {t('screen.form.removeShort')}
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Meaning({ place, notice, onChange }: Pick<PlaceListProps, 'notice' | 'onChange'> & { place: SketchedPlace }) {
  const { t } = useTranslation('paper')
  const label = `${place.id}: ${t('screen.form.meaning')}`
  if (place.kind === 'signature') return <span className="muted">{t('screen.signature')}</span>
  if (place.kind === 'words') return <span className="muted">{notice?.title ?? t('screen.form.notice')}</span>
  if (place.kind === 'field')
    return (
      <select
        aria-label={label}
        value={place.role ?? ''}
        onChange={(event) => onChange({ ...place, role: FieldRole.safeParse(event.currentTarget.value).data ?? null })}
      >
        <option value="">{t('screen.form.choose')}</option>
        {FieldRole.options.map((role) => (
          <option key={role} value={role}>
            {t(`screen.role.${role}`)}
          </option>
        ))}
      </select>
    )
  const choices = (notice ? rowsOf(notice) : []).map((question) => ({
    key: `${question.purpose} ${question.purposeVersion} ${question.channel}`,
    question,
  }))
  const { question } = place
  return (
    <select
      aria-label={label}
      value={question ? `${question.purpose} ${question.purposeVersion} ${question.channel}` : ''}
      onChange={(event) =>
        onChange({
          ...place,
          question: choices.find(({ key }) => key === event.currentTarget.value)?.question ?? null,
        })
      }
    >
      <option value="">{t('screen.form.choose')}</option>
      {choices.map(({ key, question: { purpose, channel } }) => (
        <option key={key} value={key}>
          {purpose} · {t(`screen.channel.${channel}`)}
        </option>
      ))}
    </select>
  )
}

const sides = ['left', 'top', 'width', 'height'] as const

function Measures({ place, onChange }: Pick<PlaceListProps, 'onChange'> & { place: SketchedPlace }) {
  const { t } = useTranslation('paper')
  return (
    <span className="measures" role="group" aria-label={`${place.id}: ${t('screen.form.measures')}`}>
      {sides.map((side, at) => (
        <input
          key={side}
          type="text"
          inputMode="decimal"
          aria-label={t(`screen.form.side.${side}`)}
          value={String(place.mm[at] ?? 0)}
          onChange={(event) => {
            const value = Number(event.currentTarget.value.replace(',', '.'))
            if (!Number.isFinite(value) || value < 0 || value > 2000) return
            const [x, y, w, h] = place.mm
            const next = [x, y, w, h].map((old, one) => (one === at ? value : old))
            onChange({ ...place, mm: [next[0] ?? x, next[1] ?? y, next[2] ?? w, next[3] ?? h] })
          }}
        />
      ))}
    </span>
  )
}
