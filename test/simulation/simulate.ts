import { Refused, type ServerLine } from '@shared/sync/line'
import { bringLeaves, fullBatch } from '@shared/sync/bring'
import { DeviceId, type EventId } from '@shared/terms/ids'
import { type Chance, chanceFrom } from './chance'
import { type Identity, LineCut, type Outcome, SimDevice } from './sim-device'
import { type Crash, SimServer } from './sim-server'
import type { Wrong } from './wrongs'

export type Verdict = {
  readonly seed: number
  readonly faults: readonly string[]
  readonly events: number
  readonly restores: number
  readonly forks: number
  readonly revocations: number
  readonly crashes: number
}

/** How hard a schedule is on whom. Rare mistakes need several kinds of weather. */
type Weather = { readonly drop: number; readonly twice: number; readonly crash: number; readonly restore: number; readonly fork: number; readonly revoke: number; readonly poison: number } // prettier-ignore

const weathers: readonly Weather[] = [
  { drop: 0.05, twice: 0.1, crash: 0.05, restore: 0, fork: 0, revoke: 0, poison: 0.02 },
  { drop: 0.25, twice: 0.3, crash: 0.2, restore: 0.02, fork: 0, revoke: 0, poison: 0.05 },
  { drop: 0.1, twice: 0.1, crash: 0.1, restore: 0.12, fork: 0, revoke: 0, poison: 0 },
  { drop: 0.1, twice: 0.2, crash: 0.1, restore: 0.05, fork: 0.06, revoke: 0.02, poison: 0.05 },
  { drop: 0.02, twice: 0.02, crash: 0.02, restore: 0.02, fork: 0.02, revoke: 0.06, poison: 0.05 },
]

const YEARS = 365.25 * 86_400_000
const NOW = Date.parse('2026-11-25T10:00:00.000Z')
const STEPS = 70

/** One schedule of faults from one seed, then calm, then every invariant. The same seed is the same schedule. */
export async function simulate(seed: number, wrong: Wrong | null = null): Promise<Verdict> {
  return new Schedule(seed, wrong).run()
}

type Pending = { readonly deliver: () => Promise<void> }

export class Schedule {
  private readonly chance: Chance
  private readonly weather: Weather
  private readonly server: SimServer
  private readonly devices: SimDevice[] = []
  private readonly busy = new Set<SimDevice>()
  /** Requests on their way, in no order. */
  private wire: Pending[] = []
  private calm = false
  private readonly afterRevocation = new Set<EventId>()
  private readonly revoked = new Set<string>()
  private readonly lostEvidence = new Set<SimDevice>()
  private counts = { restores: 0, forks: 0, revocations: 0, crashes: 0 }

  constructor(
    private readonly seed: number,
    private readonly wrong: Wrong | null,
  ) {
    this.chance = chanceFrom(seed)
    this.weather = this.chance.pick(weathers)
    this.server = new SimServer(wrong, () => NOW)
  }

  async run(): Promise<Verdict> {
    const { chance } = this
    for (let i = 0; i < 2 + chance.below(2); i++) await this.addDevice(`d${i}`)
    for (let step = 0; step < STEPS; step++) await this.step()
    await this.becomeCalm()
    const faults = [...this.server.faults, ...this.check()]
    if (faults.length === 0) faults.push(...(await this.sayEverythingAgain()))
    const events = this.server.ids.length + this.server.asideIds.size
    return { seed: this.seed, faults: [...new Set(faults)], events, ...this.counts }
  }

  private async addDevice(name: string): Promise<void> {
    const { chance } = this
    const who: Identity = {
      device: DeviceId.parse(chance.uuid()),
      incarnation: 0,
      key: Buffer.from(chance.bytes(32)).toString('base64'),
    }
    const disk = { frames: [], evidence: new Map(), sentThrough: -1 }
    const device = new SimDevice(name, who, disk, chance, this.wrong)
    await device.restart()
    this.server.enrol(who, who.key)
    this.devices.push(device)
  }

  private async step(): Promise<void> {
    const { chance, weather } = this
    const device = chance.pick(this.devices)
    if (device.isDown) {
      this.busy.delete(device)
      await device.restart()
    }
    if (this.wire.length > 0 && chance.odds(0.75)) return this.deliverOne()
    const roll = chance.next()
    if (roll < 0.4) await this.record(device)
    else if (roll < 0.75) this.beginSession(device)
    else if (chance.odds(weather.restore)) await this.restore()
    else if (chance.odds(weather.fork)) await this.fork(device)
    else if (chance.odds(weather.revoke)) this.revoke(device)
    else if (chance.odds(weather.crash)) this.crash(device)
    else if (chance.odds(weather.restore / 2)) this.loseDevice(device)
    else if (chance.odds(0.3)) this.server.backUp()
    else if (chance.odds(0.02)) {
      device.loseEvidence()
      this.lostEvidence.add(device)
    }
    await settled()
  }

