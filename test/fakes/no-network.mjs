// Loaded into every process and thread of a run that must not reach anybody: whoever tries is written down and stopped.
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'

const refuse = (what) => () => {
  appendFileSync(process.env.NETWORK_TRIES, `${what}\n`)
  throw new Error('this run has no network')
}
net.Socket.prototype.connect = refuse('connect')
dns.lookup = refuse('lookup')
globalThis.fetch = refuse('fetch')
