import { useTranslation } from 'react-i18next'
import { PersonStep } from './person-step'
import { useMeeting } from './use-meeting'

/** Who it is, and the way to the hand-over. Everything after that is the customer's own screen. */
export function CaptureScreen({ draft: id }: { draft: string }) {
  return <Steps key={id} id={id} />
}

function Steps({ id }: { id: string }) {
  const { t } = useTranslation('frame')
  const meeting = useMeeting(id)
  if (meeting !== null) return <PersonStep meeting={meeting} />
  return (
    <p className="arriving" role="status">
      {t('arriving')}
    </p>
  )
}
