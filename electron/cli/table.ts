/** Columns as wide as their widest cell, so that a table can be read in a terminal. */
export function tableFrom(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  // Characters as people count them, not the halves some are stored in.
  const width = (cell: string): number => Array.from(cell).length
  const widths = head.map((_, i) => Math.max(...all.map((row) => width(row[i] ?? ''))))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
