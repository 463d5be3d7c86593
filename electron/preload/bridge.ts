import { contextBridge, ipcRenderer } from 'electron'
import { type ChannelName, type NewsName, channels, newsNames } from '@shared/ipc/channels'

/**
 * Hands the window the names of the contract and not one thing more: no event, no `ipcRenderer`, no other name.
 * https://www.electronjs.org/docs/latest/tutorial/security#20-do-not-expose-electron-apis-to-untrusted-web-content
 */
contextBridge.exposeInMainWorld('workstation', {
  ask: (channel: ChannelName, ask: unknown): Promise<unknown> =>
    channels.includes(channel) ? ipcRenderer.invoke(channel, ask) : Promise.reject(new Error('not in the contract')),
  listen: (name: NewsName, hear: (news: unknown) => void): (() => void) => {
    if (!newsNames.includes(name)) throw new Error('not in the contract')
    const told = (_event: unknown, news: unknown): void => hear(news)
    ipcRenderer.on(name, told)
    return () => void ipcRenderer.off(name, told)
  },
})
