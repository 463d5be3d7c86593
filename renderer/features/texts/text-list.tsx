import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextsDraft } from '@shared/capture/draft'
import type { Proposal } from '@shared/documents/fold-documents'
import { nextVersion } from '@shared/documents/text-draft'
import { familiesIn, type Family, type Version } from '@shared/documents/versions'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { newAct, newDraftId, now, today } from '../../platform/runtime'
import { goTo, hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { showDay } from '../../ui/show'
import { dayAfter } from './days'
import { RetireDialog } from './retire-dialog'
import { titleOf } from './titles'
import { WebFormLinks } from './web-form-links'

/** Families and versions, what waits for a second pair of eyes, and what is being written. */
export function TextList() {
  const { t } = useTranslation('texts')
  const { catalogue, documents } = useDesk()
  const open = documents.proposals.filter(({ state }) => state === 'proposed')
  const closed = documents.proposals.filter(({ state }) => state === 'rejected')
  return (
    <div className="page">
      <header className="page-head split">
        <div>
          <h1>{t('heading')}</h1>
          <p className="lead">{t('what')}</p>
        </div>
        <a className="button" href={hrefOf({ place: 'texts', item: 'sheets' })}>
          <Icon name="paper" />
          {t('sheets.link')}
        </a>
      </header>
      <Proposals heading={t('waiting.heading')} none={t('waiting.none')} proposals={open} />
      <Drafts />
      {familiesIn(catalogue, today()).map((family) => (
        <FamilyPanel key={family.family} family={family} />
      ))}
      {closed.length > 0 && <Proposals heading={t('rejected.heading')} none="" proposals={closed} />}
    </div>
  )
}

function Proposals({ heading, none, proposals }: { heading: string; none: string; proposals: readonly Proposal[] }) {
  const { t, i18n } = useTranslation('texts')
  const { about } = useDesk()
  return (
    <section className="panel">
      <h2>{heading}</h2>
      {proposals.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <ul className="plain-list">
          {proposals.map((proposal) => (
            <li key={proposal.id}>
              <a href={hrefOf({ place: 'texts', item: proposal.id })}>
                {titleOf(proposal.bundle.notices, i18n.language as Language)}
              </a>
              <span className="muted">
                {t('waiting.line', {
                  version: proposal.bundle.notices[0]?.version ?? '',
                  from: showDay(proposal.firstDay, i18n.language),
                  by: about.operators.find(({ id }) => id === proposal.proposedBy)?.name ?? proposal.proposedBy,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Drafts() {
  const { t, i18n } = useTranslation('texts')
  const { drafts } = useDesk()
  const [kept, setKept] = useState<readonly TextsDraft[]>([])
  const look = useCallback(async () => setKept(await drafts.texts().catch(() => [])), [drafts])
  useEffect(() => void look(), [look])
  if (kept.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('drafts.heading')}</h2>
      <ul className="plain-list">
        {kept.map((draft) => (
          <li key={draft.id}>
            <a href={hrefOf({ place: 'texts', item: draft.id })}>
              {draft.texts[i18n.language as Language].title || draft.family}
            </a>
            <span className="muted">{t('version', { version: draft.version })}</span>
            <button type="button" onClick={() => void drafts.discard(draft.id).then(look)}>
              {t('drafts.discard')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FamilyPanel({ family: { family, versions } }: { family: Family }) {
  const { t, i18n } = useTranslation('texts')
  const desk = useDesk()
  const [retiring, setRetiring] = useState<Version | null>(null)
  const newest = versions[0]
  const write = async () => {
    const taken = desk.documents.proposals.flatMap(({ bundle }) => bundle.notices)
    const fresh = { id: newDraftId(), act: newAct(), openedAt: now(), activeFrom: dayAfter(today()) }
    const draft = nextVersion(family, desk.catalogue, fresh, taken)
    if (!draft) return
    await desk.drafts.keep(draft)
    goTo({ place: 'texts', item: draft.id })
  }
  return (
    <section className="panel">
      <div className="split family-head">
        <h2>{titleOf(newest?.notices ?? [], i18n.language as Language)}</h2>
        <button type="button" onClick={() => void write().catch(() => undefined)}>
          <Icon name="pen" />
          {t('family.write')}
        </button>
      </div>
      <table className="versions">
        <caption className="only-heard">{family}</caption>
        <thead>
          <tr>
            <th scope="col">{t('family.version')}</th>
            <th scope="col">{t('family.state')}</th>
            <th scope="col">{t('family.sheets')}</th>
            <th scope="col">
              <span className="only-heard">{t('family.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.version}>
              <th scope="row">{version.version}</th>
              <td data-state={version.state}>
                <StateWords version={version} />
              </td>
              <td>
                <Sheets version={version} />
              </td>
              <td>
                {version.state !== 'retired' && (
                  <button type="button" className="as-link" onClick={() => setRetiring(version)}>
                    {t('retire.open')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {retiring && <RetireDialog version={retiring} onClose={() => setRetiring(null)} />}
    </section>
  )
}

/** Words that are no longer put before anybody are not printed either. */
function Sheets({ version }: { version: Version }) {
  const { t } = useTranslation('texts')
  if (version.forms.length === 0) return t('family.noSheet')
  if (version.state === 'in-force' || version.state === 'coming') return <WebFormLinks version={version} />
  return <span className="muted">{version.forms.map(({ id }) => id).join(', ')}</span>
}

function StateWords({ version: { state, activeFrom, retiredOn } }: { version: Version }) {
  const { t, i18n } = useTranslation('texts')
  const from = showDay(activeFrom, i18n.language)
  const until = retiredOn === null ? '' : showDay(retiredOn, i18n.language)
  return (
    <>
      <strong>{t(`state.${state}`)}</strong>{' '}
      <span className="muted">
        {retiredOn === null ? t('state.since', { from }) : t('state.until', { from, until })}
      </span>
    </>
  )
}
