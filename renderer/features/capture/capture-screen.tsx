import { useTranslation } from 'react-i18next'
import { handBack, useHandedOver } from '../../store/hand-over'
import { goTo } from '../../router'
import { Choice } from './choice'
import { Curtain } from './curtain'
import { PersonStep } from './person-step'
import { Thanks } from './thanks'
import { useMeeting } from './use-meeting'

/** Who, the way to the hand-over, the customer's own screen, and thank you. */
export function CaptureScreen({ draft }: { draft: string }) {
  const handed = useHandedOver()
  if (handed?.recorded) {
    const { event, language } = handed.recorded
    const unlock = () => {
      goTo({ place: 'proof', event })
      handBack()
    }
    return <Thanks event={event} language={language} onUnlock={unlock} />
  }
  return <Steps key={draft} id={draft} handed={handed !== null} />
}

function Steps({ id, handed }: { id: string; handed: boolean }) {
  const { t } = useTranslation('frame')
  const meeting = useMeeting(id)
  if (meeting === null)
    return (
      <p className="arriving" role="status">
        {t('arriving')}
      </p>
    )
  if (!handed) return <PersonStep meeting={meeting} />
  return meeting.draft.step === 'choice' ? <Choice meeting={meeting} /> : <Curtain meeting={meeting} />
}
