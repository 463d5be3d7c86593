import type { Bytes } from '@shared/base/bytes'
import { type Result, notOk } from '@shared/base/result'
import type { Mail, MailProblem } from './mail'

/** A message that takes longer was made to. */
const PATIENCE = 5_000

/** Reads an e-mail in a worker of its own, which ends with it: a message made to hang a reader hangs nothing here. */
export function readMail(bytes: Bytes): Promise<Result<Mail, MailProblem>> {
  const worker = new Worker(new URL('./mail.worker.ts', import.meta.url), { type: 'module', name: 'mail' })
  return new Promise((resolve) => {
    const done = (mail: Result<Mail, MailProblem>) => {
      clearTimeout(timer)
      worker.terminate()
      resolve(mail)
    }
    const timer = setTimeout(() => done(notOk<MailProblem>('not-a-mail')), PATIENCE)
    worker.onmessage = ({ data }: MessageEvent<Result<Mail, MailProblem>>) => done(data)
    worker.onerror = () => done(notOk<MailProblem>('not-a-mail'))
    worker.postMessage(bytes)
  })
}
