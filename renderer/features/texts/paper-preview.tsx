import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormTemplate } from '@shared/capture/form-template'
import { thePrinter } from '../../workers/print'

/** The very page that will be printed, as a picture. */
export function PaperPreview({ form }: { form: FormTemplate }) {
  const { t } = useTranslation('texts')
  const [shown, setShown] = useState<{ readonly url: string } | 'failed' | null>(null)
  useEffect(() => {
    let made: string | undefined
    let gone = false
    thePrinter()
      .picture(form)
      .then((image) => {
        if (gone) return
        made = URL.createObjectURL(new Blob([image.bytes], { type: image.media }))
        setShown({ url: made })
      })
      .catch(() => !gone && setShown('failed'))
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [form])
  if (shown === null) return <p role="status">{t('paper.drawing')}</p>
  if (shown === 'failed') return <p className="trouble">{t('paper.failed')}</p>
  return (
    <img className="paper-preview" src={shown.url} alt={t('paper.alt', { sheet: `${form.id} v${form.version}` })} />
  )
}
