/**
 * What runs in the web form: plain ECMAScript for any browser of the last years, kept as text because the page carries
 * it. It unticks everything when the page is shown, notes when a row was touched, and posts a `WebSubmission`.
 */
export const webFormScript = `
'use strict'
;(() => {
  const data = JSON.parse(document.getElementById('data').textContent)
  const form = document.getElementById('form')
  const byId = (id) => document.getElementById(id)
  const value = (id) => (byId(id) ? byId(id).value.trim() : '')
  const moment = () => new Date().toISOString()
  const fields = ['givenName', 'familyName', 'birthDate', 'email', 'phone', 'postalAddress', 'country']
  let shownAt = moment()
  let touched = {}
  let act = crypto.randomUUID()
  let sending = false
  const begin = () => {
    for (const row of data.rows) byId(row.id).checked = false
    shownAt = moment()
    touched = {}
  }
  begin()
  // A page that comes back from the browser's memory comes back with its ticks.
  addEventListener('pageshow', (event) => { if (event.persisted) begin() })
  for (const row of data.rows) byId(row.id).addEventListener('change', () => { touched[row.id] = moment() })
  const trouble = (text, field) => {
    const box = byId('trouble')
    box.textContent = text
    box.hidden = text === ''
    for (const one of fields) if (byId(one)) byId(one).removeAttribute('aria-invalid')
    if (text === '') return
    if (field && byId(field)) {
      byId(field).setAttribute('aria-invalid', 'true')
      byId(field).focus()
    } else box.focus()
  }
  const yes = (row) => byId(row.id).checked && touched[row.id] !== undefined
  const wrong = () => {
    if (value('givenName') === '' && value('familyName') === '') return [data.words.missing.name, 'familyName']
    for (const row of data.rows)
      if (yes(row) && value(row.field) === '') return [data.words.missing.contact, row.field]
    return null
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (sending) return
    const problem = wrong()
    if (problem) return trouble(problem[0], problem[1])
    trouble('')
    sending = true
    byId('status').textContent = data.words.sending
    const person = {}
    for (const field of fields) person[field] = value(field)
    const submission = {
      v: 1,
      act,
      form: data.form,
      notice: data.notice,
      language: data.language,
      person,
      rows: data.rows.map((row) => ({
        purpose: row.purpose,
        purposeVersion: row.purposeVersion,
        channel: row.channel,
        answer: yes(row) ? 'yes' : 'no',
        at: touched[row.id] || null,
      })),
      shownAt,
      sentAt: moment(),
      page: location.protocol === 'file:' ? '' : location.origin + location.pathname,
    }
    try {
      const answer = await fetch(data.postTo, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(submission),
        credentials: 'omit',
      })
      if (!answer.ok) throw new Error(String(answer.status))
      for (const row of data.rows) {
        const line = document.createElement('li')
        line.textContent = row.words + ': ' + (yes(row) ? data.words.thanksYes : data.words.thanksNo)
        byId('said').append(line)
      }
      form.hidden = true
      byId('thanks').hidden = false
      byId('thanks').focus()
    } catch {
      byId('status').textContent = ''
      trouble(data.words.notSent)
    } finally {
      sending = false
    }
  })
})()
`
