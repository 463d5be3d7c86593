import { useCallback, useEffect, useRef, useState } from 'react'
import type { Calibration } from '@shared/capture/calibration'
import { findForm } from '@shared/capture/catalogue'
import type { FlyerDraft, PairDecision } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import type { CaptureProblem, CaptureProblemKey } from '@shared/capture/problem'
import { didStep, withoutSheet, workOf } from '@shared/capture/undo-log'
import { validateCapture } from '@shared/capture/validate'
import type { Resemblance } from '@shared/matching/person'
import type { DraftId } from '@shared/terms/ids'
import { type Desk, useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { goTo, hrefOf } from '../../router'
import { lookUp } from '../../workers/match'
import { openQuestions } from '../duplicates/same-person-screen'
import { tellBatch } from './batch'
import { type Row, type SetAsideReason, asForm, comparableFrom, confirmed, finished, rowsFrom, setAsideFor, withTyped } from './flyer' // prettier-ignore
import { tellDone } from './flyers'
import { pileOf } from './pile'
import { isLeaving, recordInLine } from './record-line'
import { keepLane, laneNow, useLane } from './undo'

/** Longer than this and the matching does not answer; then nothing is recorded unasked. */
const PATIENCE_MS = 15_000

export type Trouble = 'not-kept' | 'not-matched'

/** One sheet and everything that can be done with it. The disk has each change before the next sheet is shown. */
export type FlyerDesk = {
  readonly draft: FlyerDraft
  readonly form: FormTemplate | undefined
  readonly rows: readonly Row[]
  /** How often the machine was wrong here. */
  readonly calibration: Calibration
  /** What is wrong, by row. */
  readonly problems: ReadonlyMap<string, CaptureProblemKey>
  /** People who may be this person, once the sheet is complete and somebody has to be asked. */
  readonly asking: readonly Resemblance[] | null
  readonly busy: boolean
  readonly trouble: Trouble | null
  readonly type: (name: string, value: string) => void
  /** Keeps the sheet as it now is, as a step that can be taken back. Answers with it. */
  readonly keep: (draft: FlyerDraft) => FlyerDraft
  /** Keeps a new reading of the same sheet: no step, nothing a person did. */
  readonly keepReading: (change: (draft: FlyerDraft) => FlyerDraft) => void
  readonly complain: (row: string, problem: CaptureProblemKey | null) => void
  readonly choose: (form: FormTemplate) => void
  readonly finish: (draft: FlyerDraft) => void
  readonly decide: (decision: PairDecision) => void
  readonly stopAsking: () => void
  readonly setAside: (reason: SetAsideReason) => void
  readonly remove: () => void
}

export function useFlyer(first: FlyerDraft): FlyerDesk {
  const desk = useDesk()
  const { catalogue, drafts, workstation } = desk
  const { calibration } = useLane()
  const [draft, setDraft] = useState(first)
  const latest = useRef(first)
  const [problems, setProblems] = useState<ReadonlyMap<string, CaptureProblemKey>>(new Map())
  const [asking, setAsking] = useState<readonly Resemblance[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [busy, setBusy] = useState(false)
  const working = useRef(false)
  const { template } = draft.reading
  const form = template ? findForm(catalogue, template.id, template.version) : undefined

  useEffect(
    () => drafts.onTrouble((id, isTrouble) => id === first.id && setTrouble(isTrouble ? 'not-kept' : null)),
    [drafts, first.id],
  )

  const show = useCallback((next: FlyerDraft) => {
    latest.current = next
    setDraft(next)
  }, [])

  // A step taken back, or a page joined to this sheet, comes from elsewhere.
  useEffect(
    () =>
      drafts.onChange((id, changed) => {
        if (id === first.id && changed?.kind === 'flyer' && changed !== latest.current) show(changed)
      }),
    [drafts, first.id, show],
  )

  const keep = useCallback(
    (next: FlyerDraft) => {
      const step = { kind: 'work', sheet: next.id, before: workOf(latest.current), after: workOf(next) } as const
      show(next)
      void drafts.keep(next).catch(() => setTrouble('not-kept'))
      keepLane(workstation.ask, { undo: didStep(laneNow().undo, step) })
      return next
    },
    [drafts, show, workstation.ask],
  )

  /** One thing at a time: a second Enter while the first is at work does nothing. */
  async function at(work: () => Promise<void>, ifNot: Trouble): Promise<void> {
    if (working.current) return
    working.current = true
    setBusy(true)
    setTrouble(null)
    await work().catch(() => setTrouble(ifNot))
    working.current = false
    setBusy(false)
  }

  async function leave(next: FlyerDraft, reason: SetAsideReason): Promise<void> {
    const aside = { ...next, setAside: reason }
    await drafts.keep(aside)
    const step = { kind: 'work', sheet: next.id, before: workOf(next), after: workOf(aside) } as const
    keepLane(workstation.ask, { undo: didStep(laneNow().undo, step) })
    tellDone({ kind: 'set-aside', draft: aside }, 1)
    goOn(desk, draft.id)
  }

  async function say(found: readonly CaptureProblem[], next: FlyerDraft): Promise<void> {
    const reason = setAsideFor(found)
    if (reason) return leave(next, reason)
    const rows = form ? rowsFrom(next, form, calibration) : []
    setProblems(new Map(found.map(({ key, field }) => [rowOf(rows, field), key])))
    setAsking(null)
  }

  function record(whole: FlyerDraft): void {
    if (!form) return
    recordInLine(whole, form, desk)
    goOn(desk, whole.id)
  }

  async function complete(next: FlyerDraft): Promise<void> {
    if (!form) return
    const whole = finished(next, form, calibration)
    show(whole)
    // Not waited for: what is recorded in a moment needs no draft, and what is not says so on this screen.
    void drafts.keep(whole).catch(() => setTrouble('not-kept'))
    const capture = validateCapture(whole, { catalogue, confirmedAt: now() })
    if (!capture.ok) return say(capture.problems, whole)
    const found = await patiently(lookUp(comparableFrom(whole, form), 'flyer'))
    // Brought back, it resembles nobody as much as itself.
    const others = found.filter(({ subject }) => subject !== whole.corrects?.subject)
    if (openQuestions(others, whole.pairs).length > 0) setAsking(others)
    else record(whole)
  }

  return {
    draft,
    form,
    rows: form ? rowsFrom(draft, form, calibration) : [],
    calibration,
    problems,
    asking,
    busy,
    trouble,
    type: (name, value) => {
      const next = withTyped(latest.current, name, value)
      show(next)
      drafts.change(next)
    },
    keep,
    keepReading: (change) => {
      const next = change(latest.current)
      show(next)
      void drafts.keep(next).catch(() => setTrouble('not-kept'))
    },
    complain: (row, problem) =>
      setProblems((before) => {
        if (!problem && !before.has(row)) return before
        const rest = new Map(before)
        rest.delete(row)
        return problem ? rest.set(row, problem) : rest
      }),
    choose: (chosen) => void keep(asForm(draft, chosen)),
    finish: (next) => void at(() => complete(next), 'not-matched'),
    decide: (decision) => {
      const isThem = decision.verdict === 'same' && draft.subject === null
      const next = keep({
        ...draft,
        pairs: [...draft.pairs, decision],
        subject: isThem ? decision.other : draft.subject,
      })
      if (asking && openQuestions(asking, next.pairs).length === 0) record(next)
    },
    stopAsking: () => {
      setAsking(null)
      keep({ ...draft, pairs: [], subject: draft.corrects?.subject ?? null })
    },
    setAside: (reason) => void at(() => leave(latest.current, reason), 'not-kept'),
    remove: () =>
      void at(async () => {
        const next = neighbourOf(desk, draft.id)
        await drafts.discard(draft.id)
        keepLane(workstation.ask, { undo: withoutSheet(laneNow().undo, draft.id) })
        tellDone({ kind: 'removed', file: draft.file, page: draft.page }, 1)
        if (location.hash === hrefOf({ place: 'digitise', draft: draft.id })) goTo({ place: 'digitise', draft: next })
        await tellBatch(desk, { kind: 'finished', sheet: draft.id, as: 'removed' })
      }, 'not-kept'),
  }
}

/** Which row has this field or box. What belongs to none is said at the signature, the last row. */
const rowOf = (rows: readonly Row[], field: string | undefined): string =>
  rows.find((row) => row.name === field || (row.kind === 'boxes' && row.boxes.some(({ name }) => name === field)))
    ?.name ?? 'signature'

/** The sheet after (or before) this one that waits; null if none does. At the end it begins again with the first. */
export function neighbourOf(desk: Desk, from: DraftId, step: 1 | -1 = 1): DraftId | null {
  const pile = (pileOf(desk.drafts).sheets() ?? []).filter(({ id, setAside }) => id === from || (setAside === null && !isLeaving(id))) // prettier-ignore
  const at = pile.findIndex(({ id }) => id === from)
  const rest = pile.filter(({ id }) => id !== from)
  const next = step > 0 ? (rest[Math.max(0, at)] ?? rest[0]) : (rest[at - 1] ?? rest.at(-1))
  return next?.id ?? null
}

/** To the next sheet, or to the pile. Whoever went elsewhere meanwhile stays there. */
function goOn(desk: Desk, from: DraftId): void {
  if (location.hash === hrefOf({ place: 'digitise', draft: from }))
    goTo({ place: 'digitise', draft: neighbourOf(desk, from) })
}

async function patiently<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the matching did not answer')), PATIENCE_MS)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** A row confirmed as it stands, on the disk. */
export const confirmRow = (flyer: FlyerDesk, row: Row): FlyerDraft => flyer.keep(confirmed(flyer.draft, row))
