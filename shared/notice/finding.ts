import type { FormTemplate } from '../capture/form-template'
import type { Notice } from '../terms/notice'
import type { Controller } from '../terms/party'
import type { Purpose } from '../terms/purpose'

/** A hard fault blocks publishing; a soft one is shown beside the text. */
export type Severity = 'hard' | 'soft'

/** One thing that is wrong with a text, where it stands, and the law or guidance it offends. */
export type Finding = {
  readonly rule: string
  readonly severity: Severity
  /** A path into what was checked, for example `questions[0].text` or `form.boxes.ch0`. */
  readonly where: string
  readonly article: string
  /** The words or the figure that gave rise to it. */
  readonly detail?: string
}

/** Everything a text is judged with. */
export type Review = {
  readonly notice: Notice
  readonly controller: Controller
  /** Every purpose of the controller, all versions. */
  readonly purposes: readonly Purpose[]
  /** The same notice in the other languages; absent when nobody looked for them. */
  readonly siblings?: readonly Notice[]
  /** The sheet it is printed on, if it is. */
  readonly form?: FormTemplate
}

/** Where a rule points, before it is told which rule it was. */
export type Spot = { readonly where: string; readonly detail?: string }

/** One rule: what it holds, on which ground, and the small function that looks. */
export type Rule<Id extends string = string> = {
  readonly id: Id
  readonly severity: Severity
  readonly article: string
  readonly find: (review: Review) => readonly Spot[]
}

export const hard = <const Id extends string>(id: Id, article: string, find: Rule['find']): Rule<Id> => ({
  id,
  severity: 'hard',
  article,
  find,
})

export const soft = <const Id extends string>(id: Id, article: string, find: Rule['find']): Rule<Id> => ({
  id,
  severity: 'soft',
  article,
  find,
})
