import { z } from 'zod'
import type { Bytes } from '@shared/base/bytes'
import { mailFrom } from './mail'

// Our policy forbids making code from text, and zod must not even try.
z.config({ jitless: true })

/** Reads one e-mail off the glass. Whoever asked ends it, answered or not. */
self.onmessage = ({ data }: MessageEvent<Bytes>) => {
  void mailFrom(data).then((mail) => self.postMessage(mail))
}
