import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { Icon } from '../../ui/icon'
import type { FlyerDesk } from './use-flyer'

/** A sheet whose form is not known: a person sees which it is. Everything that could be read on it stands below. */
export function ChooseForm({ flyer }: { flyer: FlyerDesk }) {
  const { t } = useTranslation(['paper', 'problems'])
  const { catalogue } = useDesk()
  const { draft } = flyer
  return (
    <section className="confirm-rows choose-form" aria-labelledby="choose-form" tabIndex={0}>
      {draft.reading.problems.map(({ key }) => (
        <p className="page-problem" key={key}>
          <Icon name="warn" /> {t(`problems:${key}`)}
        </p>
      ))}
      <h2 id="choose-form">{t('screen.whichForm')}</h2>
      <ul className="plain-list">
        {catalogue.forms.map((form) => (
          <li key={`${form.id} ${form.version}`}>
            <button type="button" onClick={() => flyer.choose(form)}>
              <strong>{form.id}</strong> v{form.version}{' '}
              <span lang={form.language}>{catalogue.notices.find(({ id }) => id === form.notice)?.title}</span>
            </button>
          </li>
        ))}
      </ul>
      {draft.print !== undefined && (
        <>
          <h2>{t('screen.whole')}</h2>
          <p className="muted">{t('screen.wholeHint')}</p>
          <pre className="whole-print">{draft.print || t('screen.wholeNothing')}</pre>
        </>
      )}
    </section>
  )
}
