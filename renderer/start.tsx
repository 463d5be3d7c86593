import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@fontsource/atkinson-hyperlegible-mono/latin-400.css'
import '@fontsource/atkinson-hyperlegible-mono/latin-ext-400.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/desk.css'
import './styles/hand-over.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { must } from '@shared/base/never'
import { App } from './app'
import { DeskContext, openDesk } from './desk'
import { applySettings, readSettings } from './platform/settings'
import { connect } from './platform/workstation'
import { StartFailed, StartProgress } from './start-screen'
import { startWords } from './ui/translate'

/** Puts the desk together, once, in order: words, bridge, projection, screens. */
export async function start(): Promise<void> {
  const root = createRoot(must(document.getElementById('desk'), 'the place of the desk'))
  const settings = readSettings()
  applySettings(settings)
  await startWords(settings.language)
  try {
    const workstation = connect()
    const desk = await openDesk(workstation, (read) => root.render(<StartProgress read={read} />))
    root.render(
      <StrictMode>
        <DeskContext value={desk}>
          <App />
        </DeskContext>
      </StrictMode>,
    )
  } catch (problem) {
    root.render(<StartFailed />)
    throw problem
  }
}
