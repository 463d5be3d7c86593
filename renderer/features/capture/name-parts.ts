/** Words that belong to the family name that follows them. */
const PARTICLES = new Set(
  'von vom van zu zum zur der den dem de du des d la le les di da dos das del della af av ten ter st saint bin ibn al el'.split(
    ' ',
  ),
)

export type NameParts = { readonly givenName: string; readonly familyName: string }

/**
 * A guess at which words are whose: "Anna von der Heide", "Keller, Anna". Only a guess: both parts are shown at once and
 * can be put right.
 */
export function namePartsFrom(typed: string): NameParts {
  const [before = '', ...after] = typed.split(',')
  if (after.length > 0) return { givenName: spaced(after.join(' ')), familyName: spaced(before) }
  const words = spaced(typed).split(' ')
  if (words.length < 2) return { givenName: '', familyName: words[0] ?? '' }
  let from = words.length - 1
  while (from > 1 && PARTICLES.has((words[from - 1] ?? '').toLowerCase().replace(/['’.]$/, ''))) from--
  return { givenName: words.slice(0, from).join(' '), familyName: words.slice(from).join(' ') }
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()
