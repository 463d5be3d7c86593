import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { ContactPoint } from '@shared/terms/contact-point'
import type { Language } from '@shared/terms/language'

/** English readers here are Europeans: day before month. */
const tags: Record<Language, string> = { fr: 'fr-FR', de: 'de-DE', en: 'en-GB' }

const isLanguage = (language: string): language is Language => language in tags

export const tagOf = (language: string): string => (isLanguage(language) ? tags[language] : language)

/** A moment as a day: 25.11.2026, 25/11/2026. */
export const showDay = (moment: string, language: string): string =>
  new Date(moment.length === 10 ? `${moment}T12:00:00` : moment).toLocaleDateString(tagOf(language), {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })

export const showTime = (moment: string, language: string): string =>
  new Date(moment).toLocaleTimeString(tagOf(language), { hour: '2-digit', minute: '2-digit' })

export const showMoment = (moment: string, language: string): string =>
  `${showDay(moment, language)}, ${showTime(moment, language)}`

/** The time if it was today, else the day. */
export const showLately = (moment: string, language: string): string =>
  new Date(moment).toDateString() === new Date().toDateString() ? showTime(moment, language) : showDay(moment, language)

/** A number spaced for reading, anything else as it is. */
export const showContactPoint = ({ kind, value }: ContactPoint): string =>
  kind === 'phone' ? (parsePhoneNumberFromString(value)?.formatInternational() ?? value) : value
