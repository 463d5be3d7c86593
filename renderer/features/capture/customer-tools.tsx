import { useEffect, useState } from 'react'
import { type Language, languages } from '@shared/terms/language'
import { Icon } from '../../ui/icon'
import { Segmented } from '../../ui/segmented'
import { languageNames, wordsFor } from '../../ui/translate'
import { useReadAloud } from './read-aloud'

const sizes = ['normal', 'large', 'larger'] as const

type ToolsProps = {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  /** What is read, piece by piece. */
  readonly aloud: readonly string[]
}

/** How the customer wants to read: their language, larger, in strong contrast, or aloud. Forgotten with the hand-back. */
export function CustomerTools({ language, onLanguage, aloud }: ToolsProps) {
  const say = wordsFor(language, 'capture')
  const [size, setSize] = useState<(typeof sizes)[number]>('normal')
  const [contrast, setContrast] = useState(false)
  const voice = useReadAloud(language, aloud)

  useEffect(() => {
    const page = document.documentElement
    page.lang = language
    page.dataset['customerSize'] = size
    page.dataset['contrast'] = contrast ? 'high' : 'normal'
  }, [language, size, contrast])

  return (
    <div className="choice-tools">
      <button
        type="button"
        className="size"
        onClick={() => setSize(sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? 'normal')}
      >
        <span aria-hidden="true">A+</span> {say('choice.textSize')}
      </button>
      <button type="button" aria-pressed={contrast} onClick={() => setContrast(!contrast)}>
        <Icon name="contrast" /> {say('choice.contrast')}
      </button>
      {voice.kind !== 'none' && (
        <button type="button" aria-pressed={voice.kind === 'speaking'} onClick={voice.toggle}>
          <Icon name="speaker" /> {say(voice.kind === 'speaking' ? 'choice.quiet' : 'choice.aloud')}
        </button>
      )}
      <Segmented
        label={say('choice.language')}
        value={language}
        onValue={onLanguage}
        options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
      />
    </div>
  )
}
