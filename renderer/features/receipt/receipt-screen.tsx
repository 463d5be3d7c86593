import '../../styles/receipt.css'
import i18next from 'i18next'
import { useEffect, useMemo, useState } from 'react'
import type { RecordedEvent } from '@shared/consent/event'
import { type CodeModules, codeViewBox, pathOf } from '@shared/paper/code-modules'
import { type ReceiptContent, receiptContent } from '@shared/proof/receipt-content'
import { type ProofWords, sayFrom } from '@shared/proof/words'
import type { Language } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import type { Controller } from '@shared/terms/party'
import type { Purpose } from '@shared/terms/purpose'
import { writeCode } from '../../platform/write-code'
import { CodePicture } from '../../ui/code-picture'

export type ReceiptSource = {
  /** The answers of one act. */
  readonly answers: readonly RecordedEvent[]
  readonly name: string
  readonly controller: Controller
  readonly notices: readonly Notice[]
  readonly purposes: readonly Purpose[]
}

export type Receipt = {
  readonly content: ReceiptContent
  readonly words: ProofWords
  /** Null for the moment it takes to write it. */
  readonly code: CodeModules | null
}

/** A receipt in the language the choice was made in, and its code. No network, and nothing of it is kept. */
export function useReceipt({ answers, name, controller, notices, purposes }: ReceiptSource): Receipt {
  const [code, setCode] = useState<CodeModules | null>(null)
  const { content, words } = useMemo(() => {
    const words = i18next.getResourceBundle(languageOf(answers), 'proof') as ProofWords
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const needs = { name, controller, notices, purposes, timeZone, say: sayFrom(words) }
    return { content: receiptContent(answers, needs), words }
  }, [answers, name, controller, notices, purposes])
  useEffect(() => {
    let here = true
    void writeCode(content.codeText).then((written) => here && setCode(written))
    return () => {
      here = false
    }
  }, [content.codeText])
  return { content, words, code }
}

const languageOf = (answers: readonly RecordedEvent[]): Language => {
  const [event] = answers.map((recorded) => recorded.event)
  return event && 'notice' in event ? event.notice.language : 'en'
}

/** The code alone, for the customer's own camera. */
export function ReceiptCode({ receipt: { code, content, words } }: { receipt: Receipt }) {
  const say = sayFrom(words)
  return (
    <figure className="receipt-code" lang={content.language}>
      {code && <CodePicture path={pathOf(code)} viewBox={codeViewBox(code)} label={say('receipt.code')} />}
      <figcaption>{say('receipt.code')}</figcaption>
    </figure>
  )
}

/** The whole receipt as it is printed: black on white in every theme. */
export function ReceiptPaper({ receipt }: { receipt: Receipt }) {
  const { content, words } = receipt
  const say = sayFrom(words)
  return (
    <article className="receipt-paper" lang={content.language}>
      <header>
        <p className="receipt-by">
          {content.controller} <span>{say('number', { number: content.number })}</span>
        </p>
        <h3>{content.title}</h3>
        <p>{content.summary}</p>
      </header>
      {content.answers.map(({ purpose, question, rows }) => (
        <section key={purpose}>
          <h4>{purpose}</h4>
          {question !== '' && <p className="receipt-question">{question}</p>}
          <ul>
            {rows.map(({ event, channel, contactPoint, word }) => (
              <li key={event}>
                <span>{channel}</span>
                <span>{contactPoint}</span>
                <strong>{word}</strong>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h4>{say('receipt.withdrawHeading')}</h4>
        {content.withdrawal.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <ReceiptCode receipt={receipt} />
      <section>
        <h4>{say('receipt.facts')}</h4>
        <dl>
          {content.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  )
}
