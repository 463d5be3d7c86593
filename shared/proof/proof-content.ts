import type { ProofContent } from './content-model'
import { type ProofContext, contextOf } from './proof-context'
import { answersOf } from './content-answers'
import { attachmentsOf, meaningOf, originOf, personOf, placesOf, timesOf } from './content-facts'
import { sheetOf } from './content-sheet'
import { type Proof, fingerprintOf } from './proof-file'
import type { Say } from './words'

/** Reads a proof out in words. Nothing here judges it: whether it holds is asked of `verifyProof`. */
export function proofContent(proof: Proof, say: Say): ProofContent {
  const context = contextOf(proof, say)
  const { file } = proof
  return {
    language: file.language,
    title: say(`title.${context.about}`),
    number: context.number,
    fingerprint: fingerprintOf(file),
    summary: summaryOf(context),
    controller: file.controller.name,
    person: personOf(context),
    ...answersOf(context),
    times: timesOf(context),
    origin: originOf(context),
    places: placesOf(context),
    sheet: sheetOf(context),
    meaning: meaningOf(context),
    attachments: attachmentsOf(context),
  }
}

function summaryOf({ about, answered, name, said, say, shownDay }: ProofContext): string {
  const first = answered[0]?.event ?? said[0]?.event
  if (!first) return say('title.fact')
  const day = shownDay(first.stated)
  if (about !== 'consent' && about !== 'refusal') return say(`summary.${about}`, { name, day })
  const yes = answered.filter(({ event }) => event.type !== 'consent-refused').length
  const counted = { name, day, yes, no: answered.length - yes }
  const by = answered[0]?.event.chosenBy ?? 'data-subject-on-paper'
  if (by === 'data-subject-on-screen') return say('summary.screen', counted)
  if (by !== 'data-subject-on-paper') return say(`summary.${by}`, counted)
  return say(first.stated.source === 'scan-date' ? 'summary.paper-undated' : 'summary.paper', counted)
}
