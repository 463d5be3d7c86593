import { useEffect, useRef } from 'react'
import { findForm } from '@shared/capture/catalogue'
import { type UndoStep, doAgain, takeBack, withWork } from '@shared/capture/undo-log'
import { fullName } from '@shared/terms/party'
import { type Desk, useDesk } from '../../desk'
import { goTo } from '../../router'
import { tellBatch } from './batch'
import { bringBack } from './bring-back'
import { comparableFrom } from './flyer'
import { tellDone } from './flyers'
import { pileOf } from './pile'
import { allWritten } from './record-line'
import { keepLane, laneNow, loadLane } from './undo'

type WorkStep = Extract<UndoStep, { kind: 'work' }>

/** Takes the last step back, whichever sheet it was about, and shows that sheet. */
export async function undoLast(desk: Desk): Promise<void> {
  // The sheet finished a moment ago is the last step as soon as it is written down.
  await allWritten()
  for (;;) {
    const taken = takeBack(laneNow().undo)
    if (!taken) return
    keepLane(desk.workstation.ask, { undo: taken.log })
    const { step } = taken
    const isDone = step.kind === 'work' ? await setWork(desk, step, 'before') : await takeUpAgain(desk, step)
    // About a sheet that is gone: the step before it, then.
    if (isDone) return
  }
}

export async function redoLast(desk: Desk): Promise<void> {
  await allWritten()
  for (;;) {
    const again = doAgain(laneNow().undo)
    if (!again) return
    keepLane(desk.workstation.ask, { undo: again.log })
    if (again.step.kind === 'work' && (await setWork(desk, again.step, 'after'))) return
  }
}

async function setWork(desk: Desk, step: WorkStep, side: 'before' | 'after'): Promise<boolean> {
  const sheet = (await pileOf(desk.drafts).loaded()).find(({ id }) => id === step.sheet)
  if (!sheet) return false
  const then = withWork(sheet, step[side])
  await desk.drafts.keep(then)
  const [was, is] = [sheet.setAside === null, then.setAside === null]
  if (was !== is) tellDone(is ? null : { kind: 'set-aside', draft: then }, is ? -1 : 1)
  goTo({ place: 'digitise', draft: is ? step.sheet : null })
  return true
}

async function takeUpAgain(desk: Desk, step: Extract<UndoStep, { kind: 'recorded' }>): Promise<boolean> {
  const { db, workstation, recordAct, about, drafts, catalogue } = desk
  const back = await bringBack(step, { db, ask: workstation.ask, recordAct, recordedBy: about.operator.id })
  if (!back) return false
  await drafts.keep(back.draft)
  await tellBatch(desk, { kind: 'finished', sheet: step.sheet, as: 'back' }).catch(() => undefined)
  const { template } = back.draft.reading
  const form = template && findForm(catalogue, template.id, template.version)
  const name = form ? fullName(comparableFrom(back.draft, form)) : back.draft.file
  tellDone({ kind: 'brought-back', name, noStands: back.noStands }, -1)
  goTo({ place: 'digitise', draft: back.draft.id })
  return true
}

/**
 * Ctrl+Z and Ctrl+Shift+Z in the whole lane, by the letter printed on the key. `belongsToText`: somebody is in the
 * middle of typing a value, and the keys are that text's own.
 */
export function useUndoKeys(belongsToText: () => boolean = () => false): void {
  const desk = useDesk()
  const isText = useRef(belongsToText)
  const busy = useRef(false)
  useEffect(() => {
    isText.current = belongsToText
  })
  useEffect(() => {
    void loadLane(desk.workstation.ask)
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.metaKey || event.key.toLowerCase() !== 'z') return
      if (document.querySelector('dialog[open]') || (!event.shiftKey && isText.current())) return
      event.preventDefault()
      if (busy.current) return
      busy.current = true
      void (event.shiftKey ? redoLast(desk) : undoLast(desk))
        .catch(() => undefined)
        .then(() => {
          busy.current = false
        })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [desk])
}
