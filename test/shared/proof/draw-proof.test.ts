import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Bytes, sameBytes } from '@shared/base/bytes'
import type { MeetingDraft } from '@shared/capture/draft'
import { allHold } from '@shared/proof/check'
import { drawProof } from '@shared/proof/draw-proof'
import { grouped } from '@shared/proof/format'
import { openProof } from '@shared/proof/open-proof'
import { type Proof, fingerprintOf } from '@shared/proof/proof-file'
import { verifyPdf } from '@shared/proof/verify-pdf'
import { NoticeId } from '@shared/terms/ids'
import { type Language, languages } from '@shared/terms/language'
import { catalogue } from '../../builders/catalogue'
import { flyer, meeting, row } from '../../builders/drafts'
import { flyerProof, meetingProof, nodeProofCrypto } from '../../builders/proof'
import { fonts, wordsOf } from '../../builders/proof-drawing'

const folder = mkdtempSync(join(tmpdir(), 'proof-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const draw = (proof: Proof): Promise<Bytes> => drawProof(proof, wordsOf(proof.file.language), fonts)
const drawing = { fonts, words: wordsOf }
const onDisk = (name: string, pdf: Bytes): string => {
  const path = join(folder, name)
  writeFileSync(path, pdf)
  return path
}

/** Debian's tools, where they are; a machine without them says so and skips. */
function has(tool: string): boolean {
  const found = (process.env['PATH'] ?? '').split(':').some((place) => existsSync(join(place, tool)))
  if (!found) process.stdout.write(`skipped: ${tool} is not on this machine\n`)
  return found
}
const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe' })
const textOf = (path: string): string => run('pdftotext', '-layout', path, '-').replace(/\s+/g, ' ')

const scan = new Uint8Array(readFileSync(resolve(import.meta.dirname, '../../fixtures/proof/sheet.jpg')))
const spoken = (language: Language, changed: Partial<MeetingDraft> = {}) =>
  meeting({ language, notice: NoticeId.parse(`offers.1.${language}`), ...changed })

const proofs = Object.fromEntries(
  languages.flatMap((language) => [
    [`meeting-${language}`, meetingProof(spoken(language), language)],
    [`sheet-${language}`, flyerProof(flyer(), scan, 'image/jpeg', language)],
  ]),
)
const names = Object.keys(proofs)
const drawn = new Map<string, { proof: Proof; pdf: Bytes; path: string }>()
for (const name of names) {
  const proof = proofs[name] as Proof
  const pdf = await draw(proof)
  drawn.set(name, { proof, pdf, path: onDisk(`${name}.pdf`, pdf) })
}
const of = (name: string) => drawn.get(name) ?? expect.fail(name)

describe('a drawn proof', () => {
  test.each(names)('%s holds, page for page', async (name) => {
    const verified = await verifyPdf(of(name).pdf, { crypto: nodeProofCrypto, drawing })
    if (!verified.ok) throw new Error(verified.problems.join())
    expect(verified.value.checks.filter(({ state }) => state === 'failed')).toEqual([])
    expect(verified.value.checks.find(({ key }) => key === 'pages')?.state).toBe('passed')
    expect(verified.value.checks.find(({ key }) => key === 'fingerprint')?.state).toBe('passed')
  })
  test('drawn twice it is the same bytes', async () => {
    const { proof, pdf } = of('meeting-fr')
    expect(sameBytes(await draw(proof), pdf)).toBe(true)
  })
  test.runIf(has('qpdf'))('is whole to qpdf, without a warning', () => {
    for (const name of names)
      expect(run('qpdf', '--check', of(name).path)).toContain('No syntax or stream encoding errors')
  })
  test.runIf(has('pdfinfo'))('says what it is to poppler: title, A4, its record’s own date', () => {
    const info = run('pdfinfo', '-isodates', of('meeting-de').path)
    expect(info).toMatch(/Title:\s+Nachweis der Einwilligung/)
    expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
    expect(info).toMatch(/CreationDate:\s+2026-11-25T10:00:00/)
    expect(info).toContain(`sha256:${fingerprintOf(of('meeting-de').proof.file)}`)
  })
  test.runIf(has('pdfdetach'))('carries the record and every piece of evidence', () => {
    expect(run('pdfdetach', '-list', of('meeting-en').path)).toMatch(
      /3 embedded[^]*ink\.json[^]*proof\.json[^]*rendered-view\.json/,
    )
    expect(run('pdfdetach', '-list', of('sheet-en').path)).toMatch(
      /3 embedded[^]*proof\.json[^]*reading\.json[^]*scan\.jpg/,
    )
    const out = join(folder, 'out.jpg')
    run('pdfdetach', '-save', '3', '-o', out, of('sheet-en').path)
    expect(sameBytes(readFileSync(out), scan)).toBe(true)
  })
  test.runIf(has('pdfsig'))('claims no signature it does not have', () => {
    for (const name of names) expect(signatures(of(name).path)).toMatch(/does not contain any signatures/)
  })
})

function signatures(path: string): string {
  try {
    return run('pdfsig', path)
  } catch (error) {
    // pdfsig ends with 2 where there is none.
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return stdout + stderr
  }
}

const yesAndNo: Record<Language, [string, string]> = { fr: ['Oui', 'Non'], de: ['Ja', 'Nein'], en: ['Yes', 'No'] }

describe.runIf(has('pdftotext')).each(languages)('what a reader in %s finds on the pages', (language) => {
  test('of a meeting: who, every row, the words, the times, the ids, and what it is worth', () => {
    const { proof, path } = of(`meeting-${language}`)
    const text = textOf(path)
    const [yes, no] = yesAndNo[language]
    const notice = catalogue.notices.find(({ id }) => id === `offers.1.${language}`)
    for (const part of [notice?.title, ...(notice?.paragraphs ?? []), notice?.withdrawal, ...(notice?.fullText ?? [])])
      expect(text).toContain((part ?? 'missing').replace(/\s+/g, ' '))
    expect(text).toContain('Anna Keller')
    expect(text).toContain('anna.keller@example.org')
    expect(text).toContain('+49 170 1234567')
    expect(text.match(new RegExp(` ${yes} `, 'g'))?.length).toBeGreaterThanOrEqual(1)
    expect(text.match(new RegExp(` ${no} `, 'g'))?.length).toBeGreaterThanOrEqual(2)
    for (const { id } of proof.file.record.leaves) expect(text).toContain(grouped(id))
    expect(text).toContain(grouped(fingerprintOf(proof.file)))
    expect(text).toContain('11:00:00 (UTC+1)')
    expect(text).toContain('Mara Muster (mara)')
    expect(text).toContain('eIDAS')
  })
  test('of a sheet: the day on it, the form, the reading', () => {
    const text = textOf(of(`sheet-${language}`).path)
    expect(text).toContain(language === 'de' ? '20.08.2024' : '20/08/2024')
    expect(text).toContain('CNS115234')
    expect(text).toContain('ulrike.vogel@example.com')
    expect(text).toContain('newsletter.2.de')
  })
  test('no sentence has a hole in it', () => {
    for (const name of [`meeting-${language}`, `sheet-${language}`])
      expect(textOf(of(name).path)).not.toMatch(/\{\{|undefined|\bnull\b|NaN/)
  })
})

describe('whatever a name is made of', () => {
  const named = (givenName: string, familyName: string) =>
    meetingProof(spoken('en', { person: { ...meeting().person, givenName, familyName } }), 'en')

  test.runIf(has('pdftotext')).each([
    ['Zoë-Étienne', 'Łukaszewicz-Ôübñ'],
    ['Ελένη', 'Παπαδοπούλου'],
    ['Владимир', 'Соловьёв'],
    ['Nguyễn', 'Thị Ánh'],
  ])('%s %s stands there as written', async (givenName, familyName) => {
    const path = onDisk(`name-${givenName}.pdf`, await draw(named(givenName, familyName)))
    expect(textOf(path)).toContain(`${givenName} ${familyName}`.normalize('NFC'))
    expect(textOf(path)).not.toContain('[U+')
  })
  test.runIf(has('pdftotext'))('letters the font lacks are spelled out, and the page says so', async () => {
    const path = onDisk('name-cjk.pdf', await draw(named('小明', '李')))
    expect(textOf(path)).toContain('[U+5C0F U+660E] [U+674E]')
    expect(textOf(path)).toContain('not in the font of this document')
  })
  test('a name of 120 letters, an address of 400 and a word without end stay on the paper', async () => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3).slice(0, 120)
    const address = { kind: 'post', value: `${'Sehrlangestrasse'.repeat(22)} 4, 70173 Stuttgart` } as const
    const proof = meetingProof(
      spoken('en', {
        person: { ...meeting().person, givenName: long, familyName: long },
        rows: [row('post', address, 'yes')],
      }),
      'en',
    )
    const path = onDisk('long.pdf', await draw(proof))
    if (!has('pdftotext')) return
    const boxes = run('pdftotext', '-bbox', path, '-')
    const right = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(right.length).toBeGreaterThan(200)
    expect(Math.max(...right)).toBeLessThan(595.28 - 50)
  })
})

test('a proof of forty rows goes on over its pages and loses none', async () => {
  const rows = Array.from({ length: 40 }, (_, i) =>
    row('email', { kind: 'email', value: `anna${i}@example.org` }, i % 2 ? 'yes' : 'unanswered'),
  )
  const path = onDisk('forty.pdf', await draw(meetingProof(spoken('de', { rows }), 'de')))
  if (!has('pdftotext')) return
  const text = textOf(path)
  for (let i = 0; i < 40; i++) expect(text).toContain(`anna${i}@example.org`)
})

test('a scan that cannot be drawn is no reason to have no proof', async () => {
  const broken = new Uint8Array([0xff, 0xd8, 1, 2, 3])
  const pdf = await draw(flyerProof(flyer(), broken, 'image/jpeg', 'en'))
  const opened = await openProof(pdf)
  expect(opened.ok && sameBytes(opened.value.proof.attached.get('scan.jpg') ?? broken.slice(1), broken)).toBe(true)
  if (has('pdftotext')) expect(textOf(onDisk('broken.pdf', pdf))).toContain('cannot be drawn here')
})

describe('a PDF somebody touched', () => {
  const { pdf } = of('meeting-de')
  const holds = async (bytes: Bytes): Promise<boolean> => {
    const verified = await verifyPdf(bytes, { crypto: nodeProofCrypto, drawing })
    return verified.ok && allHold(verified.value.checks)
  }
  test('is caught wherever a bit was flipped', async () => {
    const unseen: number[] = []
    for (let i = 0; i < 24; i++) {
      const at = Math.floor(((i + 0.5) * pdf.length) / 24)
      const flipped = new Uint8Array(pdf)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (i % 8))
      if (await holds(flipped)) unseen.push(at)
    }
    expect(unseen).toEqual([])
    expect(await holds(pdf)).toBe(true)
  })
  test('is caught when something was put behind it', async () => {
    const longer = new Uint8Array(pdf.length + 1)
    longer.set(pdf)
    expect(await holds(longer)).toBe(false)
  })
  test('that never was ours is named for what it is', async () => {
    expect(await openProof(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, problems: ['not-a-pdf'] })
    mkdirSync(folder, { recursive: true })
    const { PDFDocument } = await import('pdf-lib')
    const other = await PDFDocument.create()
    other.addPage()
    expect(await openProof(new Uint8Array(await other.save()))).toEqual({ ok: false, problems: ['no-record'] })
    await other.attach(new Uint8Array([123, 125]), 'proof.json')
    expect(await openProof(new Uint8Array(await other.save()))).toEqual({ ok: false, problems: ['record-unreadable'] })
  })
})
