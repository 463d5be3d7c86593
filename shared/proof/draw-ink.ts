import {
  LineCapStyle,
  LineJoinStyle,
  type PDFOperator,
  type PDFPage,
  appendBezierCurve,
  lineTo,
  moveTo,
  popGraphicsState,
  pushGraphicsState,
  setLineCap,
  setLineJoin,
  setLineWidth,
  setStrokingColor,
  stroke,
} from 'pdf-lib'
import type { Ink } from '../terms/evidence'
import { ink as colors } from './page-flow'

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Redraws a signature as lines, sharp at any size: `x` and `y` are its lower left corner. */
export function drawInk(page: PDFPage, ink: Ink, place: Place): void {
  const operators: PDFOperator[] = [
    pushGraphicsState(),
    setStrokingColor(colors.text),
    setLineWidth(Math.max(1, place.width / 200)),
    setLineCap(LineCapStyle.Round),
    setLineJoin(LineJoinStyle.Round),
  ]
  for (const points of ink.strokes) {
    const at = points.map(([x, y]) => [place.x + x * place.width, place.y + (1 - y) * place.height] as const)
    operators.push(...strokeThrough(at), stroke())
  }
  page.pushOperators(...operators, popGraphicsState())
}

/** A smooth line: from the middle of one step to the middle of the next, bent by the point between. */
function strokeThrough(at: readonly (readonly [number, number])[]): PDFOperator[] {
  const [first, ...rest] = at
  if (!first) return []
  const operators = [moveTo(...first)]
  // A single touch is a dot: a line of no length with a round end.
  if (rest.length === 0) return [...operators, lineTo(...first)]
  let [fromX, fromY] = first
  for (const [i, [x, y]] of rest.entries()) {
    const [nextX, nextY] = rest[i + 1] ?? [x, y]
    const [toX, toY] = i === rest.length - 1 ? [x, y] : [(x + nextX) / 2, (y + nextY) / 2]
    operators.push(
      appendBezierCurve(
        fromX + (2 / 3) * (x - fromX),
        fromY + (2 / 3) * (y - fromY),
        toX + (2 / 3) * (x - toX),
        toY + (2 / 3) * (y - toY),
        toX,
        toY,
      ),
    )
    ;[fromX, fromY] = [toX, toY]
  }
  return operators
}
