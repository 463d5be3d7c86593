import type { BoxMm, PaperLayout } from '../capture/form-template'
import type { BoxState } from '../capture/reading'
import { outlineNear } from './anchors'
import { cut, grown, moved, type InkMap, type Sheet } from './cut'
import { greyAtShare } from './raster'

export type TickBox = PaperLayout['boxes'][number]

/** What is seen at a tick box. Shares of black, 0 to 1, where 1 is as black as the code on the same sheet. */
export type BoxInk = {
  /** How clearly the box's own outline stands there. */
  readonly outline: number
  /** How far from where the layout has it, in millimetres. */
  readonly off: number
  /** Ink inside the outline. */
  readonly inside: number
  /** How much of the inside no bare paper is left in: a pen leaves some, a stain or a blackened box does not. */
  readonly covered: number
  /** Ink in a band of 1.2 mm around the box, where the blank form prints nothing. */
  readonly beside: number
  /** How dark the paper itself is around the box: a stain, a shadow. */
  readonly paper: number
}

/**
 * Set on 30 pages with known truth (test/shared/paper/pages.test.ts repeats them): empty boxes with dust in them reach
 * 0.022, the faintest pencil ticks start at 0.059, plain marks lie between 0.12 and 0.60, boxes blackened to take an
 * answer back start at 0.74. Between these is doubt, and doubt goes to a person.
 */
const SURELY_EMPTY = 0.03
const SURELY_MARKED = 0.07
const SURELY_NOT_SOLID = 0.62
const PAPER_IS_LEFT = 0.8
const COVERED_ABOVE_PAPER = 50
const OUTLINE_IN_PLACE_MM = 0.5
const OUTLINE_STANDS = 0.22
const NOTHING_BESIDE = 0.025
const PAPER_IS_PALE = 0.35

/** Marked and empty only when everything speaks for it; what is solid, faint, beside the box or not a box is unclear. */
export function boxStateFrom({ outline, off, inside, covered, beside, paper }: BoxInk): BoxState {
  if (outline < OUTLINE_STANDS || off > OUTLINE_IN_PLACE_MM || paper > PAPER_IS_PALE) return 'unclear'
  if (inside >= SURELY_MARKED) return inside <= SURELY_NOT_SOLID && covered <= PAPER_IS_LEFT ? 'marked' : 'unclear'
  return inside <= SURELY_EMPTY && beside <= NOTHING_BESIDE ? 'empty' : 'unclear'
}

/** Measures one box where its outline really stands, up to 0.8 mm from where the layout has it. */
export function boxInk(sheet: Sheet, box: TickBox, printed: PaperLayout['printed']): BoxInk {
  const { shift, clarity } = outlineNear(sheet, box, 0.8)
  const here = moved(box.roi_mm, shift)
  const map = cut(sheet, grown(here, 2), 8)
  const [x, y, w, h] = here
  const text = printed.map(({ roi_mm }) => grown(roi_mm, 0.3)).filter((rect) => meet(rect, map.box))
  const inBox = (reach: number) => (px: number, py: number) =>
    box.round
      ? Math.hypot(px - x - w / 2, py - y - h / 2) < w / 2 + reach
      : Math.abs(px - x - w / 2) < w / 2 + reach && Math.abs(py - y - h / 2) < h / 2 + reach
  const within = inBox(-0.6)
  const near = inBox(1.7)
  const close = inBox(0.5)
  const around = (px: number, py: number): boolean =>
    near(px, py) && !close(px, py) && !text.some((rect) => covers(rect, px, py))
  // The net of light is coarse; the band around the box says what bare paper is just here.
  const ring = inkWhere(map, around)
  const paper = greyAtShare(ring, 0.5)
  const inside = inkWhere(map, within)
  return {
    outline: clarity,
    off: Math.hypot(...shift),
    inside: meanOver(inside, paper),
    covered: inside.filter((ink) => ink > paper + COVERED_ABOVE_PAPER).length / Math.max(1, inside.length),
    beside: meanOver(ring, paper),
    paper: paper / 255,
  }
}

export function readBoxes(sheet: Sheet, layout: PaperLayout): Record<string, BoxState> {
  return Object.fromEntries(layout.boxes.map((box) => [box.name, boxStateFrom(boxInk(sheet, box, layout.printed))]))
}

const meet = ([ax, ay, aw, ah]: BoxMm, [bx, by, bw, bh]: BoxMm): boolean =>
  ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah

const covers = ([x, y, w, h]: BoxMm, px: number, py: number): boolean =>
  px >= x && py >= y && px <= x + w && py <= y + h

/** The ink of the pixels whose middle, in millimetres of the page, is wanted. */
function inkWhere(map: InkMap, wanted: (x: number, y: number) => boolean): readonly number[] {
  const [left, top] = map.box
  const found: number[] = []
  for (let row = 0; row < map.height; row++)
    for (let column = 0; column < map.width; column++)
      if (wanted(left + (column + 0.5) / map.perMm, top + (row + 0.5) / map.perMm))
        found.push(map.ink[row * map.width + column] ?? 0)
  return found
}

/** Mean ink above what bare paper shows here, 0 to 1. */
const meanOver = (ink: readonly number[], paper: number): number =>
  ink.length === 0 ? 0 : ink.reduce((sum, value) => sum + Math.max(0, value - paper), 0) / ink.length / (255 - paper)
