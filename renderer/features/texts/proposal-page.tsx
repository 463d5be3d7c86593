import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentFaults, familyOf, type Fault } from '@shared/documents/faults'
import type { Proposal } from '@shared/documents/fold-documents'
import type { EventId } from '@shared/terms/ids'
import { type Language, languages } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { Fact } from '../../ui/fact'
import { Field } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { showDay, showMoment } from '../../ui/show'
import { languageNames } from '../../ui/translate'
import { Gone } from './gone'
import { Findings } from './passages'
import { Previews } from './previews'
import { reject, release } from './publish'
import { titleOf } from './titles'

/** What was proposed, beside what it replaces, and the decision of a second pair of eyes. */
export function ProposalPage({ id }: { id: EventId }) {
  const proposal = useDesk().documents.proposals.find((one) => one.id === id)
  if (!proposal) return <Gone />
  return <Proposed proposal={proposal} />
}

function Proposed({ proposal }: { proposal: Proposal }) {
  const { t, i18n } = useTranslation('texts')
  const { catalogue, about } = useDesk()
  const { notices, forms } = proposal.bundle
  const faults = useMemo(
    () => (proposal.state === 'proposed' ? documentFaults(proposal.bundle, catalogue) : []),
    [proposal, catalogue],
  )
  const named = (id: string) => about.operators.find((one) => one.id === id)?.name ?? id
  const byLanguage = Object.fromEntries(
    languages.map((language) => [language, notices.find((one) => one.language === language) ?? null]),
  ) as Record<Language, Notice | null>
  return (
    <div className="page wide">
      <header className="page-head">
        <h1>{titleOf(notices, i18n.language as Language)}</h1>
        <p className="lead">{t('proposal.what')}</p>
      </header>
      <section className="panel">
        <dl className="facts">
          <Fact name={t('family.version')}>{notices[0]?.version ?? '–'}</Fact>
          <Fact name={t('proposal.from')}>{showDay(proposal.firstDay, i18n.language)}</Fact>
          <Fact name={t('proposal.by')}>{named(proposal.proposedBy)}</Fact>
          <Fact name={t('proposal.at')}>{showMoment(proposal.proposedAt.notAfter, i18n.language)}</Fact>
          <Fact name={t('proposal.fingerprint')}>
            <span className="code">{proposal.sha256.slice(0, 16).replace(/(.{4})(?!$)/g, '$1-')}</span>
          </Fact>
        </dl>
      </section>
      <section className="panel">
        <h2>{t('proposal.words')}</h2>
        <div className="three-languages">
          {languages.map((language) => (
            <Words key={language} language={language} notice={byLanguage[language]} faults={faults} />
          ))}
        </div>
      </section>
      <Previews notices={byLanguage} forms={forms} />
      <Decision proposal={proposal} named={named} />
    </div>
  )
}

/** The words in one language; what is new since the version in use is marked, in words and in colour. */
function Words({ language, notice, faults }: { language: Language; notice: Notice | null; faults: readonly Fault[] }) {
  const { t } = useTranslation('texts')
  const { catalogue } = useDesk()
  if (!notice) return null
  const before = catalogue.notices
    .filter((one) => familyOf(one) === familyOf(notice) && one.language === language && one.version < notice.version)
    .sort((a, b) => b.version - a.version)[0]
  const known = new Set(before ? passagesOf(before) : [])
  return (
    <div className="in-language words" lang={language}>
      <h3>{languageNames[language]}</h3>
      {passagesOf(notice).map((text, at) => (
        <p key={`${at}-${text}`} data-new={known.has(text) ? undefined : 'yes'}>
          {!known.has(text) && <span className="new-mark">{t('proposal.new')} </span>}
          {text}
        </p>
      ))}
      <Findings findings={faults.filter((fault) => fault.in === notice.id)} />
    </div>
  )
}

const passagesOf = ({ title, paragraphs, withdrawal, questions, fullText }: Notice): string[] => [
  title,
  ...paragraphs,
  withdrawal,
  ...questions.map(({ text }) => text),
  ...fullText,
]

function Decision({ proposal, named }: { proposal: Proposal; named: (id: string) => string }) {
  const { t, i18n } = useTranslation('texts')
  const desk = useDesk()
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState(false)
  const busy = useRef(false)
  if (proposal.state === 'released')
    return (
      <section className="panel notice-ok">
        <p>
          {t('decision.released', {
            by: named(proposal.releasedBy),
            at: showMoment(proposal.releasedAt.notAfter, i18n.language),
          })}
        </p>
      </section>
    )
  if (proposal.state === 'rejected')
    return (
      <section className="panel notice-stop">
        <p>{t('decision.rejected', { by: named(proposal.rejectedBy), reason: proposal.reason })}</p>
      </section>
    )
  const own = proposal.proposedBy === desk.about.operator.id
  const go = async (what: () => Promise<unknown>) => {
    if (busy.current) return
    busy.current = true
    try {
      await what()
      goTo({ place: 'texts', item: null })
    } catch {
      setTrouble(true)
    } finally {
      busy.current = false
    }
  }
  return (
    <section className="panel">
      <h2>{t('decision.heading')}</h2>
      {proposal.why && <p className="said-stop">{t(`decision.why.${proposal.why}`)}</p>}
      {own ? (
        <p>
          {t('decision.own', { name: desk.about.operator.name })}{' '}
          <a className="button" href={hrefOf({ place: 'settings' })}>
            {t('decision.change')}
          </a>
        </p>
      ) : (
        <p>{t('decision.other', { by: named(proposal.proposedBy), name: desk.about.operator.name })}</p>
      )}
      <div className="actions">
        <button type="button" className="primary" disabled={own} onClick={() => void go(() => release(proposal, desk))}>
          <Icon name="check" />
          {t('decision.release')}
        </button>
      </div>
      <form
        className="reject"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') void go(() => reject(proposal, reason.trim(), desk))
        }}
      >
        <Field label={t('reason')} value={reason} onValue={setReason} maxLength={400} />
        <button type="submit" disabled={reason.trim() === ''}>
          <Icon name="cross" />
          {t('decision.reject')}
        </button>
      </form>
      {trouble && (
        <p className="trouble" role="alert">
          {t('notWritten')}
        </p>
      )}
    </section>
  )
}
