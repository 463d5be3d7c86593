import { useMemo, useState } from 'react'
import { must } from '@shared/base/never'
import type { JournalEntry } from '@shared/ipc/contract'
import { type ConsentEvent, isAnswer, isYes } from '@shared/consent/event'
import type { Language } from '@shared/terms/language'
import { Icon } from '../../ui/icon'
import { showContactPoint, showTime } from '../../ui/show'
import { wordsFor } from '../../ui/translate'
import { useCustomer } from './customer'
import { ReceiptCode, useReceipt } from '../receipt/receipt-screen'
import { CustomerTools } from './customer-tools'
import { ReturnPanel } from './return-panel'

/** The customer's choice, said back to them, and where it now is. Only the operator goes on from here. */
export function Thanks({ answers }: { answers: readonly JournalEntry[] }) {
  const { card } = useCustomer().handed
  const first = must(answers[0], 'an answer').recorded
  const recorded = useMemo(() => answers.map((entry) => entry.recorded), [answers])
  const receipt = useReceipt({ ...card, answers: recorded })
  const said = first.event
  const [language, setLanguage] = useState<Language>('notice' in said ? said.notice.language : 'en')
  const say = wordsFor(language, 'capture')
  const saved = say('thanks.saved', { time: showTime(first.recordedAt, language) })

  return (
    <div className="locked" lang={language}>
      <header>
        <CustomerTools
          language={language}
          onLanguage={setLanguage}
          aloud={[say('thanks.heading'), saved, say('thanks.handBack')]}
        />
      </header>
      <main className="curtain" tabIndex={-1}>
        <Icon name="check" />
        <h1>{say('thanks.heading')}</h1>
        <ul className="said-back">
          {answers.map(({ recorded }) => (
            <Answer key={recorded.id} event={recorded.event} language={language} />
          ))}
        </ul>
        <p className="muted">{saved}</p>
        <p className="hand-back">{say('thanks.handBack')}</p>
        <ReceiptCode receipt={receipt} />
        <ReturnPanel to={`proof/${first.id}`} />
      </main>
    </div>
  )
}

function Answer({ event, language }: { event: ConsentEvent; language: Language }) {
  const say = wordsFor(language, 'capture')
  const { handed } = useCustomer()
  if (!isAnswer(event)) return null
  const yes = isYes(event)
  const purpose = handed.card.purposes.find(({ id }) => id === event.purpose)?.name[language] ?? event.purpose
  const value = event.contactPoint ? showContactPoint(event.contactPoint) : ''
  return (
    <li data-answer={yes ? 'yes' : 'no'}>
      <Icon name={yes ? 'check' : 'cross'} />
      <span>
        {purpose}, {say(`row.${event.channel}`, { value, interpolation: { escapeValue: false } })}
      </span>
      <strong>{yes ? say('thanks.yes') : say('thanks.no')}</strong>
    </li>
  )
}
