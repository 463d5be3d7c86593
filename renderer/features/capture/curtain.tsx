import { Icon } from '../../ui/icon'
import { wordsFor } from '../../ui/translate'
import { useCustomer } from './customer'
import { inLanguage } from './in-language'
import { CustomerTools } from './customer-tools'
import { ReturnPanel } from './return-panel'
import type { Meeting } from './use-kept'

/** Between the two pairs of hands: the choice is not confirmed, nothing of the desk is there, and nothing is lost. */
export function Curtain({ meeting: { draft, keep } }: { meeting: Meeting }) {
  const { handed } = useCustomer()
  const { language } = draft
  const say = wordsFor(language, 'capture')
  const goOn = () => void keep({ step: 'choice' }).catch(() => undefined)
  const returned = say('curtain.returned', { name: draft.speaker?.name ?? handed.card.name })
  const words = [say('thanks.handBack'), returned]
  return (
    <div className="locked" lang={language}>
      <header>
        <CustomerTools
          language={language}
          onLanguage={(next) => void keep(inLanguage(draft, handed.card, next)).catch(() => undefined)}
          aloud={words}
        />
      </header>
      <main className="curtain" tabIndex={-1}>
        <Icon name="tablet" />
        <h1>{say('thanks.handBack')}</h1>
        <p>{returned}</p>
        <button type="button" className="large" onClick={goOn}>
          {say('curtain.goOn')}
        </button>
        <ReturnPanel to={`capture/${draft.id}`} />
      </main>
    </div>
  )
}
