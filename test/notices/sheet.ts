import { type BoxMm, FormTemplate } from '@shared/capture/form-template'
import type { Channel } from '@shared/terms/contact-point'
import type { Language } from '@shared/terms/language'
import type { RawNotice } from './template'

/** A printed page for a notice: layer 1 on top, boxes, then who, when and the signature. Millimetres, 10 point type. */

const LEFT = 16
const WIDTH = 178
const LINE = 4.3
const LETTER = 1.76

const labels: Record<Language, { channels: Record<Channel, string>; emptyIsNo: string }> = {
  de: {
    channels: { email: 'E-Mail', phone: 'Telefon', sms: 'SMS', post: 'Brief' },
    emptyIsNo: 'Ein leeres Kästchen heißt Nein.',
  },
  fr: {
    channels: { email: 'E-mail', phone: 'Téléphone', sms: 'SMS', post: 'Courrier' },
    emptyIsNo: 'Une case laissée vide vaut refus.',
  },
  en: {
    channels: { email: 'E-mail', phone: 'Telephone', sms: 'SMS', post: 'Letter' },
    emptyIsNo: 'A box left empty counts as a no.',
  },
}

export function sheetFor(notice: RawNotice): FormTemplate {
  const { channels, emptyIsNo } = labels[notice.language]
  const id = notice.id.split('.')[0]?.toUpperCase() ?? ''
  const printed: { roi_mm: BoxMm; text: string; cls: string }[] = []
  const boxes: { name: string; roi_mm: BoxMm; round: boolean }[] = []
  const asked: FormTemplate['questions'] = []
  let y = 16
  const print = (text: string, cls: string, width = WIDTH, x = LEFT) => {
    const lines = Math.ceil((text.length * LETTER) / width)
    printed.push({ roi_mm: [x, y, Math.min(width, text.length * LETTER), lines * LINE], text, cls })
    y += lines * LINE + 2
  }
  print(notice.title, 'h1', 140)
  for (const paragraph of notice.paragraphs) print(paragraph, 'p')
  print(notice.withdrawal, 'p')
  print(emptyIsNo, 'p')
  for (const question of notice.questions) {
    print(question.text, 'p')
    for (const channel of question.channels) {
      const name = `box${boxes.length}`
      boxes.push({ name, roi_mm: [LEFT, y, 4.2, 4.2], round: false })
      asked.push({ box: name, purpose: question.purpose, purposeVersion: 1, channel } as (typeof asked)[number])
      print(channels[channel], 'div', 60, 22)
    }
  }
  const fields = ['last', 'first', 'birth', 'phone', 'email', 'address', 'date'].map((name, at) => ({
    name,
    type: name,
    kind: 'line' as const,
    roi_mm: [LEFT, 190 + at * 9, 84, 8] as BoxMm,
  }))
  printed.push({ roi_mm: [150, 284, 40, LINE], text: `${id} v${notice.version}`, cls: 'div' })
  return FormTemplate.parse({
    id,
    version: notice.version,
    controller: notice.controller,
    language: notice.language,
    notice: notice.id,
    layout: {
      template: id,
      version: notice.version,
      lang: notice.language,
      qr_mm: [168, 15, 22, 22],
      fiducials_mm: [
        [10, 10],
        [200, 10],
        [10, 287],
        [200, 287],
      ],
      fields,
      boxes,
      signature: { roi_mm: [116, 250, 78, 24] },
      printed,
    },
    roles: {
      last: 'familyName',
      first: 'givenName',
      birth: 'birthDate',
      phone: 'phone',
      email: 'email',
      address: 'postalAddress',
      date: 'statedOn',
    },
    questions: asked,
  })
}
