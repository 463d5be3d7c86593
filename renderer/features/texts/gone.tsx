import { useTranslation } from 'react-i18next'
import { hrefOf } from '../../router'

/** The address names a text or a proposal that is not there any more. */
export function Gone() {
  const { t } = useTranslation('texts')
  return (
    <section className="panel">
      <h1>{t('gone.heading')}</h1>
      <p>
        <a className="button" href={hrefOf({ place: 'texts', item: null })}>
          {t('back')}
        </a>
      </p>
    </section>
  )
}
