/** Protocols that are deliberately wrong in one thing. Each must be caught: a simulation that misses one proves nothing. */
export const wrongs = {
  'synced-flag': {
    from: 237,
    what: 'the device keeps a mark of what was sent and goes on after it, whatever the server says',
  },
  'prune-on-ack': { from: 2, what: 'the device throws a leaf away once the server has it' },
  'cursor-first': { from: 11, what: 'the device writes how far it read before what it read' },
  'cursor-at-own-receipt': {
    from: 1,
    what: 'the device takes the place of its own receipt for the place it has read up to',
  },
  'no-give-back': { from: 1068, what: 'the device does not give back what a server lost' },
  'gaps-taken': { from: 1, what: 'the server takes leaves though those before them are missing' },
  'no-memory': { from: 1, what: 'the server keeps whatever comes, again and again' },
  'event-before-evidence': { from: 21, what: 'the server takes an event before its evidence' },
  'half-a-blob': { from: 1, what: 'the server takes the first chunk for the whole' },
  'no-rollback-detection': { from: 2, what: 'the server goes on after an older backup as if nothing had been' },
  'place-before-commit': { from: 6, what: 'the server gives places outside the transaction' },
  'ack-before-commit': { from: 2, what: 'the server signs before it has committed' },
  'fork-overlooked': { from: 1, what: 'the server answers a second leaf at a place as if it were the first' },
  'revoked-dropped': { from: 3, what: 'the server throws away what a device brings that was sent away' },
  'revoked-believed': { from: 3, what: 'the server does not look whether a device was sent away' },
  'poison-blocks': { from: 4, what: 'the server refuses a leaf it cannot believe, and everything behind it' },
  'clock-judges': { from: 1, what: 'the server refuses leaves whose clock is a day off' },
  'unknown-dropped': { from: 1, what: 'the server throws away kinds of facts it does not know' },
} as const
export type Wrong = keyof typeof wrongs
