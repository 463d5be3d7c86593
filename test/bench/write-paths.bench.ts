import fc from 'fast-check'
import { test } from 'vitest'
import { goesOnlyWhereAllowed, opensOnlyWhatWasSaid } from '../shared/consent/write-path-properties'
import { report } from './report'

const runs = { numRuns: 10_000 }

test('ten thousand sequences of edits over every way into the record', async () => {
  await fc.assert(opensOnlyWhatWasSaid(), runs)
  report({ name: 'write paths: sequences without a permission nobody gave', value: runs.numRuns, unit: 'sequences' })
  let sheets = 0
  await fc.assert(
    goesOnlyWhereAllowed(undefined, () => void (sheets += 1)),
    runs,
  )
  report({ name: 'write paths: sheets that ask again, none over a denied way', value: sheets, unit: 'sheets' })
})
