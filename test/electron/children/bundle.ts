import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'

const root = resolve(import.meta.dirname, '../../..')

/** Makes one file of a child program, so that plain Node can run it. */
export async function bundle(child: 'appends', folder: string): Promise<string> {
  const file = join(folder, `${child}.mjs`)
  const bundled = await rolldown({
    input: join(root, 'test/electron/children', `${child}.ts`),
    platform: 'node',
    resolve: { alias: { '@shared': join(root, 'shared'), '@resources': join(root, 'resources') } },
  })
  await bundled.write({ file, format: 'esm', codeSplitting: false })
  return file
}
