import { describe, expect, test } from 'vitest'
import { gravityOf } from '@shared/matching/gravity'
import { createPersonIndex } from '@shared/matching/person-index'
import type { KnownPerson } from '@shared/matching/person'
import { anna, known, person, subject } from './cast'

const home = { family: anna.family, post: anna.post, phone: '+497115550' }
const register: KnownPerson[] = [
  known(1, anna),
  known(2, { ...home, given: 'Karl', born: '1979-11-05' }),
  known(3, { ...home, given: 'Lena', born: '2012-06-01' }),
  known(4, { ...home, given: 'Lea', born: '2012-06-01' }),
  known(5, { given: 'Mara', family: 'Weber', born: '1990-05-05', email: 'mara@example.org' }),
]
const index = (...people: readonly KnownPerson[]) => {
  const made = createPersonIndex()
  people.forEach(made.put)
  return made
}
const says = (asked: Parameters<typeof person>[0], people = register) => {
  const { attached, held, untouched } = gravityOf(index(...people).lookUp(person(asked), 40))
  const of = (list: readonly { subject: string }[]) => list.map((one) => one.subject)
  return { attached: attached?.subject ?? null, held: of(held), untouched: of(untouched) }
}

describe('a no is laid without asking', () => {
  test('on whoever has the name and the birth date', () => expect(says(anna).attached).toBe(subject(1)))
  test('and never touches the spouse or the child', () => {
    const { held, untouched } = says(anna)
    expect(held).toEqual([])
    expect(untouched).toContain(subject(2))
  })
})

describe('a no is never laid without asking', () => {
  test('where a second record may be the same person: both are held', () => {
    const { attached, held } = says(anna, [...register, known(6, { ...anna, post: 'Am Hag 8, 83730 Fischbachau' })])
    expect(attached).toBeNull()
    expect(held.sort()).toEqual([subject(1), subject(6)])
  })
  test('on one of two twins, when the first name was misheard', () => {
    const { attached, held } = says({ ...home, given: 'Lia', born: '2012-06-01' })
    expect(attached).toBeNull()
    expect(held.sort()).toEqual([subject(3), subject(4)])
  })
  test('on a father by the words of a son of his name', () => {
    const { email: _, ...withoutMail } = anna
    expect(says({ ...withoutMail, born: '2009-01-02' }).attached).toBeNull()
  })
  test('by a number alone, or a shared number and a name', () => {
    expect(says({ phone: home.phone }).attached).toBeNull()
    expect(says({ family: 'Keller', phone: home.phone }).attached).toBeNull()
  })
  test('by a name alone', () => expect(says({ given: 'Anna', family: 'Keller' }).attached).toBeNull())
})

test('a name alone holds whoever bears it', () =>
  expect(says({ given: 'Anna', family: 'Keller' }).held).toContain(subject(1)))
test('of nobody known nothing is held', () =>
  expect(says({ given: 'Ida', family: 'Roth', born: '1971-01-09' })).toMatchObject({ attached: null, held: [] }))
