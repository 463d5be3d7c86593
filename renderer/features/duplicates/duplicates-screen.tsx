import { type SyntheticEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resemblance } from '@shared/matching/decide'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import type { PersonRow } from '../../store/database'
import { Icon } from '../../ui/icon'
import { showDay } from '../../ui/show'
import { knownFrom } from '../../workers/follow-people'
import { Choice } from './choice'
import { type Decided, type OpenPair, useOpenPairs } from './open-pairs'
import { type Settled, type Verdict, settleDuplicate, takeBack } from './settle-duplicate'
import { Reasons, SideBySide, type Side } from './side-by-side'
import '../../styles/duplicates.css'

type Told = 'same' | 'different' | 'later' | 'taken-back' | 'failed'

/** Two records that may be one person, side by side; why we wonder; and a person's decision. */
export function DuplicatesScreen() {
  const { t } = useTranslation('match')
  const open = useOpenPairs()
  const { settle, undo, told, postponed } = useDecisions(open?.decided[0])
  if (open === null) return null
  const pairs = [...open.pairs].sort((a, b) => postponed(a) - postponed(b))
  const [pair] = pairs

  return (
    <div className="duplicates">
      <header className="duplicates-head">
        <h1>{pair ? t('open.heading') : t('empty.heading')}</h1>
        <p className="told" role="status">
          {told && t(`saved.${told}`)}
        </p>
        {pair && <p className="count">{t('open.count', { count: pairs.length })}</p>}
      </header>
      {pair ? (
        <PairForm key={`${pair.left.subject} ${pair.right.subject}`} pair={pair} onDecided={settle} />
      ) : (
        <section className="panel">
          <p>{t('empty.what')}</p>
        </section>
      )}
      {open.decided.length > 0 && <DecidedList decided={open.decided} onTakeBack={undo} />}
    </div>
  )
}

function PairForm({ pair, onDecided }: { pair: OpenPair; onDecided: (pair: OpenPair, verdict: Verdict) => void }) {
  const { t, i18n } = useTranslation('match')
  const [chosen, setChosen] = useState<Verdict | null>(null)
  const [missing, setMissing] = useState(false)
  const [left, right] = [sideFrom(pair.left), sideFrom(pair.right)]

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    if (chosen) onDecided(pair, chosen)
    else setMissing(true)
  }

  function sideFrom(person: PersonRow): Side {
    const note = `${t('row.since')} ${showDay(person.registeredAt, i18n.language)}`
    return { ...knownFrom(person), heading: fullName(person.details), note }
  }

  return (
    <form
      className="pair"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Enter' && event.repeat && event.preventDefault()}
    >
      <section className="panel pair-panel">
        <p className="pair-band">
          <Icon name="twins" />
          {t(`band.${resemblance(left, right).band}`)}
        </p>
        <SideBySide left={left} right={right} />
        <Reasons left={left} right={right} />
      </section>
      <div className="pair-bar">
        <Choice
          chosen={chosen}
          onChosen={useCallback((verdict: Verdict) => setChosen(verdict), [])}
          meaning={(verdict) => t(`choice.${verdict}What`)}
        />
        <div className="pair-record">
          {missing && !chosen && (
            <p className="missing" role="alert">
              {t('choice.none')}
            </p>
          )}
          <button type="submit" className="primary" aria-keyshortcuts="Enter">
            {t('record')} <kbd aria-hidden="true">Enter</kbd>
          </button>
        </div>
      </div>
    </form>
  )
}

function DecidedList({ decided, onTakeBack }: { decided: readonly Decided[]; onTakeBack: (one: Settled) => void }) {
  const { t } = useTranslation('match')
  return (
    <section className="panel decided" aria-labelledby="decided-heading">
      <h2 id="decided-heading">{t('decided.heading')}</h2>
      <ul>
        {decided.map((one, at) => {
          const [a, b] = one.names.map(({ details }) => fullName(details))
          const names = t('open.and', { one: a, other: b })
          return (
            <li key={one.decisions.join()}>
              <span>
                <strong>{names}</strong>: {t(`decided.${one.verdict as 'same' | 'different'}`)}
              </span>
              <button type="button" onClick={() => onTakeBack(one)} aria-label={`${t('undo')}: ${names}`}>
                {t('undo')} {at === 0 && <kbd aria-hidden="true">Ctrl+Z</kbd>}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The verbs of this screen: settle, take back, and what to say about it. */
function useDecisions(last: Settled | undefined) {
  const { db, recordAct, about } = useDesk()
  const [told, setTold] = useState<Told | null>(null)
  const [later, setLater] = useState<readonly string[]>([])
  const busy = useRef(false)

  const doing = useCallback(async (work: () => Promise<Told>) => {
    if (busy.current) return
    busy.current = true
    setTold(null)
    setTold(await work().catch((): Told => 'failed'))
    busy.current = false
  }, [])

  const doors = { db, recordAct, recordedBy: about.operator.id }
  const settle = (pair: OpenPair, verdict: Verdict) =>
    void doing(async () => {
      await settleDuplicate(doors, { subject: pair.left.subject, other: pair.right.subject }, verdict)
      if (verdict === 'later') setLater((before) => [...before, keyOf(pair)])
      return verdict
    })
  const undo = useCallback(
    (one: Settled) =>
      void doing(async () => {
        await takeBack({ db, recordAct, recordedBy: about.operator.id }, one)
        return 'taken-back'
      }),
    [doing, db, recordAct, about],
  )

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z' || !last) return
      event.preventDefault()
      undo(last)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [last, undo])

  return { settle, undo, told, postponed: (pair: OpenPair) => later.lastIndexOf(keyOf(pair)) }
}

const keyOf = ({ left, right }: OpenPair): string => `${left.subject} ${right.subject}`
