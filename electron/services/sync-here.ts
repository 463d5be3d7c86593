import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSync } from './sync-driver'
import type { WorkstationOptions } from './workstation'

/** Where the server beside this workstation listens unless told otherwise. */
const BESIDE = 'http://127.0.0.1:47810'

/**
 * Sync as the environment asks for it: with `CONSENT_SERVER_URL`, or the embedded server beside us. A device that is
 * not enrolled yet takes the code in `CONSENT_ENROLMENT_CODE`, or the one the embedded server keeps on offer in the
 * data folder.
 */
export const syncHere =
  (env: Readonly<Record<string, string | undefined>>, folder: string): NonNullable<WorkstationOptions['sync']> =>
  (services) =>
    startSync(services, {
      serverUrl: env.CONSENT_SERVER_URL ?? BESIDE,
      findCode: async () =>
        env.CONSENT_ENROLMENT_CODE ??
        (await readFile(join(folder, 'server', 'enrolment-code'), 'utf8').catch(() => null)),
    })
