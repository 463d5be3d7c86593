import { EventId } from '@shared/terms/ids'
import { TextEditor } from './text-editor'
import { ProposalPage } from './proposal-page'
import { SheetList } from './sheet-list'
import { TextList } from './text-list'
import '../../styles/hand-over.css'
import '../../styles/texts.css'

/** What is put before customers: the list of texts, one being written, one waiting for a decision, and the sheets. */
export function TextsScreen({ item }: { item: string | null }) {
  if (item === null) return <TextList />
  if (item === 'sheets') return <SheetList />
  const proposal = EventId.safeParse(item)
  return proposal.success ? <ProposalPage id={proposal.data} /> : <TextEditor id={item} />
}
