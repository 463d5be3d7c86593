import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { BoxMm } from '@shared/capture/form-template'
import type { PageReading } from '@shared/capture/reading'
import { type Size, applied, cornersOf, grownMm, placed, turnedBy, uprightFrom } from './page-geometry'

type PageViewProps = {
  readonly picture: ImageBitmap
  readonly reading: PageReading
  /** The place on the form that is being looked at. */
  readonly focus: BoxMm | null
  readonly isNear: boolean
  /** Quarter turns clockwise beyond what the reading found. */
  readonly turns: number
  readonly label: string
}

/** The scanned page. It follows the focus, comes near when asked, and stays white in the dark: it is paper. */
export function PageView({ picture, reading, focus, isNear, turns, label }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const room = useSize(frame)
  const { width, height } = picture

  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0)
  }, [picture])

  const quarters = reading.rotation / 90 + turns
  const turn = turnedBy(quarters, width, height)
  const page = quarters % 2 === 0 ? { width, height } : { width: height, height: width }
  const outline = focus && reading.homography ? cornersOf(reading.homography, grownMm(focus, 1.2)) : []
  const { scale, x, y } = placed(page, room, outline.map((point) => applied(turn, point)), isNear) // prettier-ignore
  const [a, b, c, d, e, f] = turn
  const transform = `matrix(${[scale * a, scale * b, scale * c, scale * d, scale * e + x, scale * f + y].join(',')})`

  return (
    <div className="page-view" ref={frame} role="img" aria-label={label}>
      <div className="page-paper" style={{ width, height, transform }}>
        <canvas ref={canvas} width={width} height={height} />
        {outline.length > 0 && (
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
            <polygon points={outline.map((point) => point.join(',')).join(' ')} />
          </svg>
        )}
      </div>
    </div>
  )
}

function useSize(element: React.RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 1, height: 1 })
  useEffect(() => {
    const one = element.current
    if (!one) return
    const watch = new ResizeObserver(() => setSize({ width: one.clientWidth || 1, height: one.clientHeight || 1 }))
    watch.observe(one)
    return () => watch.disconnect()
  }, [element])
  return size
}

type SnippetProps = {
  readonly picture: ImageBitmap | null
  readonly reading: PageReading
  readonly box: BoxMm
  /** What is shown around it, in millimetres, and above it if that differs: a label stands close there. */
  readonly margin: number
  readonly above?: number
}

/** Pixels for a millimetre: about 300 dpi. */
const SHARP = 12

/** One place of the page, upright, as it was written. */
export function Snippet({ picture, reading, box, margin, above = margin }: SnippetProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const grown = grownMm(box, margin, above)
  const width = Math.round(grown[2] * SHARP)
  const height = Math.round(grown[3] * SHARP)
  const { homography } = reading
  const place = grown.join()

  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d')
    const [x = 0, y = 0, w = 1, h = 1] = place.split(',').map(Number)
    const upright = homography && uprightFrom(homography, [x, y, w, h], width, height)
    if (!pen || !picture || !upright) return
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.imageSmoothingQuality = 'high'
    pen.setTransform(...(upright as [number, number, number, number, number, number]))
    pen.drawImage(picture, 0, 0)
    pen.resetTransform()
  }, [picture, homography, place, width, height])

  return homography ? (
    <canvas className="snippet" ref={canvas} width={width} height={height} aria-hidden="true" />
  ) : null
}