  private async record(device: SimDevice): Promise<void> {
    const { chance, weather } = this
    const clock = NOW + (chance.next() * 20 - 10) * YEARS
    const before = device.ids
    // A write that is cut short never answers.
    await Promise.race([
      device.record(clock, 'muster', { poison: chance.odds(weather.poison), future: chance.odds(0.1) }),
      settled(),
    ])
    if (this.revoked.has(device.who.device))
      for (const id of device.ids) if (!before.has(id)) this.afterRevocation.add(id)
  }

  private beginSession(device: SimDevice): void {
    if (this.busy.has(device) || device.isDown) return
    this.busy.add(device)
    void device.session(this.lineOf(device)).then((outcome) => {
      this.busy.delete(device)
      // Somebody at the desk gives it a code again.
      if (outcome === 'unknown') this.server.enrol(device.who, device.who.key)
    })
  }

  private async restore(): Promise<void> {
    this.counts.restores++
    await this.server.restore(this.chance.below(4), this.chance.odds(0.3))
  }

  /** The laptop is cloned, or its disk is put back to what it was. */
  private async fork(device: SimDevice): Promise<void> {
    if (this.devices.length >= 5) return
    this.counts.forks++
    const twin = new SimDevice(`${device.name}'`, device.who, device.copyDisk(), this.chance, this.wrong)
    await twin.restart()
    this.devices.push(twin)
  }

  private revoke(device: SimDevice): void {
    if (this.revoked.size > 0) return
    this.counts.revocations++
    this.revoked.add(device.who.device)
    this.server.revoke(device.who)
  }

  /** Stolen, drowned: it never comes back, and what it said is known by whoever pulled it. */
  private loseDevice(device: SimDevice): void {
    if (this.devices.length < 3) return
    device.crash(false)
    this.devices.splice(this.devices.indexOf(device), 1)
  }

  private crash(device: SimDevice): void {
    this.counts.crashes++
    device.crash(this.chance.odds(0.5))
    if (device.isDown) this.busy.delete(device)
  }

  private async deliverOne(): Promise<void> {
    const { chance } = this
    const [next] = this.wire.splice(chance.below(this.wire.length), 1)
    await next?.deliver()
    await settled()
  }

  /** A line on which requests and answers are lost, come twice, come late and meet a server that falls over. */
  private lineOf(device: SimDevice): ServerLine {
    const { server } = this
    const { who } = device
    return {
      session: (ask) => this.carry((crash) => server.session(who, ask, crash)),
      missing: (ids) => this.carry(() => server.missing(ids)),
      putChunks: (chunks) =>
        // In small pieces here, so that some of a blob arrives and some does not.
        this.carry(
          (crash) => server.putChunks(chunks.flatMap(inPieces), crash),
          () => {
            const pieces = chunks.flatMap(inPieces)
            return server.putChunks(pieces.slice(0, Math.ceil(pieces.length / 2)), 'no')
          },
        ),
      push: (ask) => this.carry((crash) => server.push(who, ask, crash)),
      pull: (after) => this.carry(() => server.pull(who, after)),
      giveBack: (ask) => this.carry((crash) => server.giveBack(who, ask, crash)),
    }
  }

  private carry<T>(ask: (crash: Crash) => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    const { chance, weather } = this
    if (this.calm) return ask('no').catch(asOverTheWire)
    return new Promise<T>((resolve, reject) => {
      const deliver = async (): Promise<void> => {
        if (chance.odds(weather.drop)) {
          if (half && chance.odds(0.5)) await half()
          return reject(new LineCut())
        }
        const crash: Crash = chance.odds(weather.crash / 3) ? chance.pick(['before-commit', 'after-commit']) : 'no'
        const answer = ask(crash).catch(asOverTheWire)
        // The same request again, now or much later, and nobody there to hear the answer.
        if (chance.odds(weather.twice)) this.wire.push({ deliver: () => ask('no').then(nothing, nothing) })
        await answer.then((value) => (chance.odds(weather.drop) ? reject(new LineCut()) : resolve(value)), reject)
      }
      this.wire.push({ deliver })
    })
  }

