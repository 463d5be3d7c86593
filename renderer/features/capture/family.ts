/** The family of texts that are used in person. */
export const FAMILY = 'offers'
