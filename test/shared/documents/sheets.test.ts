import { describe, expect, test } from 'vitest'
import { foldSheets, newSerials, serialIn } from '@shared/documents/sheets'
import { FormTemplateId } from '@shared/terms/ids'
import { statedAt } from '@shared/terms/time'
import { mara, minute, record, recorded } from '../../builders/documents'
import { given } from '../../builders/facts'

const issued = (serials: string[], at = 0) =>
  recorded({
    subject: record,
    stated: statedAt(minute(at)),
    recordedBy: mara,
    type: 'sheets-issued',
    template: FormTemplateId.parse('NEWS-FR'),
    version: 3,
    serials,
    recipient: null,
  })
const voided = (serials: string[]) =>
  recorded({
    subject: record,
    stated: statedAt(minute(9)),
    recordedBy: mara,
    type: 'sheets-voided',
    serials,
    reason: 'Torn',
  })
const states = (facts: Parameters<typeof foldSheets>[0], returned: string[] = []) =>
  Object.fromEntries(foldSheets(facts, new Set(returned)).sheets.map(({ serial, state }) => [serial, state]))

describe('serials', () => {
  test('are out until they come back, or are said to be gone', () => {
    const facts = [issued(['CNSA0001', 'CNSA0002', 'CNSA0003']), voided(['CNSA0003'])]
    expect(states(facts, ['CNSA0001'])).toEqual({ CNSA0001: 'returned', CNSA0002: 'out', CNSA0003: 'voided' })
    expect(states([...facts].reverse(), ['CNSA0001'])).toEqual(states(facts, ['CNSA0001']))
  })
  test('what comes back came back, whatever was said before', () =>
    expect(states([issued(['CNSA0003']), voided(['CNSA0003'])], ['CNSA0003'])).toEqual({ CNSA0003: 'returned' }))
  test('printed twice, or never printed here: both are told', () => {
    const sheets = foldSheets([issued(['CNSA0001'], 1), issued(['CNSA0001'], 2)], new Set(['CNS158064']))
    expect(sheets).toMatchObject({ doubled: ['CNSA0001'], strangers: ['CNS158064'] })
    expect(sheets.sheets).toHaveLength(1)
  })
  test('an answer on a numbered sheet names it; one on glass names none', () => {
    const yes = given('2026-05-01')
    const onPaper = { ...yes, event: { ...yes.event, form: { template: 'NEWS-FR', version: 3, serial: 'CNSA0001' } } }
    expect(serialIn(onPaper as never)).toBe('CNSA0001')
    expect(serialIn({ ...yes, event: { ...yes.event, form: null } } as never)).toBeNull()
  })
  test('of one print share their chance and count up; the code takes them', () => {
    const serials = newSerials(Uint8Array.from([0, 31, 32, 255, 7, 8, 9]), 12)
    expect(serials[0]).toBe('CNS0Z0Z7890001')
    expect(serials[11]).toBe('CNS0Z0Z7890012')
    expect(() => newSerials(new Uint8Array(6), 1)).toThrow()
    expect(() => newSerials(new Uint8Array(7), 1001)).toThrow()
  })
})
