import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { must } from '@shared/base/never'
import { createPersonIndex } from '@shared/matching/person-index'
import { openProof } from '@shared/proof/open-proof'
import { type ConfirmedPage, confirmPage } from '../../../electron/cli/confirm-page'
import { drawingFrom } from '../../../electron/cli/drawing'
import { everyEntry, knownPeople } from '../../../electron/cli/known-people'
import { makeProof } from '../../../electron/cli/make-proof'
import { mayContact } from '../../../electron/cli/may-contact'
import type { PageLine } from '../../../electron/cli/read-papers'
import { type RecordNeeds, recordPage } from '../../../electron/cli/record-page'
import { tableFrom } from '../../../electron/cli/table'
import { verifyFiles } from '../../../electron/cli/verify'
import { flyer } from '../../builders/drafts'
import { bench } from '../services/facts'

const home = resolve(import.meta.dirname, '../../..')
const pages = join(home, 'test/fixtures/paper/pages')

let desk: Awaited<ReturnType<typeof bench>>
let folder: string
const said = { out: '', err: '' }
beforeEach(async () => {
  desk = await bench()
  folder = await mkdtemp(join(tmpdir(), 'cli-'))
  said.out = said.err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await desk.sweep()
  await rm(folder, { recursive: true })
})

type Truth = {
  template: string
  version: number
  serial: string
  boxes: { name: string; state: string }[]
  signature: { present: boolean }
}

/** A sample page as a machine would read it that sees every box and no handwriting. */
async function lineOf(name: string): Promise<PageLine> {
  const truth = JSON.parse(await readFile(join(pages, `${name}.json`), 'utf8')) as Truth
  return {
    ...flyer().reading,
    file: join(pages, `${name}.jpg`),
    page: 1,
    template: {
      id: truth.template as never,
      version: truth.version,
      serial: truth.serial,
      page: 1,
      pages: 1,
    },
    boxes: Object.fromEntries(truth.boxes.map(({ name, state }) => [name, state === 'empty' ? 'empty' : 'marked'])),
    signature: { state: truth.signature.present ? 'present' : 'absent', ink: null },
  }
}

async function corridor() {
  const workstation = await desk.open()
  const { ask, services } = workstation
  const { catalogue, operator } = services
  const needs: RecordNeeds = {
    ask,
    catalogue,
    recordedBy: operator.id,
    index: createPersonIndex(),
    people: new Map(),
  }
  const take = async (name: string, change: (page: ConfirmedPage) => ConfirmedPage = (page) => page) => {
    const line = await lineOf(name)
    const bytes = new Uint8Array(await readFile(line.file))
    const scan = await ask['evidence:keep']({ bytes, kind: 'scan', media: 'image/jpeg' })
    const page = change(await confirmPage(line, { scan, catalogue, pages: 1 }))
    return recordPage(page.draft, needs)
  }
  const prove = async (event: string, path: string) => {
    const entries = await everyEntry(ask)
    const main = must(
      entries.find(({ recorded }) => recorded.id === event),
      'the event',
    )
    const about = entries.filter(({ recorded }) => recorded.event.subject === main.recorded.event.subject)
    const drawing = drawingFrom(home)
    return makeProof(main, about, {
      path,
      needs: { ask, catalogue, operators: [operator], language: 'fr', drawing },
    })
  }
  return { workstation, take, prove }
}

describe('a page without a window', () => {
  test('is confirmed, recorded and proven, and the proof holds', async () => {
    const { workstation, take, prove } = await corridor()
    const recorded = await take('dev-009')
    if (!recorded.ok) throw new Error(recorded.problems.map(({ key }) => key).join())
    const { entries, match } = recorded.value
    expect(match.kind).toBe('new')
    expect(entries.map(({ recorded: { event } }) => event.type)).toEqual([
      'subject-registered',
      'consent-refused',
      'consent-refused',
      'consent-given',
      'consent-refused',
    ])
    expect((await workstation.ask['draft:list']({})).drafts).toEqual([])

    const path = join(folder, 'proof.pdf')
    const pdf = await prove(must(entries[3], 'the yes').recorded.id, path)
    expect(await verifyFiles([path])).toBe(0)
    expect(said.err).toContain('--server-key')
    const opened = await openProof(pdf)
    expect(opened.ok && [...opened.value.proof.attached.keys()].sort()).toEqual(['reading.json', 'scan.jpg'])

    const touched = new Uint8Array(pdf)
    touched[pdf.length >> 1] = (touched[pdf.length >> 1] ?? 0) ^ 1
    const bad = join(folder, 'touched.pdf')
    await writeFile(bad, touched)
    said.out = ''
    expect(await verifyFiles([bad, path]), 'the first that fails ends it').toBe(1)
    expect(said.out.trim().split('\n')).toHaveLength(1)
  })
  test('of somebody known adds to them; a doubt is left for a person', async () => {
    const { take, workstation } = await corridor()
    await take('dev-010')
    const again = await take('dev-010')
    expect(again.ok && again.value.match.kind).toBe('same')
    expect(knownPeople(await everyEntry(workstation.ask))).toHaveLength(1)
    const doubtful = await take('dev-010', (page) => ({
      ...page,
      draft: { ...page.draft, fields: { ...page.draft.fields, birth: '', phone: '', email: '', first: 'U.' } },
    }))
    expect(doubtful.ok && doubtful.value.match.kind).not.toBe('same')
  })
  test('that cannot be taken says why, and leaves nothing behind', async () => {
    const { take, workstation } = await corridor()
    const unsigned = await take('dev-010', (page) => ({ ...page, draft: { ...page.draft, signature: 'absent' } }))
    expect(unsigned).toEqual({ ok: false, problems: [{ key: 'capture.signature-missing', field: 'signature' }] })
    expect(await everyEntry(workstation.ask)).toEqual([])
    expect((await workstation.ask['draft:list']({})).drafts).toEqual([])
  })
})

test('may-contact answers by the rule, with the fact it rests on', async () => {
  const { take, workstation } = await corridor()
  await take('dev-009')
  await workstation.close()
  expect(await mayContact(['--store', desk.folder, '--name', 'inès  perrin', '--purpose', 'newsletter'])).toBe(0)
  const answers = said.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { channel: string; permission: { kind: string }; proof: { type: string } })
  const kinds = Object.fromEntries(answers.map(({ channel, permission }) => [channel, permission.kind]))
  expect(kinds).toEqual({ email: 'not-permitted', sms: 'permitted', phone: 'not-permitted' })
  expect(answers.find(({ channel }) => channel === 'sms')?.proof.type).toBe('consent-given')

  expect(await mayContact(['--store', desk.folder, '--name', 'Nobody Atall'])).toBe(1)
  expect(await mayContact(['--store', folder, '--name', 'Inès Perrin'])).toBe(1)
  expect(await mayContact(['--store', desk.folder])).toBe(2)
})

test('verify names what is no proof of ours', async () => {
  const path = join(folder, 'letter.pdf')
  await writeFile(path, 'Dear Sir')
  expect(await verifyFiles([path])).toBe(1)
  expect(said.out).toContain('"problem":"not-a-pdf"')
  expect(await verifyFiles([join(folder, 'nowhere.pdf')])).toBe(1)
  expect(await verifyFiles([])).toBe(2)
})

test('a table is as wide as its widest words', () =>
  expect(
    tableFrom(
      ['who', 'what'],
      [
        ['Zoë', 'yes'],
        ['Jérôme', 'no'],
      ],
    ),
  ).toBe('who     what\n------  ----\nZoë     yes\nJérôme  no'))
