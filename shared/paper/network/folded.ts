const FOLDS: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o' }

/** Letters alone, small and without accents: `Lefèvre` and `LEFEVRE` are one. */
export function folded(text: string): string {
  let out = ''
  for (const c of text.toLowerCase().normalize('NFD')) {
    if (c >= 'a' && c <= 'z') out += c
    else out += FOLDS[c] ?? ''
  }
  return out
}
