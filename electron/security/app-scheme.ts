import type { CustomScheme, Session } from 'electron'
import { readRendererFile } from '../services/renderer-files'
import { securityHeaders } from './content-policy'
import { HOST, SCHEME } from './origin'

/**
 * Our own scheme instead of file://, with an origin of its own, and with the policy on every answer.
 * https://www.electronjs.org/docs/latest/tutorial/security#18-avoid-usage-of-the-file-protocol-and-prefer-usage-of-custom-protocols
 */
export const appScheme: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
}

/** Serves the built renderer, and nothing beside it. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => respond(request, folder))
}

async function respond(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return refusal(405)
  // Taken apart by hand: `new URL` would tidy `/../` away before it could be refused.
  const [, host = '', pathname = '/'] = /^app:\/\/([^/?#]*)([^?#]*)/.exec(request.url) ?? []
  if (host !== HOST) return refusal(403)
  const found = await readRendererFile(folder, pathname === '' ? '/' : pathname)
  if (found.kind !== 'file') return refusal(found.kind === 'missing' ? 404 : 403)
  return new Response(found.bytes, { headers: { ...securityHeaders, 'Content-Type': found.type } })
}

const refusal = (status: number): Response =>
  new Response(`${status}\n`, { status, headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' } })
