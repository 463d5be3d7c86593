import { readFileSync, readdirSync } from 'node:fs'

/** Megabytes held and seconds of CPU used by the window of the browser on this profile. Linux only: read from /proc. */
export function windowProcess(profile: string): { readonly mb: number; readonly cpu: number } {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, status: textOf(`/proc/${pid}/status`), line: textOf(`/proc/${pid}/cmdline`) }))
    .map((one) => ({ ...one, parent: /^PPid:\s+(\d+)/m.exec(one.status)?.[1] ?? '' }))
  const ours = new Set(all.filter(({ line }) => line.includes(profile)).map(({ pid }) => pid))
  for (let grown = -1; grown !== ours.size;) {
    grown = ours.size
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid)
  }
  const windows = all.filter(({ pid, line }) => ours.has(pid) && line.includes('--type=renderer'))
  const mb = windows.map(({ status }) => Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
  // Fields 14 and 15 of stat, counted after the name in brackets: user and system, in hundredths of a second.
  const cpu = windows.map(({ pid }) => {
    const fields = textOf(`/proc/${pid}/stat`)
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100
  })
  return { mb: Math.max(0, ...mb), cpu: cpu.reduce((sum, seconds) => sum + seconds, 0) }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
