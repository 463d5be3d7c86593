/** Closes a switch: a new kind does not compile until it is decided what it means here. */
export function never(value: never): never {
  throw new Error(`not foreseen: ${JSON.stringify(value)}`)
}

/** For what cannot be missing. If it is, that is our mistake. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`)
  return value
}
