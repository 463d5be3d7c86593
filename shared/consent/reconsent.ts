import { type Channel, type ContactPoint, channels, kindForChannel, sameContactPoint } from '../terms/contact-point'
import type { EventId, PurposeId } from '../terms/ids'
import type { Language } from '../terms/language'
import { barsAgainst } from './against'
import { permissionFrom } from './effective-permission'
import type { EventOf, RecordedEvent } from './event'
import { isLifeEvent } from './life-event-effects'
import { contactPointsToday, detailsToday, inOrder } from './person-today'
import type { PermissionQuestion, Rules } from './question'
import type { Why } from './reason'
import { type ConsentRecord, contactPointsOf } from './record'
import { type SortedRecord, sortRecord } from './sorted-record'

/** A question that was open, and that what happened has closed. */
export type LostQuestion = {
  readonly purpose: PurposeId
  readonly channel: Channel
  readonly was: ContactPoint
  /** What to ask about instead; null if they have told us none: then the number is asked for with the consent. */
  readonly now: ContactPoint | null
  readonly why: Why
}

/** How the sheet may reach them: put before them, or sent to a contact point that is open. */
export type Route = { readonly way: 'in-person' } | { readonly way: Channel; readonly to: ContactPoint }

/** Everything for asking again: what, in which language, and how one may ask without advertising where it is denied. */
export type Reconsent = {
  readonly language: Language
  /** What happened, in the order it was said. */
  readonly because: readonly EventId[]
  readonly lost: readonly LostQuestion[]
  /** Empty: nobody may ask. */
  readonly routes: readonly Route[]
  /** Ways on which they could be reached and may not be asked. */
  readonly closed: readonly Channel[]
}

/** What happened in this person's life, as far as we were told: their own facts, and words about their numbers. */
export const lifeEventsIn = ({ events, same }: ConsentRecord): RecordedEvent[] =>
  inOrder(
    events.filter(
      ({ event }) => isLifeEvent(event) && (same.has(event.subject) || event.type === 'contact-point-reported'),
    ),
  )

/**
 * What there is to ask again after something happened: every question that would be open had it not, and is not open
 * now. Null if nothing was lost. An objection is not a life event, so what somebody stopped is never among it.
 *
 * A way is a route only if every purpose on the sheet may be put to them over it: e-mail, telephone and SMS must be
 * open for it today; a letter must not be refused; and nothing may be sent at all to whoever died or is restricted.
 */
export function reconsentFor(
  record: ConsentRecord,
  rules: Rules,
  happened: readonly RecordedEvent[],
  asked: Pick<PermissionQuestion, 'on' | 'suppressed'>,
): Reconsent | null {
  const ids = new Set(happened.map(({ id }) => id))
  const before = sortRecord({ ...record, events: record.events.filter(({ id }) => !ids.has(id)) })
  const after = sortRecord(record)
  const theirs = pointsToday(record)
  const added = pointsIn(happened)

  const lost = new Map<string, LostQuestion>()
  for (const question of questionsOn(record, rules, asked)) {
    const { purpose, channel, contactPoint } = question
    if (permissionFrom(before, rules, question).kind === 'not-permitted') continue
    const answer = permissionFrom(after, rules, question)
    if (answer.kind !== 'not-permitted') continue
    const now = standIn(question, theirs, added)
    if (now && isOpen(after, rules, { ...question, contactPoint: now })) continue
    const key = `${purpose}/${channel}/${now?.value ?? ''}`
    if (!lost.has(key)) lost.set(key, { purpose, channel, was: contactPoint, now, why: answer.why })
  }
  if (lost.size === 0) return null

  const questions = [...lost.values()]
  const purposes = [...new Set(questions.map(({ purpose }) => purpose))]
  const routes = routesTo(after, rules, purposes, theirs, asked)
  const details = detailsToday(inOrder(record.events.filter(({ event }) => record.same.has(event.subject))))
  return {
    language: details?.language ?? 'en',
    because: happened.map(({ id }) => id),
    lost: questions,
    routes,
    closed: channels.filter(
      (channel) =>
        theirs.some(({ kind }) => kind === kindForChannel(channel)) && !routes.some(({ way }) => way === channel),
    ),
  }
}

