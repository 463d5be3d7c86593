/** One measured figure. `against` names the peer measured in the same run and how many times better we are. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly against?: { readonly peer: string; readonly ratio: number }
}

/** Prints one line per figure, the same shape for all, so that two runs can be laid side by side. */
export function report({ name, value, unit, against }: Figure): void {
  const peer = against ? `  (${against.ratio.toFixed(2)}x ${against.peer})` : ''
  process.stdout.write(`bench  ${name.padEnd(48)} ${value.toPrecision(4).padStart(10)} ${unit}${peer}\n`)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** Milliseconds of each of `runs` calls, after as many warm-ups as a tenth of them. */
export async function timed(runs: number, work: () => unknown): Promise<number[]> {
  for (let i = 0; i < Math.ceil(runs / 10); i++) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}
