import '../../styles/proof.css'
import i18next from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAnswer } from '@shared/consent/event'
import { proofContent } from '@shared/proof/proof-content'
import { type ProofWords, sayFrom } from '@shared/proof/words'
import { type Language, languages } from '@shared/terms/language'
import { hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { Segmented } from '../../ui/segmented'
import { showTime } from '../../ui/show'
import { languageNames } from '../../ui/translate'
import { theProver } from '../../workers/prove'
import { Checks } from './checks'
import { ReceiptDialog } from './receipt-dialog'
import { ProofPaper } from './proof-paper'
import { savePdf } from '../../platform/save-pdf'
import { type ProofView, useProof } from './use-proof'

/** The proof of one confirmation, beside the checks run on it here and now, and the ways to hand it out. */
export function ProofScreen({ event }: { event: string }) {
  const { t, i18n } = useTranslation('proof')
  const [language, setLanguage] = useState(i18n.language as Language)
  const view = useProof(event, language)
  if (view.kind === 'gathered') return <Gathered view={view} language={language} onLanguage={setLanguage} />
  const sentences = { gathering: 'screen.loading', unknown: 'screen.unknown', failed: 'screen.failed' } as const
  return (
    <div className="page">
      <p role="status">{t(sentences[view.kind])}</p>
    </div>
  )
}

type GatheredProps = {
  readonly view: Extract<ProofView, { kind: 'gathered' }>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

const wordsIn = (language: Language): ProofWords => i18next.getResourceBundle(language, 'proof') as ProofWords

function Gathered({ view: { proof, entries, checks }, language, onLanguage }: GatheredProps) {
  const { t } = useTranslation('proof')
  const say = useMemo(() => sayFrom(wordsIn(proof.file.language)), [proof])
  const content = useMemo(() => proofContent(proof, say), [proof, say])
  const [saving, setSaving] = useState<'no' | 'drawing' | 'failed'>('no')
  const [copy, setCopy] = useState(false)
  const name = content.person[0]?.value ?? ''
  const save = async () => {
    setSaving('drawing')
    try {
      const pdf = await theProver().draw(proof, wordsIn(proof.file.language))
      savePdf(pdf, `${content.title} ${content.number}`.replaceAll(' ', '-'))
      setSaving('no')
    } catch {
      setSaving('failed')
    }
  }
  return (
    <div className="page wide proof-page">
      <ProofPaper content={content} say={say} />
      <aside aria-label={t('screen.actions')}>
        <Where entries={entries} />
        <div className="actions proof-actions">
          <a className="button primary" href={hrefOf({ place: 'home' })}>
            {t('screen.done')}
          </a>
          <button type="button" disabled={saving === 'drawing'} onClick={() => void save()}>
            <Icon name="paper" />
            {t(saving === 'drawing' ? 'screen.drawing' : 'screen.save')}
          </button>
          <button type="button" aria-keyshortcuts="Control+P" onClick={() => print()}>
            {t('screen.print')} <kbd>Ctrl P</kbd>
          </button>
          {entries.some(({ recorded }) => isAnswer(recorded.event)) && (
            <button type="button" onClick={() => setCopy(true)}>
              <Icon name="person" />
              {t('receipt.open')}
            </button>
          )}
        </div>
        {saving === 'failed' && (
          <p role="alert" className="said-stop">
            {t('screen.saveFailed')}
          </p>
        )}
        <Segmented
          label={t('screen.language')}
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          value={language}
          onValue={onLanguage}
        />
        <Checks checks={checks} />
      </aside>
      {copy && <ReceiptDialog proof={proof} entries={entries} name={name} onClose={() => setCopy(false)} />}
    </div>
  )
}

/** Saved here is not received there, and looks different. */
function Where({ entries }: Pick<GatheredProps['view'], 'entries'>) {
  const { t, i18n } = useTranslation('proof')
  const received = entries.every(({ receivedAt }) => receivedAt !== null)
  const at = entries.at(-1)?.recorded.recordedAt
  return (
    <ul className="proof-where">
      <li>
        <Icon name="check" />
        <span>
          {t('screen.saved')} {at && showTime(at, i18n.language)}
        </span>
      </li>
      <li data-received={received}>
        <Icon name={received ? 'sync' : 'clock'} />
        <span>{t(received ? 'screen.sent' : 'screen.notSent')}</span>
      </li>
    </ul>
  )
}
