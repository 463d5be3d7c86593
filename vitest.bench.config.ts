import { mergeConfig } from 'vitest/config'
import base from './vitest.config'

export default mergeConfig(base, {
  test: { include: ['test/bench/*.bench.ts'], testTimeout: 1_200_000, fileParallelism: false, silent: false },
})
