import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAnswer } from '@shared/consent/event'
import type { Proof } from '@shared/proof/proof-file'
import { useDesk } from '../../desk'
import { savePdf } from '../../platform/save-pdf'
import type { EntryRow } from '../../store/database'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { theProver } from '../../workers/prove'
import { ReceiptPaper, useReceipt } from '../receipt/receipt-screen'

type ReceiptProps = {
  readonly proof: Proof
  readonly entries: readonly EntryRow[]
  readonly name: string
  readonly onClose: () => void
}

/** The customer's copy at once: to show and photograph, to print, or as a file. */
export function ReceiptDialog({ proof, entries, name, onClose }: ReceiptProps) {
  const { t } = useTranslation('proof')
  const { catalogue } = useDesk()
  const answers = useMemo(
    () => entries.map(({ recorded }) => recorded).filter(({ event }) => isAnswer(event)),
    [entries],
  )
  const { notices, purposes } = proof.file
  const receipt = useReceipt({ answers, name, controller: catalogue.controller, notices, purposes })
  const [failed, setFailed] = useState(false)
  const save = async () => {
    setFailed(false)
    const { code, content, words } = receipt
    if (code === null) return
    try {
      const pdf = await theProver().drawReceipt({ code, content, words })
      savePdf(pdf, `${content.number}-${content.language}`)
    } catch {
      setFailed(true)
    }
  }
  return (
    <Dialog heading={t('receipt.open')} close={t('receipt.close')} onClose={onClose}>
      <ReceiptPaper receipt={receipt} />
      <div className="actions">
        <button type="button" onClick={() => print()}>
          {t('receipt.print')}
        </button>
        <button type="button" disabled={receipt.code === null} onClick={() => void save()}>
          <Icon name="paper" />
          {t('receipt.save')}
        </button>
      </div>
      {failed && (
        <p role="alert" className="said-stop">
          {t('receipt.saveFailed')}
        </p>
      )}
    </Dialog>
  )
}
