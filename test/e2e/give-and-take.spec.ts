import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { MeetingDraft } from '@shared/capture/draft'
import { FormTemplate } from '@shared/capture/form-template'
import { Notice, type NoticeQuestion } from '@shared/terms/notice'
import { type Acts, countActs, pressed } from './acts'
import { type Desk, expect, test } from './desk'
import { home } from './hosts'
import { askHost } from './facts'
import { handOver, openLastPerson, sign } from './meeting'
import { words } from './words'

/**
 * Art. 7(3) GDPR: as easy to withdraw as to give. For every text and every sheet that is shipped, both are done in the
 * real window and counted there: what was pressed, which screens were seen, which fields were asked for.
 */
const language = 'de'
const say = words(language)
const read = (folder: string) =>
  readdirSync(join(home, 'resources', folder)).map((name): unknown =>
    JSON.parse(readFileSync(join(home, 'resources', folder, name), 'utf8')),
  )
const notices = read('notices').map((one) => Notice.parse(one))
const forms = read('forms').map((one) => FormTemplate.parse(one))

type Effort = { readonly presses: number; readonly screens: number; readonly fields: number }

/** The newest version of every family, in one language: the words differ, the steps do not. */
const newest = [...new Set(notices.map(({ id }) => id.split('.')[0] ?? ''))].flatMap((family) =>
  notices
    .filter((one) => one.id.startsWith(`${family}.`) && one.language === language)
    .sort((a, b) => b.version - a.version)
    .slice(0, 1),
)

/** Text fields on the page that somebody is asked to fill in. */
const fieldsOn = (page: Page): Promise<number> =>
  page.locator('input:not([type=checkbox], [type=radio]), textarea').count()

/** A yes to one row of this text, given on the glass by a person nobody knows yet. */
async function give(desk: Desk, take: () => Acts, { purpose, channels }: NoticeQuestion): Promise<Effort> {
  const { page } = desk
  const draft = MeetingDraft.parse({
    kind: 'meeting',
    id: randomUUID(),
    act: randomUUID(),
    openedAt: new Date().toISOString(),
    step: 'person',
    subject: null,
    person: {
      givenName: 'Anna',
      familyName: 'Keller',
      birthDate: '',
      email: 'anna.keller@example.org',
      phone: '+49 170 1234567',
      postalAddress: 'Lindenweg 4, 70173 Stuttgart',
      country: 'DE',
    },
    language,
    notice: null,
    rows: [],
    ink: null,
    typedName: null,
    handedOverAt: null,
    pairs: [],
    asks: [{ purpose, channel: channels[0], contactPoint: null }],
  })
  await askHost(page, 'draft:keep', { draft })
  await desk.goTo(`#/capture/${draft.id}`)
  await page.getByRole('heading', { name: say('capture', 'person.heading') }).waitFor()
  const fields = await fieldsOn(page)
  take()
  await handOver(page, language)
  await expect(page.getByRole('checkbox')).toHaveCount(1)
  await page.getByRole('checkbox').click()
  await sign(page)
  await page.getByRole('button', { name: say('capture', 'choice.confirm') }).click()
  await page.getByText(say('capture', 'thanks.heading')).waitFor()
  const acts = take()
  // Person, choice, thanks. The signature is one thing to do and one field to fill in; what was typed is not counted.
  return { presses: pressed(acts) + acts.stroke, screens: 3, fields: fields + 1 }
}

/** The same row taken back, from the page of the person. */
async function withdraw(page: Page, take: () => Acts): Promise<Effort> {
  take()
  await page.getByRole('link', { name: say('people', 'person.stop') }).click()
  await page.getByRole('radio').nth(1).waitFor()
  const fields = await fieldsOn(page)
  await page.getByRole('radio').nth(1).click()
  await page.getByRole('button', { name: say('people', 'stop.record'), exact: true }).click()
  await page.getByText(say('people', 'stop.effective')).waitFor()
  const acts = take()
  return { presses: pressed(acts) + acts.stroke, screens: 1, fields }
}

/** What the sheet asks of whoever gives one yes on it: each field, one box, the signature. */
const onPaper = ({ layout: { fields } }: FormTemplate): Effort => ({
  presses: fields.length + 2,
  screens: 1,
  fields: fields.length + 1,
})

test.use({ language })

test('withdrawing never needs more than giving, for every text and every sheet that is shipped', async ({ desk }) => {
  test.setTimeout(180_000)
  const { page } = desk
  const { take } = await countActs(page.context())
  expect(newest.length).toBeGreaterThan(1)
  for (const notice of newest) {
    const question = notice.questions[0]
    if (question === undefined) throw new Error(`${notice.id} asks nothing`)
    const given = await give(desk, take, question)
    await openLastPerson(page, language)
    const withdrawn = await withdraw(page, take)
    expect(withdrawn.presses, notice.id).toBeLessThanOrEqual(3)
    const family = notice.id.split('.')[0] ?? ''
    const sheets = forms.filter((form) => form.notice.startsWith(`${family}.`))
    for (const effort of [given, ...sheets.map(onPaper)])
      for (const part of ['presses', 'screens', 'fields'] as const)
        expect(withdrawn[part], `${notice.id}: ${part}`).toBeLessThanOrEqual(effort[part])
  }
})
