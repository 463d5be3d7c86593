import { createContext, useContext } from 'react'
import { must } from '@shared/base/never'
import type { Catalogue } from '@shared/capture/catalogue'
import type { Answer } from '@shared/ipc/contract'
import type { Connected } from './platform/workstation'
import type { Documents } from '@shared/documents/fold-documents'
import { loadCatalogue } from './store/catalogue'
import { type DocumentsInUse, followDocuments } from './store/documents'
import { DeskDatabase } from './store/database'
import { type DraftKeeper, draftKeeper } from './store/drafts'
import { type Projection, openProjection } from './store/projection'
import { type RecordAct, actRecorder } from './store/record'

/** What every screen may reach for. */
export type Desk = {
  readonly workstation: Connected
  readonly about: Answer<'app:describe'>
  /** What is in use: what was shipped, and what two people have released since. */
  readonly catalogue: Catalogue
  /** How it came about: proposals, releases, retirements. */
  readonly documents: Documents
  /** What was shipped with the program. */
  readonly builtIn: Catalogue
  readonly db: DeskDatabase
  readonly projection: Projection
  readonly drafts: DraftKeeper
  readonly recordAct: RecordAct
}

/** A desk without what changes on it while it stands. */
export type OpenedDesk = Omit<Desk, 'catalogue' | 'documents'> & { readonly documentsInUse: DocumentsInUse }

/** Opens the store, brings it up to the journal, and from then on keeps it there. */
export async function openDesk(workstation: Connected, progress: (read: number) => void): Promise<OpenedDesk> {
  const about = await workstation.ask['app:describe']({})
  const db = new DeskDatabase()
  const projection = await openProjection(db, workstation, about.journal, progress)
  const builtIn = loadCatalogue()
  return {
    workstation,
    about,
    builtIn,
    documentsInUse: await followDocuments(db, builtIn),
    db,
    projection,
    drafts: draftKeeper(workstation.ask),
    recordAct: actRecorder(workstation.ask, projection),
  }
}

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => must(useContext(DeskContext), 'the desk')
