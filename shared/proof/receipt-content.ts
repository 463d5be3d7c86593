import type { RecordedEvent } from '../consent/event'
import { must } from '../base/never'
import type { Language } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Controller } from '../terms/party'
import type { Purpose } from '../terms/purpose'
import type { AnswerBlock } from './content-model'
import { answerLine, wordOf } from './answer-line'
import { grouped, shownMoment } from './format'
import { type Answered, isAnswered, numberOf } from './proof-context'
import type { Say } from './words'

/**
 * The customer's own copy: who, what they chose, in which words, when, and how to take it back. Everything is in it, so
 * that it needs neither us nor a network to be read (ISO/IEC TS 27560 calls it a consent receipt).
 */
export type ReceiptContent = {
  readonly language: Language
  readonly title: string
  readonly number: string
  /** Of the first answer: the hash of the signed entry, by which its proof is found. */
  readonly fingerprint: string
  readonly controller: string
  readonly summary: string
  readonly answers: readonly AnswerBlock[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** How to withdraw, first as the text said it, then whom to write to. */
  readonly withdrawal: readonly string[]
  /** What the code says to whoever photographs it: short, and without a contact point somebody could look over. */
  readonly codeText: string
}

type Needs = {
  readonly name: string
  readonly controller: Controller
  readonly notices: readonly Notice[]
  readonly purposes: readonly Purpose[]
  readonly timeZone: string
  readonly say: Say
}

/** From the answers of one act, in the language they were given in. Throws if there is none. */
export function receiptContent(recorded: readonly RecordedEvent[], needs: Needs): ReceiptContent {
  const { controller, name, say, timeZone } = needs
  const answered = recorded.filter(isAnswered)
  const first = must(answered[0], 'an answer')
  const { notice, stated } = first.event
  const language = notice.language
  const text = needs.notices.find(({ id }) => id === notice.id)
  const number = numberOf(recorded)
  const when = shownMoment(stated.notAfter, language, timeZone)
  return {
    language,
    title: say('receipt.title'),
    number,
    fingerprint: first.id,
    controller: controller.name,
    summary: say('receipt.summary', { name, when }),
    answers: blocksOf(answered, language, text, needs),
    facts: [
      { label: say('receipt.when'), value: when },
      { label: say('receipt.askedBy'), value: `${controller.name}, ${controller.postalAddress}` },
      { label: say('receipt.words'), value: notice.id },
      { label: say('receipt.wordsHash'), value: grouped(notice.sha256) },
      { label: say('receipt.number'), value: number },
      { label: say('fingerprint'), value: grouped(first.id) },
    ],
    withdrawal: [...(text ? [text.withdrawal] : []), howToWithdraw(controller, number, say), say('receipt.rights')],
    codeText: codeText(answered, { number, when, fingerprint: first.id, notice: notice.id, language }, needs),
  }
}

function blocksOf(
  answered: readonly Answered[],
  language: Language,
  text: Notice | undefined,
  needs: Needs,
): AnswerBlock[] {
  const { say } = needs
  return [...new Set(answered.map(({ event }) => event.purpose))].map((purpose) => ({
    purpose: nameOf(purpose, language, needs),
    question: text?.questions.find((question) => question.purpose === purpose)?.text ?? '',
    rows: answered.filter(({ event }) => event.purpose === purpose).map((row) => answerLine(row, say)),
  }))
}

const nameOf = (purpose: string, language: Language, { purposes }: Needs): string =>
  purposes.filter(({ id }) => id === purpose).at(-1)?.name[language] ?? purpose

const howToWithdraw = ({ name, email, postalAddress, phone }: Controller, number: string, say: Say): string =>
  say('receipt.withdraw', { number, to: [name, postalAddress, email, phone].filter(Boolean).join(', ') })

type Short = {
  readonly number: string
  readonly when: string
  readonly fingerprint: string
  readonly notice: string
  readonly language: Language
}

function codeText(answered: readonly Answered[], short: Short, needs: Needs): string {
  const { controller, say } = needs
  const line = (purpose: string): string => {
    const rows = answered.filter(({ event }) => event.purpose === purpose)
    const said = rows.map((row) => `${say(`channel.${row.event.channel}`)} ${say(`answer.${wordOf(row)}`)}`)
    return `${nameOf(purpose, short.language, needs)}: ${said.join(', ')}`
  }
  return [
    `${controller.name}, ${short.when}`,
    ...[...new Set(answered.map(({ event }) => event.purpose))].map(line),
    `${say('receipt.words')}: ${short.notice}`,
    `${say('receipt.number')}: ${short.number}`,
    `${say('fingerprint')}: ${short.fingerprint.slice(0, 32)}`,
    say('receipt.codeWithdraw', { email: controller.email, number: short.number }),
  ].join('\n')
}
