/** Jaro's measure, raised where the beginnings agree (Winkler, 1990): 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const jaro = jaroOf(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short === '') return 0
  const reach = Math.max(0, (long.length >> 1) - 1)
  const taken = new Uint8Array(long.length)
  let matched = ''
  for (let i = 0; i < short.length; i++)
    for (let j = Math.max(0, i - reach); j <= Math.min(long.length - 1, i + reach); j++)
      if (taken[j] === 0 && long[j] === short[i]) {
        taken[j] = 1
        matched += short.charAt(i)
        break
      }
  if (matched === '') return 0
  let moved = 0
  let at = 0
  for (let j = 0; j < long.length; j++) if (taken[j] === 1 && long[j] !== matched[at++]) moved++
  const m = matched.length
  return (m / short.length + m / long.length + (m - moved / 2) / m) / 3
}

/** Edits between two words, two neighbours changing places counting as one; stops counting above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
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
