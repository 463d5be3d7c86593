import { type KeyboardEvent, useEffect, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { must } from '@shared/base/never'
import type { MeetingDraft } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { noticeInForce } from '@shared/capture/catalogue'
import { Language, languages } from '@shared/terms/language'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { now, today } from '../../platform/runtime'
import { goTo } from '../../router'
import { handOver } from '../../store/hand-over'
import { aboutKnown } from '../../store/new-meeting'
import { rulesFrom } from '../../store/rules'
import { Field } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { ProblemList } from '../../ui/problem-list'
import { Segmented } from '../../ui/segmented'
import { showTime, tagOf } from '../../ui/show'
import { languageNames } from '../../ui/translate'
import { checkPerson } from './check-person'
import { familyFor } from './family'
import { KnownPeople } from './known-people'
import { namePartsFrom } from './name-parts'
import { firstPick, undecided, useKnown } from './resembling'
import { rowsFrom } from './rows-from'
import { PinInvitation } from './pin-invitation'
import { childMustBeHeard } from './child-heard'
import { SpeakerFields } from './speaker-fields'
import { type Meeting, useKept } from './use-kept'

const countries = ['DE', 'FR', 'AT', 'CH', 'BE', 'LU', 'NL', 'GB', 'IE', 'IT', 'ES', 'PL'] as const
const mailHosts = ['web.de', 'gmx.de', 'gmail.com', 'orange.fr']
type FieldName = keyof MeetingDraft['person']

/** Who it is and how they can be reached. Everything typed is on the disk at once; nothing is recorded. */
export function PersonStep({ meeting: first }: { meeting: MeetingDraft }) {
  const { t, i18n } = useTranslation(['capture', 'problems'])
  const { about, catalogue, db, drafts, workstation } = useDesk()
  const meeting = useKept(drafts, first)
  const { draft, change, keep, keptAt, trouble } = meeting
  const known = useKnown(draft.person)
  const [problems, setProblems] = useState<readonly CaptureProblem[]>([])
  const [attempt, setAttempt] = useState(0)

  const childToo = childMustBeHeard(draft.person, rulesFrom(catalogue), now())

  const touched = (field: string) => setProblems((before) => before.filter((problem) => problem.field !== field))
  const type = (field: FieldName) => (value: string) => {
    change({ person: { ...draft.person, [field]: value } })
    touched(field)
  }
  const wrong = (field: string) => {
    const problem = problems.find((one) => one.field === field)
    return problem && t(`problems:${problem.key}`)
  }
  const blur = () => void keep().catch(() => undefined)

  const refuse = (found: readonly CaptureProblem[]) => {
    setProblems(found)
    setAttempt((before) => before + 1)
  }
  const giveOver = async () => {
    const { problems: found, contactPoints, speaker } = checkPerson(draft, today())
    if (found.length > 0) return refuse(found)
    const family = familyFor(catalogue, draft.asks)
    const notices = languages.map((language) => noticeInForce(catalogue, family, language, today()))
    const notice = must(
      notices.find(({ language }) => language === draft.language),
      'the text in this language',
    )
    // What a customer ticked before stays theirs only if the questions are still the same ones.
    const rows = rowsFrom(notice, contactPoints, draft.rows, draft.asks)
    const same = rows.length === draft.rows.length && rows.every((row, at) => row === draft.rows[at])
    const fresh = same ? {} : { rows: rowsFrom(notice, contactPoints, [], draft.asks), ink: null, typedName: null }
    if (rows.length === 0) return refuse([{ key: 'capture.nothing-asked', field: 'email' }])
    const pairs = [...draft.pairs, ...(await undecided(draft))]
    // The device was in the customer's hands before: their ticks are theirs, and the first moment stands.
    const handedOverAt = same ? (draft.handedOverAt ?? now()) : now()
    // What is no longer asked is not said either.
    const spoken = speaker ? { speaker: { ...speaker, jointly: childToo && speaker.jointly } } : {}
    const step = 'choice' as const
    const ready = { ...draft, notice: notice.id, rows, pairs, step, handedOverAt, ...fresh, ...spoken }
    await keep(ready)
    await handOver(ready, {
      ask: workstation.ask,
      db,
      catalogue,
      notices,
      recordedBy: about.operator.id,
      deskLanguage: Language.parse(i18n.language),
    })
  }
  const hurry = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    void giveOver().catch(() => undefined)
  }
  // Enter goes on: it picks who was found while the name is typed, and else moves to the next field.
  const goOn = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const found = event.target.id === 'familyName' ? firstPick(draft, known) : undefined
    if (found) return change(aboutKnown(draft, found.person))
    const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [type=submit]')]
    steps[steps.indexOf(event.target) + 1]?.focus()
  }
  const pickHost = (value: string) => {
    type('email')(value)
    // The button that was pressed is gone with its question.
    document.getElementById('phone')?.focus()
  }
  const cancel = async () => {
    await drafts.discard(draft.id)
    goTo({ place: 'home' })
  }

  const text = (field: FieldName) => ({
    id: field,
    value: draft.person[field],
    onValue: type(field),
    onBlur: blur,
    problem: wrong(field),
    autoComplete: 'off',
    spellCheck: false,
  })
  const shown = problems.map(({ key, field }) => ({ sentence: t(`problems:${key}`), field }))

  return (
    <div className="page wide" onKeyDown={hurry}>
      <header className="page-head split">
        <h1>{t('person.heading')}</h1>
        <p className="kept" role="status">
          {trouble ? (
            <strong className="said-stop">{t('person.notKept')}</strong>
          ) : (
            keptAt && t('person.kept', { time: showTime(keptAt, i18n.language) })
          )}
        </p>
      </header>
      {draft.handedOverAt !== null && draft.rows.length > 0 && (
        <p className="panel notice-check" role="note">
          {t('person.returned', { name: fullName(draft.person) })}
        </p>
      )}
      <ProblemList heading={t('person.problems')} problems={shown} attempt={attempt} />
      <div className="two-columns">
        <form
          className="panel form"
          onKeyDown={goOn}
          onSubmit={(event) => {
            event.preventDefault()
            void giveOver().catch(() => undefined)
          }}
        >
          <NameField
            meeting={meeting}
            onTyped={() => setProblems([])}
            problem={wrong('familyName') ?? wrong('givenName')}
          />
          <div className="side-by-side">
            <Field {...text('email')} label={t('person.email')} type="text" inputMode="email">
              <MailHosts typed={draft.person.email} onPick={pickHost} />
            </Field>
            <Field {...text('phone')} label={t('person.phone')} type="tel" />
          </div>
          <Field {...text('postalAddress')} label={t('person.post')} />
          <div className="three-beside">
            <Field
              {...text('birthDate')}
              label={t('person.birthDate')}
              hint={t('person.birthDateHint')}
              inputMode="numeric"
            />
            <div className="field">
              <label htmlFor="country">{t('person.country')}</label>
              <p className="hint">{t('person.countryHint')}</p>
              <select
                id="country"
                value={draft.person.country}
                onChange={(event) => type('country')(event.currentTarget.value)}
              >
                {countries.map((code) => (
                  <option key={code} value={code}>
                    {new Intl.DisplayNames([tagOf(i18n.language)], { type: 'region' }).of(code)}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <p className="label">{t('person.language')}</p>
              <Segmented
                label={t('person.language')}
                value={draft.language}
                onValue={(language) => change({ language })}
                options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
              />
            </div>
          </div>
          <SpeakerFields meeting={meeting} childToo={childToo} problem={wrong} onTouched={touched} />
          <div className="actions end at-hand">
            <button type="button" onClick={() => void cancel()}>
              {t('person.cancel')}
            </button>
            <button type="submit" className="primary" aria-keyshortcuts="Control+Enter">
              <Icon name="tablet" />
              {t('person.handOver')} <kbd>Ctrl+Enter</kbd>
            </button>
          </div>
        </form>
        <div className="beside">
          <KnownPeople meeting={meeting} known={known} />
          <PinInvitation />
        </div>
      </div>
    </div>
  )
}

/** One field for the whole name, as it is heard; what it was taken for stands under it and can be put right. */
function NameField({
  meeting,
  onTyped,
  problem,
}: {
  meeting: Meeting
  onTyped: () => void
  problem: string | undefined
}) {
  const { t } = useTranslation('capture')
  const { draft, change, keep } = meeting
  const { givenName, familyName } = draft.person
  const [typed, setTyped] = useState(() => fullName(draft.person))
  const [apart, setApart] = useState(false)
  const blur = () => void keep().catch(() => undefined)
  // A known person was picked, or the parts were put right: the whole follows.
  useEffect(() => {
    setTyped((before) => {
      const parts = namePartsFrom(before)
      return parts.givenName === givenName && parts.familyName === familyName
        ? before
        : fullName({ givenName, familyName })
    })
  }, [givenName, familyName])

  const part = (field: 'givenName' | 'familyName') => ({
    id: field,
    label: t(`person.${field}`),
    value: draft.person[field],
    onValue: (value: string) => {
      onTyped()
      change({ person: { ...draft.person, [field]: value } })
    },
    onBlur: blur,
    autoComplete: 'off',
  })
  if (apart)
    return (
      <div className="side-by-side">
        <Field {...part('givenName')} />
        <Field {...part('familyName')} problem={problem} />
      </div>
    )
  return (
    <Field
      id="familyName"
      label={t('person.name')}
      hint={t('person.nameHint')}
      value={typed}
      autoFocus
      autoComplete="off"
      spellCheck={false}
      problem={problem}
      onBlur={blur}
      onValue={(value) => {
        onTyped()
        setTyped(value)
        change({ person: { ...draft.person, ...namePartsFrom(value) } })
      }}
    >
      {(givenName !== '' || familyName !== '') && (
        <p className="taken-for">
          <TakenFor part="takenGiven" name={givenName} />
          <TakenFor part="takenFamily" name={familyName} />
          <button type="button" className="as-link" onClick={() => setApart(true)}>
            {t('person.apart')}
          </button>
        </p>
      )}
    </Field>
  )
}

function TakenFor({ part, name }: { part: 'takenGiven' | 'takenFamily'; name: string }) {
  const { t } = useTranslation('capture')
  return (
    <span>
      <Trans t={t} i18nKey={`person.${part}`} values={{ name: name || '–' }} components={{ 1: <strong /> }} />
    </span>
  )
}

/** The ends most mailboxes have, one tap each. */
function MailHosts({ typed, onPick }: { typed: string; onPick: (value: string) => void }) {
  const [name, host] = typed.split('@')
  if (!name || mailHosts.includes(host ?? '') || (host ?? '').includes('.')) return null
  return (
    <div className="chips">
      {mailHosts
        .filter((one) => one.startsWith(host ?? ''))
        .map((one) => (
          <button key={one} type="button" onClick={() => onPick(`${name}@${one}`)}>
            @{one}
          </button>
        ))}
    </div>
  )
}
