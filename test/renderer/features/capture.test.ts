import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noticeInForce } from '@shared/capture/catalogue'
import { isSignature } from '@shared/capture/ink'
import type { MeetingDraft, Speaker } from '@shared/capture/draft'
import { RenderedView } from '@shared/proof/rendered-view'
import { Ink } from '@shared/terms/evidence'
import { OperatorId, PurposeId, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import type { ContactPoint } from '@shared/terms/contact-point'
import { familyFor } from '../../../renderer/features/capture/family'
import { checkPerson } from '../../../renderer/features/capture/check-person'
import { childMustBeHeard } from '../../../renderer/features/capture/child-heard'
import { ASPECT, inkPoint, lastMoment, pathOf, withStroke } from '../../../renderer/features/capture/ink'
import { namePartsFrom } from '../../../renderer/features/capture/name-parts'
import { recordCapture } from '../../../renderer/features/capture/record-capture'
import { rowsFrom } from '../../../renderer/features/capture/rows-from'
import { loadCatalogue } from '../../../renderer/store/catalogue'
import type { PersonRow } from '../../../renderer/store/database'
import { meetingAbout, newMeeting } from '../../../renderer/store/new-meeting'
import { rulesFrom } from '../../../renderer/store/rules'
import { inMemoryWorkstation } from '../../fakes/workstation'

const catalogue = loadCatalogue()
const notice = noticeInForce(catalogue, 'offers', 'de', '2026-11-25')
const email: ContactPoint = { kind: 'email', value: 'anna.keller@example.org' }
const phone: ContactPoint = { kind: 'phone', value: '+491701234567' }

describe('a name as it is heard', () => {
  test.each([
    ['Anna Keller', 'Anna', 'Keller'],
    ['Anna Maria Keller', 'Anna Maria', 'Keller'],
    ['Anna von der Heide', 'Anna', 'von der Heide'],
    ['Jean-Luc de la Tour', 'Jean-Luc', 'de la Tour'],
    ['Keller, Anna', 'Anna', 'Keller'],
    ['  Anna   Keller ', 'Anna', 'Keller'],
    ['Keller', '', 'Keller'],
    ['Van Morrison', 'Van', 'Morrison'],
    ['', '', ''],
  ])('%s', (typed, givenName, familyName) => {
    expect(namePartsFrom(typed)).toEqual({ givenName, familyName })
  })

  test('no letter is lost, whatever is typed', () => {
    const letters = (text: string) => text.replace(/[\s,]/g, '').split('').sort().join('')
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const { givenName, familyName } = namePartsFrom(typed)
        expect(letters(givenName + familyName)).toBe(letters(typed))
      }),
    )
  })
})

describe('what there is to answer', () => {
  test('one row for each purpose, channel and exact contact point, and every one of them open', () => {
    const rows = rowsFrom(notice, [email, phone])
    expect(rows.map(({ purpose, channel }) => `${purpose} ${channel}`)).toEqual([
      'offers email',
      'offers phone',
      'offers sms',
      'partner-offers email',
    ])
    expect(rows.every(({ answer, at }) => answer === 'unanswered' && at === null)).toBe(true)
  })

  test('another language of the same text keeps what was answered; another number does not', () => {
    const at = instantFrom(0)
    const ticked = rowsFrom(notice, [email, phone]).map((row) => ({ ...row, answer: 'yes' as const, at }))
    const french = noticeInForce(catalogue, 'offers', 'fr', '2026-11-25')
    expect(rowsFrom(french, [email, phone], ticked).every(({ answer }) => answer === 'yes')).toBe(true)
    const moved = rowsFrom(french, [email, { kind: 'phone', value: '+491709999999' }], ticked)
    expect(moved.filter(({ contactPoint }) => contactPoint.kind === 'phone').map(({ answer }) => answer)).toEqual([
      'unanswered',
      'unanswered',
    ])
  })
})

