/** Words longer than this are compared by their beginning: a hostile field costs no more than a long name. */
const LONGEST = 64
const taken = new Uint8Array(LONGEST)
const matched = new Uint16Array(LONGEST)

/** Jaro's measure, raised where the beginnings agree (Winkler, 1990): 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const jaro = jaroOf(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const [ns, nl] = [Math.min(LONGEST, short.length), Math.min(LONGEST, long.length)]
  if (ns === 0) return 0
  const reach = Math.max(0, (nl >> 1) - 1)
  for (let j = 0; j < nl; j++) taken[j] = 0
  let m = 0
  for (let i = 0; i < ns; i++) {
    const letter = short.charCodeAt(i)
    const to = Math.min(nl - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j++)
      if (taken[j] === 0 && long.charCodeAt(j) === letter) {
        taken[j] = 1
        matched[m++] = letter
        break
      }
  }
  if (m === 0) return 0
  let moved = 0
  let at = 0
  for (let j = 0; j < nl; j++) if (taken[j] === 1 && long.charCodeAt(j) !== matched[at++]) moved++
  return (m / ns + m / nl + (m - moved / 2) / m) / 3
}

/** Edits between two words, two neighbours changing places counting as one; stops counting above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let from = 0
  let [na, nb] = [a.length, b.length]
  while (from < na && from < nb && a.charCodeAt(from) === b.charCodeAt(from)) from++
  while (na > from && nb > from && a.charCodeAt(na - 1) === b.charCodeAt(nb - 1)) {
    na--
    nb--
  }
  const [ra, rb] = [na - from, nb - from]
  if (ra === 0 || rb === 0) return Math.min(ra + rb, most + 1)
  if (ra === 1 && rb === 1) return 1
  if (most === 1) return ra === 2 && rb === 2 && areTurned(a, b, from) ? 1 : 2
  return rowByRow(a.slice(from, na), b.slice(from, nb), most)
}

const areTurned = (a: string, b: string, at: number): boolean =>
  a.charCodeAt(at) === b.charCodeAt(at + 1) && a.charCodeAt(at + 1) === b.charCodeAt(at)

function rowByRow(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1)
      row.push(edits)
      if (edits < least) least = edits
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? most + 1, most + 1)
}

/** Which letters a word has, as bits: two words that share too few can have little likeness, and need no closer look. */
export function lettersOf(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

/** No more than Jaro's measure can be for words of these lengths and letters. */
export function mostAlike(la: number, ma: number, lb: number, mb: number): number {
  const shared = Math.min(la - bits(ma & ~mb), lb - bits(mb & ~ma))
  return shared <= 0 ? 0 : (shared / la + shared / lb + 1) / 3
}

function bits(value: number): number {
  let n = value - ((value >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
