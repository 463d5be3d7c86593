// The kill test: `npm run test:kills [-- N]`. N times (50 unless told) it starts the workstation and a real Chromium on
// one scratch folder, works on the real screens and at the same time asks for records and drafts as fast as they are
// answered, kills everything at a random moment, starts again and compares what is there with what was promised:
//
//   - every acknowledged event is there, in its act, and no act is there twice, not even when asked again;
//   - every acknowledged state of a draft is there, or a later one;
//   - what was typed or drawn on the screens more than 150 ms before the kill is there;
//   - a consent the screen gave thanks for is there;
//   - the window shows everything, also after its database was deleted (every fifth time).
//
// KILL_SEED chooses the moments; the one in use is printed, so that a run can be told again.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { chromium } from '@playwright/test'
import { buildIfStale } from './build.mjs'
import { chromiumBinary, isRoot, root } from './machine.mjs'

const ROUNDS = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 50)
/** What is older than this when the power goes must come back. */
const PROMISE_MS = 150
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)

const scratch = mkdtempSync(join(tmpdir(), 'kill-test-'))
const records = join(scratch, 'records')
const profile = join(scratch, 'profile')
const words = (area) => JSON.parse(readFileSync(join(root, 'resources/locales/de', `${area}.json`), 'utf8'))
const [frame, capture] = [words('frame'), words('capture')]

const chance = mulberry32(SEED)
const failures = []
const check = (holds, what) => {
  if (!holds) failures.push(what)
}

/** What was promised so far, over all rounds. */
const promised = {
  acts: new Map(), // act -> ids of its events, acknowledged
  asked: new Map(), // act -> events, asked for and not (yet) acknowledged
  draft: { id: randomUUID(), acknowledged: 0, sent: 0 },
  thanks: new Set(), // addresses of people the screen gave thanks for
  screen: null, // what was on the screen when the power went
}
const counts = { events: 0, acts: 0, drafts: 0, screens: 0, thanks: 0, wipes: 0, kills: 0 }

/** A small generator of our own, so that a seed tells a run again. */
function mulberry32(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))

// ── The host, and a way to ask it directly ───────────────────────────────────────────────────────────────────────────