describe('ink', () => {
  const pad = { left: 100, top: 50, width: 600, height: 200 } as DOMRect

  test('is kept in parts of the pad, so that a resize changes nothing', () => {
    expect(inkPoint({ x: 400, y: 150 }, pad, 12.4)).toEqual([0.5, 0.5, 12])
    const small = { left: 0, top: 0, width: 300, height: 100 } as DOMRect
    expect(inkPoint({ x: 150, y: 50 }, small, 12.4)).toEqual([0.5, 0.5, 12])
  })

  test('stays on the pad wherever the pen slips', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (x, y) => {
        const [px, py] = inkPoint({ x, y }, pad, 0)
        for (const part of [px, py]) expect(part >= 0 && part <= 1).toBe(true)
      }),
    )
  })

  test('is what evidence calls ink, and a dot is no signature', () => {
    const dot = withStroke(null, [[0.5, 0.5, 0]])
    expect(Ink.parse(dot)).toEqual({ aspect: ASPECT, strokes: [[[0.5, 0.5, 0]]] })
    expect(isSignature(dot)).toBe(false)
    const line = withStroke(dot, [
      [0.1, 0.5, 900],
      [0.9, 0.5, 1_400],
    ])
    expect(isSignature(line)).toBe(true)
    expect(lastMoment(line)).toBe(1_400)
  })

  test('every stroke is drawn, a single point too', () => {
    expect(pathOf([[0.5, 0.5, 0]])).toMatch(/^M500 166\.7l/)
    expect(pathOf([])).toBe('')
    const three = pathOf([
      [0, 0, 0],
      [0.5, 0.5, 1],
      [1, 1, 2],
    ])
    expect(three).toBe('M0 0Q500 166.7 750 250L1000 333.3')
  })
})

describe('before the device is handed over', () => {
  const typed = (part: Partial<MeetingDraft['person']>) => {
    const draft = newMeeting('de')
    return checkPerson({ ...draft, person: { ...draft.person, ...part } }, '2026-11-25')
  }
  const keys = (part: Partial<MeetingDraft['person']>) => typed(part).problems.map(({ key }) => key)

  test('everything that is wrong is said at once', () => {
    expect(keys({ email: 'anna', phone: '12', birthDate: '31.02.1980' })).toEqual([
      'capture.name-missing',
      'capture.birth-date-invalid',
      'contact-point.email-invalid',
      'contact-point.phone-invalid',
    ])
  })
  test('somebody who cannot be reached cannot be asked', () => {
    expect(keys({ familyName: 'Keller' })).toEqual(['capture.nothing-asked'])
  })
  test('somebody under 16 is not asked', () => {
    expect(keys({ familyName: 'Keller', email: 'a@example.org', birthDate: '26.11.2010' })).toEqual([
      'capture.too-young',
    ])
    expect(keys({ familyName: 'Keller', email: 'a@example.org', birthDate: '25.11.2010' })).toEqual([])
  })
  test('unless their guardian speaks for them, by name and shown to be allowed to', () => {
    const child = { familyName: 'Keller', email: 'a@example.org', birthDate: '26.11.2014' }
    const spokenFor = (speaker: Partial<Speaker>) => {
      const draft = newMeeting('de')
      const nobody: Speaker = { as: 'guardian', name: '', authority: null, jointly: false }
      const person = { ...draft.person, ...child }
      return checkPerson({ ...draft, person, speaker: { ...nobody, ...speaker } }, '2026-11-25').problems
    }
    expect(spokenFor({})).toEqual([
      { key: 'capture.speaker-missing', field: 'speaker' },
      { key: 'capture.authority-missing', field: 'authority' },
    ])
    expect(spokenFor({ name: 'Karl Keller', authority: 'seen' })).toEqual([])
  })
  test('the child is heard where the law of their country wants it, and where nobody knows the law', () => {
    const on = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))
    const heard = (birthDate: string, country: string) =>
      childMustBeHeard({ birthDate, country }, rulesFrom(catalogue), on)
    expect(heard('01.02.2014', 'FR')).toBe(true)
    expect(heard('01.02.2014', 'IT')).toBe(true)
    expect(heard('01.02.2014', 'DE')).toBe(false)
    expect(heard('01.02.1990', 'FR')).toBe(false)
    expect(heard('', 'FR')).toBe(false)
  })
})

