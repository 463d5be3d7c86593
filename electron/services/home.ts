import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder this program lies in: the nearest one upwards with both its `package.json` and its `resources`. */
export function findHome(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'resources', 'controller')) && existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error('The program does not find its resources.')
  }
}
