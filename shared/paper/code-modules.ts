/** The dark and light squares of a QR code, without the quiet zone around it. */
export type CodeModules = {
  /** Squares on each side. */
  readonly size: number
  /** Row by row from the top left; 1 is dark. */
  readonly dark: Uint8Array
}

/**
 * How much of the code may be lost: `M` 15 %, for a screen or a clean print; `Q` 25 %, for paper that is folded, carried
 * and copied.
 */
export type CodeStrength = 'M' | 'Q'

/** Writes text as a QR code. Rejects text that does not fit into one. The engine sits at the edges, as the reader does. */
export type WriteCode = (text: string, strength?: CodeStrength) => Promise<CodeModules>

/** Light squares every reader wants around a code (ISO/IEC 18004). */
export const QUIET_MODULES = 4

/** What the engine is asked and answers: one pixel a square, no margin. */
export type CodeEngine = (
  text: string,
  asked: { readonly format: 'QRCode'; readonly addQuietZones: false; readonly scale: 1; readonly options: string },
) => Promise<{ readonly symbol: Picture; readonly error: string }>

/** The port over an engine that is ready to be asked. */
export const codeWriterOver =
  (write: CodeEngine): WriteCode =>
  async (text, strength = 'M') => {
    const options = `ecLevel=${strength}`
    const { symbol, error } = await write(text, { format: 'QRCode', addQuietZones: false, scale: 1, options })
    if (error !== '') throw new Error(`no code for ${text.length} letters: ${error}`)
    return modulesFrom(symbol)
  }

type Picture = { readonly width: number; readonly height: number; readonly data: ArrayLike<number> }

/** From a one-channel picture with a pixel for each square, 0 black. */
export function modulesFrom({ width, height, data }: Picture): CodeModules {
  if (width === 0 || width !== height || data.length !== width * height) throw new Error('this picture is no code')
  return { size: width, dark: Uint8Array.from(data, (pixel) => (pixel < 128 ? 1 : 0)) }
}

/** A stretch of dark squares in one row, in squares from the top left. */
export type DarkRun = { readonly x: number; readonly y: number; readonly width: number }

/** The dark squares as few rectangles: no hairline of light between neighbours, on paper or on glass. */
export function darkRuns({ size, dark }: CodeModules): readonly DarkRun[] {
  const runs: DarkRun[] = []
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (dark[y * size + x] !== 1) continue
      const start = x
      while (x + 1 < size && dark[y * size + x + 1] === 1) x++
      runs.push({ x: start, y, width: x - start + 1 })
    }
  return runs
}

/** The same as the path of an SVG whose view box is `codeViewBox`. */
export const pathOf = (modules: CodeModules): string =>
  darkRuns(modules)
    .map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`)
    .join('')

/** Quiet zone included: put it on white, in the dark theme too. */
export const codeViewBox = ({ size }: CodeModules): string =>
  `${-QUIET_MODULES} ${-QUIET_MODULES} ${size + 2 * QUIET_MODULES} ${size + 2 * QUIET_MODULES}`
