import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import { ErrorBoundary } from './error-boundary'
import { CustomerContext, type HandedOver } from './features/capture/customer'
import { CustomerScreen } from './features/capture/customer-screen'
import { shutTables } from './platform/shut-tables'
import type { Connected } from './platform/workstation'
import { draftKeeper } from './store/drafts'

/** The customer's window: made of what went along with the device, without the tables and the workers of the desk. */
export function showCustomer(root: Root, workstation: Connected, handed: HandedOver): void {
  shutTables()
  const customer = { ask: workstation.ask, drafts: draftKeeper(workstation.ask), handed }
  root.render(
    <StrictMode>
      <CustomerContext value={customer}>
        <ErrorBoundary>
          <CustomerScreen />
        </ErrorBoundary>
      </CustomerContext>
    </StrictMode>,
  )
}
