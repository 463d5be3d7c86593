import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBoundary } from './error-boundary'
import { Frame } from './frame'
import { type Route, routeFrom, useHash } from './router'
import { screens } from './screens'

/** The frame and the routes. In the customer's hands none of this is loaded: see `customer.tsx`. */
export function App() {
  const hash = useHash()
  const route = routeFrom(hash)

  useEffect(() => {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [hash])

  const screen = (
    <ErrorBoundary key={hash}>
      <Suspense fallback={<Arriving />}>
        <Screen route={route} />
      </Suspense>
    </ErrorBoundary>
  )
  return <Frame route={route}>{screen}</Frame>
}

function Screen({ route }: { route: Route }) {
  switch (route.place) {
    case 'home':
      return <screens.home />
    case 'capture':
      return <screens.capture draft={route.draft} />
    case 'people':
      return <screens.people />
    case 'person':
      return <screens.person subject={route.subject} />
    case 'story':
      return <screens.story subject={route.subject} />
    case 'answer':
      return <screens.answer subject={route.subject} />
    case 'stop':
      return <screens.stop subject={route.subject} />
    case 'digitise':
      return <screens.digitise draft={route.draft} />
    case 'duplicates':
      return <screens.duplicates />
    case 'objection':
      return <screens.objection />
    case 'proof':
      return <screens.proof event={route.event} />
    case 'texts':
      return <screens.texts item={route.item} />
    case 'sync':
      return <screens.sync />
    case 'settings':
      return <screens.settings />
    case 'nowhere':
      return <Nowhere />
  }
}

function Arriving() {
  const { t } = useTranslation('frame')
  return (
    <p className="arriving" role="status">
      {t('arriving')}
    </p>
  )
}

function Nowhere() {
  const { t } = useTranslation('frame')
  return (
    <section className="panel">
      <h1>{t('nowhere.heading')}</h1>
      <p>
        <a className="button" href="#/">
          {t('nowhere.home')}
        </a>
      </p>
    </section>
  )
}
