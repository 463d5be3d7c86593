// Compiles kernel.wat into shared/paper/network/kernel.ts. Needed only when the kernel changes; wants the package `wabt`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import wabt from 'wabt'

const root = resolve(import.meta.dirname, '../..')
const module = (await wabt()).parseWat('kernel.wat', readFileSync(join(import.meta.dirname, 'kernel.wat'), 'utf8'), {
  simd: true,
})
const text = Buffer.from(module.toBinary({}).buffer).toString('base64')
const lines = text.match(/.{1,112}/g).map((line) => `  '${line}',`)
writeFileSync(
  join(root, 'shared/paper/network/kernel.ts'),
  `/** scripts/readers/kernel.wat, compiled by scripts/readers/kernel.mjs. Not to be edited here. */
export const KERNEL = [
${lines.join('\n')}
].join('')
`,
)
