import { useState } from 'react'
import { Icon } from '../../ui/icon'
import { wordsFor } from '../../ui/translate'
import { useCustomer } from './customer'
import { CustomerTools } from './customer-tools'
import { ReturnPanel } from './return-panel'

/** Nothing was recorded and nothing is left. The device is still to be given back. */
export function Ended() {
  const { handed } = useCustomer()
  const [language, setLanguage] = useState(handed.card.deskLanguage)
  const say = wordsFor(language, 'capture')
  const words = [say('ended.heading'), say('ended.what'), say('thanks.handBack')]
  return (
    <div className="locked" lang={language}>
      <header>
        <CustomerTools language={language} onLanguage={setLanguage} aloud={words} />
      </header>
      <main className="curtain" tabIndex={-1}>
        <Icon name="tablet" />
        <h1>{say('ended.heading')}</h1>
        <p>{say('ended.what')}</p>
        <p className="hand-back">{say('thanks.handBack')}</p>
        <ReturnPanel to="" />
      </main>
    </div>
  )
}
