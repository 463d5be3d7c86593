import type { Session } from 'electron'
import { isOurUrl } from './origin'

/** What the screens need: the customer's view fills the screen, a fingerprint can be copied. */
const granted: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write'])

/** A sheet can be photographed: the camera, and never the microphone. */
const isCameraAlone = (permission: string, kinds: readonly (string | undefined)[]): boolean =>
  permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === 'video')

/**
 * Everything a page may ask the operating system for is refused, but for what stands above and only to us.
 * https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
 */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer((granted.has(permission) || isCameraAlone(permission, kinds)) && isOurUrl(contents.getURL()))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      (granted.has(permission) || isCameraAlone(permission, [mediaType])) && isOurUrl(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
}
