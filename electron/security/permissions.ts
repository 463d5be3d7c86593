import type { Session } from 'electron'
import { isOurUrl } from './origin'

/** What the screens need: the customer's view fills the screen, a fingerprint can be copied. No camera, no microphone. */
const granted: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write'])

/**
 * Everything a page may ask the operating system for is refused, but for the two above and only to us.
 * https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
 */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(granted.has(permission) && isOurUrl(contents.getURL())),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => granted.has(permission) && isOurUrl(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
}
