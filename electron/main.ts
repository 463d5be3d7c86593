import { join, resolve } from 'node:path'
import { BrowserWindow, Menu, app, dialog, ipcMain, protocol, safeStorage, session } from 'electron'
import { serve } from './ipc/serve'
import { openHere } from './open-here'
import { appScheme, serveRenderer } from './security/app-scheme'
import { limitNavigation } from './security/navigation'
import { cutNetwork } from './security/network'
import { START_URL } from './security/origin'
import { limitPermissions } from './security/permissions'
import { webPreferences } from './security/window'
import { rendererFolder } from './services/renderer-files'
import { fileKeeper, osKeychain } from './services/secret-keeper'

/** Puts the parts together, once, in order, and opens one sandboxed window. */
async function start(): Promise<void> {
  await app.whenReady()
  const keychain = await osKeychain(safeStorage, process.platform)
  const { home, workstation } = await openHere({
    host: 'electron',
    folder: process.env['CONSENT_DATA_DIR'] ?? join(app.getPath('userData'), 'workstation'),
    keepers: keychain === null ? [fileKeeper] : [keychain, fileKeeper],
  })

  const inside = session.defaultSession
  limitPermissions(inside)
  cutNetwork(inside, app.isPackaged)
  serveRenderer(inside, rendererFolder(home))

  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 360,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(join(home, 'out', 'preload', 'bridge.cjs'), app.isPackaged),
  })
  serve(ipcMain, workstation, window.webContents)
  // In the customer's hands the window is the whole screen, without a menu: nothing else is a tap away.
  const release = workstation.onHandedOver((handed) => {
    if (window.isDestroyed()) return
    window.setKiosk(handed)
    window.setMenuBarVisibility(!handed)
  })
  window.once('closed', release)
  window.once('ready-to-show', () => window.show())
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  endWith(workstation.close)
  await window.loadURL(START_URL)
}

/** The journal is closed before the program ends, whoever ends it. */
function endWith(close: () => Promise<void>): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

/** Zoom and full screen stay within reach; reload and developer tools are no part of a desk. */
const plainMenu = () =>
  Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      label: app.name,
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
  ])

// Asked for by tests and by whoever keeps two desks on one machine; must be set before anything is read.
const userData = app.commandLine.getSwitchValue('user-data-dir')
if (userData !== '') app.setPath('userData', resolve(userData))

if (app.requestSingleInstanceLock()) {
  // Every window names the sandbox itself; this is for the ones nobody foresaw. Tests as root run without any, and
  // Electron dies of being told both.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([appScheme])
  app.on('web-contents-created', (_event, contents) => limitNavigation(contents))
  Menu.setApplicationMenu(plainMenu())
  start().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    dialog.showErrorBox('Consent workstation', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
