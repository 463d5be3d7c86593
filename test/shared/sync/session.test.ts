import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Errand, type SyncNews, type SyncSession, attemptOf, backoff, hear } from '@shared/sync/session'
import { Instant } from '@shared/terms/time'

const later = Instant.parse('2026-11-25T09:00:00.000Z')

const sessions: Record<SyncSession['kind'], SyncSession> = {
  resting: { kind: 'resting' },
  greeting: { kind: 'greeting', attempt: 2, again: false },
  pushing: { kind: 'pushing', attempt: 2, again: false },
  pulling: { kind: 'pulling', attempt: 2, again: false },
  waiting: { kind: 'waiting', attempt: 2, until: later },
  stopped: { kind: 'stopped', why: 'refused' },
}

const news: Record<SyncNews['type'], SyncNews> = {
  grew: { type: 'grew' },
  woken: { type: 'woken' },
  asked: { type: 'asked' },
  greeted: { type: 'greeted' },
  accepted: { type: 'accepted' },
  'caught-up': { type: 'caught-up' },
  unreachable: { type: 'unreachable', retryAt: later },
  refused: { type: 'refused', why: 'device-revoked' },
}

type Row = Record<SyncNews['type'], readonly [SyncSession['kind'], Errand]>
const stays = (kind: SyncSession['kind']) => [kind, 'nothing'] as const
const fails = {
  unreachable: ['waiting', 'set-alarm'],
  refused: ['stopped', 'tell-operator'],
} as const

/** Every session hears every piece of news: a new state or a new piece of news does not compile until it has its row. */
const becomes: Record<SyncSession['kind'], Row> = {
  resting: {
    grew: ['greeting', 'greet'],
    woken: ['greeting', 'greet'],
    asked: ['greeting', 'greet'],
    greeted: stays('resting'),
    accepted: stays('resting'),
    'caught-up': stays('resting'),
    unreachable: stays('resting'),
    refused: stays('resting'),
  },
  greeting: {
    grew: stays('greeting'),
    woken: stays('greeting'),
    asked: stays('greeting'),
    greeted: ['pushing', 'push-outbox'],
    accepted: stays('greeting'),
    'caught-up': stays('greeting'),
    ...fails,
  },
  pushing: {
    grew: stays('pushing'),
    woken: stays('pushing'),
    asked: stays('pushing'),
    greeted: stays('pushing'),
    accepted: ['pulling', 'pull-after-cursor'],
    'caught-up': stays('pushing'),
    ...fails,
  },
  pulling: {
    grew: stays('pulling'),
    woken: stays('pulling'),
    asked: stays('pulling'),
    greeted: stays('pulling'),
    accepted: stays('pulling'),
    'caught-up': ['resting', 'nothing'],
    ...fails,
  },
  waiting: {
    grew: stays('waiting'),
    woken: ['greeting', 'greet'],
    asked: ['greeting', 'greet'],
    greeted: stays('waiting'),
    accepted: stays('waiting'),
    'caught-up': stays('waiting'),
    unreachable: stays('waiting'),
    refused: stays('waiting'),
  },
  stopped: {
    grew: stays('stopped'),
    woken: stays('stopped'),
    asked: ['greeting', 'greet'],
    greeted: stays('stopped'),
    accepted: stays('stopped'),
    'caught-up': stays('stopped'),
    unreachable: stays('stopped'),
    refused: stays('stopped'),
  },
}

describe.each(Object.values(sessions))('$kind', (session) => {
  test.each(Object.values(news))('hears $type', (one) => {
    const [next, errand] = hear(session, one)
    expect([next.kind, errand]).toEqual(becomes[session.kind][one.type])
  })
})

test('what is recorded while it works is not left lying: it begins anew instead of resting', () => {
  for (const session of [sessions.greeting, sessions.pushing, sessions.pulling]) {
    const [working] = hear(session, news.grew)
    const [pulling] = [news.greeted, news.accepted].reduce(([now], one) => hear(now, one), hear(working, news.greeted))
    expect(hear(pulling, news['caught-up'])).toEqual([{ kind: 'greeting', attempt: 0, again: false }, 'greet'])
  }
})

test('failures are counted until one session comes through', () => {
  const fail = (session: SyncSession) => hear(hear(session, news.woken)[0], news.unreachable)[0]
  const thrice = fail(fail(fail(sessions.resting)))
  expect(attemptOf(thrice)).toBe(3)
  const through = [news.woken, news.greeted, news.accepted, news['caught-up']].reduce(
    (session, one) => hear(session, one)[0],
    thrice,
  )
  expect(through).toEqual({ kind: 'resting' })
  expect(attemptOf(fail(through))).toBe(1)
})

test('whatever it heard, a session that is neither at work nor stopped can be woken and come to rest', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.values(news)), { maxLength: 30 }), (heard) => {
      const session = heard.reduce<SyncSession>((now, one) => hear(now, one)[0], { kind: 'resting' })
      const way = [news.asked, news.greeted, news.accepted, news['caught-up']]
      const twice = [...way, ...way, ...way].reduce((now, one) => hear(now, one)[0], session)
      expect(twice.kind === 'resting' || twice.kind === 'greeting').toBe(true)
    }),
  )
})

test('the wait grows to five minutes and no further, and chance shortens it', () => {
  expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 1))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(backoff(60, 1)).toBe(300_000)
  expect(backoff(60, 0)).toBe(0)
  expect(backoff(3, 0.5)).toBe(4_000)
})
