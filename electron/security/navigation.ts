import type { WebContents } from 'electron'
import { isOurUrl } from './origin'

/**
 * Nothing navigates away, nothing opens beside us, nothing is embedded.
 * https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation
 * https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows
 * https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation
 */
export function limitNavigation(contents: WebContents): void {
  const stayHere = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (!isOurUrl(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
