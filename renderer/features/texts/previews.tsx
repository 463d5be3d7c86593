import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormTemplate } from '@shared/capture/form-template'
import { type Language, languages } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { Segmented } from '../../ui/segmented'
import { languageNames } from '../../ui/translate'
import { GlassPreview } from './glass-preview'
import { PaperPreview } from './paper-preview'

type PreviewsProps = {
  readonly notices: Readonly<Record<Language, Notice | null>>
  readonly forms: readonly FormTemplate[]
}

/** How it will look, in one language at a time: on glass, and on paper if it has a sheet. */
export function Previews({ notices, forms }: PreviewsProps) {
  const { t, i18n } = useTranslation('texts')
  const [language, setLanguage] = useState(i18n.language as Language)
  const [where, setWhere] = useState<'glass' | 'paper'>('glass')
  const notice = notices[language]
  const form = forms.find((one) => one.language === language)
  return (
    <section className="panel previews" aria-labelledby="previews-heading">
      <h2 id="previews-heading">{t('preview.heading')}</h2>
      <div className="actions">
        <Segmented
          label={t('preview.where')}
          value={where}
          onValue={setWhere}
          options={(['glass', 'paper'] as const).map((value) => ({ value, label: t(`preview.${value}`) }))}
        />
        <Segmented
          label={t('preview.language')}
          value={language}
          onValue={setLanguage}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      </div>
      {where === 'glass' &&
        (notice ? <GlassPreview notice={notice} /> : <p className="muted">{t('preview.notYet')}</p>)}
      {where === 'paper' && (form ? <PaperPreview form={form} /> : <p className="muted">{t('preview.noSheet')}</p>)}
    </section>
  )
}