/** Every purpose over every channel to every contact point there ever was. */
function questionsOn(
  record: ConsentRecord,
  { catalogue }: Rules,
  { on, suppressed }: Pick<PermissionQuestion, 'on' | 'suppressed'>,
): PermissionQuestion[] {
  const purposes = [...new Set(catalogue.purposes.map(({ id }) => id))].sort()
  return contactPointsOf(record.events).flatMap((contactPoint) =>
    channels
      .filter((channel) => kindForChannel(channel) === contactPoint.kind)
      .flatMap((channel) =>
        purposes.map((purpose) => ({ purpose, channel, contactPoint, on, ...(suppressed ? { suppressed } : {}) })),
      ),
  )
}

/** What they have today under any of their ids, without what was reported to be no longer theirs. */
function pointsToday({ events, same }: ConsentRecord): ContactPoint[] {
  const reported = events.filter((told): told is RecordedEvent & { event: EventOf<'contact-point-reported'> } => {
    const takenBack = events.some(({ event }) => event.type === 'report-taken-back' && event.report === told.id)
    return told.event.type === 'contact-point-reported' && !takenBack
  })
  return contactPointsToday(inOrder(events.filter(({ event }) => same.has(event.subject)))).filter(
    (point) => !reported.some(({ event }) => sameContactPoint(event.contactPoint, point)),
  )
}

const pointsIn = (happened: readonly RecordedEvent[]): ContactPoint[] =>
  happened.flatMap(({ event }) => {
    if (event.type === 'contact-point-added') return [event.contactPoint]
    return 'to' in event && event.to ? [event.to] : []
  })

/** The value to ask about: the new one, or the old one where it is still theirs, or another they have. */
function standIn(
  { channel, contactPoint }: PermissionQuestion,
  theirs: readonly ContactPoint[],
  added: readonly ContactPoint[],
): ContactPoint | null {
  const ofKind = theirs.filter(({ kind }) => kind === kindForChannel(channel))
  const isTheirs = (one: ContactPoint) => ofKind.some((point) => sameContactPoint(point, one))
  return added.findLast(isTheirs) ?? (isTheirs(contactPoint) ? contactPoint : (ofKind.at(-1) ?? null))
}

function routesTo(
  sorted: SortedRecord,
  rules: Rules,
  purposes: readonly PurposeId[],
  theirs: readonly ContactPoint[],
  asked: Pick<PermissionQuestion, 'on' | 'suppressed'>,
): Route[] {
  const question = (purpose: PurposeId, channel: Channel, contactPoint: ContactPoint): PermissionQuestion => ({
    purpose,
    channel,
    contactPoint,
    on: asked.on,
    ...(asked.suppressed ? { suppressed: asked.suppressed } : {}),
  })
  // Death and restriction bar every question alike: one that names no contact point of theirs tells.
  const nothing = { kind: 'post' as const, value: '-' }
  const stopped = barsAgainst(sorted, question(purposes[0] as PurposeId, 'post', nothing)).some(
    ({ forGood }) => forGood,
  )
  if (stopped) return []

  const routes: Route[] = [{ way: 'in-person' }]
  for (const way of channels) {
    const to = theirs
      .filter(({ kind }) => kind === kindForChannel(way))
      .findLast((point) =>
        purposes.every((purpose) => {
          const over = question(purpose, way, point)
          return way === 'post' ? barsAgainst(sorted, over).length === 0 : isOpenNow(sorted, rules, over)
        }),
      )
    if (to) routes.push({ way, to })
  }
  return routes
}

const isOpen = (sorted: SortedRecord, rules: Rules, question: PermissionQuestion): boolean =>
  permissionFrom(sorted, rules, question).kind !== 'not-permitted'

const isOpenNow = (sorted: SortedRecord, rules: Rules, question: PermissionQuestion): boolean =>
  permissionFrom(sorted, rules, question).kind === 'permitted'
