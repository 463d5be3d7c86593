import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { App } from './app'
import { DeskContext, openDesk } from './desk'
import type { Connected } from './platform/workstation'
import { StartProgress } from './start-screen'

/** The operator's window: the projection brought up to the journal, then the screens. */
export async function showDesk(root: Root, workstation: Connected): Promise<void> {
  const desk = await openDesk(workstation, (read) => root.render(<StartProgress read={read} />))
  root.render(
    <StrictMode>
      <DeskContext value={desk}>
        <App />
      </DeskContext>
    </StrictMode>,
  )
}
