import { StrictMode, useMemo, useSyncExternalStore } from 'react'
import type { Root } from 'react-dom/client'
import { App } from './app'
import { DeskContext, type OpenedDesk, openDesk } from './desk'
import type { Connected } from './platform/workstation'
import { StartProgress } from './start-screen'

/** The operator's window: the projection brought up to the journal, then the screens. */
export async function showDesk(root: Root, workstation: Connected): Promise<void> {
  const desk = await openDesk(workstation, (read) => root.render(<StartProgress read={read} />))
  root.render(
    <StrictMode>
      <DeskWithDocuments desk={desk} />
    </StrictMode>,
  )
}

/** The desk with the documents in use laid out on it. When some are released, every screen has them at once. */
function DeskWithDocuments({ desk }: { desk: OpenedDesk }) {
  const documents = useSyncExternalStore(desk.documentsInUse.subscribe, desk.documentsInUse.now)
  const laid = useMemo(() => ({ ...desk, documents, catalogue: documents.catalogue }), [desk, documents])
  return (
    <DeskContext value={laid}>
      <App />
    </DeskContext>
  )
}
