/** Raise it when what the register holds changes: it is then thrown away and built from the log again. */
export const REGISTER_VERSION = 3
