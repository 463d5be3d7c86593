import { PlainDate } from '../terms/time'

/**
 * A day as people of our countries write it: 22.11.2024, 22/11/2024, 22112024, or ISO. Undefined for anything else;
 * a year of two digits is somebody's guess, so it is not read.
 */
export function dateFrom(written: string): PlainDate | undefined {
  const text = written.replace(/\s+/g, '')
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const ours = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : (ours?.slice(1).reverse() ?? [])
  if (!year || !month || !day) return undefined
  return PlainDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data
}

/** Full years from one day to another; a child born on 29 February is a year older on 1 March. */
export function fullYears(from: PlainDate, to: PlainDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}
