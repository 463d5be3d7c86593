import i18next, { type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '@shared/terms/language'

const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
})

/** Words by language and area, from `resources/locales/<language>/<area>.json`. */
function wordsByLanguage(): Record<string, Record<string, Record<string, unknown>>> {
  const words: Record<string, Record<string, Record<string, unknown>>> = {}
  for (const [path, file] of Object.entries(files)) {
    const [language = '', area = ''] = path
      .replace(/\.json$/, '')
      .split('/')
      .slice(-2)
    words[language] = { ...words[language], [area]: file }
  }
  return words
}

/** Gets the words ready. All of them are in the program: nothing is fetched. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: wordsByLanguage(),
    defaultNS: 'frame',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
}

export const speak = (language: Language): Promise<TFunction> => i18next.changeLanguage(language)

/** The window's title follows the language of the desk. */
i18next.on('languageChanged', () => {
  document.title = i18next.t('product', { ns: 'frame' })
})

/** The words of one area in the customer's language, whatever the desk speaks. */
export const wordsFor = (language: Language, area: string): TFunction => i18next.getFixedT(language, area)

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { fr: 'Français', de: 'Deutsch', en: 'English' }
