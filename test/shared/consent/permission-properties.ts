import fc from 'fast-check'
import type { EffectivePermission } from '@shared/consent/effective-permission'
import { type RecordedEvent, isYes } from '@shared/consent/event'
import { pairState, pairsOf } from '@shared/consent/subject-link'
import { sameContactPoint } from '@shared/terms/contact-point'
import {
  type Question,
  anna2,
  foundDifferent,
  foundSame,
  karl,
  mayBeSame,
  pointFor,
  takenBack,
} from '../../builders/facts'
import { edit, link, no, questionAbout, story, yes } from './histories'

/** A rule under test: ours, or one that is wrong on purpose. */
export type Rule = (facts: readonly RecordedEvent[], asked: Question) => Promise<EffectivePermission>

type Property = (rule: Rule) => fc.IAsyncProperty<unknown[]>
const pointOf = (asked: Question) => asked.contactPoint ?? pointFor(asked.channel ?? 'phone')
const letters = (answer: EffectivePermission): string => JSON.stringify(answer)

export const orderOfArrivalChangesNothing: Property = (rule) => {
  const twoLaptops = story.chain(([facts, asked]) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length }), fc.constant(asked)),
  )
  return fc.asyncProperty(twoLaptops, async ([maras, jonass, asked]) => {
    return letters(await rule(maras, asked)) === letters(await rule(jonass, asked))
  })
}

export const oneMoreNoOpensNoDoor: Property = (rule) =>
  fc.asyncProperty(story, no, async ([facts, asked], late) => {
    if ((await rule(facts, asked)).kind === 'permitted') return true
    return (await rule([...facts, late], asked)).kind !== 'permitted'
  })

/** Whatever is changed on whatever path, a value is open only if that very value was said yes to, by this person. */
export const noYesNoDoor: Property = (rule) => {
  const edited = fc
    .array(fc.oneof({ weight: 2, arbitrary: yes }, { weight: 5, arbitrary: edit }, link), { maxLength: 14 })
    .chain((facts) => fc.tuple(fc.constant(facts), questionAbout(facts)))
  return fc.asyncProperty(edited, async ([facts, asked]) => {
    if ((await rule(facts, asked)).kind !== 'permitted') return true
    const other = asked.subject === anna2 ? karl : anna2
    const one = pairState(pairsOf(anna2, facts).get(karl) ?? []) === 'same'
    return facts.some(
      ({ event }) =>
        isYes(event) &&
        event.purpose === asked.purpose &&
        event.channel === asked.channel &&
        sameContactPoint(event.contactPoint, pointOf(asked)) &&
        (event.subject === asked.subject || (one && event.subject === other)),
    )
  })
}

export const linkedAndUnlinkedIsAsBefore: Property = (rule) => {
  const decision = fc.constantFrom(mayBeSame, foundSame, foundDifferent)
  return fc.asyncProperty(story, decision, async ([facts, asked], make) => {
    const added = make(anna2, karl)
    const before = letters(await rule(facts, asked))
    return letters(await rule([...facts, added, takenBack(added)], asked)) === before
  })
}

/** Two rules over two stores that hold the same facts. */
export const bothAgree = (laptop: Rule, server: Rule): fc.IAsyncProperty<unknown[]> =>
  fc.asyncProperty(story, async ([facts, asked]) => {
    return letters(await laptop(facts, asked)) === letters(await server(facts, asked))
  })
