import { bytesFromHex } from '../base/bytes'
import { type ConsentEvent, type EventOf, type Yes, isYes } from '../consent/event'
import { BOUND_EVIDENCE } from '../crypto/seal'
import { sameContactPoint } from '../terms/contact-point'
import type { EvidenceRef } from '../terms/evidence'
import { sha256Of } from './canonical'
import { type Check, type ProofCrypto, check, tried } from './check'
import type { EvidenceContent } from './evidence-content'
import type { Proof, Told } from './proof-file'

export type Answered = Yes | EventOf<'consent-refused'>
export const isAnswer = (event: ConsentEvent): event is Answered => isYes(event) || event.type === 'consent-refused'

/** Sealed again with the key the event names, the files beside the record hash to the ids the event names. */
export async function evidenceCheck(
  { file, attached }: Proof,
  told: readonly Told[],
  crypto: ProofCrypto,
): Promise<Check> {
  const named = new Map<string, EvidenceRef>()
  for (const { recorded } of told)
    if (isAnswer(recorded.event)) for (const ref of recorded.event.evidence) named.set(ref.id, ref)
  const broken: string[] = []
  for (const ref of named.values()) {
    const listed = file.evidence.find(({ id }) => id === ref.id)
    const plain = listed && attached.get(listed.file)
    const holds =
      plain &&
      listed.kind === ref.kind &&
      listed.media === ref.media &&
      (await tried(async () => {
        const sealed = await crypto.reseal(bytesFromHex(ref.key), bytesFromHex(listed.nonce), plain, BOUND_EVIDENCE)
        return sealed.length === ref.bytes && (sha256Of(sealed) as string) === ref.id
      }))
    if (!holds) broken.push(listed?.file ?? ref.id)
  }
  const listedFiles = new Set(file.evidence.map((listed) => listed.file))
  for (const name of attached.keys()) if (!listedFiles.has(name)) broken.push(name)
  for (const { id, file: name } of file.evidence) if (!named.has(id)) broken.push(name)
  return check('evidence', named.size, [...new Set(broken)])
}

/** The answers recorded are the answers on the screen, or on the sheet as a person confirmed it. */
export function choiceCheck(told: readonly Told[], contents: readonly EvidenceContent[]): Check {
  const broken: string[] = []
  let looked = 0
  for (const { proven, recorded } of told) {
    const { event } = recorded
    if (!isAnswer(event)) continue
    const seen = contents.flatMap((content) =>
      event.evidence.some(({ id }) => id === content.listed.id) ? answerIn(content, event) : [],
    )
    looked += seen.length
    if (seen.some((agrees) => !agrees)) broken.push(proven.id)
  }
  return check('choices', looked, broken)
}

/** What one piece of evidence has to say on one answer: nothing, that it agrees, or that it does not. */
function answerIn(content: EvidenceContent, event: Answered): boolean[] {
  if (content.kind === 'rendered-view') {
    const { view } = content
    const row = view.questions
      .flatMap(({ rows }) => rows)
      .find(
        (one) =>
          one.purpose === event.purpose &&
          one.purposeVersion === event.purposeVersion &&
          one.channel === event.channel &&
          event.contactPoint !== null &&
          sameContactPoint(one.contactPoint, event.contactPoint),
      )
    const sameWords = view.notice.sha256 === event.notice.sha256
    return [sameWords && row !== undefined && (row.answer === 'yes') === isYes(event)]
  }
  if (content.kind === 'reading') {
    const { boxes, fields } = content.reading
    const box = Object.values(boxes).find(
      ({ question }) => question?.purpose === event.purpose && question.channel === event.channel,
    )
    if (event.type === 'consent-refused') return [box !== undefined]
    const written = Object.values(fields).some(({ confirmed }) => confirmed.trim() !== '')
    return [box?.confirmed === 'marked' && content.reading.signature.confirmed === 'present' && written]
  }
  return []
}
