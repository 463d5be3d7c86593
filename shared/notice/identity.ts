import type { Review, Spot } from './finding'

/** Which text this is, and when it counts (Art. 7(1) GDPR: the controller must be able to show the words of that day). */

export const idSaysWhatItIs = ({ notice }: Review): readonly Spot[] =>
  notice.id.endsWith(`.${notice.version}.${notice.language}`) ? [] : [{ where: 'id', detail: notice.id }]

/** The day the GDPR began to apply. */
const GDPR_APPLIES = '2018-05-25'
const LATEST = '2100-01-01'

export const datesInOrder = ({ notice: { activeFrom, retiredOn } }: Review): readonly Spot[] => [
  ...(activeFrom < GDPR_APPLIES || activeFrom >= LATEST ? [{ where: 'activeFrom', detail: activeFrom }] : []),
  ...(retiredOn !== null && retiredOn <= activeFrom ? [{ where: 'retiredOn', detail: retiredOn }] : []),
]

export const oneController = ({ notice, controller, purposes }: Review): readonly Spot[] => [
  ...(notice.controller === controller.id ? [] : [{ where: 'controller', detail: notice.controller }]),
  ...purposes
    .filter(({ id }) => notice.questions.some(({ purpose }) => purpose === id))
    .filter((purpose) => purpose.controller !== controller.id)
    .map(({ id }) => ({ where: `purposes.${id}.controller` })),
]
