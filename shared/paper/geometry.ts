/** x and y: millimetres from the top left of the page, or pixels of an image. */
export type Point = readonly [x: number, y: number]

/** Nine numbers row by row: a plane seen from somewhere else. The last is 1. */
export type Homography = readonly number[]

/** One place known twice. `weight` says how much it is worth beside the others. */
export type Pair = { readonly from: Point; readonly to: Point; readonly weight?: number }

export function mapped(h: Homography, [x, y]: Point): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 1] = h
  const w = g * x + i * y + j
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
}

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(ax - bx, ay - by)

/** How many units of the target one unit of the source is, at a point. */
export function scaleAt(h: Homography, [x, y]: Point): number {
  const here = mapped(h, [x, y])
  return (distance(here, mapped(h, [x + 1, y])) + distance(here, mapped(h, [x, y + 1]))) / 2
}

/** Turn, scale and shift only: four numbers bear the noise of four near corners better than six. */
export function similarityFrom(pairs: readonly Pair[]): Homography | undefined {
  const n = pairs.length
  const mean = (of: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / n
  const [mx, my, mu, mv] = [mean((p) => p.from[0]), mean((p) => p.from[1]), mean((p) => p.to[0]), mean((p) => p.to[1])]
  let [a, b, size] = [0, 0, 0]
  for (const { from, to } of pairs) {
    const [x, y, u, v] = [from[0] - mx, from[1] - my, to[0] - mu, to[1] - mv]
    a += x * u + y * v
    b += x * v - y * u
    size += x * x + y * y
  }
  if (size === 0) return undefined
  const [c, s] = [a / size, b / size]
  return [c, -s, mu - c * mx + s * my, s, c, mv - s * mx - c * my, 0, 0, 1]
}

/** The affine map nearest to the pairs, or undefined if they lie on one line. Needs three. */
export function affineFrom(pairs: readonly Pair[]): Homography | undefined {
  return fitted(pairs, 6)
}

/** The homography nearest to the pairs, or undefined if they do not hold one. Needs four, no three on a line. */
export function homographyFrom(pairs: readonly Pair[]): Homography | undefined {
  return fitted(pairs, 8)
}

/** The other way round, or undefined if it flattens the plane. */
export function inverse(h: Homography): Homography | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 1] = h
  const m = [
    e * j - f * i,
    c * i - b * j,
    b * f - c * e,
    f * g - d * j,
    a * j - c * g,
    c * d - a * f,
    d * i - e * g,
    b * g - a * i,
    a * e - b * d,
  ]
  const last = m[8] ?? 0
  return Math.abs(last) < 1e-12 ? undefined : m.map((value) => value / last)
}

/**
 * Least squares over 6 (affine) or 8 unknowns, in coordinates moved to their middle and scaled to about 1 (Hartley):
 * raw pixels would leave the normal equations with no digits to spare.
 */
function fitted(pairs: readonly Pair[], unknowns: 6 | 8): Homography | undefined {
  if (pairs.length * 2 < unknowns) return undefined
  const source = normaliser(pairs.map(({ from }) => from))
  const target = normaliser(pairs.map(({ to }) => to))
  const a = new Float64Array(unknowns * unknowns)
  const b = new Float64Array(unknowns)
  const add = (row: readonly number[], value: number, weight: number): void => {
    for (let i = 0; i < unknowns; i++) {
      const ri = (row[i] ?? 0) * weight
      if (ri === 0) continue
      b[i] = (b[i] ?? 0) + ri * value
      for (let j = 0; j < unknowns; j++) a[i * unknowns + j] = (a[i * unknowns + j] ?? 0) + ri * (row[j] ?? 0)
    }
  }
  for (const { from, to, weight = 1 } of pairs) {
    const [x, y] = source.apply(from)
    const [u, v] = target.apply(to)
    add([x, y, 1, 0, 0, 0, -u * x, -u * y], u, weight)
    add([0, 0, 0, x, y, 1, -v * x, -v * y], v, weight)
  }
  const h = solved(a, b, unknowns)
  if (!h) return undefined
  const full = [...h, ...(unknowns === 6 ? [0, 0] : []), 1]
  const whole = product(product(target.undo, full), source.matrix)
  const last = whole[8] ?? 0
  return Math.abs(last) < 1e-12 ? undefined : whole.map((value) => value / last)
}

function normaliser(points: readonly Point[]): {
  readonly apply: (point: Point) => Point
  readonly matrix: readonly number[]
  readonly undo: readonly number[]
} {
  const n = points.length
  const mx = points.reduce((sum, [x]) => sum + x, 0) / n
  const my = points.reduce((sum, [, y]) => sum + y, 0) / n
  const s = points.reduce((sum, [x, y]) => sum + Math.hypot(x - mx, y - my), 0) / n || 1
  return {
    apply: ([x, y]) => [(x - mx) / s, (y - my) / s],
    matrix: [1 / s, 0, -mx / s, 0, 1 / s, -my / s, 0, 0, 1],
    undo: [s, 0, mx, 0, s, my, 0, 0, 1],
  }
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const row = Math.floor(at / 3) * 3
    const column = at % 3
    return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] ?? 0) * (b[k * 3 + column] ?? 0), 0)
  })
}

/** Gauss with the largest pivot first. Undefined when the equations do not say enough. */
function solved(a: Float64Array, b: Float64Array, n: number): number[] | undefined {
  const at = (row: number, column: number): number => a[row * n + column] ?? 0
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++) if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row
    if (Math.abs(at(pivot, column)) < 1e-10) return undefined
    for (let k = 0; k < n; k++) {
      const held = at(column, k)
      a[column * n + k] = at(pivot, k)
      a[pivot * n + k] = held
    }
    const held = b[column] ?? 0
    b[column] = b[pivot] ?? 0
    b[pivot] = held
    for (let row = column + 1; row < n; row++) {
      const factor = at(row, column) / at(column, column)
      if (factor === 0) continue
      for (let k = column; k < n; k++) a[row * n + k] = at(row, k) - factor * at(column, k)
      b[row] = (b[row] ?? 0) - factor * (b[column] ?? 0)
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row] ?? 0
    for (let k = row + 1; k < n; k++) sum -= at(row, k) * (x[k] ?? 0)
    x[row] = sum / at(row, row)
  }
  return x
}
