import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askedFor } from '@shared/capture/catalogue'
import { type EffectivePermission, effectivePermission } from '@shared/consent/effective-permission'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import type { Rules } from '@shared/consent/question'
import { type ConsentRecord, type FactSource, gatherRecord } from '@shared/consent/record'
import type { RecordedEvent } from '@shared/consent/event'
import type { JournalEntry } from '@shared/ipc/contract'
import { type Channel, type ContactPoint, kindForChannel, sameContactPoint } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { instantFrom } from '@shared/terms/time'
import { readProfiles } from '../services/catalogue'
import { findHome } from '../services/home'
import { fileKeeper } from '../services/secret-keeper'
import { openWorkstation } from '../services/workstation'
import { everyEntry, knownPeople } from './known-people'

const USAGE =
  'consent may-contact --store DIR (--subject ID | --name NAME) [--purpose ID] [--channel email|phone|sms|post]'

/**
 * May we, and because of what? One JSON line per person, purpose, channel and contact point, by the same rule as the
 * screens and the server. 1 if nobody of that name or id is known.
 */
export async function mayContact(args: readonly string[]): Promise<number> {
  const asked = readArgs(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  // Opening a folder that is not there would make a new workstation in it.
  if (!existsSync(join(asked.store, 'journal'))) {
    process.stderr.write(`${asked.store} is no data folder of a workstation.\n`)
    return 1
  }
  const resources = join(findHome(import.meta.dirname), 'resources')
  const profiles = await readProfiles(resources)
  const workstation = await openWorkstation({
    host: 'loopback',
    folder: asked.store,
    resources,
    app: { version: 'cli', build: 'may-contact' },
    keepers: [fileKeeper],
  })
  try {
    const entries = await everyEntry(workstation.ask)
    const subjects = subjectsFor(asked, entries)
    if (subjects.length === 0) process.stderr.write('Nobody of that name or id is known here.\n')
    const source = factsOf(entries)
    const rules: Rules = { catalogue: workstation.services.catalogue, profiles }
    const rows = askedFor(workstation.services.catalogue).filter(
      ({ purpose, channel }) =>
        (!asked.purpose || purpose.id === asked.purpose) && (!asked.channel || channel === asked.channel),
    )
    for (const subject of subjects) {
      const record = await gatherRecord(subject, source)
      for (const { purpose, channel } of rows)
        for (const contactPoint of contactPointsOf(record, entries, channel)) {
          const question = { purpose: purpose.id, channel, contactPoint, on: instantFrom(Date.now()) }
          const permission = effectivePermission(record, rules, question)
          const name = nameOf(subject, entries)
          const proof = proofOf(permission, record)
          process.stdout.write(`${JSON.stringify({ subject, name, ...question, permission, proof })}\n`)
        }
    }
    return subjects.length === 0 ? 1 : 0
  } finally {
    await workstation.close()
  }
}

function subjectsFor({ subject, name }: Asked, entries: readonly JournalEntry[]): SubjectId[] {
  const people = knownPeople(entries)
  const wanted = folded(name ?? '')
  return people
    .filter((person) => (subject ? person.subject === subject : folded(fullName(person)) === wanted))
    .map((person) => person.subject)
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('en')

function factsOf(entries: readonly JournalEntry[]): FactSource {
  const facts = entries.map(({ recorded }) => recorded)
  const isAbout = ({ event }: RecordedEvent, subject: SubjectId): boolean =>
    event.subject === subject || ('other' in event && event.other === subject)
  const names = ({ event }: RecordedEvent, point: ContactPoint): boolean =>
    pointsNamedAgainst(event).some((one) => sameContactPoint(one, point))
  return {
    aboutSubject: async (subject) => facts.filter((fact) => isAbout(fact, subject)),
    noesNaming: async (point) => facts.filter((fact) => names(fact, point)),
  }
}

/** Today's contact points of the person under every id a human has found to be them. */
function contactPointsOf(record: ConsentRecord, entries: readonly JournalEntry[], channel: Channel): ContactPoint[] {
  const points = knownPeople(entries)
    .filter(({ subject }) => record.same.has(subject))
    .flatMap(({ contactPoints }) => contactPoints)
    .filter(({ kind }) => kind === kindForChannel(channel))
  return [...new Map(points.map((point) => [point.value, point])).values()]
}

function nameOf(subject: SubjectId, entries: readonly JournalEntry[]): string {
  const person = knownPeople(entries).find((one) => one.subject === subject)
  return person ? fullName(person) : ''
}

/** The fact the answer rests on, and where to find its proof. */
function proofOf(permission: EffectivePermission, { events }: ConsentRecord): object | null {
  const fact = events.find(({ id }) => id === permission.because)
  return fact ? { event: fact.id, type: fact.event.type, stated: fact.event.stated, recordedAt: fact.recordedAt } : null
}

type Asked = {
  readonly store: string
  readonly subject: string | undefined
  readonly name: string | undefined
  readonly purpose: string | undefined
  readonly channel: string | undefined
}

function readArgs(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        store: { type: 'string' },
        subject: { type: 'string' },
        name: { type: 'string' },
        purpose: { type: 'string' },
        channel: { type: 'string' },
      },
    })
    const { store, subject, name, purpose, channel } = values
    if (!store) return '--store says which data folder to look into'
    if ((subject === undefined) === (name === undefined)) return 'say who: --subject or --name'
    return { store, subject, name, purpose, channel }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
