import type { EvidenceId } from '@shared/terms/ids'
import type { WireProblem } from '@shared/sync/protocol'

type Refused = Omit<WireProblem, 'type' | 'expected' | 'missing'>

/** Everything the server may refuse: with which status, in which words, and what the device can do about it. */
const catalogue: Record<WireProblem['type'], Refused> = {
  'unknown-device': { status: 401, title: 'This device is not enrolled here.', retry: 'never', scope: 'device' },
  'device-revoked': { status: 403, title: 'This device is no longer welcome.', retry: 'never', scope: 'device' },
  'bad-proof': { status: 401, title: 'The proof does not fit the request.', retry: 'never', scope: 'batch' },
  replayed: { status: 401, title: 'This request is too old or was here before.', retry: 'now', scope: 'batch' },
  'bad-code': {
    status: 403,
    title: 'This enrolment code is unknown, used or too old.',
    retry: 'never',
    scope: 'device',
  },
  gap: { status: 409, title: 'Leaves before these have not arrived.', retry: 'now', scope: 'batch' },
  fork: { status: 409, title: 'Another leaf has this place in the chain.', retry: 'never', scope: 'device' },
  'evidence-missing': {
    status: 409,
    title: 'Evidence must arrive before what rests on it.',
    retry: 'now',
    scope: 'batch',
  },
  'too-large': { status: 413, title: 'This is more than one request may carry.', retry: 'never', scope: 'batch' },
  'not-understood': { status: 422, title: 'This is not a message of the protocol.', retry: 'never', scope: 'batch' },
  'upgrade-required': { status: 426, title: 'This version is no longer spoken here.', retry: 'never', scope: 'device' },
  recovering: {
    status: 423,
    title: 'The log is being put together again after a restore. Uploads are taken.',
    retry: 'after',
    scope: 'tenant',
  },
  'too-many': { status: 429, title: 'More than this device may ask at once.', retry: 'after', scope: 'device' },
  busy: { status: 503, title: 'Not now.', retry: 'after', scope: 'tenant' },
}

/** Thrown where a request meets its end; the one error handler turns it into problem+json. */
export class Refusal extends Error {
  constructor(
    readonly type: WireProblem['type'],
    readonly details: { readonly expected?: number; readonly missing?: EvidenceId[] } = {},
  ) {
    super(type)
  }

  get wire(): WireProblem {
    return { type: this.type, ...catalogue[this.type], ...this.details }
  }
}
