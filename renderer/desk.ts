import { createContext, useContext } from 'react'
import { must } from '@shared/base/never'
import type { Catalogue } from '@shared/capture/catalogue'
import type { Answer } from '@shared/ipc/contract'
import type { Connected } from './platform/workstation'
import { loadCatalogue } from './store/catalogue'
import { DeskDatabase } from './store/database'
import { type DraftKeeper, draftKeeper } from './store/drafts'
import { type Projection, openProjection } from './store/projection'
import { type RecordAct, actRecorder } from './store/record'

/** What every screen may reach for. */
export type Desk = {
  readonly workstation: Connected
  readonly about: Answer<'app:describe'>
  readonly catalogue: Catalogue
  readonly db: DeskDatabase
  readonly projection: Projection
  readonly drafts: DraftKeeper
  readonly recordAct: RecordAct
}

/** Opens the store, brings it up to the journal, and from then on keeps it there. */
export async function openDesk(workstation: Connected, progress: (read: number) => void): Promise<Desk> {
  const about = await workstation.ask['app:describe']({})
  const db = new DeskDatabase()
  const projection = await openProjection(db, workstation, about.journal, progress)
  return {
    workstation,
    about,
    catalogue: loadCatalogue(),
    db,
    projection,
    drafts: draftKeeper(workstation.ask),
    recordAct: actRecorder(workstation.ask, projection),
  }
}

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => must(useContext(DeskContext), 'the desk')
