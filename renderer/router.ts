import { useSyncExternalStore } from 'react'

/** Every place of the desk. Addresses stand after the `#`, so that they never leave the window. */
export type Route =
  | { readonly place: 'home' }
  | { readonly place: 'capture'; readonly draft: string }
  | { readonly place: 'people' }
  | { readonly place: 'person'; readonly subject: string }
  | { readonly place: 'stop'; readonly subject: string }
  | { readonly place: 'story'; readonly subject: string }
  | { readonly place: 'answer'; readonly subject: string }
  | { readonly place: 'digitise'; readonly draft: string | null }
  | { readonly place: 'duplicates' }
  | { readonly place: 'objection' }
  | { readonly place: 'proof'; readonly event: string }
  /** The list of texts, or one of them: a draft, a proposal, or `sheets`. */
  | { readonly place: 'texts'; readonly item: string | null }
  | { readonly place: 'sync' }
  | { readonly place: 'settings' }
  | { readonly place: 'nowhere' }

export function routeFrom(hash: string): Route {
  const [first = '', second, third] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decodeURIComponent)
  switch (first) {
    case '':
      return { place: 'home' }
    case 'capture':
      return second ? { place: 'capture', draft: second } : { place: 'nowhere' }
    case 'people':
      if (!second) return { place: 'people' }
      return { place: third === 'stop' || third === 'story' || third === 'answer' ? third : 'person', subject: second }
    case 'digitise':
      return { place: 'digitise', draft: second ?? null }
    case 'proof':
      return second ? { place: 'proof', event: second } : { place: 'nowhere' }
    case 'texts':
      return { place: 'texts', item: second ?? null }
    case 'duplicates':
    case 'objection':
    case 'sync':
    case 'settings':
      return { place: first }
    default:
      return { place: 'nowhere' }
  }
}

export function hrefOf(route: Exclude<Route, { place: 'nowhere' }>): string {
  switch (route.place) {
    case 'home':
      return '#/'
    case 'capture':
      return `#/capture/${route.draft}`
    case 'person':
      return `#/people/${route.subject}`
    case 'stop':
      return `#/people/${route.subject}/stop`
    case 'story':
    case 'answer':
      return `#/people/${route.subject}/${route.place}`
    case 'digitise':
      return route.draft === null ? '#/digitise' : `#/digitise/${route.draft}`
    case 'texts':
      return route.item === null ? '#/texts' : `#/texts/${route.item}`
    case 'proof':
      return `#/proof/${route.event}`
    default:
      return `#/${route.place}`
  }
}

export const goTo = (route: Exclude<Route, { place: 'nowhere' }>): void => {
  location.hash = hrefOf(route)
}

const hear = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export const useHash = (): string => useSyncExternalStore(hear, () => location.hash)
