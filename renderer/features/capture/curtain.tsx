import { useTranslation } from 'react-i18next'
import { fullName } from '@shared/terms/party'
import { now } from '../../platform/runtime'
import { goTo } from '../../router'
import { handBack } from '../../store/hand-over'
import { Icon } from '../../ui/icon'
import { languageNames, wordsFor } from '../../ui/translate'
import type { Meeting } from './use-meeting'

/** Between the two pairs of hands: nothing of the desk is left on the screen, and nothing can be chosen yet. */
export function Curtain({ meeting: { draft, keep } }: { meeting: Meeting }) {
  const { t } = useTranslation('capture')
  const returned = draft.handedOverAt !== null
  const say = wordsFor(draft.language, 'capture')
  // The device was in the customer's hands before: their ticks are theirs, and the first moment stands.
  const begin = () => void keep({ step: 'choice', handedOverAt: draft.handedOverAt ?? now() }).catch(() => undefined)
  const back = async () => {
    await keep({ step: 'person' }).catch(() => undefined)
    goTo({ place: 'capture', draft: draft.id })
    handBack()
  }
  return (
    <main className="curtain" tabIndex={-1}>
      <Icon name="tablet" />
      {returned && <h1 lang={draft.language}>{say('thanks.handBack')}</h1>}
      {returned ? (
        <p>{t('curtain.returned', { name: fullName(draft.person) })}</p>
      ) : (
        <h1>{t('curtain.give', { name: fullName(draft.person) })}</h1>
      )}
      <p className="muted">{t('curtain.what', { language: languageNames[draft.language] })}</p>
      <button type="button" className="primary large" lang={draft.language} onClick={begin}>
        {say(returned ? 'curtain.goOn' : 'curtain.begin')}
      </button>
      <button type="button" className="as-link" onClick={() => void back()}>
        {t('curtain.back')}
      </button>
    </main>
  )
}
