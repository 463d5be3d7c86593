/**
 * Takes the browser's stores out of this window's reach, before anything that could open them is loaded. They stand on
 * the disk as before; the page that is shown to the customer has no name for them. What a page never had, no mistake of
 * ours can show. It is no wall against somebody with developer tools: the host's refusals are.
 */
export function shutTables(): void {
  for (const name of ['indexedDB', 'caches', 'Worker', 'SharedWorker'] as const)
    Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false })
}
