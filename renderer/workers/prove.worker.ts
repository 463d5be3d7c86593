import { z } from 'zod'
import { drawProof } from '@shared/proof/draw-proof'
import { drawReceipt } from '@shared/proof/draw-receipt'
import { verifyProof } from '@shared/proof/verify-proof'
import { webProofCrypto } from '../platform/proof-crypto'
import { theFonts } from './fonts'
import { type ProveAsk, proveOn } from './prove-port'

// Our policy forbids making code from text, and zod must not even try.
z.config({ jitless: true })

/** Draws and checks proofs off the glass. */
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
