import { MOST_WORDS, type Roll, header, textInts } from './roll'

/** One person's run opened for comparing: the same object is filled again and again, so that comparing makes no rubbish. */
export type Open = {
  nGiven: number
  readonly given: Int32Array
  nFamily: number
  readonly family: Int32Array
  givenJoined: number
  familyJoined: number
  roleless: boolean
  birth: number
  nEmails: number
  /** Where each e-mail stands in the data. */
  readonly emails: Int32Array
  nPhones: number
  readonly phones: Int32Array
  nPosts: number
  /** Four numbers each: street, house number, postcode, town. */
  readonly posts: Int32Array
  company: number
  nationalId: number
}

export const newOpen = (): Open => ({
  nGiven: 0,
  given: new Int32Array(MOST_WORDS),
  nFamily: 0,
  family: new Int32Array(MOST_WORDS),
  givenJoined: 0,
  familyJoined: 0,
  roleless: false,
  birth: 0,
  nEmails: 0,
  emails: new Int32Array(3),
  nPhones: 0,
  phones: new Int32Array(3),
  nPosts: 0,
  posts: new Int32Array(12),
  company: 0,
  nationalId: 0,
})

export function openRun(roll: Roll, at: number, into: Open): Open {
  const data = roll.data()
  let next = roll.starts()[at] ?? 0
  const head = data[next++] ?? 0
  into.nGiven = header.given(head)
  into.nFamily = header.family(head)
  for (let i = 0; i < into.nGiven; i++) into.given[i] = data[next++] ?? 0
  for (let i = 0; i < into.nFamily; i++) into.family[i] = data[next++] ?? 0
  into.givenJoined = header.givenJoined(head) === 1 ? (data[next++] ?? 0) : 0
  into.familyJoined = header.familyJoined(head) === 1 ? (data[next++] ?? 0) : 0
  into.roleless = header.roleless(head) === 1
  into.birth = header.birth(head) === 1 ? (data[next++] ?? 0) : 0
  into.nEmails = header.emails(head)
  for (let i = 0; i < into.nEmails; i++) {
    into.emails[i] = next
    next += textInts(data[next + 1] ?? 0) + 2
  }
  into.nPhones = header.phones(head)
  for (let i = 0; i < into.nPhones; i++) into.phones[i] = data[next++] ?? 0
  into.nPosts = header.posts(head)
  for (let i = 0; i < 4 * into.nPosts; i++) into.posts[i] = data[next++] ?? 0
  into.company = header.company(head) === 1 ? (data[next++] ?? 0) : 0
  into.nationalId = header.nationalId(head) === 1 ? (data[next++] ?? 0) : 0
  return into
}
