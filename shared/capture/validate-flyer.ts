import { type ContactPoint, kindForChannel } from '../terms/contact-point'
import type { Notice } from '../terms/notice'
import { type PlainDate, type Stated, dayOf, statedOn } from '../terms/time'
import type { Answer, CaptureNeeds, Unchecked } from './capture'
import { findForm } from './catalogue'
import { countryOf } from './contact-points'
import type { FlyerDraft } from './draft'
import type { FieldRole, FormTemplate } from './form-template'
import type { CaptureProblem } from './problem'
import { dateFrom } from './typed-date'
import { contactPointsFrom, detailsFrom, eachOnce, refuseTheYoung } from './validate-person'

/** A sheet as a person confirmed it. Only a clear mark beside a contact point on the same sheet is a yes. */
export function readFlyer(
  draft: FlyerDraft,
  { catalogue, confirmedAt }: CaptureNeeds,
  problems: CaptureProblem[],
): Unchecked | null {
  if (draft.setAside !== null) problems.push({ key: 'capture.set-aside' })
  const read = draft.reading.template
  const form = read ? findForm(catalogue, read.id, read.version) : undefined
  if (!read || !form) {
    problems.push({ key: 'capture.form-unknown' })
    return null
  }
  const sheet = sheetFrom(draft, form, problems)
  const today = dayOf(confirmedAt)
  const country = countryOf(form.language)
  const details = detailsFrom(
    {
      givenName: sheet.text('givenName'),
      familyName: sheet.text('familyName'),
      birthDate: sheet.text('birthDate'),
      country,
    },
    { language: form.language, today, name: sheet.fieldOf },
    problems,
  )
  const typed = { email: sheet.text('email'), phone: sheet.text('phone'), postalAddress: sheet.text('postalAddress') }
  const contactPoints = eachOnce(contactPointsFrom(typed, country, sheet.fieldOf, problems))
  const answers = answersFrom(draft, form, contactPoints, problems)
  const saysYes = answers.some(({ answer }) => answer === 'yes')
  const notice = catalogue.notices.find(({ id }) => id === form.notice)
  if (!notice) problems.push({ key: 'capture.notice-missing' })
  const stated = statedFrom(sheet, { today, saysYes, notice }, problems)
  checkSignature(draft, saysYes, problems)
  if (details && stated && saysYes)
    refuseTheYoung(details.birthDate, dayOf(stated.notAfter), sheet.fieldOf('birthDate'), problems)
  if (!details || !stated || !notice) return null

  return {
    act: draft.act,
    source: 'paper',
    subject: draft.subject,
    details,
    contactPoints,
    notice,
    form: { template: form.id, version: form.version, serial: read.serial === '' ? null : read.serial },
    answers,
    stated,
    confirmedAt,
    pairs: draft.pairs,
  }
}

/** The confirmed sheet, asked by meaning. A field nobody has confirmed is still open, however sure the machine was. */
type Sheet = { readonly text: (role: FieldRole) => string; readonly fieldOf: (role: string) => string }

function sheetFrom(draft: FlyerDraft, form: FormTemplate, problems: CaptureProblem[]): Sheet {
  const names = new Map(Object.entries(form.roles).map(([name, role]) => [role as string, name]))
  for (const name of Object.keys(form.roles))
    if (draft.fields[name] === undefined) problems.push({ key: 'capture.field-open', field: name })
  return {
    fieldOf: (role) => names.get(role) ?? role,
    text: (role) => draft.fields[names.get(role) ?? ''] ?? '',
  }
}

function answersFrom(
  draft: FlyerDraft,
  form: FormTemplate,
  contactPoints: readonly ContactPoint[],
  problems: CaptureProblem[],
): Answer[] {
  const answers: Answer[] = []
  for (const { box, purpose, purposeVersion, channel } of form.questions) {
    const mark = draft.boxes[box]
    if (mark === undefined) {
      problems.push({ key: 'capture.box-open', field: box })
      continue
    }
    const contactPoint = contactPoints.find(({ kind }) => kind === kindForChannel(channel)) ?? null
    const asked = { purpose, purposeVersion, channel }
    answers.push(
      mark === 'marked' && contactPoint
        ? { ...asked, answer: 'yes', contactPoint, mark }
        : { ...asked, answer: 'no', contactPoint, mark },
    )
  }
  return answers
}

/**
 * The day on the sheet. A yes is never dated by guess; a sheet that only says no is dated by the day it was confirmed,
 * which lets the no reach as far as it can.
 */
function statedFrom(
  sheet: Sheet,
  { today, saysYes, notice }: { today: PlainDate; saysYes: boolean; notice: Notice | undefined },
  problems: CaptureProblem[],
): Stated | null {
  const field = sheet.fieldOf('statedOn')
  const written = sheet.text('statedOn').trim()
  if (written === '') {
    if (!saysYes) return statedOn(today, 'scan-date')
    problems.push({ key: 'capture.date-missing', field })
    return null
  }
  const day = dateFrom(written)
  if (!day) {
    problems.push({ key: 'capture.date-invalid', field })
    return null
  }
  if (day > today) problems.push({ key: 'capture.date-in-future', field })
  if (notice && (day < notice.activeFrom || (notice.retiredOn !== null && notice.retiredOn <= day)))
    problems.push({ key: 'capture.notice-not-in-force', field })
  return statedOn(day)
}

function checkSignature(draft: FlyerDraft, saysYes: boolean, problems: CaptureProblem[]): void {
  if (draft.signature === null) problems.push({ key: 'capture.signature-open', field: 'signature' })
  else if (draft.signature === 'absent' && saysYes)
    problems.push({ key: 'capture.signature-missing', field: 'signature' })
}
