import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
/** Inside the checkout, so that the bundle finds its packages and resources as the real one does. */
const folder = resolve(root, '.cache/test-cli')

/** Builds the command line as `npm run build` does, but nothing else of the program. */
export async function builtCli(name: string): Promise<string> {
  const outDir = resolve(folder, name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': resolve(root, 'shared'), '@resources': resolve(root, 'resources') } },
    ssr: { external: true, noExternal: ['zod'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: {
          cli: resolve(root, 'electron/cli/cli.ts'),
          'reading-process': resolve(root, 'electron/cli/reading-process.ts'),
        },
      },
    },
  })
  return resolve(outDir, 'cli.js')
}

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs it to its end. */
export function run(cli: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: root, env: { ...process.env, LC_ALL: 'en', ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (err += part.toString()))
    child.on('error', failed)
    child.on('close', (code) => done({ code, out, err }))
  })
}

/** The JSON lines of standard output. */
export const linesOf = ({ out }: Ran): readonly unknown[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
