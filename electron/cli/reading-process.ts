import { readFile, stat } from 'node:fs/promises'
import { notOk } from '@shared/base/result'
import { MOST_BYTES } from '@shared/paper/gate'
import type { PaperLayout } from '@shared/capture/form-template'
import type { PaperProblem } from '@shared/capture/reading'
import { readPage, unread, type ReadPage } from '@shared/paper/read-page'
import type { PlainDate } from '@shared/terms/time'
import { decodeCodes } from './decode-codes'
import { openPaper, type OpenPaper } from './open-paper'
import { nodeReaders } from './readers'
import { nodeRecogniser } from './recognise'

/**
 * A process that reads pages for `read-papers`. Pictures from strangers go through native decoders here; one that
 * brings the decoder down (the canvas package dies of some broken files) takes this process with it and nothing else.
 */
export type ReadingSetup = {
  readonly layouts: readonly PaperLayout[]
  readonly today: PlainDate
  readonly print: boolean
  readonly webResources: string
}
export type PageOrder = { readonly file: string; readonly page: number }
export type ToReader = { readonly setup: ReadingSetup } | { readonly order: PageOrder }
/** `fileProblem`: nothing of the file can be read. `pages` is then 0. */
export type FromReader = { readonly pages: number; readonly fileProblem: boolean; readonly page: ReadPage }

let setup: ReadingSetup | undefined
let opened: { readonly file: string; readonly paper: OpenPaper } | undefined
let recogniser: ReturnType<typeof nodeRecogniser> | undefined

process.on('message', (message: ToReader) => {
  if ('setup' in message) {
    setup = message.setup
    recogniser = nodeRecogniser(setup.webResources)
  } else void read(message.order).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit(0))

async function read({ file, page }: PageOrder): Promise<FromReader> {
  const failed = (problem: PaperProblem, pages = 0): FromReader => ({
    pages,
    fileProblem: pages === 0,
    page: { reading: { ...unread(problem), ms: 0 } },
  })
  if (!setup || !recogniser) throw new Error('asked to read before the setup came')
  if (opened?.file !== file) {
    await opened?.paper.close()
    opened = undefined
    const paper = await open(file)
    if (!paper.ok) return failed(paper.problems[0] ?? { key: 'paper.damaged' })
    opened = { file, paper: paper.value }
  }
  const { paper } = opened
  const picture = await paper.page(page)
  if (!picture.ok) return failed(picture.problems[0] ?? { key: 'paper.damaged' }, paper.pages > 1 ? paper.pages : 0)
  const { layouts, today, print } = setup
  const ports = { decodeCodes, readers: nodeReaders(), recognise: recogniser.recognise, clock: () => performance.now() }
  return {
    pages: paper.pages,
    fileProblem: false,
    page: await readPage({ ...picture.value, layouts, today, print }, ports),
  }
}

async function open(file: string): ReturnType<typeof openPaper> {
  try {
    // The size is asked before the bytes are fetched: a disk image named .pdf is refused without reading it.
    const { size } = await stat(file)
    if (size > MOST_BYTES) return notOk({ key: 'paper.too-large', detail: `${Math.round(size / 1e6)} MB` })
    return await openPaper(await readFile(file))
  } catch (why) {
    const code = why instanceof Error && 'code' in why ? String(why.code) : ''
    return notOk({ key: 'paper.damaged', ...(code === '' ? {} : { detail: code }) })
  }
}
