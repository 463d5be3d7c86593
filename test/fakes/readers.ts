import type { ReadingPorts } from '@shared/paper/read-page'

/** Readers that invent a word whatever they are shown, as real ones do on bare paper. */
export const inventive: Pick<ReadingPorts, 'readers' | 'recognise'> = {
  readers: {
    digits: () => Array.from({ length: 10 }, (_, digit) => (digit === 7 ? 0.91 : 0.01)),
    lines: () => ({ alphabet: '', places: 0, characters: 1, logs: new Float32Array(0) }),
    spell: () => [{ text: 'invented', share: 0.99 }],
  },
  recognise: async () => ({ text: 'invented', confidence: 0.99 }),
}