describe('recording a meeting', () => {
  const handedOverAt = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))
  const ticked = (...channels: string[]): MeetingDraft => {
    const draft = newMeeting('de')
    return {
      ...draft,
      person: { ...draft.person, givenName: 'Anna', familyName: 'Keller', email: email.value, phone: '0170 1234567' },
      step: 'choice',
      notice: notice.id,
      handedOverAt,
      rows: rowsFrom(notice, [email, phone]).map((row) =>
        channels.includes(`${row.purpose} ${row.channel}`) ? { ...row, answer: 'yes', at: handedOverAt } : row,
      ),
      ink: withStroke(null, [
        [0.1, 0.5, 0],
        [0.9, 0.5, 500],
      ]),
    }
  }
  const record = async (draft: MeetingDraft, host = inMemoryWorkstation()) => {
    const result = await recordCapture(draft, {
      catalogue,
      ask: host.ask,
      recordAct: async (act, events) => (await host.ask['journal:record']({ act, events: [...events] })).entries,
      recordedBy: OperatorId.parse('mara'),
      subject: { kind: 'new', id: SubjectId.parse(randomUUID()) },
      confirmedAt: instantFrom(Date.parse('2026-11-25T10:01:00.000Z')),
      labelOf: ({ contactPoint }) => contactPoint.value,
    })
    return { result, host, events: host.entries.map(({ recorded }) => recorded.event) }
  }
  const kinds = (evidence: readonly { kind: string }[]) => evidence.map(({ kind }) => kind)

  test('a yes keeps what was shown and the signature; what was left open is a no', async () => {
    const { result, host, events } = await record(ticked('offers email'))
    expect(result.ok).toBe(true)
    expect(events.map(({ type }) => type)).toEqual([
      'subject-registered',
      'consent-given',
      'consent-refused',
      'consent-refused',
      'consent-refused',
    ])
    const given = events.find((event) => event.type === 'consent-given')
    expect(kinds(given?.evidence ?? [])).toEqual(['rendered-view', 'ink'])
    const [view] = [...host.evidence.values()].map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown)
    expect(RenderedView.parse(view)).toMatchObject({
      title: notice.title,
      withdrawal: notice.withdrawal,
      name: 'Anna Keller',
      signed: 'ink',
    })
    expect(
      result.ok && host.entries.find(({ recorded }) => recorded.id === result.value.event)?.recorded.event.type,
    ).toBe('consent-given')
  })

  test('a refusal keeps no signature, even if one was drawn', async () => {
    const { result, events } = await record(ticked())
    expect(result.ok).toBe(true)
    const refused = events.filter((event) => event.type === 'consent-refused')
    expect(refused).toHaveLength(4)
    for (const event of refused) expect(kinds(event.evidence)).toEqual(['rendered-view'])
  })

  test('a typed name is a signature of its own kind', async () => {
    const { result, events } = await record({ ...ticked('offers email'), ink: null, typedName: ' Anna Keller ' })
    expect(result.ok).toBe(true)
    const given = events.find((event) => event.type === 'consent-given')
    expect(kinds(given?.evidence ?? [])).toEqual(['rendered-view', 'typed-name'])
  })

  test('without a signature nothing is recorded and nothing is kept', async () => {
    const { result, host, events } = await record({ ...ticked('offers email'), ink: null })
    expect(result).toMatchObject({ ok: false, problems: [{ key: 'capture.signature-missing' }] })
    expect(events).toEqual([])
    expect(host.evidence.size).toBe(0)
  })

  test('recorded twice, it is recorded once', async () => {
    const draft = ticked('offers email')
    const host = inMemoryWorkstation()
    const first = await record(draft, host)
    const again = await record(draft, host)
    expect(again.events).toHaveLength(5)
    expect(again.result).toEqual(first.result)
  })
})

describe('asking again', () => {
  const anna: PersonRow = {
    subject: SubjectId.parse(randomUUID()),
    details: { givenName: 'Anna', familyName: 'Keller', birthDate: null, language: 'fr', country: 'DE' },
    contactPoints: [email, phone],
    registeredAt: instantFrom(0),
    same: [],
    possible: [],
    order: 'keller',
    words: [],
  }
  const newNumber = { kind: 'phone', value: '+491717654321' } as const
  const asks = [{ purpose: PurposeId.parse('offers'), channel: 'phone', contactPoint: newNumber }] as const

  test('only what was named is asked, of the number that was named, in their language', () => {
    const draft = meetingAbout(anna, { language: 'fr', asks })
    expect(draft).toMatchObject({ subject: anna.subject, language: 'fr', rows: [], ink: null, handedOverAt: null })
    expect(draft.person.phone).toBe('+49 171 7654321')
    const rows = rowsFrom(notice, [email, newNumber], [], draft.asks)
    expect(rows.map(({ channel, contactPoint }) => [channel, contactPoint])).toEqual([['phone', newNumber]])
    expect(rowsFrom(notice, [email, phone], [], draft.asks)).toEqual([])
  })
  test('whatever they tell us, where no number was named', () => {
    const open = [{ purpose: PurposeId.parse('offers'), channel: 'sms', contactPoint: null }] as const
    expect(rowsFrom(notice, [email, phone], [], open).map(({ channel }) => channel)).toEqual(['sms'])
  })
  test('the text is one that asks it', () => {
    expect(familyFor(catalogue)).toBe('offers')
    expect(familyFor(catalogue, asks)).toBe('offers')
    const newsletter = { purpose: PurposeId.parse('newsletter'), channel: 'post', contactPoint: null } as const
    expect(familyFor(catalogue, [newsletter])).toBe('newsletter')
  })
})
