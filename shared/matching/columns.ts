import { type Fields, type Post, streetFrom } from './fields'

/** The columns of a table of people that are understood; all but `id` may be missing. */
export const COLUMNS = [
  'id', 'title', 'given_name', 'middle_name', 'family_name', 'birth_name', 'birth_date', 'street', 'house_number',
  'address_line_2', 'postcode', 'city', 'state', 'country', 'email', 'phone', 'mobile', 'company', 'national_id',
] as const // prettier-ignore
export type Column = (typeof COLUMNS)[number]

export type ColumnReader = {
  readonly unknown: readonly string[]
  readonly hasId: boolean
  readonly idOf: (row: readonly string[]) => string
  readonly fieldsOf: (row: readonly string[]) => Fields
}

/** Which column stands where, by the names in the header. */
export function columnsFrom(head: readonly string[]): ColumnReader {
  const names = head.map((name) => name.trim().toLowerCase())
  const place = new Map<string, number>()
  names.forEach((name, at) => {
    if (!place.has(name)) place.set(name, at)
  })
  const of = (column: Column) => {
    const at = place.get(column) ?? -1
    return (row: readonly string[]): string => (at < 0 ? '' : (row[at] ?? '').trim())
  }
  const [id, given, middle, family, born, birth] = [of('id'), of('given_name'), of('middle_name'), of('family_name'), of('birth_name'), of('birth_date')] // prettier-ignore
  const [street, number, line2, postcode, city] = [of('street'), of('house_number'), of('address_line_2'), of('postcode'), of('city')] // prettier-ignore
  const [email, phone, mobile, company, nationalId] = [of('email'), of('phone'), of('mobile'), of('company'), of('national_id')] // prettier-ignore

  const postOf = (row: readonly string[]): Post[] => {
    const [road, no, code, town] = [street(row) || line2(row), number(row), postcode(row), city(row)]
    if (road === '' && code === '' && town === '') return []
    const parts = no === '' ? streetFrom(road) : { street: road, number: no }
    return [{ ...parts, postcode: code, city: town }]
  }
  return {
    unknown: names.filter((name) => !(COLUMNS as readonly string[]).includes(name)),
    hasId: place.has('id'),
    idOf: id,
    fieldsOf: (row) => {
      const [g, m, f, b] = [given(row), middle(row), family(row), born(row)]
      return {
        givenName: m === '' ? g : `${g} ${m}`.trim(),
        familyName: b === '' || b === f ? f : `${f} ${b}`.trim(),
        birthDate: readDate(birth(row)),
        posts: postOf(row),
        emails: many(email(row)),
        phones: [...many(phone(row)), ...many(mobile(row))],
        company: company(row),
        nationalId: nationalId(row),
      }
    },
  }
}

const many = (text: string): string[] => (text === '' ? [] : text.split('|').map((one) => one.trim()))

/** ISO, dd.mm.yyyy, dd/mm/yyyy or yyyymmdd, as an ISO day; a year alone stays one; anything else is nothing. */
export function readDate(text: string): string | null {
  const bare = text.trim()
  const [, y = '', m = '', d = ''] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ?? []
  if (y !== '') return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(bare) ?? []
  if (year !== '') return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return /^\d{4}$/.test(bare) ? bare : null
}
