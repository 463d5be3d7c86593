import { readFile, realpath } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { isMissing } from './durable'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
}

export type ServedFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'forbidden' }

/** One file of the built renderer by the path of its URL. Whatever the path says, nothing outside the folder is read. */
export async function readRendererFile(root: string, pathname: string): Promise<ServedFile> {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return { kind: 'forbidden' }
  }
  // A file name has no colon, backslash or zero in it; on Windows each of them would mean something else.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) return { kind: 'forbidden' }
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`)
  try {
    const inside = `${await realpath(root)}${sep}`
    if (!(await realpath(file)).startsWith(inside)) return { kind: 'forbidden' }
    const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream'
    return { kind: 'file', bytes: new Uint8Array(await readFile(file)), type }
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'EISDIR'))
      return { kind: 'missing' }
    throw error
  }
}

/** Where the built renderer lies. */
export const rendererFolder = (home: string): string => join(home, 'out', 'renderer')
