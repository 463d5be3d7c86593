import { notOk, ok, type Result } from '../base/result'
import type { PaperProblem } from '../capture/reading'
import type { Picture } from './picture'

/** The parts of libheif that are used here. */
type HeifImage = {
  readonly get_width: () => number
  readonly get_height: () => number
  readonly display: (
    into: { data: Uint8ClampedArray; width: number; height: number },
    done: (shown: { data: Uint8ClampedArray } | null) => void,
  ) => void
  readonly free: () => void
}
type LibHeif = { readonly HeifDecoder: new () => { readonly decode: (bytes: Uint8Array) => readonly HeifImage[] } }

let library: Promise<LibHeif> | undefined

/** Two megabytes that most days need not: loaded when the first such picture comes. Its wasm is within; nothing is fetched. */
async function loaded(): Promise<LibHeif> {
  const { default: start } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs')
  return start() as LibHeif | Promise<LibHeif>
}

/** A phone's picture (HEVC in an ISO container), turned as the phone asks. */
export async function heicPicture(bytes: Uint8Array): Promise<Result<Picture, PaperProblem>> {
  try {
    const { HeifDecoder } = await (library ??= loaded())
    const [image] = new HeifDecoder().decode(bytes)
    if (!image) return notOk({ key: 'paper.damaged' })
    const [width, height] = [image.get_width(), image.get_height()]
    const data = new Uint8ClampedArray(width * height * 4)
    const shown = await new Promise<boolean>((done) =>
      image.display({ data, width, height }, (all) => done(all !== null)),
    )
    image.free()
    return shown ? ok({ width, height, rgba: new Uint8Array(data.buffer) }) : notOk({ key: 'paper.damaged' })
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
}
