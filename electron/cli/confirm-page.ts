import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { must } from '@shared/base/never'
import { type Catalogue, findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import type { EvidenceRef } from '@shared/terms/evidence'
import { ActId, DraftId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import type { PageLine } from './read-papers'

/** What was really written on a sample page, from the file that lies beside it. */
const Truth = z.object({
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  signature: z.object({ present: z.boolean() }),
})
type Truth = z.infer<typeof Truth>

export type ConfirmedPage = {
  readonly draft: FlyerDraft
  /** Fields the machine had read as they were confirmed, of those that were written. */
  readonly readRight: number
  readonly written: number
  /** The words came from the file beside the scan, as somebody would have typed them. */
  readonly byTruth: boolean
}

/**
 * Stands in for the person at the screen: takes the boxes as read, and the handwriting as the file beside the scan says
 * it really is. Without such a file the reading is taken as it stands, which no person would do unseen; so the demo says
 * which it was.
 */
export async function confirmPage(
  line: PageLine,
  { scan, catalogue, pages }: { readonly scan: EvidenceRef; readonly catalogue: Catalogue; readonly pages: number },
): Promise<ConfirmedPage> {
  const truth = await truthBeside(line.file)
  const form = line.template && findForm(catalogue, line.template.id, line.template.version)
  const { file, page, print: _print, ...reading } = line
  const fields = Object.fromEntries(Object.keys(form?.roles ?? {}).map((name) => [name, wordsFor(name, line, truth)]))
  const written = Object.entries(fields).filter(([, text]) => text !== '')
  const draft: FlyerDraft = {
    kind: 'flyer',
    id: DraftId.parse(randomUUID()),
    act: ActId.parse(randomUUID()),
    openedAt: instantFrom(Date.now()),
    file,
    page,
    pages,
    scan,
    reading,
    fields,
    boxes: Object.fromEntries(
      (form?.questions ?? []).flatMap(({ box }) => {
        const state = line.boxes[box]
        return state ? [[box, state]] : []
      }),
    ),
    signature: signatureFor(line, truth),
    subject: null,
    pairs: [],
    setAside: null,
  }
  const readRight = written.filter(([name, text]) => line.fields[name]?.text === text).length
  return { draft, readRight, written: written.length, byTruth: truth !== null }
}

function wordsFor(name: string, line: PageLine, truth: Truth | null): string {
  if (truth) return must(truth.fields.find((field) => field.name === name)?.value, `the truth about ${name}`)
  return line.fields[name]?.text ?? ''
}

/** An unclear signature is left open unless somebody knows better: then the sheet is set aside. */
function signatureFor(line: PageLine, truth: Truth | null): FlyerDraft['signature'] {
  if (truth) return truth.signature.present ? 'present' : 'absent'
  return line.signature.state === 'unclear' ? null : line.signature.state
}

async function truthBeside(scan: string): Promise<Truth | null> {
  try {
    return Truth.parse(JSON.parse(await readFile(scan.replace(/\.[^.]+$/, '.json'), 'utf8')))
  } catch {
    return null
  }
}
