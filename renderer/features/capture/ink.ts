import type { Ink, InkPoint } from '@shared/terms/evidence'

/** The pad is always this much wider than high, so that ink fits it again after any resize. */
export const ASPECT = 3

/** A point of the pad, in pixels, as fractions of it. Outside is brought to the edge: a pen may slip. */
export function inkPoint(at: { x: number; y: number }, pad: DOMRectReadOnly, milliseconds: number): InkPoint {
  const within = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 10_000) / 10_000
  return [
    within((at.x - pad.left) / pad.width),
    within((at.y - pad.top) / pad.height),
    Math.max(0, Math.round(milliseconds)),
  ]
}

export const withStroke = (ink: Ink | null, stroke: readonly InkPoint[]): Ink => ({
  aspect: ink?.aspect ?? ASPECT,
  strokes: [...(ink?.strokes ?? []), [...stroke]],
})

/** When the last point was drawn, in milliseconds since the first: where a pad that was opened again goes on. */
export const lastMoment = (ink: Ink | null): number => ink?.strokes.at(-1)?.at(-1)?.[2] ?? 0

const WIDTH = 1_000

/** The part of the plane the drawing below is made for. */
export const viewBox = `0 0 ${WIDTH} ${Math.round(WIDTH / ASPECT)}`

/** A stroke as the path of a pen, smoothed through the middles between its points. A dot is a very short line. */
export function pathOf(stroke: readonly InkPoint[], aspect: number = ASPECT): string {
  const points = stroke.map(([x, y]) => [round(x * WIDTH), round((y * WIDTH) / aspect)] as const)
  const [first, ...rest] = points
  if (!first) return ''
  if (rest.length === 0) return `M${first[0]} ${first[1]}l0.1 0`
  let path = `M${first[0]} ${first[1]}`
  for (const [i, [x, y]] of rest.entries()) {
    const next = rest[i + 1]
    path += next ? `Q${x} ${y} ${round((x + next[0]) / 2)} ${round((y + next[1]) / 2)}` : `L${x} ${y}`
  }
  return path
}

const round = (value: number): number => Math.round(value * 10) / 10
