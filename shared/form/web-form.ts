import { sha256 } from '@noble/hashes/sha2.js'
import { base64From } from '../base/base64'
import { utf8 } from '../base/bytes'
import { countryOf } from '../capture/contact-points'
import type { FieldRole, FormTemplate } from '../capture/form-template'
import { type Channel, kindForChannel } from '../terms/contact-point'
import type { Hash } from '../terms/ids'
import type { Language } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Controller } from '../terms/party'
import { webFormScript } from './web-form-script'
import { webFormStyle } from './web-form-style'
import type { WebFormWords } from './web-form-words'
import type { SheetWords } from './words'

export type WebFormNeeds = {
  readonly form: FormTemplate
  readonly notice: Notice
  /** `noticeHash` of the notice: what the page says it showed. */
  readonly noticeSha256: Hash
  readonly controller: Controller
  readonly words: WebFormWords & { readonly sheet: SheetWords }
  /** Where it is posted: an address of the controller's server, or a path if the page is served from there. */
  readonly postTo: string
}

/**
 * The same form as a web page: one file, nothing fetched, its own content policy, to be put on a site or into a frame.
 * It posts a `WebSubmission`. Nothing in it can tick a box but the hand of whoever reads it: the markup knows no
 * attribute for that, and the script unticks what a browser remembers.
 */
export function webForm(needs: WebFormNeeds): string {
  const { form, notice, controller, words } = needs
  const data = JSON.stringify(dataFor(needs)).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="${notice.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policyFor(needs.postTo))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(notice.title)} – ${escaped(controller.name)}</title>
<style>${webFormStyle}</style>
</head>
<body>
<main>
<h1>${escaped(notice.title)}</h1>
<p class="by">${escaped(`${controller.name}, ${controller.postalAddress}`)}</p>
<noscript><p class="trouble">${escaped(words.noScript)}</p></noscript>
${notice.paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
<p><strong>${escaped(notice.withdrawal)}</strong></p>
<form id="form" novalidate autocomplete="on">
<fieldset class="who">
<legend>${escaped(words.who)}</legend>
${fieldsFor(form)
  .map((role) => fieldMarkup(role, words))
  .join('\n')}
${countryMarkup(notice, words)}
</fieldset>
<h2>${escaped(words.choice)}</h2>
<p>${escaped(words.untickedIsNo)}</p>
${notice.questions.map((question, at) => questionMarkup(question, at, words)).join('\n')}
<p id="trouble" class="trouble" role="alert" tabindex="-1" hidden></p>
<p><button type="submit">${escaped(words.send)}</button></p>
<p id="status" role="status"></p>
</form>
<section id="thanks" tabindex="-1" aria-labelledby="thanks-heading" hidden>
<h2 id="thanks-heading">${escaped(words.thanks)}</h2>
<ul id="said"></ul>
</section>
<details>
<summary>${escaped(words.full)}</summary>
${notice.fullText.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
</details>
<p class="by">${escaped(`${form.id} v${form.version}`)}</p>
</main>
<script type="application/json" id="data">${data}</script>
<script>${webFormScript}</script>
</body>
</html>
`
}

const order: readonly FieldRole[] = ['givenName', 'familyName', 'birthDate', 'email', 'phone', 'postalAddress']
const fieldsFor = (form: FormTemplate): readonly FieldRole[] => {
  const roles = new Set(Object.values(form.roles))
  return order.filter((role) => roles.has(role))
}

const inputs: Readonly<Record<string, string>> = {
  givenName: 'type="text" autocomplete="given-name" maxlength="120"',
  familyName: 'type="text" autocomplete="family-name" maxlength="120"',
  birthDate: 'type="date" autocomplete="bday"',
  email: 'type="email" autocomplete="email" maxlength="254"',
  phone: 'type="tel" autocomplete="tel" maxlength="40"',
  postalAddress: 'type="text" autocomplete="street-address" maxlength="400"',
}

const fieldMarkup = (role: FieldRole, { sheet, optional }: WebFormNeeds['words']): string => {
  const named = role === 'givenName' || role === 'familyName'
  const label = named ? sheet.field[role] : `${sheet.field[role]} (${optional})`
  return `<p><label for="${role}">${escaped(label)}</label><input id="${role}" name="${role}" ${inputs[role] ?? ''}></p>`
}

function countryMarkup(notice: Notice, words: WebFormNeeds['words']): string {
  const countries = countriesOf(notice)
  const names = new Intl.DisplayNames(notice.language, { type: 'region' })
  const options = countries.map((code) => `<option value="${code}">${escaped(names.of(code) ?? code)}</option>`)
  return `<p><label for="country">${escaped(words.country)}</label><select id="country" name="country" autocomplete="country">${options.join('')}</select></p>`
}

/** The country the language is at home in stands first, if the words are for it. */
function countriesOf({ countries, language }: Notice): readonly string[] {
  const home = countryOf(language)
  const all = countries ?? [home]
  return all.includes(home) ? [home, ...all.filter((code) => code !== home)] : all
}

const questionMarkup = (
  question: Notice['questions'][number],
  at: number,
  { sheet }: WebFormNeeds['words'],
): string => {
  const kind = question.separate ? `<span class="kind">${escaped(sheet.apart)}</span> ` : ''
  const rows = question.channels.map((channel) => {
    const id = rowId(at, channel)
    return `<p class="row"><label for="${id}"><input type="checkbox" id="${id}" autocomplete="off"><span>${escaped(sheet.channel[channel])}</span></label></p>`
  })
  return `<fieldset class="question"><legend>${kind}${escaped(question.text)}</legend>${rows.join('')}</fieldset>`
}

const rowId = (at: number, channel: Channel): string => `row-${at}-${channel}`
const fieldOf = { email: 'email', phone: 'phone', post: 'postalAddress' } as const

/** What the script needs to know; no word of it is an answer. */
function dataFor({ form, notice, noticeSha256, words, postTo }: WebFormNeeds) {
  const { thanksYes, thanksNo, notSent, sending, missing, sheet } = words
  return {
    postTo,
    form: { template: form.id, version: form.version },
    notice: { id: notice.id, sha256: noticeSha256 },
    language: notice.language satisfies Language,
    rows: notice.questions.flatMap(({ purpose, purposeVersion, channels, text }, at) =>
      channels.map((channel) => ({
        id: rowId(at, channel),
        purpose,
        purposeVersion,
        channel,
        field: fieldOf[kindForChannel(channel)],
        words: `${text} ${sheet.channel[channel]}`,
      })),
    ),
    words: { thanksYes, thanksNo, notSent, sending, missing },
  }
}

/** Only what is in the file runs; it speaks to one address and is framed by whom the site allows. */
function policyFor(postTo: string): string {
  const hash = (text: string): string => `'sha256-${base64From(sha256(utf8(text)))}'`
  const to = /^https:\/\/[^/]+/.exec(postTo)?.[0] ?? "'self'"
  return [
    "default-src 'none'",
    `script-src ${hash(webFormScript)}`,
    `style-src ${hash(webFormStyle)}`,
    `connect-src ${to}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
