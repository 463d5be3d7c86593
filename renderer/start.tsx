import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@fontsource/atkinson-hyperlegible-mono/latin-400.css'
import '@fontsource/atkinson-hyperlegible-mono/latin-ext-400.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/desk.css'
import './styles/hand-over.css'
import { createRoot } from 'react-dom/client'
import { must } from '@shared/base/never'
import { applySettings, readSettings } from './platform/settings'
import { connect } from './platform/workstation'
import { StartFailed } from './start-screen'
import { startWords } from './ui/translate'

/**
 * Puts the window together, once, in order: words, bridge, and then either the desk or, while the device is in a
 * customer's hands, their own screen. Only one of the two is loaded: the customer's screen knows no tables.
 */
export async function start(): Promise<void> {
  const root = createRoot(must(document.getElementById('desk'), 'the place of the desk'))
  const settings = readSettings()
  applySettings(settings)
  await startWords(settings.language)
  try {
    const workstation = connect()
    const { handed, pinSet } = await workstation.ask['hand-over:read']({})
    if (handed) (await import('./customer')).showCustomer(root, workstation, { ...handed, pinSet })
    else await (await import('./open-desk')).showDesk(root, workstation)
  } catch (problem) {
    root.render(<StartFailed />)
    throw problem
  }
}
