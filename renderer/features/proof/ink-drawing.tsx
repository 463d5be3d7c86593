import type { Ink } from '@shared/terms/evidence'

/** A signature as it was drawn: vectors, sharp at any size and on paper. */
export function InkDrawing({ ink, label }: { ink: Ink; label: string }) {
  const [width, height] = [1000, 1000 / ink.aspect]
  const points = (stroke: Ink['strokes'][number]) =>
    stroke.map(([x, y]) => `${(x * width).toFixed(1)},${(y * height).toFixed(1)}`)
  return (
    <svg className="proof-ink" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {ink.strokes.map((stroke, i) => {
        const [first = '', ...rest] = points(stroke)
        // A single touch is a dot: a line of no length with a round end.
        return (
          <path key={i} d={`M${first} ${rest.length > 0 ? rest.map((point) => `L${point}`).join(' ') : `L${first}`}`} />
        )
      })}
    </svg>
  )
}
