import { WebFormWords } from '@shared/form/web-form-words'
import type { Language } from '@shared/terms/language'

const files = import.meta.glob('../../../resources/locales/*/webform.json', { eager: true, import: 'default' })

export const webFormWords = (language: Language): WebFormWords =>
  WebFormWords.parse(files[`../../../resources/locales/${language}/webform.json`])
