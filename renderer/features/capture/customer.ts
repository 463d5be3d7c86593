import { createContext, useContext } from 'react'
import { must } from '@shared/base/never'
import type { Answer, Workstation } from '@shared/ipc/contract'
import type { DraftKeeper } from '../../store/drafts'

/** What went along with the device, and where the meeting stands. */
export type HandedOver = NonNullable<Answer<'hand-over:read'>['handed']> & { readonly pinSet: boolean }

/** Everything the customer's screen may reach for: their own draft and the way back. */
export type Customer = {
  readonly ask: Pick<Workstation, 'evidence:keep' | 'journal:record' | 'hand-over:return'>
  readonly drafts: DraftKeeper
  readonly handed: HandedOver
}

export const CustomerContext = createContext<Customer | null>(null)

export const useCustomer = (): Customer => must(useContext(CustomerContext), 'the customer')
