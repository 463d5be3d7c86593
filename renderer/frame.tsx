import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '@shared/terms/language'
import { useDesk } from './desk'
import { useSettings } from './platform/use-settings'
import { type Route, goTo } from './router'
import { SyncWords } from './features/sync/sync-badge'
import { newDraftId } from './platform/runtime'
import { Icon, type IconName } from './ui/icon'
import { Segmented } from './ui/segmented'
import { languageNames } from './ui/translate'

type Place = {
  readonly place: 'home' | 'people' | 'digitise' | 'duplicates' | 'texts' | 'settings'
  readonly icon: IconName
}
const places: readonly Place[] = [
  { place: 'home', icon: 'home' },
  { place: 'people', icon: 'person' },
  { place: 'digitise', icon: 'paper' },
  { place: 'duplicates', icon: 'twins' },
  { place: 'texts', icon: 'pen' },
  { place: 'settings', icon: 'gear' },
]

/** What stands around every screen of the operator. The customer never sees it. */
export function Frame({ route, children }: { route: Route; children: ReactNode }) {
  const { t } = useTranslation('frame')
  const { about } = useDesk()
  const { settings, change } = useSettings()
  useFrameKeys()

  return (
    <div className="frame">
      <a
        className="skip"
        href="#desk-main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('desk-main')?.focus()
        }}
      >
        {t('skip')}
      </a>
      <header className="top">
        <div className="top-row">
          <p className="brand">
            <Icon name="proof" />
            <span>
              <strong>{t('product')}</strong> <span className="brand-who">{about.controller.name}</span>
            </span>
          </p>
          <nav aria-label={t('nav.label')}>
            <ul>
              {places.map(({ place, icon }) => (
                <li key={place}>
                  <a
                    href={`#/${place === 'home' ? '' : place}`}
                    aria-current={isUnder(route, place) ? 'page' : undefined}
                  >
                    <Icon name={icon} />
                    {t(`nav.${place}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Segmented
            label={t('language')}
            value={settings.language}
            onValue={(language) => change({ language })}
            options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          />
        </div>
        <div className="status-band">
          <div className="status">
            <SyncWords />
            <p className="who">{t('operator', { name: about.operator.name })}</p>
            <label className="theme">
              <span>{t('theme.label')}</span>
              <select
                value={settings.theme}
                onChange={(event) => change({ theme: event.currentTarget.value as typeof settings.theme })}
              >
                {(['system', 'light', 'dark'] as const).map((theme) => (
                  <option key={theme} value={theme}>
                    {t(`theme.${theme}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
      </header>
      <main id="desk-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

const parents: Partial<Record<Route['place'], Place['place']>> = {
  person: 'people',
  stop: 'people',
  story: 'people',
  answer: 'people',
}

const isUnder = (route: Route, place: Place['place']): boolean => (parents[route.place] ?? route.place) === place

/** Ctrl+N and Ctrl+F, as the home screen shows them. A browser window may keep Ctrl+N for itself; the button is there. */
function useFrameKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return
      if (event.key === 'n') goTo({ place: 'capture', draft: newDraftId() })
      else if (event.key === 'f') goTo({ place: 'people' })
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
