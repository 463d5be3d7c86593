import type { Session } from 'electron'
import { isOurUrl } from './origin'

/**
 * The window has no network. What the page loads comes from the program's own folder or from memory; records travel
 * through the main process. The content policy says the same to the page; this says it to the browser.
 * https://www.electronjs.org/docs/latest/tutorial/security#1-only-load-secure-content
 */
export function cutNetwork(session: Session, isPackaged: boolean): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, isPackaged) }))
}

const mayLoad = (url: string, isPackaged: boolean): boolean =>
  isOurUrl(url) || url.startsWith('blob:app://workstation/') || url.startsWith('data:') || (!isPackaged && isTool(url))

/** The developer tools, where they can be opened at all. */
const isTool = (url: string): boolean => url.startsWith('devtools://')
