/**
 * A good notice in one language, written by hand from the law and not from the linter: who asks, for what, in which
 * words. `write-corpus.ts` turns stories into the templates under `test/fixtures/notices`.
 */
export type Story = {
  /** The same slug in another language is the same notice in that language. */
  readonly slug: string
  readonly controller: {
    readonly name: string
    readonly postalAddress: string
    readonly email: string
    readonly phone?: string
    readonly dpoContact?: string
  }
  readonly countries: readonly string[]
  readonly activeFrom: string
  readonly version: number
  readonly purposes: readonly {
    readonly id: string
    readonly name: string
    readonly text: string
    readonly recipients?: readonly string[]
  }[]
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly withdrawal: string
  readonly questions: readonly {
    readonly purpose: string
    /** Separated by spaces. */
    readonly channels: string
    readonly text: string
    readonly separate?: true
  }[]
  readonly fullText: readonly string[]
  /** Also printed: the writer lays it out on a sheet. */
  readonly paper?: true
}
