import type { TFunction } from 'i18next'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { readonly t: TFunction<'frame'>; readonly children: ReactNode }

/** The last edge: a mistake of ours becomes a sentence and a way on. What was saved is saved. */
class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    const { t, children } = this.props
    if (!this.state.broken) return children
    return (
      <section className="panel notice-stop" role="alert">
        <h1>{t('broken.heading')}</h1>
        <p>{t('broken.what')}</p>
        <div className="actions">
          <button type="button" className="primary" onClick={() => location.reload()}>
            {t('broken.again')}
          </button>
        </div>
      </section>
    )
  }
}

export function ErrorBoundary({ children }: { children: ReactNode }) {
  const { t } = useTranslation('frame')
  return <Boundary t={t}>{children}</Boundary>
}
