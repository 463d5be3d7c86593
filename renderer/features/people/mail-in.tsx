import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bytes } from '@shared/base/bytes'
import { Fact } from '../../ui/fact'
import { Icon } from '../../ui/icon'
import { showMoment } from '../../ui/show'
import { LARGEST_MAIL, type Mail, type MailProblem } from '../../workers/mail'
import { readMail } from '../../workers/read-mail'

type MailInProps = {
  readonly mail: Mail | null
  readonly onMail: (mail: { readonly mail: Mail; readonly bytes: Bytes } | null) => void
}

/** Takes an e-mail in and shows what it says: as text only, whatever it was written as. */
export function MailIn({ mail, onMail }: MailInProps) {
  const { t, i18n } = useTranslation('life')
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<MailProblem | null>(null)

  const take = async (file: File | undefined) => {
    if (!file) return
    onMail(null)
    if (file.size > LARGEST_MAIL) return setProblem('too-large')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await readMail(bytes)
    setProblem(read.ok ? null : (read.problems[0] ?? 'not-a-mail'))
    if (read.ok) onMail({ mail: read.value, bytes })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="mail-in" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="mail-drop">
        <p className="label" id="mail-file">
          {t('answer.file')}
        </p>
        <p className="hint" id="mail-hint">
          {t('answer.fileHint')}
        </p>
        <button type="button" aria-describedby="mail-file mail-hint" onClick={() => input.current?.click()}>
          <Icon name="mail" />
          {t('answer.choose')}
        </button>
        <input
          ref={input}
          type="file"
          accept=".eml,message/rfc822"
          hidden
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </div>
      <p role="alert" className={problem ? 'said-stop' : undefined}>
        {problem && t(`answer.${problem}`)}
      </p>
      {mail && (
        <>
          <dl className="facts">
            <Fact name={t('answer.from')}>{mail.from ?? '–'}</Fact>
            <Fact name={t('answer.sentAt')}>{mail.sentAt ? showMoment(mail.sentAt, i18n.language) : '–'}</Fact>
            <Fact name={t('answer.subject')}>{mail.subject === '' ? '–' : mail.subject}</Fact>
            {mail.attachments > 0 && <Fact name={t('answer.attachments')}>{mail.attachments}</Fact>}
          </dl>
          <pre className="mail-text" tabIndex={0} role="region" aria-label={t('answer.email')}>
            {mail.text === '' ? t('answer.noText') : mail.text}
          </pre>
        </>
      )}
    </div>
  )
}
