import { languages } from '@shared/terms/language'

const pairs = languages.flatMap((language) => (['light', 'dark'] as const).map((theme) => ({ language, theme })))

/**
 * The languages and themes in which the screens are walked. Each pair costs minutes: CI has every language and every
 * theme on each screen, and all six pairs where `FULL_WALK` is set.
 */
export const walks = process.env['FULL_WALK']
  ? pairs
  : pairs.filter(({ language, theme }) => theme === (language === 'fr' ? 'dark' : 'light'))
