import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { must } from '@shared/base/never'

type Module = Readonly<Record<string, ComponentType<Record<string, unknown>>>>
const modules = import.meta.glob<Module>('./features/*/*-screen.tsx')

/** A screen is loaded when its place is first visited. `features/<room>/<file>.tsx` exports a component of its name. */
function screen<P extends object>(path: string, name: string): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const load = must(modules[`./features/${path}.tsx`], `the screen ${path}`)
    return { default: must((await load())[name], name) as unknown as ComponentType<P> }
  })
}

export const screens = {
  home: screen<object>('home/home-screen', 'HomeScreen'),
  capture: screen<{ draft: string }>('capture/capture-screen', 'CaptureScreen'),
  people: screen<object>('people/people-screen', 'PeopleScreen'),
  person: screen<{ subject: string }>('people/person-screen', 'PersonScreen'),
  stop: screen<{ subject: string }>('rights/stop-screen', 'StopScreen'),
  digitise: screen<{ draft: string | null }>('digitise/digitise-screen', 'DigitiseScreen'),
  duplicates: screen<object>('duplicates/duplicates-screen', 'DuplicatesScreen'),
  proof: screen<{ event: string }>('proof/proof-screen', 'ProofScreen'),
  sync: screen<object>('sync/sync-screen', 'SyncScreen'),
  settings: screen<object>('settings/settings-screen', 'SettingsScreen'),
}
