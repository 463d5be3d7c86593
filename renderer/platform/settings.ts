import { z } from 'zod'
import { Language } from '@shared/terms/language'

/** How this screen looks to this operator. A matter of taste, so it may live and die with the browser profile. */
const Settings = z.object({
  language: Language,
  theme: z.enum(['light', 'dark', 'system']),
  textSize: z.enum(['normal', 'large', 'larger']),
  /** The invitation to set a return PIN was read and declined. */
  pinDeclined: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

const PLACE = 'desk-settings'
const darkSystem = matchMedia('(prefers-color-scheme: dark)')

const systemLanguage = (): Language =>
  navigator.languages.map((tag) => Language.safeParse(tag.slice(0, 2))).find((parsed) => parsed.success)?.data ?? 'en'

/** What was chosen last; whatever cannot be read is as if it had never been chosen. */
export function readSettings(): Settings {
  const fresh: Settings = { language: systemLanguage(), theme: 'system', textSize: 'normal', pinDeclined: false }
  try {
    const kept = Settings.partial().safeParse(JSON.parse(localStorage.getItem(PLACE) ?? '{}'))
    return kept.success ? Settings.parse({ ...fresh, ...kept.data }) : fresh
  } catch {
    return fresh
  }
}

export function keepSettings(settings: Settings): void {
  localStorage.setItem(PLACE, JSON.stringify(settings))
  applySettings(settings)
}

export function applySettings({ language, theme, textSize }: Settings): void {
  const page = document.documentElement
  page.lang = language
  page.dataset['textSize'] = textSize
  page.dataset['theme'] = theme === 'system' ? (darkSystem.matches ? 'dark' : 'light') : theme
}

darkSystem.addEventListener('change', () => applySettings({ ...readSettings(), language: currentLanguage() }))

/** The page's language may be the customer's for a while; a change of theme must not take it back. */
const currentLanguage = (): Language => Language.catch('en').parse(document.documentElement.lang)
