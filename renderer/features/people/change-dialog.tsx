import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eventsFromChange } from '@shared/consent/change'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import type { PersonView } from '../../store/people'
import { Dialog } from '../../ui/dialog'
import { Icon, type IconName } from '../../ui/icon'
import { showTime } from '../../ui/show'
import { AskAgain } from './ask-again'
import { ChangeForm } from './change-form'
import { type Occasion, type Typed, changeFrom, occasions, typedFrom } from './typed-change'

const icons: Record<Occasion, IconName> = {
  'new-point': 'phone',
  moved: 'post',
  'new-name': 'pen',
  'new-employer': 'twins',
  'not-theirs': 'stop',
  died: 'clock',
  'wrong-details': 'question',
}

/**
 * "Something has changed": what happened, one short form, and then what there is to ask again. The form records facts
 * and nothing else; what they do to each consent is the rule's, whoever records them.
 */
export function ChangeDialog({ view, onClose }: { view: PersonView; onClose: () => void }) {
  const { t, i18n } = useTranslation('life')
  const [occasion, setOccasion] = useState<Occasion | null>(null)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const name = fullName(view.person.details)

  return (
    <Dialog heading={t('change.heading', { name })} close={t('change.back')} onClose={onClose}>
      {savedAt !== null ? (
        <Done view={view} said={t('change.saved', { time: showTime(savedAt, i18n.language) })} />
      ) : occasion === null ? (
        <Occasions onChosen={setOccasion} />
      ) : (
        <OneOccasion view={view} occasion={occasion} onBack={() => setOccasion(null)} onSaved={setSavedAt} />
      )}
    </Dialog>
  )
}

/** The browser gives the focus of a dialog that opens to what bears this attribute; React has no prop that sets it. */
const firstThere = (button: HTMLButtonElement | null) => button?.setAttribute('autofocus', '')

function Occasions({ onChosen }: { onChosen: (occasion: Occasion) => void }) {
  const { t } = useTranslation('life')
  return (
    <ul className="occasions" aria-label={t('change.choose')}>
      {occasions.map((occasion, at) => (
        <li key={occasion}>
          <button type="button" ref={at === 0 ? firstThere : null} onClick={() => onChosen(occasion)}>
            <Icon name={icons[occasion]} />
            {t(`occasion.${occasion}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}

type OneProps = {
  readonly view: PersonView
  readonly occasion: Occasion
  readonly onBack: () => void
  readonly onSaved: (at: string) => void
}

function OneOccasion({ view, occasion, onBack, onSaved }: OneProps) {
  const { t } = useTranslation(['life', 'problems'])
  const { recordAct, about } = useDesk()
  const { subject, details } = view.person
  const [typed, setTyped] = useState(() => typedFrom(view, occasion))
  const [problem, setProblem] = useState<{ field: keyof Typed; sentence: string } | null>(null)
  const [notSaved, setNotSaved] = useState(false)
  const act = useRef(newAct())
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input, .primary')?.focus()
  }, [])

  const record = async (event: SyntheticEvent) => {
    event.preventDefault()
    const change = changeFrom(occasion, typed, view)
    if (!change.ok) {
      const [first] = change.problems
      if (first) setProblem({ field: first.field, sentence: sentenceFor(first.key) })
      if (first) document.getElementById(`change-${first.field}`)?.focus()
      return
    }
    const events = eventsFromChange(change.value, { subject, details, at: now(), recordedBy: about.operator.id })
    try {
      const [entry] = await recordAct(act.current, events)
      onSaved(entry?.recorded.recordedAt ?? now())
    } catch {
      setNotSaved(true)
    }
  }
  const sentenceFor = (key: string): string => {
    if (key === 'known' || key === 'nothing-new') return t(`life:form.${key}`)
    return key === 'which' ? t('life:form.whichMissing') : t(`problems:${key}`)
  }

  return (
    <form ref={form} className="change" onSubmit={(event) => void record(event)} noValidate>
      <h3>{t(`life:occasion.${occasion}`)}</h3>
      <p className="muted">{t(`life:what.${occasion}`)}</p>
      <ChangeForm
        view={view}
        occasion={occasion}
        typed={typed}
        problem={problem}
        onTyped={(some) => {
          setTyped({ ...typed, ...some })
          setProblem(null)
        }}
      />
      {notSaved && (
        <p className="said-stop" role="alert">
          {t('life:change.notSaved')}
        </p>
      )}
      <div className="actions end">
        <button type="button" onClick={onBack}>
          {t('life:change.other')}
        </button>
        <button type="submit" className="primary">
          <Icon name="check" />
          {t('life:change.record')}
        </button>
      </div>
    </form>
  )
}

/** The facts are on the disk, and the page behind has already read them: what they closed is here at once. */
function Done({ view, said }: { view: PersonView; said: string }) {
  const { t } = useTranslation('life')
  const own = useRef<HTMLDivElement>(null)
  useEffect(() => own.current?.focus(), [])
  return (
    <div className="change" ref={own} tabIndex={-1}>
      <p className="said" role="status">
        {said}
      </p>
      {view.again ? <AskAgain view={view} again={view.again} /> : <p>{t('change.nothingLost')}</p>}
    </div>
  )
}
