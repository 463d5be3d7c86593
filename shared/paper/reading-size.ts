/**
 * A4 at 210 dpi. More shows no more of the writing (scans of 150 dpi are read as well as those of 300) and costs memory
 * and time for every copy of it.
 */
const MOST_PIXELS_READ = 4_200_000

/** The size to decode a picture at. `shrunk` is how many of its pixels one of ours stands for: 1, or more. */
export function readingSize(
  width: number,
  height: number,
): { readonly width: number; readonly height: number; readonly shrunk: number } {
  const shrunk = Math.max(1, Math.sqrt((width * height) / MOST_PIXELS_READ))
  return { width: Math.max(1, Math.round(width / shrunk)), height: Math.max(1, Math.round(height / shrunk)), shrunk }
}
