import { useState } from 'react'
import type { MeetingDraft } from '@shared/capture/draft'
import { Choice } from './choice'
import { Curtain } from './curtain'
import { useCustomer } from './customer'
import { Ended } from './ended'
import { Thanks } from './thanks'
import { useKept } from './use-kept'

/** Everything the window shows while the device is in the customer's hands. */
export function CustomerScreen() {
  const { handed } = useCustomer()
  const [state, setState] = useState(handed.state)
  switch (state.kind) {
    case 'choosing':
      return <Choosing first={state.draft} onState={setState} />
    case 'recorded':
      return <Thanks answers={state.answers} />
    case 'ended':
      return <Ended />
  }
}

type State = ReturnType<typeof useCustomer>['handed']['state']

function Choosing({ first, onState }: { first: MeetingDraft; onState: (state: State) => void }) {
  const { drafts } = useCustomer()
  const meeting = useKept(drafts, first)
  if (meeting.draft.step === 'curtain') return <Curtain meeting={meeting} />
  return (
    <Choice
      meeting={meeting}
      onRecorded={(answers) => onState({ kind: 'recorded', answers: [...answers] })}
      onEnded={() => onState({ kind: 'ended' })}
    />
  )
}
