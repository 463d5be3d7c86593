/** The one origin the window has. It never changes: what the browser keeps for us belongs to it. */
export const SCHEME = 'app'
export const HOST = 'workstation'
export const ORIGIN = `${SCHEME}://${HOST}`
export const START_URL = `${ORIGIN}/`

/** `new URL` gives schemes like ours no origin, so ours is told by how it begins. */
export const isOurUrl = (url: string): boolean => url.startsWith(START_URL)
