import { useEffect, useId, useState } from 'react'
import type { Comparable, Resemblance } from '@shared/matching/person'
import { type Matcher, askOver } from './match-port'

let matcher: Matcher | undefined

/** One worker for the window, begun when somebody is first asked about. */
const theMatcher = (): Matcher =>
  (matcher ??= askOver(new Worker(new URL('./match.worker.ts', import.meta.url), { type: 'module', name: 'match' })))

/** Whose words these may be, strongest first; nobody if nothing was said. */
export const lookUp: Matcher['lookUp'] = (person, lane, limit) => theMatcher().lookUp(person, lane, limit)

/** Follows what is being typed. Null until the first answer; then always the answer to the newest question. */
export function useResemblances(person: Comparable, limit = 5): readonly Resemblance[] | null {
  const lane = useId()
  const [found, setFound] = useState<readonly Resemblance[] | null>(null)
  const asked = JSON.stringify(person)
  useEffect(() => {
    let here = true
    void lookUp(JSON.parse(asked) as Comparable, lane, limit).then((answer) => here && setFound(answer))
    return () => {
      here = false
    }
  }, [asked, lane, limit])
  return found
}
