import bold from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?url'
import text from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url'
import mono from 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf?url'
import { z } from 'zod'
import type { Bytes } from '@shared/base/bytes'
import { type FontBytes, drawProof } from '@shared/proof/draw-proof'
import { drawReceipt } from '@shared/proof/draw-receipt'
import { verifyProof } from '@shared/proof/verify-proof'
import { webProofCrypto } from '../platform/proof-crypto'
import { type ProveAsk, proveOn } from './prove-port'

// Our policy forbids making code from text, and zod must not even try.
z.config({ jitless: true })

/** Draws and checks proofs off the glass. Its fonts come from beside the program. */
let fonts: Promise<FontBytes> | undefined
const theFonts = (): Promise<FontBytes> =>
  (fonts ??= Promise.all([fetched(text), fetched(bold), fetched(mono)]).then(([text, bold, mono]) => ({
    text,
    bold,
    mono,
  })))

async function fetched(url: string): Promise<Bytes> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error('a font is missing')
  return new Uint8Array(await answer.arrayBuffer())
}

async function work(ask: ProveAsk): Promise<unknown> {
  switch (ask.kind) {
    case 'check':
      return verifyProof(ask.proof, webProofCrypto, ask.known)
    case 'draw':
      return drawProof(ask.proof, ask.words, await theFonts())
    case 'draw-receipt':
      return drawReceipt(ask.receipt, await theFonts())
  }
}

proveOn(self, work)
