import type { Fields } from '@shared/matching/fields'
import { steadyChance } from '@shared/matching/hash'

/** An invented person of an invented town; `who` is the truth no matcher is told. */
export type Citizen = { readonly who: number; readonly household: number; readonly fields: Fields }

const GIVEN = 'Anna Karl Lena Paul Marie Jean Sophie Louis Emma Hugo Ursula Werner Petra Klaus Chloé Léo Alice Oliver Harry Grace Ruth Noah Elif Can Ida Emil Jonas Mia Clara Felix Nina Tom Rosa Max Eva Otto Lilli Ben Zoé Jules'.split(' ') // prettier-ignore
const FAMILY = 'Keller Müller Schmidt Weber Wagner Becker Hoffmann Schulz Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Simon Laurent Smith Jones Taylor Brown Evans Wilson Walker Green Hall Wood Lewis Fischer Meyer Krüger Lange Roux Faure Blanc Garnier Chevalier Lambert Baker Cooper Ward Turner'.split(' ') // prettier-ignore
const STREETS = 'Lindenweg,Hauptstraße,Bahnhofstraße,rue de la Paix,avenue Victor Hugo,rue des Lilas,High Street,Mill Lane,Gartenstraße,chemin des Vignes'.split(',') // prettier-ignore
const TOWNS = [['70173', 'Stuttgart'], ['89073', 'Ulm'], ['67000', 'Strasbourg'], ['69001', 'Lyon'], ['M1 5LE', 'Manchester'], ['20095', 'Hamburg'], ['33000', 'Bordeaux']] // prettier-ignore

/** Households of one to four who share address, family name and often number and mailbox; some people stand in it twice. */
export function town(households: number, seed = 1): Citizen[] {
  const chance = steadyChance(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(chance() * 10)).join('')
  const citizens: Citizen[] = []
  let who = 0
  for (let household = 0; household < households; household++) {
    const family = pick(FAMILY)
    const [postcode = '', city = ''] = pick(TOWNS)
    const post = { street: pick(STREETS), number: String(1 + Math.floor(chance() * 90)), postcode, city }
    const shared = { phone: `+4971${digits(7)}`, email: `${family.toLowerCase()}${digits(3)}@example.org` }
    const called = new Set<string>()
    for (let member = 0, size = 1 + Math.floor(chance() * 4); member < size; member++) {
      let givenName = pick(GIVEN)
      while (called.has(givenName)) givenName = pick(GIVEN)
      called.add(givenName)
      const own = `${givenName.toLowerCase()}.${family.toLowerCase()}${digits(2)}@example.net`
      const birthDate = `${1940 + Math.floor(chance() * 66)}-${String(1 + Math.floor(chance() * 12)).padStart(2, '0')}-${String(1 + Math.floor(chance() * 28)).padStart(2, '0')}`
      const fields: Fields = {
        givenName,
        familyName: family,
        birthDate: chance() < 0.9 ? birthDate : null,
        posts: [post],
        emails: chance() < 0.7 ? [chance() < 0.5 ? own : shared.email] : [],
        phones: chance() < 0.7 ? [chance() < 0.6 ? shared.phone : `+49170${digits(7)}`] : [],
        company: '',
        nationalId: '',
      }
      citizens.push({ who, household, fields })
      if (chance() < 0.2) citizens.push({ who, household, fields: copied(fields, chance) })
      who++
    }
  }
  return citizens
}

/** The same person written down again, with one or two slips. */
export function copied(fields: Fields, chance: () => number): Fields {
  let copy = fields
  for (let slips = 1 + Math.floor(chance() * 2); slips > 0; slips--) {
    const kind = Math.floor(chance() * 6)
    if (kind === 0) copy = { ...copy, givenName: slip(copy.givenName, chance) }
    if (kind === 1) copy = { ...copy, familyName: slip(copy.familyName, chance) }
    if (kind === 2) copy = { ...copy, birthDate: null }
    if (kind === 3) copy = { ...copy, emails: [], phones: [] }
    if (kind === 4) copy = { ...copy, givenName: copy.familyName, familyName: copy.givenName }
    if (kind === 5)
      copy = { ...copy, posts: [{ street: 'Am Hag', number: '8', postcode: '83730', city: 'Fischbachau' }] }
  }
  return copy
}

function slip(name: string, chance: () => number): string {
  const at = 1 + Math.floor(chance() * Math.max(1, name.length - 1))
  return name.slice(0, at) + 'e' + name.slice(at + 1)
}
