// What this machine has: browsers, a display, a way to install. Nothing here ever downloads a browser by itself.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const isRoot = process.getuid?.() === 0

/** Read like electron-vite does. Asking the package itself would start a download where the binary is missing. */
export function electronBinary(env = process.env) {
  if (env.ELECTRON_EXEC_PATH && existsSync(env.ELECTRON_EXEC_PATH)) return env.ELECTRON_EXEC_PATH
  const folder = join(root, 'node_modules', 'electron')
  const path = join(folder, 'path.txt')
  if (!existsSync(path)) return null
  const binary = join(folder, 'dist', readFileSync(path, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export function chromiumBinary(env = process.env) {
  const usual = {
    linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
      (name) => `/usr/bin/${name}`,
    ),
    darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
    win32: [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((base) =>
      base
        ? [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')]
        : [],
    ),
  }
  return [env.CHROMIUM_PATH, ...(usual[process.platform] ?? [])].find((path) => path && existsSync(path)) ?? null
}

export const hasDisplay = (env = process.env) =>
  process.platform === 'win32' || process.platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

export const hasProgram = (name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0

/** How to run apt-get here, or null. Never asks for a password. */
export function aptGet() {
  if (process.platform !== 'linux' || !hasProgram('apt-get')) return null
  if (isRoot) return ['apt-get']
  return hasProgram('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n', 'apt-get']
    : null
}