async function startHost(port) {
  const child = spawn(process.execPath, [join(root, 'out/main/loopback.js'), '--exit-with-stdin'], {
    env: {
      ...process.env,
      CONSENT_DATA_DIR: records,
      CONSENT_PORT: String(port),
      CONSENT_SERVER_URL: 'http://127.0.0.1:9',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const line = await new Promise((told, failed) => {
    child.stdout.once('data', (bytes) => told(String(bytes)))
    child.once('exit', (code) => failed(new Error(`the host does not start (${code})`)))
  })
  return { child, ...JSON.parse(line) }
}

/** Asks as the window would: with its cookie and its origin. */
function asker(port, cookie) {
  const origin = `http://127.0.0.1:${port}`
  return async (channel, ask) => {
    const answer = await fetch(`${origin}/__ask/${channel}`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/msgpack' },
      body: encode(ask),
    })
    if (!answer.ok) throw new Error(`${channel}: ${answer.status}`)
    return decode(new Uint8Array(await answer.arrayBuffer()))
  }
}

async function readAll(ask) {
  const entries = []
  for (let after = 0; ;) {
    const page = await ask('journal:read', { after, limit: 1000 })
    entries.push(...page.entries)
    if (page.done) return entries
    after = page.next
  }
}

// ── What is done until the power goes ────────────────────────────────────────────────────────────────────────────────

const withdrawn = () => {
  const at = new Date().toISOString()
  return {
    type: 'consent-withdrawn',
    subject: randomUUID(),
    stated: { notBefore: at, notAfter: at, source: 'clock' },
    recordedBy: 'op-mara',
    reach: { purposes: 'all', channels: 'all', contactPoints: 'all' },
    by: 'phone',
  }
}

/** Acts of one to twelve events, one after the other, until the host is gone. */
async function recordOn(ask, life) {
  while (life.on) {
    const act = randomUUID()
    const events = Array.from({ length: 1 + Math.floor(chance() * 12) }, withdrawn)
    promised.asked.set(act, events)
    const { entries } = await ask('journal:record', { act, events })
    promised.acts.set(
      act,
      entries.map(({ recorded }) => recorded.id),
    )
    promised.asked.delete(act)
    // Forty acts a second are far more than a desk sees; a busier host would only measure how busy it is.
    await wait(25)
  }
}

const meeting = (id, step) => ({
  kind: 'meeting',
  id,
  act: id,
  openedAt: '2026-11-25T09:00:00.000Z',
  step: 'choice',
  subject: null,
  person: { givenName: 'Test', familyName: '', birthDate: '', email: '', phone: '', postalAddress: '', country: 'DE' },
  language: 'de',
  notice: null,
  rows: [],
  // One stroke more each time, as a signature grows.
  ink: {
    aspect: 3,
    strokes: Array.from({ length: 1 + (step % 40) }, (_, i) => [
      [i / 40, 0.5, i],
      [i / 40, 0.6, i + 8],
    ]),
  },
  typedName: String(step),
  handedOverAt: null,
  pairs: [],
})

/** A draft that grows every 20 ms, without waiting for the answers. */
async function draftOn(ask, life) {
  const { draft } = promised
  const going = []
  while (life.on) {
    const step = ++draft.sent
    going.push(
      ask('draft:keep', { draft: meeting(draft.id, step) }).then(
        () => (draft.acknowledged = Math.max(draft.acknowledged, step)),
        () => undefined,
      ),
    )
    await wait(20)
  }
  await Promise.all(going)
}

/** The real screens, as an operator and a customer would use them, one person after the other. */
async function screensOn(page, life) {
  while (life.on) {
    const email = `anna.${randomUUID().slice(0, 8)}@example.org`
    const screen = { email, typed: [], strokes: [] }
    promised.screen = screen
    await page.goto(`${new URL(page.url()).origin}/#/`)
    await page.getByRole('link', { name: frame.home.new }).click()
    await page.getByLabel(capture.person.name, { exact: true }).fill('Anna Keller')
    await page.getByLabel(capture.person.email, { exact: true }).click()
    for (let i = 1; i <= email.length; i++) {
      await page.keyboard.type(email.charAt(i - 1))
      screen.typed.push({ at: Date.now(), text: email.slice(0, i) })
    }
    await page.getByRole('button', { name: capture.person.handOver }).click()
    await page.getByRole('button', { name: capture.curtain.begin }).click()
    await page.getByRole('checkbox').first().check()
    const pad = page.locator('.pad')
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    for (let stroke = 0; stroke < 3; stroke++) {
      await page.mouse.move(box.x + box.width * (0.2 + stroke * 0.2), box.y + box.height * 0.3)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * (0.3 + stroke * 0.2), box.y + box.height * 0.7, { steps: 6 })
      await page.mouse.up()
      screen.strokes.push({ at: Date.now() })
    }
    await page.getByRole('button', { name: capture.choice.confirm }).click()
    await page.getByText(capture.thanks.heading).waitFor()
    promised.thanks.add(email)
    promised.screen = null
    await page.getByRole('button', { name: capture.thanks.unlock }).click()
  }
}

// ── The kill, and the comparison afterwards ──────────────────────────────────────────────────────────────────────────

/** Every process of the browser, found by the profile only this test has. */
function browserProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile) &&
          !readlinkSync(`/proc/${pid}/exe`).includes('node')
        )
      } catch {
        return false
      }
    })
    .map(Number)
}

async function kill(host, context) {
  const gone = new Promise((done) => host.child.once('exit', done))
  host.child.kill('SIGKILL')
  const at = Date.now()
  for (const pid of browserProcesses()) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone with its parent.
    }
  }
  await gone
  await context.close().catch(() => undefined)
  counts.kills++
  return at
}

/** Compares what the host gives back with everything that was promised before the kill. */
async function compare(ask, killedAt, round) {
  const entries = await readAll(ask)
  const inActs = new Map()
  for (const entry of entries) inActs.set(entry.recorded.act, [...(inActs.get(entry.recorded.act) ?? []), entry])
  for (const [act, ids] of promised.acts) {
    const found = (inActs.get(act) ?? []).map(({ recorded }) => recorded.id)
    check(
      ids.every((id) => found.includes(id)),
      `round ${round}: act ${act} lost acknowledged events`,
    )
    check(found.length <= ids.length, `round ${round}: act ${act} is there twice`)
  }
  // What was in flight is asked for again, as the window would: then it is there once.
  for (const [act, events] of promised.asked) {
    const before = inActs.get(act)?.length ?? 0
    check(before === 0 || before === events.length, `round ${round}: act ${act} is there in part`)
    const answer = await ask('journal:record', { act, events })
    check(answer.entries.length === events.length, `round ${round}: act ${act} asked again is not there once`)
    promised.acts.set(
      act,
      answer.entries.map(({ recorded }) => recorded.id),
    )
  }
  promised.asked.clear()

  const { drafts } = await ask('draft:list', {})
  const { draft, screen } = promised
  const kept = drafts.find(({ id }) => id === draft.id)
  check(Number(kept?.typedName ?? 0) >= draft.acknowledged, `round ${round}: draft state ${draft.acknowledged} lost`)

  const given = new Set(
    entries
      .filter(({ recorded }) => recorded.event.type === 'consent-given')
      .map(({ recorded }) => recorded.event.contactPoint.value),
  )
  for (const email of promised.thanks)
    check(given.has(email), `round ${round}: a consent the screen gave thanks for is lost`)

  if (screen !== null) {
    const old = (marks) => marks.filter(({ at }) => at < killedAt - PROMISE_MS)
    const text = old(screen.typed).at(-1)?.text ?? ''
    const strokes = old(screen.strokes).length
    if (text !== '' && !given.has(screen.email)) {
      const its = drafts.find(
        ({ person }) =>
          person?.email !== '' && screen.email.startsWith(person?.email ?? '-') && person.email.length >= text.length,
      )
      check(
        its !== undefined,
        `round ${round}: "${text}" was on the screen ${killedAt - old(screen.typed).at(-1).at} ms before the kill and is lost`,
      )
      check(
        (its?.ink?.strokes.length ?? 0) >= strokes,
        `round ${round}: ${strokes} strokes were drawn, ${its?.ink?.strokes.length ?? 0} are there`,
      )
      counts.screens += old(screen.typed).length + strokes
    }
  }
  promised.screen = null
}

