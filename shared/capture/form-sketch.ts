import { z } from 'zod'
import { Channel } from '../terms/contact-point'
import { ControllerId, FormTemplateId, PurposeId } from '../terms/ids'
import { Language } from '../terms/language'
import type { Notice } from '../terms/notice'
import { BoxMm, FieldRole, FormTemplate } from './form-template'

/** One place marked on the picture of a form, and what it means. Anything may still be missing. */
export const SketchedPlace = z.object({
  id: z.int().positive(),
  kind: z.enum(['field', 'box', 'signature', 'words']),
  mm: BoxMm,
  /** Of a field. */
  role: FieldRole.nullable(),
  /** Of a box: what a mark in it says yes to. */
  question: z.object({ purpose: PurposeId, purposeVersion: z.int().positive(), channel: Channel }).nullable(),
})
export type SketchedPlace = z.infer<typeof SketchedPlace>

/** A form that was not printed by us, while it is being set up. */
export type FormSketch = {
  readonly name: string
  readonly version: number
  readonly language: Language
  readonly places: readonly SketchedPlace[]
}

/** What keeps a sketch from being a form, each with its sentence. `place`: the one it is about. */
export type SketchProblem = {
  readonly key:
    | 'name-invalid'
    | 'notice-missing'
    | 'no-name-field'
    | 'no-date-field'
    | 'no-question'
    | 'no-signature'
    | 'no-words'
    | 'row-missing'
    | 'meaning-missing'
    | 'meaning-twice'
    | 'contact-point-missing'
    | 'too-small'
  readonly place: number | null
}

/** What a field of each meaning is read as. */
const typeOf: Record<FieldRole, string> = {
  familyName: 'name',
  givenName: 'name',
  birthDate: 'date',
  phone: 'phone',
  email: 'email',
  postalAddress: 'address',
  statedOn: 'date',
}
const needed: Partial<Record<Channel, FieldRole>> = {
  email: 'email',
  phone: 'phone',
  sms: 'phone',
  post: 'postalAddress',
}

type Row = NonNullable<SketchedPlace['question']>
const rowKey = ({ purpose, purposeVersion, channel }: Row): string => `${purpose} ${purposeVersion} ${channel}`

/** The rows of a text: each needs a box, and there is no box for anything else. */
export const rowsOf = ({ questions }: Pick<Notice, 'questions'>): Row[] =>
  questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels.map((channel) => ({ purpose, purposeVersion, channel })),
  )

const wordsOf = ({ title, paragraphs, withdrawal, questions }: Notice): string =>
  [title, ...paragraphs, withdrawal, ...questions.map(({ text }) => text)].join('\n')

/** Everything that is still wrong, at once. A form without a day or a signature could never become a yes. */
export function problemsOfSketch({ name, places }: FormSketch, notice: Notice | null): SketchProblem[] {
  const about = (key: SketchProblem['key'], place: number | null = null): SketchProblem => ({ key, place })
  const roles = places.flatMap(({ role }) => (role ? [role] : []))
  const questions = places.flatMap(({ question }) => (question ? [question] : []))
  const keyOf = ({ role, question, kind }: SketchedPlace): string =>
    kind === 'signature' || kind === 'words' ? kind : (role ?? (question ? rowKey(question) : ''))
  const asked = new Set(questions.map(rowKey))
  return [
    ...(/^[A-Z0-9][A-Z0-9-]{1,39}$/.test(name) ? [] : [about('name-invalid')]),
    ...(notice === null ? [about('notice-missing')] : []),
    ...(roles.includes('familyName') || roles.includes('givenName') ? [] : [about('no-name-field')]),
    ...(roles.includes('statedOn') ? [] : [about('no-date-field')]),
    ...(questions.length > 0 ? [] : [about('no-question')]),
    ...(places.some(({ kind }) => kind === 'signature') ? [] : [about('no-signature')]),
    ...(places.some(({ kind }) => kind === 'words') ? [] : [about('no-words')]),
    ...(notice && questions.length > 0 && rowsOf(notice).some((row) => !asked.has(rowKey(row)))
      ? [about('row-missing')]
      : []),
    ...places.flatMap((place, at): SketchProblem[] => {
      const key = keyOf(place)
      if (key === '') return [about('meaning-missing', place.id)]
      if (places.findIndex((one) => keyOf(one) === key) < at) return [about('meaning-twice', place.id)]
      return place.mm[2] < 2 || place.mm[3] < 2 ? [about('too-small', place.id)] : []
    }),
    ...[...new Set(questions.map(({ channel }) => needed[channel]))]
      .filter((role) => role !== undefined && !roles.includes(role))
      .map(() => about('contact-point-missing')),
  ]
}

/** The form the sketch describes; null while something is wrong with it. */
export function formFrom(sketch: FormSketch, notice: Notice | null, controller: string): FormTemplate | null {
  if (notice === null || problemsOfSketch(sketch, notice).length > 0) return null
  const { name, version, language, places } = sketch
  const fields = places.flatMap(({ role, mm }) => (role ? [{ role, mm }] : []))
  const boxes = places.flatMap(({ question, mm, id }) => (question ? [{ question, mm, name: `box${id}` }] : []))
  const signature = places.find(({ kind }) => kind === 'signature')
  const template = FormTemplateId.parse(name)
  return FormTemplate.parse({
    id: template,
    version,
    controller: ControllerId.parse(controller),
    language,
    notice: notice.id,
    layout: {
      template,
      version,
      lang: language,
      // It bears no code and no marks of ours.
      qr_mm: [0, 0, 0, 0],
      fiducials_mm: [],
      fields: fields.map(({ role, mm }) => ({ name: role, type: typeOf[role], kind: 'line', roi_mm: mm })),
      boxes: boxes.map(({ name: box, mm }) => ({ name: box, roi_mm: mm, round: false })),
      signature: { roi_mm: signature?.mm },
      // Whoever proposes it says that these words stand there; whoever releases it looks.
      printed: places
        .filter(({ kind }) => kind === 'words')
        .map(({ mm }) => ({ roi_mm: mm, text: wordsOf(notice), cls: 'body' })),
    },
    roles: Object.fromEntries(fields.map(({ role }) => [role, role])),
    questions: boxes.map(({ name: box, question }) => ({ box, ...question })),
  })
}

/** A place moved or made larger, in whole tenths of a millimetre and never off the page. */
export function nudged(
  [x, y, w, h]: BoxMm,
  by: BoxMm,
  page: { readonly width: number; readonly height: number },
): BoxMm {
  const tenth = (value: number): number => Math.round(value * 10) / 10
  const width = Math.min(page.width, Math.max(2, w + by[2]))
  const height = Math.min(page.height, Math.max(2, h + by[3]))
  return [
    tenth(Math.min(page.width - width, Math.max(0, x + by[0]))),
    tenth(Math.min(page.height - height, Math.max(0, y + by[1]))),
    tenth(width),
    tenth(height),
  ]
}
