import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { channels, newsNames } from '@shared/ipc/channels'
import { isOurUrl } from '../security/origin'
import type { OpenedWorkstation } from '../services/workstation'
import { NotInContract, answer } from './answer'

/**
 * Opens every channel of the contract to the main frame of our window, and to nobody else.
 * https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
export function serve(ipc: Pick<IpcMain, 'handle'>, workstation: OpenedWorkstation, window: WebContents): void {
  for (const channel of channels) {
    ipc.handle(channel, async (event, raw: unknown) => {
      if (!isOurs(event, window)) throw new Error(`${channel} was asked by a stranger`)
      try {
        return await answer(workstation.ask, channel, raw)
      } catch (error) {
        console.error(error instanceof Error ? (error.stack ?? error.message) : error)
        // What and where stays here; a message may speak of files and keys.
        throw error instanceof NotInContract ? error : new Error(`${channel} failed`)
      }
    })
  }
  for (const name of newsNames) {
    const stop = workstation.listen(name, (news) => {
      if (!window.isDestroyed()) window.send(name, news)
    })
    window.once('destroyed', stop)
  }
}

function isOurs({ sender, senderFrame }: IpcMainInvokeEvent, window: WebContents): boolean {
  return sender === window && senderFrame !== null && senderFrame.parent === null && isOurUrl(senderFrame.url)
}
