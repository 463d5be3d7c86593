import { useTranslation } from 'react-i18next'
import { compare, dateLevel, nameLevel, prepare } from '@shared/matching/compare'
import { resemblance } from '@shared/matching/decide'
import { nameForm } from '@shared/matching/normalise'
import type { Comparable, Level, Reason } from '@shared/matching/person'
import type { ContactPoint } from '@shared/terms/contact-point'
import { Icon, type IconName } from '../../ui/icon'
import { showContactPoint, showDay } from '../../ui/show'

/** A person as one side of the comparison shows them. */
export type Side = Comparable & { readonly heading: string; readonly note?: string | undefined }

type RowName = Exclude<Reason['field'], 'company' | 'nationalId'>
type Mark = 'equal' | 'alike' | 'different' | 'left' | 'right'
type Row = { readonly name: RowName; readonly left: string; readonly right: string; readonly mark: Mark }

/** Two records beside each other, every line with a word for how it compares. Colour repeats the word, never replaces it. */
export function SideBySide({ left, right }: { left: Side; right: Side }) {
  const { t, i18n } = useTranslation('match')
  return (
    <table className="pair-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="only-heard">{t('row.field')}</span>
          </th>
          <SideHead side={left} />
          <th scope="col" className="pair-mark-head">
            <span className="only-heard">{t('row.compared')}</span>
          </th>
          <SideHead side={right} />
        </tr>
      </thead>
      <tbody>
        {rowsFrom(left, right, i18n.language).map(({ name, left: ours, right: theirs, mark }, at) => (
          <tr key={`${name} ${at}`} data-mark={mark}>
            <th scope="row">{t(`row.${name}`)}</th>
            <td>{ours || <span className="muted">{t('nothing')}</span>}</td>
            <td className="pair-mark">
              <span>
                <Icon name={icons[mark]} />
                {t(`mark.${mark}`)}
              </span>
            </td>
            <td>{theirs || <span className="muted">{t('nothing')}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideHead({ side }: { side: Side }) {
  return (
    <th scope="col">
      <span className="side-name">{side.heading}</span>
      {side.note && <span className="side-note">{side.note}</span>}
    </th>
  )
}

const icons: Record<Mark, IconName> = { equal: 'check', alike: 'question', different: 'cross', left: 'clock', right: 'clock' } // prettier-ignore

/** Why these two are put side by side, strongest first: what speaks for one person, and what for two. */
export function Reasons({ left, right }: { left: Comparable; right: Comparable }) {
  const { t } = useTranslation('match')
  const { reasons } = resemblance(left, right)
  const strongest = [...reasons].sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  // What is nearly the same is no argument for two people, even where a household would explain it as well.
  const isAgainst = ({ level }: Reason) => level === 'different'
  const sides = { for: strongest.filter((one) => !isAgainst(one)), against: strongest.filter(isAgainst) }
  return (
    <section className="reasons" aria-label={t('why')}>
      <h2>{t('why')}</h2>
      {(['for', 'against'] as const).map((side) => (
        <div key={side} className={`reasons-${side}`}>
          <h3>{t(side)}</h3>
          <ul>
            {sides[side].map((reason) => (
              <li key={reason.field}>
                <Icon name={side === 'for' ? 'check' : 'cross'} />
                {t(`${reason.field}.${reason.level}`)}
              </li>
            ))}
            {sides[side].length === 0 && <li className="muted">{t('neither')}</li>}
          </ul>
        </div>
      ))}
    </section>
  )
}

function rowsFrom(left: Comparable, right: Comparable, language: string): Row[] {
  const text = (name: RowName, a: string, b: string, level: Level | undefined): Row => ({
    name,
    left: a,
    right: b,
    mark: a === '' ? 'right' : b === '' ? 'left' : markOf(level),
  })
  const day = (date: string | null) => (date === null ? '' : showDay(date, language))
  const rows: Row[] = [
    text('familyName', left.familyName, right.familyName, nameLevel(nameForm(left.familyName), nameForm(right.familyName))), // prettier-ignore
    text('givenName', left.givenName, right.givenName, nameLevel(nameForm(left.givenName), nameForm(right.givenName))),
    text('birthDate', day(left.birthDate), day(right.birthDate), dates(left.birthDate, right.birthDate)),
  ]
  for (const kind of ['email', 'phone', 'post'] as const) rows.push(...contactRows(kind, left, right, text))
  return rows.filter((row) => row.left !== '' || row.right !== '')
}

/** Equal contact points meet in one line; what is left over stands in the order it was given. */
function contactRows(
  kind: ContactPoint['kind'],
  left: Comparable,
  right: Comparable,
  text: (name: RowName, a: string, b: string, level: Level | undefined) => Row,
): Row[] {
  const of = (person: Comparable) => person.contactPoints.filter((point) => point.kind === kind)
  const ours = of(left)
  const theirs = of(right)
  const shared = ours.filter(({ value }) => theirs.some((other) => other.value === value))
  const rest = (points: readonly ContactPoint[]) =>
    points.filter(({ value }) => !shared.some((other) => other.value === value))
  const [more, others] = [rest(ours), rest(theirs)]
  return [
    ...shared.map((point) => text(kind, showContactPoint(point), showContactPoint(point), 'equal')),
    ...Array.from({ length: Math.max(more.length, others.length) }, (_, at) => {
      const [a, b] = [more[at], others[at]]
      return text(kind, a ? showContactPoint(a) : '', b ? showContactPoint(b) : '', a && b ? points(a, b) : undefined)
    }),
  ]
}

const dates = (a: string | null, b: string | null): Level | undefined =>
  a && b ? dateLevel(a.replaceAll('-', ''), b.replaceAll('-', '')) : undefined

function points(a: ContactPoint, b: ContactPoint): Level | undefined {
  if (a.value === b.value) return 'equal'
  const person = (point: ContactPoint) =>
    prepare({ givenName: '', familyName: '', birthDate: null, contactPoints: [point] })
  return compare(person(a), person(b)).levels[a.kind]
}

const markOf = (level: Level | undefined): Mark =>
  level === 'equal' ? 'equal' : level === undefined || level === 'different' ? 'different' : 'alike'
