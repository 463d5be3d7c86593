import { useTranslation } from 'react-i18next'

export function HomeScreen() {
  const { t } = useTranslation('frame')
  return <h1>{t('home.heading')}</h1>
}
