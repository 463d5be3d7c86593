import { createHash } from 'node:crypto'
import { effectivePermission } from '@shared/consent/effective-permission'
import { RecordedEvent } from '@shared/consent/event'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import { type FactSource, gatherRecord } from '@shared/consent/record'
import { isPairFact } from '@shared/consent/subject-link'
import { type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import { anna, mayContact, questionFrom } from '../../builders/facts'
import { rules } from '../../builders/rules'
import type { Rule } from './permission-properties'

/** The rule over a list of facts, as a laptop's projection offers it. */
export const laptop: Rule = (facts, asked) => mayContact(facts, asked)

/**
 * A store built the way the server's register is: facts come through the wire as text, are parsed, and are found by
 * person and by a blind name of the contact point, newest place first.
 */
export function registerOf(facts: readonly RecordedEvent[]): FactSource {
  const log = facts.map((fact) => RecordedEvent.parse(JSON.parse(JSON.stringify(fact))))
  const bySubject = new Map<string, number[]>()
  const byPoint = new Map<string, number[]>()
  const enter = (index: Map<string, number[]>, key: string, pos: number) =>
    index.set(key, [...(index.get(key) ?? []), pos])
  log.forEach(({ event }, pos) => {
    enter(bySubject, event.subject, pos)
    if (isPairFact(event)) enter(bySubject, event.other, pos)
    for (const point of pointsNamedAgainst(event)) enter(byPoint, blindName(point), pos)
  })
  const at = (places: readonly number[] = []) => [...places].reverse().flatMap((pos) => log[pos] ?? [])
  return {
    aboutSubject: async (subject) => at(bySubject.get(subject)),
    noesNaming: async (point) => at(byPoint.get(blindName(point))),
  }
}

const blindName = (point: ContactPoint): string => createHash('sha256').update(contactPointKey(point)).digest('hex')

export const server: Rule = async (facts, asked) =>
  effectivePermission(await gatherRecord(asked.subject ?? anna, registerOf(facts)), rules, questionFrom(asked))
