/** The words of one language, nested as in `resources/locales/<language>/proof.json`. */
export type ProofWords = { readonly [key: string]: string | ProofWords }

/** Says a key with its values put in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** Throws on a key without words: a proof with a hole in a sentence must not be handed out. */
export function sayFrom(words: ProofWords): Say {
  return (key, values = {}) => {
    const sentence = key
      .split('.')
      .reduce<string | ProofWords | undefined>(
        (node, part) => (typeof node === 'object' ? node[part] : undefined),
        words,
      )
    if (typeof sentence !== 'string') throw new Error(`no words for ${key}`)
    return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`${key} needs ${name}`)
      return String(value)
    })
  }
}
