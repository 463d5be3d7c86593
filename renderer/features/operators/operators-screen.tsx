import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { Segmented } from '../../ui/segmented'

/**
 * Who sits here. A choice by name, which proves nothing: proof of identity comes with the lock of issue 7, and the panel
 * says so. The window opens anew, so that nothing of the colleague before stays on a screen.
 */
export function OperatorsPanel() {
  const { t } = useTranslation('texts')
  const { about, workstation } = useDesk()
  const [trouble, setTrouble] = useState(false)
  const sitDown = async (id: (typeof about.operators)[number]['id']) => {
    try {
      await workstation.ask['operator:choose']({ id })
      location.reload()
    } catch {
      setTrouble(true)
    }
  }
  return (
    <section className="panel" aria-labelledby="operators-heading">
      <h2 id="operators-heading">{t('operators.heading')}</h2>
      <p className="muted">{t('operators.what')}</p>
      <Segmented
        label={t('operators.heading')}
        value={about.operator.id}
        onValue={(id) => void (id !== about.operator.id && sitDown(id))}
        options={about.operators.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {trouble && (
        <p className="trouble" role="alert">
          {t('notWritten')}
        </p>
      )}
    </section>
  )
}
