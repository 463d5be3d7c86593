import { type PointerEvent, useRef } from 'react'
import type { Ink, InkPoint } from '@shared/terms/evidence'
import { inkPoint, lastMoment, pathOf, viewBox, withStroke } from './ink'

type PadProps = {
  readonly ink: Ink | null
  /** Called with every finished stroke. */
  readonly onInk: (ink: Ink) => void
  readonly label: string
  readonly describedBy?: string | undefined
}

/**
 * Strokes in, evidence out. The ink is kept as fractions of the pad and drawn as vectors, so turning or resizing the
 * window draws it anew and loses nothing. No pressure is read: that would be biometric data nobody asked for.
 */
export function SignaturePad({ ink, onInk, label, describedBy }: PadProps) {
  const drawing = useRef<SVGPathElement>(null)
  const stroke = useRef<{ pointer: number; points: InkPoint[] } | null>(null)
  /** The event clock's time at which this pad counts zero. */
  const zero = useRef<number | null>(null)

  const take = (event: PointerEvent<SVGSVGElement>) => {
    const pad = event.currentTarget.getBoundingClientRect()
    const begun = (zero.current ??= event.timeStamp - lastMoment(ink))
    const native = event.nativeEvent
    // A pen reports more often than the screen is drawn: the points between are those that make it a signature.
    const between = native.getCoalescedEvents()
    for (const one of between.length > 0 ? between : [native])
      stroke.current?.points.push(inkPoint({ x: one.clientX, y: one.clientY }, pad, one.timeStamp - begun))
    drawing.current?.setAttribute('d', pathOf(stroke.current?.points ?? []))
  }

  const start = (event: PointerEvent<SVGSVGElement>) => {
    // The palm beside the pen, and any button but the first, draw nothing.
    if (stroke.current !== null || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    stroke.current = { pointer: event.pointerId, points: [] }
    take(event)
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (stroke.current?.pointer === event.pointerId) take(event)
  }
  // Also when the pen is taken away by the system: what was drawn was drawn.
  const finish = (event: PointerEvent<SVGSVGElement>) => {
    if (stroke.current?.pointer !== event.pointerId) return
    const { points } = stroke.current
    stroke.current = null
    drawing.current?.setAttribute('d', '')
    onInk(withStroke(ink, points))
  }

  return (
    <svg
      className="pad"
      viewBox={viewBox}
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={finish}
      onPointerCancel={finish}
      onLostPointerCapture={finish}
    >
      {ink?.strokes.map((points, at) => (
        <path key={at} d={pathOf(points, ink.aspect)} />
      ))}
      <path ref={drawing} />
    </svg>
  )
}
