import { useCallback, useEffect, useRef, useState } from 'react'
import { findForm } from '@shared/capture/catalogue'
import type { Draft, FlyerDraft, PairDecision } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import type { CaptureProblem, CaptureProblemKey } from '@shared/capture/problem'
import { validateCapture } from '@shared/capture/validate'
import type { Resemblance } from '@shared/matching/person'
import type { DraftId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { type Desk, useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { goTo, hrefOf } from '../../router'
import { lookUp } from '../../workers/match'
import { openQuestions } from '../duplicates/same-person-screen'
import { type Row, type SetAsideReason, asForm, comparableFrom, confirmed, finished, rowsFrom, setAsideFor, withTyped } from './flyer' // prettier-ignore
import { tellDone } from './flyers'
import { recordFlyer } from './record-flyer'

/** Longer than this and the matching does not answer; then nothing is recorded unasked. */
const PATIENCE_MS = 15_000

export type Trouble = 'not-kept' | 'not-recorded' | 'not-matched'

/** One sheet and everything that can be done with it. The disk has each change before the next sheet is shown. */
export type FlyerDesk = {
  readonly draft: FlyerDraft
  readonly form: FormTemplate | undefined
  readonly rows: readonly Row[]
  /** What is wrong, by row. */
  readonly problems: ReadonlyMap<string, CaptureProblemKey>
  /** People who may be this person, once the sheet is complete and somebody has to be asked. */
  readonly asking: readonly Resemblance[] | null
  readonly busy: boolean
  readonly trouble: Trouble | null
  readonly type: (name: string, value: string) => void
  /** Keeps the sheet as it now is. Answers with it. */
  readonly keep: (draft: FlyerDraft) => FlyerDraft
  readonly complain: (row: string, problem: CaptureProblemKey | null) => void
  readonly choose: (form: FormTemplate) => void
  readonly finish: (draft: FlyerDraft) => void
  readonly decide: (decision: PairDecision) => void
  readonly stopAsking: () => void
  readonly setAside: (reason: SetAsideReason) => void
  readonly remove: () => void
  readonly turnOver: (step: 1 | -1) => void
}

export function useFlyer(first: FlyerDraft): FlyerDesk {
  const desk = useDesk()
  const { catalogue, drafts } = desk
  const [draft, setDraft] = useState(first)
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

  const keep = useCallback(
    (next: FlyerDraft) => {
      setDraft(next)
      void drafts.keep(next).catch(() => setTrouble('not-kept'))
      return next
    },
    [drafts],
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
    tellDone({ kind: 'set-aside', draft: aside })
    await goOn(drafts, draft.id)
  }

  async function say(found: readonly CaptureProblem[], next: FlyerDraft): Promise<void> {
    const reason = setAsideFor(found)
    if (reason) return leave(next, reason)
    const rows = form ? rowsFrom(next, form) : []
    setProblems(new Map(found.map(({ key, field }) => [rowOf(rows, field), key])))
    setAsking(null)
  }

  async function record(whole: FlyerDraft): Promise<void> {
    const { db, recordAct, about, workstation } = desk
    const needs = { catalogue, db, recordAct, ask: workstation.ask, recordedBy: about.operator.id, confirmedAt: now() }
    const recorded = await recordFlyer(whole, needs)
    if (!recorded.ok) return say(recorded.problems, whole)
    await drafts.discard(whole.id)
    const name = form ? fullName(comparableFrom(whole, form)) : ''
    tellDone({ kind: 'recorded', name, event: recorded.value.event })
    await goOn(drafts, whole.id)
  }

  async function complete(next: FlyerDraft, { catalogue: all }: Desk): Promise<void> {
    if (!form) return
    const whole = keep(finished(next, form))
    const capture = validateCapture(whole, { catalogue: all, confirmedAt: now() })
    if (!capture.ok) return say(capture.problems, whole)
    const found = await patiently(lookUp(comparableFrom(whole, form), 'flyer'))
    if (openQuestions(found, whole.pairs).length > 0) setAsking(found)
    else await record(whole)
  }

  return {
    draft,
    form,
    rows: form ? rowsFrom(draft, form) : [],
    problems,
    asking,
    busy,
    trouble,
    type: (name, value) => {
      const next = withTyped(draft, name, value)
      setDraft(next)
      drafts.change(next)
    },
    keep,
    complain: (row, problem) =>
      setProblems((before) => {
        const rest = new Map(before)
        rest.delete(row)
        return problem ? rest.set(row, problem) : rest
      }),
    choose: (chosen) => void keep(asForm(draft, chosen)),
    finish: (next) => void at(() => complete(next, desk), 'not-matched'),
    decide: (decision) => {
      const isThem = decision.verdict === 'same' && draft.subject === null
      const next = keep({
        ...draft,
        pairs: [...draft.pairs, decision],
        subject: isThem ? decision.other : draft.subject,
      })
      if (asking && openQuestions(asking, next.pairs).length === 0) void at(() => record(next), 'not-recorded')
    },
    stopAsking: () => {
      setAsking(null)
      keep({ ...draft, pairs: [], subject: null })
    },
    setAside: (reason) => void at(() => leave(draft, reason), 'not-kept'),
    remove: () =>
      void at(async () => {
        await drafts.discard(draft.id)
        tellDone({ kind: 'removed', file: draft.file, page: draft.page })
        await goOn(drafts, draft.id)
      }, 'not-kept'),
    turnOver: (step) => void drafts.keep(draft).then(() => goOn(drafts, draft.id, step)),
  }
}

/** Which row has this field or box. What belongs to none is said at the signature, the last row. */
const rowOf = (rows: readonly Row[], field: string | undefined): string =>
  rows.find((row) => row.name === field || (row.kind === 'boxes' && row.boxes.some(({ name }) => name === field)))
    ?.name ?? 'signature'

/** The next sheet that waits, or the pile if none does. */
async function goOn(drafts: Desk['drafts'], from: DraftId, step: 1 | -1 = 1): Promise<void> {
  const sheet = hrefOf({ place: 'digitise', draft: from })
  const all: readonly Draft[] = await drafts.list()
  // Whoever went elsewhere while the disk was asked stays there.
  if (location.hash !== sheet) return
  const pile = all
    .filter((one) => one.kind === 'flyer' && (one.setAside === null || one.id === from))
    .sort((a, b) => a.openedAt.localeCompare(b.openedAt) || a.id.localeCompare(b.id))
  const at = pile.findIndex(({ id }) => id === from)
  const rest = pile.filter(({ id }) => id !== from)
  const next = step > 0 ? (rest[Math.max(0, at)] ?? rest[0]) : (rest[at - 1] ?? rest.at(-1))
  goTo({ place: 'digitise', draft: next?.id ?? null })
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