/** Waits until the window has read everything, then counts what it holds. */
async function shownIn(page, expected) {
  const count = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open('desk')
          opening.onerror = () => done(-1)
          opening.onsuccess = () => {
            const database = opening.result
            if (!database.objectStoreNames.contains('entries')) return (database.close(), done(-1))
            const counting = database.transaction('entries').objectStore('entries').count()
            counting.onsuccess = () => (database.close(), done(counting.result))
          }
        }),
    )
  const until = Date.now() + 30_000
  let shown = await count()
  while (shown < expected && Date.now() < until) {
    await wait(100)
    shown = await count()
  }
  return shown
}

async function openWindow(host) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumBinary() ?? undefined,
    args: isRoot ? ['--no-sandbox'] : [],
    headless: true,
    viewport: { width: 1366, height: 900 },
    locale: 'de-DE',
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  await page.goto(host.launchUrl)
  await page.locator('main').first().waitFor()
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  return { context, page, ask: asker(host.port, cookie) }
}

async function main() {
  buildIfStale()
  console.log(`kill test: ${ROUNDS} kills, seed ${SEED}`)
  let port = 0
  let killedAt = 0
  for (let round = 1; round <= ROUNDS + 1; round++) {
    const isWiped = round > 1 && round % 5 === 1
    if (isWiped) rmSync(join(profile, 'Default', 'IndexedDB'), { recursive: true, force: true })
    const host = await startHost(port)
    port = host.port
    const { context, page, ask } = await openWindow(host)
    await compare(ask, killedAt, round)
    const kept = (await readAll(ask)).length
    const shown = await shownIn(page, kept)
    check(shown === kept, `round ${round}: the window holds ${shown} of ${kept} events`)
    if (isWiped) counts.wipes++
    if (round > ROUNDS) {
      await context.close()
      host.child.kill('SIGTERM')
      break
    }
    const life = { on: true }
    const ends = (error) => {
      if (life.on) failures.push(`round ${round}: ${error.message.split('\n')[0]}`)
    }
    const working = [recordOn(ask, life), draftOn(ask, life), screensOn(page, life)].map((work) => work.catch(ends))
    await wait(300 + chance() * 6_000)
    life.on = false
    killedAt = await kill(host, context)
    await Promise.all(working)
    if (process.stdout.isTTY) process.stdout.write(`\r${round}/${ROUNDS} `)
  }
  counts.acts = promised.acts.size
  counts.events = [...promised.acts.values()].reduce((sum, ids) => sum + ids.length, 0)
  const lost = (pattern) => failures.filter((failure) => pattern.test(failure)).length
  console.log(
    `kills ${counts.kills}: acknowledged events ${counts.events}, lost ${lost(/lost acknowledged/)}; acts ${counts.acts}, doubled ${lost(/twice|not there once/)}; ` +
      `draft states ${promised.draft.acknowledged}, lost ${lost(/draft state/)}; keys and strokes on screen ${counts.screens}, lost ${lost(/on the screen|strokes were/)}; ` +
      `thanks ${promised.thanks.size}, lost ${lost(/gave thanks/)}; window emptied ${counts.wipes}, not refilled ${lost(/the window holds/)}`,
  )
  for (const failure of failures) console.error(failure)
}

main()
  .catch((error) => {
    failures.push(error.message)
    console.error(error)
  })
  .finally(() => {
    for (const pid of browserProcesses()) process.kill(pid, 'SIGKILL')
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
    process.exit(failures.length === 0 ? 0 : 1)
  })
