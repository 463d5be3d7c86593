import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoxMm } from '@shared/capture/form-template'
import { type SketchedPlace, nudged } from '@shared/capture/form-sketch'

type FormPictureProps = {
  readonly picture: ImageBitmap
  readonly widthMm: number
  readonly places: readonly SketchedPlace[]
  readonly active: number | null
  readonly onActive: (id: number) => void
  readonly onDrawn: (mm: BoxMm) => void
  readonly onChange: (place: SketchedPlace) => void
  readonly onRemove: (id: number) => void
}

/**
 * The blank form with the places marked on it. Drawn with the mouse, or put down by a button and moved with the arrows:
 * a millimetre at a time, with Shift a tenth, with Ctrl larger and smaller.
 */
export function FormPicture({
  picture,
  widthMm,
  places,
  active,
  onActive,
  onDrawn,
  onChange,
  onRemove,
}: FormPictureProps) {
  const { t } = useTranslation('paper')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState<BoxMm | null>(null)
  const start = useRef<readonly [number, number] | null>(null)
  const perMm = picture.width / widthMm
  const page = { width: widthMm, height: picture.height / perMm }

  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0)
  }, [picture])

  const at = ({ currentTarget, clientX, clientY }: PointerEvent): readonly [number, number] => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    return [((clientX - left) / width) * page.width, ((clientY - top) / height) * page.height]
  }
  const press = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest('.form-place')) return
    start.current = at(event)
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent): void => {
    if (!start.current) return
    const [x, y] = at(event)
    const [x0, y0] = start.current
    setDrawn([Math.min(x, x0), Math.min(y, y0), Math.abs(x - x0), Math.abs(y - y0)])
  }
  const end = (): void => {
    // A click is no place.
    if (drawn && drawn[2] > 2 && drawn[3] > 2) onDrawn(nudged(drawn, [0, 0, 0, 0], page))
    start.current = null
    setDrawn(null)
  }
  const key = (event: KeyboardEvent, place: SketchedPlace): void => {
    if (event.key === 'Delete') {
      event.preventDefault()
      onRemove(place.id)
      return
    }
    const step = event.shiftKey ? 0.1 : 1
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (!by) return
    event.preventDefault()
    const [dx = 0, dy = 0] = by
    onChange({ ...place, mm: nudged(place.mm, event.ctrlKey ? [0, 0, dx, dy] : [dx, dy, 0, 0], page) })
  }
  const style = ([x, y, w, h]: BoxMm) => ({
    left: `${(x / page.width) * 100}%`,
    top: `${(y / page.height) * 100}%`,
    width: `${(w / page.width) * 100}%`,
    height: `${(h / page.height) * 100}%`,
  })

  return (
    <div className="form-picture" onPointerDown={press} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      <canvas
        ref={canvas}
        width={picture.width}
        height={picture.height}
        role="img"
        aria-label={t('screen.form.picture')}
      />
      {places.map((place) => (
        <div
          key={place.id}
          className="form-place"
          data-place={place.id}
          data-active={place.id === active || undefined}
          role="application"
          aria-roledescription={t('screen.form.place')}
          aria-label={`${place.id}: ${t(`screen.form.kind.${place.kind}`)}`}
          tabIndex={0}
          style={style(place.mm)}
          onFocus={() => onActive(place.id)}
          onKeyDown={(event) => key(event, place)}
        >
          <span aria-hidden="true">{place.id}</span>
        </div>
      ))}
      {drawn && <div className="form-place drawing" style={style(drawn)} />}
    </div>
  )
}
