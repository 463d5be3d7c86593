import type { FastifyInstance, FastifyReply } from 'fastify'
import { WebSubmission } from '@shared/capture/web-submission'
import type { Parts } from '../parts'
import { recordSubmission } from '../own/submissions'
import { NotServed, bodyAs } from '../rest'

/**
 * What the web form of a template posts. The page stands on somebody's website or in a file, so any origin may post;
 * nothing is read, and no cookie is involved.
 */
export function submissionRoute(app: FastifyInstance, parts: Parts): void {
  app.options('/v1/submissions', async (_request, reply) =>
    open(reply)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '86400')
      .code(204)
      .send(),
  )
  app.post<{ Body: Buffer }>('/v1/submissions', async (request, reply) => {
    void open(reply)
    if (!parts.limits.strangers.take(request.ip)) throw new NotServed('too-many', 'Too many forms at once.')
    const submission = bodyAs(WebSubmission, request.body)
    const done = await recordSubmission(submission, new Uint8Array(request.body), parts)
    if (!done.ok) {
      request.log.info({ problems: done.problems.map(({ key }) => key) }, 'form not complete')
      throw new NotServed('not-complete', 'The form cannot be taken as it is.', done.problems)
    }
    request.log.info({ asks: done.value.asks }, 'form')
    parts.lettersWaiting()
    return { act: submission.act, asks: done.value.asks }
  })
}

const open = (reply: FastifyReply): FastifyReply => reply.header('access-control-allow-origin', '*')
