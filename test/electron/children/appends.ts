import { fileKeeper } from '../../../electron/services/secret-keeper'
import { openWorkstation } from '../../../electron/services/workstation'
import { withdrawn } from '../services/facts'
import { newAct } from '../services/leaves'

/**
 * A workstation that records as fast as it can until it is killed. Every act is announced before it is asked for and
 * acknowledged, with its events, after the answer; the reader believes only lines that arrived whole.
 */
const [folder = '', resources = ''] = process.argv.slice(2)
const say = (line: string) => new Promise((done) => process.stdout.write(`${line}\n`, done))

const { ask } = await openWorkstation({
  host: 'loopback',
  folder,
  resources,
  app: { version: '0.1.0', build: 'test' },
  keepers: [fileKeeper],
})
await say('open')
for (let i = 0; ; i++) {
  const act = newAct()
  await say(`ask ${act}`)
  // Acts of different sizes, so that the kill falls into writes of different lengths.
  const events = Array.from({ length: 1 + (i % 7) * 3 }, () => withdrawn())
  const { entries } = await ask['journal:record']({ act, events })
  await say(`ack ${act} ${entries.map(({ recorded }) => recorded.id).join(',')}`)
}
