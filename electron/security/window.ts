import type { WebPreferences } from 'electron'

/**
 * The page is a page: no Node, no shared world with the preload script, in the sandbox. Written out although most of it
 * is the default, so that a change of default or of mind is seen in a test.
 * https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content
 * https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation
 * https://www.electronjs.org/docs/latest/tutorial/security#4-enable-process-sandboxing
 * https://www.electronjs.org/docs/latest/tutorial/security#6-do-not-disable-websecurity
 */
export const webPreferences = (preload: string, isPackaged: boolean): WebPreferences => ({
  preload,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Its dictionaries are downloaded.
  spellcheck: false,
  devTools: !isPackaged,
})
