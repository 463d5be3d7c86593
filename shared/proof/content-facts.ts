import { isAnswer } from '../consent/event'
import { PROOF_FILE, evidenceOf } from './proof-file'
import { grouped, shortened, shownContactPoint, shownDay } from './format'
import type { FactLine } from './content-model'
import { type Answered, type ProofContext, purposeName } from './proof-context'

/** Who it is about, as far as the record says. */
export function personOf({ registered, name, answered, said, say, file, told }: ProofContext): FactLine[] {
  const lines: FactLine[] = [{ label: say('person.name'), value: name }]
  if (registered?.details.birthDate)
    lines.push({ label: say('person.birthDate'), value: shownDay(registered.details.birthDate, file.language) })
  const points = new Map(
    [
      ...(registered?.contactPoints ?? []),
      ...answered.flatMap(({ event }) => event.contactPoint ?? []),
      ...said.flatMap(({ event }) => (event.type === 'contact-point-added' ? [event.contactPoint] : [])),
    ].map((point) => [`${point.kind}:${point.value}`, point]),
  )
  for (const point of points.values())
    lines.push({ label: say(`person.${point.kind}`), value: shownContactPoint(point) })
  const subject = told.find(({ envelope }) => envelope.type !== 'subject-registered')?.envelope.subject
  lines.push({ label: say('person.pseudonym'), value: subject ?? told[0]?.envelope.subject ?? '' })
  const { controller } = file
  lines.push({ label: say('person.controller'), value: `${controller.name}, ${controller.postalAddress}` })
  return lines
}

/** When, and how each time is known. A clock is a claim; paper gives a day; the server signs what it received. */
export function timesOf(context: ProofContext): FactLine[] {
  const { answered, said, told, contents, say, moment, shownDay: day } = context
  const stated = answered[0]?.event.stated ?? said[0]?.event.stated ?? told[0]?.recorded.event.stated
  const lines: FactLine[] = []
  for (const content of contents) {
    if (content.kind !== 'rendered-view') continue
    lines.push({ label: say('time.shown'), value: moment(content.view.handedOverAt), note: say('time.shownNote') })
  }
  if (stated) {
    const value = stated.source === 'clock' ? moment(stated.notAfter) : day(stated)
    lines.push({ label: say('time.said'), value, note: say(`time.${stated.source}`) })
  }
  for (const content of contents) {
    if (content.kind !== 'reading') continue
    const { confirmedAt } = content.reading
    lines.push({ label: say('time.confirmed'), value: moment(confirmedAt), note: say('time.confirmedNote') })
  }
  const last = told.at(-1)
  if (last)
    lines.push({ label: say('time.recorded'), value: moment(last.recorded.recordedAt), note: say('time.recordedNote') })
  const anchor = last?.envelope.anchor
  if (anchor)
    lines.push({
      label: say('time.anchor'),
      value: grouped(anchor.root),
      note: say('time.anchorNote', { size: anchor.size }),
    })
  lines.push(receivedOf(context))
  return lines
}

function receivedOf({ file, said, answered, say }: ProofContext): FactLine {
  const main = new Set([...answered, ...said].map(({ id }) => id as string))
  const positions = file.record.receipts
    .filter(({ id }) => main.has(id))
    .map(({ pos }) => pos)
    .sort((a, b) => a - b)
  const label = say('time.received')
  if (positions.length === 0) return { label, value: say('time.waiting') }
  return { label, value: say('time.receivedAt', { positions: spanOf(positions) }), note: say('time.receivedNote') }
}

/** 41, 42, 43 and 50 as "41–43, 50". */
function spanOf(positions: readonly number[]): string {
  const spans: [number, number][] = []
  for (const position of positions) {
    const last = spans.at(-1)
    if (last && last[1] === position - 1) last[1] = position
    else spans.push([position, position])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

/** By whom, on which device, and in which way. */
export function originOf({ told, answered, file, say }: ProofContext): FactLine[] {
  const last = told.at(-1)
  if (!last) return []
  const { recordedBy } = last.recorded.event
  const operator = file.operators.find(({ id }) => id === recordedBy)
  const lines: FactLine[] = [
    { label: say('origin.operator'), value: operator ? `${operator.name} (${recordedBy})` : recordedBy },
    { label: say('origin.device'), value: last.envelope.device },
    { label: say('origin.program'), value: `${last.envelope.app.version} (${last.envelope.app.build})` },
  ]
  const first = answered[0]?.event
  if (first)
    lines.push({
      label: say('origin.how'),
      value: say(`origin.${howTaken(first.chosenBy)}`),
    })
  if (first?.form) {
    const { template, version, serial } = first.form
    const value = serial
      ? say('origin.serial', { template, version, serial })
      : say('origin.unnumbered', { template, version })
    lines.push({ label: say('origin.form'), value })
  }
  return lines
}

const howTaken = (chosenBy: Answered['event']['chosenBy']): string =>
  chosenBy === 'data-subject-on-screen' ? 'screen' : chosenBy === 'data-subject-on-paper' ? 'paper' : chosenBy

/** Each entry by its id, and where it hangs in the chain of its device. */
export function placesOf(context: ProofContext): FactLine[] {
  const { told, file, say } = context
  return told.map(({ envelope, recorded: { id, event } }) => {
    const receipt = file.record.receipts.find((one) => one.id === id)
    const place = envelope.prev
      ? say('place.position', { seq: envelope.seq, prev: shortened(envelope.prev) })
      : say('place.first', { seq: envelope.seq })
    const received = receipt ? `, ${say('place.received', { position: receipt.pos })}` : ''
    const what = isAnswer(event)
      ? { purpose: purposeName(event.purpose, context), channel: say(`channel.${event.channel}`) }
      : {}
    return { label: say(`event.${event.type}`, what), value: grouped(id), note: `${place}${received}` }
  })
}

/** What it is worth, said plainly: the seal is the device's, the signature is the person's, and neither is more. */
export function meaningOf({ contents, answered, say }: ProofContext): string[] {
  const kinds = new Set(contents.map(({ kind }) => kind))
  const lines = [say('meaning.record'), say('meaning.seal')]
  if (kinds.has('ink')) lines.push(say('meaning.ink'))
  if (kinds.has('typed-name')) lines.push(say('meaning.typed'))
  if (contents.some((one) => one.kind === 'reading' && one.reading.signature.confirmed === 'present'))
    lines.push(say('meaning.paper'))
  if (answered.length > 0) lines.push(say('meaning.identity'))
  lines.push(say('meaning.now'))
  return lines
}

/** Every file that lies in this one, and what it is; evidence that is named but not at hand is said. */
export function attachmentsOf({ file, say }: ProofContext): FactLine[] {
  const lines: FactLine[] = [{ label: PROOF_FILE, value: say('attached.record') }]
  for (const { file: name, kind } of file.evidence) lines.push({ label: name, value: say(`attached.${kind}`) })
  for (const { id, kind } of evidenceOf(file.record))
    if (!file.evidence.some((listed) => listed.id === id))
      lines.push({ label: say(`attached.${kind}`), value: shortened(id), note: say('attached.missing') })
  return lines
}
