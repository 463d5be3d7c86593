/**
 * How a name sounds, to a German and to a French ear. Both take the match form and use its Latin letters only. An empty
 * code says nothing: never compare or group by it.
 */

/** Kölner Phonetik (H. J. Postel, 1969): Müller and Mueller 657, Schmidt and Schmitt 862. */
export const cologne = remembered((word) => {
  const letters = word.replace(/[^a-z]/g, '')
  let code = ''
  for (let i = 0; i < letters.length; i++) code += cologneDigit(letters, i)
  const once = code.replace(/(.)\1+/g, '$1')
  return once.slice(0, 1) + once.slice(1).replace(/0/g, '')
})

function cologneDigit(letters: string, i: number): string {
  const [before, letter, after] = [letters.charAt(i - 1), letters.charAt(i), letters.charAt(i + 1)]
  switch (letter) {
    case 'h':
      return ''
    case 'b':
      return '1'
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return 'csz'.includes(after) && after !== '' ? '8' : '2'
    case 'f':
    case 'v':
    case 'w':
      return '3'
    case 'g':
    case 'k':
    case 'q':
      return '4'
    case 'c':
      return cologneC(i === 0, before, after)
    case 'x':
      return before !== '' && 'ckq'.includes(before) ? '8' : '48'
    case 'l':
      return '5'
    case 'm':
    case 'n':
      return '6'
    case 'r':
      return '7'
    case 's':
    case 'z':
      return '8'
    default:
      return '0'
  }
}

function cologneC(first: boolean, before: string, after: string): string {
  const hard = after !== '' && (first ? 'ahkloqrux' : 'ahkoqux').includes(after)
  return hard && !(before !== '' && 'sz'.includes(before)) ? '4' : '8'
}

const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/febv?ur?e?r?e?|febvre/g, 'fevre'],
  [/ph/g, 'f'],
  [/sch|ch|sh/g, 'S'],
  [/th/g, 't'],
  [/h/g, ''],
  [/y/g, 'i'],
  [/eau|au/g, 'o'],
  [/ou/g, 'U'],
  [/(.)\1+/g, '$1'],
  [/bv/g, 'v'],
  [/gn/g, 'n'],
  [/ill(?=[aeio])/g, 'i'],
  [/(ain|ein|aim|eim|im)(?![aeiou])/g, 'in'],
  [/(en|em|am)(?![aeiou])/g, 'an'],
  [/ai|ei/g, 'e'],
  [/cqu|ck|qu|q|c(?![eisS])/g, 'k'],
  [/c/g, 's'],
  [/gu(?=[ei])/g, 'G'],
  [/g(?=[ei])/g, 'j'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/ol(?=[tds]*$)/g, 'o'],
  [/e?[stdxp]*$/g, ''],
  [/e$/g, ''],
  [/(.)\1+/g, '$1'],
]

/** A short French key in the manner of FONEM: Lefebvre, Lefèvre, Lefebure; Thibault, Thibaud; Renaud, Renault. */
export const french = remembered((word) =>
  FRENCH.reduce((sound, [written, heard]) => sound.replace(written, heard), word.replace(/[^a-z]/g, '')),
)

/** Names repeat; a code is worked out once for each. Forgets everything at a size no register of ours reaches. */
function remembered(code: (word: string) => string): (word: string) => string {
  const codes = new Map<string, string>()
  return (word) => {
    const known = codes.get(word)
    if (known !== undefined) return known
    if (codes.size > 200_000) codes.clear()
    const made = code(word)
    codes.set(word, made)
    return made
  }
}
