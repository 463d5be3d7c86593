import type { EvidenceKind } from '../terms/evidence'
import { noticeHash } from './canonical'
import { answerLine } from './answer-line'
import { grouped, shownContactPoint, shownDay } from './format'
import { signatureCrop } from './content-sheet'
import type { AnswerBlock, FactLine, NoticeBlock, ProofContent, SignatureBlock } from './content-model'
import { type Answered, type ProofContext, purposeName } from './proof-context'

type Parts = Pick<ProofContent, 'answers' | 'said' | 'signature' | 'notices'>

/** What was chosen or said, how it was signed, and the words it was said to. */
export function answersOf(context: ProofContext): Parts {
  return {
    answers: blocksOf(context),
    said: context.said.flatMap((recorded) => saidLines(recorded, context)),
    signature: context.answered.length > 0 ? signatureOf(context) : null,
    notices: noticesOf(context),
  }
}

function blocksOf(context: ProofContext): AnswerBlock[] {
  const purposes = [...new Set(context.answered.map(({ event }) => event.purpose))]
  return purposes.map((purpose) => {
    const rows = context.answered.filter(({ event }) => event.purpose === purpose)
    return {
      purpose: purposeName(purpose, context),
      question: questionOf(rows[0], context),
      rows: rows.map((row) => ({ ...answerLine(row, context.say), note: noteOf(row, context) })),
    }
  })
}

/** The sentence of the notice this answer completes, in the words and the language of the notice. */
function questionOf(row: Answered | undefined, { file }: ProofContext): string {
  const notice = file.notices.find((one) => noticeHash(one) === row?.event.notice.sha256)
  return notice?.questions.find(({ purpose }) => purpose === row?.event.purpose)?.text ?? ''
}

/** What stood there, as the evidence has it. */
function noteOf({ event }: Answered, { contents, say, moment }: ProofContext): string | null {
  for (const content of contents) {
    if (!event.evidence.some(({ id }) => id === content.listed.id)) continue
    if (content.kind === 'rendered-view') {
      const row = content.view.questions
        .flatMap(({ rows }) => rows)
        .find(
          (one) =>
            one.purpose === event.purpose &&
            one.channel === event.channel &&
            one.contactPoint.value === event.contactPoint?.value,
        )
      if (row)
        return row.at && row.answer === 'yes' ? say('mark.touched', { when: moment(row.at) }) : say('mark.untouched')
    }
    if (content.kind === 'reading') {
      const box = Object.values(content.reading.boxes).find(
        ({ question }) => question?.purpose === event.purpose && question.channel === event.channel,
      )
      if (!box) continue
      const uncounted = box.confirmed === 'marked' && event.type === 'consent-refused'
      return say(`mark.${uncounted ? 'no-contact-point' : box.confirmed}`)
    }
  }
  return null
}

function saidLines({ event }: ProofContext['said'][number], context: ProofContext): FactLine[] {
  const { say, moment } = context
  if (event.type === 'consent-withdrawn' || event.type === 'objection-raised') {
    const { purposes, channels, contactPoints } = event.reach
    const all = say('said.all')
    return [
      { label: say(`said.${event.type}`), value: moment(event.stated.notAfter) },
      {
        label: say('said.purposes'),
        value: purposes === 'all' ? all : purposes.map((purpose) => purposeName(purpose, context)).join(', '),
      },
      {
        label: say('said.channels'),
        value: channels === 'all' ? all : channels.map((channel) => say(`channel.${channel}`)).join(', '),
      },
      {
        label: say('said.contactPoints'),
        value: contactPoints === 'all' ? all : contactPoints.map(shownContactPoint).join(', '),
      },
      { label: say('said.by'), value: say(`by.${event.by}`) },
    ]
  }
  if (event.type === 'contact-point-added' || event.type === 'contact-point-ended')
    return [
      {
        label: say(`event.${event.type}`),
        value: say(`said.${event.type}`, { value: shownContactPoint(event.contactPoint) }),
      },
    ]
  return [{ label: say(`event.${event.type}`), value: moment(event.stated.notAfter) }]
}

function signatureOf({ contents, say, moment, name }: ProofContext): SignatureBlock {
  const view = contents.flatMap((content) => (content.kind === 'rendered-view' ? [content.view] : []))[0]
  for (const content of contents) {
    if (content.kind === 'ink') {
      const when = view ? moment(view.confirmedAt) : ''
      return { kind: 'ink', ink: content.ink, caption: say('signature.ink', { name, when }) }
    }
    if (content.kind === 'typed-name') {
      const { name: typed, at } = content.typed
      return { kind: 'typed', name: typed, caption: say('signature.typed', { when: moment(at) }) }
    }
    if (content.kind === 'reading') {
      const signed = content.reading.signature.confirmed === 'present'
      return {
        kind: 'paper',
        caption: say(signed ? 'signature.paper' : 'signature.paper-absent'),
        crop: signed ? signatureCrop(content.reading) : null,
      }
    }
  }
  const replied = contents.some(({ listed }) => replies.has(listed.kind))
  return { kind: 'none', caption: say(replied ? 'signature.reply' : 'signature.none') }
}

/** Answers that show themselves: nobody signs a message. */
const replies: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['email-reply', 'sms-reply', 'web-form'])

function noticesOf({ answered, file, say, contents }: ProofContext): NoticeBlock[] {
  const shown = new Map(answered.map(({ event }) => [event.notice.sha256, event.notice]))
  const views = contents.flatMap((content) => (content.kind === 'rendered-view' ? [content.view] : []))
  return [...shown.values()].map(({ id, sha256, language }) => {
    const view = views.find((one) => one.notice.sha256 === sha256)
    const asked = ({ text }: { readonly text: string }) => ({
      text,
      rows: view?.questions.find((question) => question.text === text)?.rows.map(({ label }) => label) ?? [],
    })
    const notice = file.notices.find((one) => noticeHash(one) === sha256)
    const spoken = say(`language.${language}`)
    const facts: FactLine[] = [{ label: say('notice.hash'), value: grouped(sha256) }]
    if (!notice)
      return { facts: [{ label: say('notice.id'), value: id, note: say('notice.missing') }, ...facts], words: null }
    const { version, activeFrom, title, paragraphs, questions, withdrawal, fullText } = notice
    return {
      facts: [
        { label: say('notice.id'), value: say('notice.version', { id, version, language: spoken }) },
        { label: say('notice.inForce'), value: shownDay(activeFrom, file.language) },
        ...facts,
      ],
      words: { title, language, paragraphs, questions: questions.map(asked), withdrawal, fullText },
    }
  })
}
