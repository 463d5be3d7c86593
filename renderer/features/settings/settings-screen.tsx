import { useTranslation } from 'react-i18next'
import { languages } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { useSettings } from '../../platform/use-settings'
import { OperatorsPanel } from '../operators/operators-screen'
import { Fact } from '../../ui/fact'
import { Segmented } from '../../ui/segmented'
import { languageNames } from '../../ui/translate'
import { ReturnPinPanel } from './return-pin'

/** Language, looks and what this device is. */
export function SettingsScreen() {
  const { t } = useTranslation('frame')
  const { about } = useDesk()
  const { settings, change } = useSettings()
  return (
    <div className="page">
      <h1>{t('settings.heading')}</h1>
      <section className="panel">
        <h2>{t('settings.language')}</h2>
        <p className="muted">{t('settings.languageHint')}</p>
        <Segmented
          label={t('settings.language')}
          value={settings.language}
          onValue={(language) => change({ language })}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      </section>
      <section className="panel">
        <h2>{t('settings.theme')}</h2>
        <Segmented
          label={t('settings.theme')}
          value={settings.theme}
          onValue={(theme) => change({ theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <h2>{t('settings.textSize')}</h2>
        <Segmented
          label={t('settings.textSize')}
          value={settings.textSize}
          onValue={(textSize) => change({ textSize })}
          options={(['normal', 'large', 'larger'] as const).map((value) => ({
            value,
            label: t(`settings.sizes.${value}`),
          }))}
        />
      </section>
      <ReturnPinPanel />
      <OperatorsPanel />
      <section className="panel">
        <h2>{t('settings.device')}</h2>
        <dl className="facts">
          <Fact name={t('settings.controller')}>{about.controller.name}</Fact>
          <Fact name={t('settings.deviceId')}>
            <span className="code">{about.device}</span>
          </Fact>
          <Fact name={t('settings.version')}>{about.version}</Fact>
          <Fact name={t('settings.host')}>{t(`settings.hosts.${about.host}`)}</Fact>
        </dl>
      </section>
    </div>
  )
}
