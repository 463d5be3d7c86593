import { useEffect, useState } from 'react'
import type { Language } from '@shared/terms/language'
import { tagOf } from '../../ui/show'

/**
 * The voice that may read to a customer: one that speaks on this machine. A network voice sends every word it reads to
 * somebody else's computer, so it is none, whatever it is called.
 */
export const localVoice = <V extends Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>>(
  voices: readonly V[],
  language: Language,
): V | undefined => {
  const fit = voices.filter(({ lang, localService }) => localService && lang.toLowerCase().slice(0, 2) === language)
  return fit.find(({ lang }) => lang.replace('_', '-') === tagOf(language)) ?? fit.find((one) => one.default) ?? fit[0]
}

const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis

export type ReadAloud = { readonly kind: 'none' } | { readonly kind: 'quiet' | 'speaking'; readonly toggle: () => void }

/** Reads a text piece by piece. `none`: nobody on this machine speaks this language, and nobody else is asked. */
export function useReadAloud(language: Language, pieces: readonly string[]): ReadAloud {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>([])
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    const look = () => setVoices(synthesis()?.getVoices() ?? [])
    look()
    // Voices are found a moment after the page is there.
    synthesis()?.addEventListener('voiceschanged', look)
    return () => synthesis()?.removeEventListener('voiceschanged', look)
  }, [])
  useEffect(
    () => () => {
      setSpeaking(false)
      synthesis()?.cancel()
    },
    [language],
  )
  const voice = localVoice(voices, language)

  if (voice === undefined) return { kind: 'none' }
  const read = () => {
    setSpeaking(true)
    for (const [at, piece] of pieces.entries()) {
      const words = new SpeechSynthesisUtterance(piece)
      words.voice = voice
      words.lang = voice.lang
      words.onend = () => {
        if (at === pieces.length - 1) setSpeaking(false)
      }
      words.onerror = () => setSpeaking(false)
      synthesis()?.speak(words)
    }
  }
  const hush = () => {
    setSpeaking(false)
    synthesis()?.cancel()
  }
  return speaking ? { kind: 'speaking', toggle: hush } : { kind: 'quiet', toggle: read }
}
