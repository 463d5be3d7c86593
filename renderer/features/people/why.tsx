import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EffectivePermission } from '@shared/consent/effective-permission'
import { Icon } from '../../ui/icon'

/** Behind an answer: its reasons, where they stand in the law, and what would change it. Read when asked for. */
export function WhyThis({ permission, about }: { permission: EffectivePermission; about: string }) {
  const { t } = useTranslation(['life', 'permission'])
  const [open, setOpen] = useState(false)
  const id = useId()
  const { reasons, citations, cure, rulesVersion, tasks } = permission
  return (
    <>
      <button type="button" className="as-link why-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('why.summary')}
        <span className="only-heard"> {about}</span>
      </button>
      {open && (
        <div className="why-what" id={id}>
          {reasons.map(({ why, event }, at) => (
            <p key={`${why} ${event ?? at}`}>{t(`permission:why.${why}`)}.</p>
          ))}
          <p className="label">{t('why.rests')}</p>
          <ul>
            {citations.map(({ id: citation, article, verified }) => (
              <li key={citation}>
                <strong>{article}</strong>: {t(`permission:citation.${citation}`)}
                {!verified && (
                  <span className="unverified">
                    <Icon name="question" />
                    {t('why.unverified')}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {cure && (
            <p>
              <span className="label">{t('why.cure')}: </span>
              {cure.ways.length === 0
                ? t(`permission:cure.${cure.kind}`)
                : t('why.ask', {
                    cure: t(`permission:cure.${cure.kind}`),
                    ways: cure.ways.map((way) => t(`permission:way.${way}`)).join(', '),
                  })}
              .
            </p>
          )}
          {tasks.map((task) => (
            <p key={task}>{t(`permission:task.${task}`)}.</p>
          ))}
          <p className="hint">{t('why.rules', { version: rulesVersion })}</p>
        </div>
      )}
    </>
  )
}