  /** Faults stop: what is on its way arrives, everybody is started anew and syncs until nothing changes. */
  private async becomeCalm(): Promise<void> {
    while (this.wire.length > 0) await this.deliverOne()
    this.calm = true
    for (const device of this.devices) await device.restart()
    this.outcomes.clear()
    let before = ''
    for (let round = 0; round < 8; round++) {
      for (const device of this.devices) {
        const outcome = await inTime(device.session(this.lineOf(device)))
        if (outcome === 'unknown') this.server.enrol(device.who, device.who.key)
        this.outcomes.set(device, outcome)
      }
      // Who was lost for good is waited for until a person decides.
      if (this.server.recovering && round > 2) await this.server.closeRecovery()
      const now = [this.server.digest(), ...this.outcomes.values(), ...this.devices.map(({ cursor }) => cursor)].join()
      if (now === before && !this.server.recovering) return
      before = now
    }
  }
  private readonly outcomes = new Map<SimDevice, Outcome>()

  private check(): string[] {
    const faults: string[] = []
    const fault = (text: string): void => void faults.push(text)
    const log = this.server.ids
    const inLog = new Set(log)
    const aside = this.server.asideIds
    if (inLog.size !== log.length) fault('I2: a leaf stands in the log twice')
    if (this.server.withoutEvidence().length > 0) fault('I8: an event stands in the log without its evidence')
    for (const id of this.afterRevocation)
      if (inLog.has(id)) fault('I12: a leaf made after its device was sent away is in the log')
    for (const device of this.devices) {
      const outcome = this.outcomes.get(device)
      const revoked = this.revoked.has(device.who.device)
      for (const id of device.ids)
        if (!inLog.has(id) && !aside.has(id)) fault(`I12: a leaf of ${device.name} is nowhere on the server`)
      for (const { id } of device.receipts)
        if (!inLog.has(id) && !aside.has(id)) fault(`I7: a leaf the server signed for is gone (${device.name})`)
      if (outcome === 'forked' && this.counts.forks > 0) continue
      if (outcome === 'revoked' && revoked) continue
      if (outcome !== 'done') {
        fault(`I9: ${device.name} does not come to rest: ${outcome}`)
        continue
      }
      const held = new Set([...device.ids].filter((id) => !aside.has(id) || inLog.has(id)))
      if (held.size !== inLog.size || log.some((id) => !held.has(id)))
        fault(`I3: ${device.name} and the server hold different sets`)
      const stuck = device.events.filter(
        ({ origin, id, seq }) => origin === 'here' && device.waiting.includes(seq) && !aside.has(id),
      )
      if (stuck.length > 0) fault(`I9: ${device.name} waits for a receipt of what the server has`)
    }
    // What was set aside has a reason; a clock, an unknown kind or a neighbour's bad leaf is none.
    if (
      this.weather.poison === 0 &&
      this.counts.forks === 0 &&
      this.counts.revocations === 0 &&
      this.lostEvidence.size === 0
    )
      if (this.counts.restores === 0 && aside.size > 0) fault('I10/I11: something was set aside without a reason')
    return faults
  }

  /** I2: everything said again, from the first leaf, changes not a byte. */
  private async sayEverythingAgain(): Promise<string[]> {
    const before = this.server.digest()
    for (const device of this.devices) {
      if (this.outcomes.get(device) !== 'done') continue
      const again = bringLeaves(device.portsOver(this.lineOf(device)), { seq: -1, id: null }, fullBatch())
      await inTime(again.catch(nothing))
    }
    return this.server.digest() === before ? [] : ['I2: the same leaves again changed the server']
  }
}

const inPieces = (
  chunk:
    | { id: never; total: number; offset: number; bytes: Uint8Array<ArrayBuffer> }
    | Parameters<ServerLine['putChunks']>[0][number],
) =>
  // prettier-ignore
  Array.from({ length: Math.ceil(chunk.bytes.length / 64) }, (_, i) => ({
    ...chunk,
    offset: chunk.offset + i * 64,
    bytes: chunk.bytes.slice(i * 64, i * 64 + 64),
  }))

const nothing = (): undefined => undefined
/** Everything that can happen without something new arriving has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
/** The answer, or "stuck" if it never comes. */
async function inTime<T>(answer: Promise<T>): Promise<T | 'stuck'> {
  const end = { came: false }
  const done = answer.finally(() => (end.came = true))
  for (let i = 0; i < 300 && !end.came; i++) await settled()
  return end.came ? done : 'stuck'
}

/** A refusal is an answer; anything else is a server that fell over. */
function asOverTheWire(problem: unknown): never {
  throw problem instanceof Refused ? problem : new LineCut()
}
