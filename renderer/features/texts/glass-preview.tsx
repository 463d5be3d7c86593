import type { Notice } from '@shared/terms/notice'
import { Question, QuestionRow } from '../../ui/question'
import { wordsFor } from '../../ui/translate'

/** A text as the customer has it on the glass: the same words, questions and rows, and nothing that can be pressed. */
export function GlassPreview({ notice }: { notice: Notice }) {
  const say = wordsFor(notice.language, 'capture')
  return (
    <div className="glass-preview choice" lang={notice.language} inert>
      <header className="choice-head">
        <p className="glass-title">{notice.title}</p>
      </header>
      <div className="choice-body">
        <div className="choice-what">
          {notice.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {notice.questions.map(({ purpose, channels, text, separate }) => (
            <Question key={purpose} text={text} kind={separate && say('choice.separate')}>
              {channels.map((channel) => (
                <QuestionRow
                  key={channel}
                  label={say(`row.${channel}`, { value: '…' })}
                  yes={false}
                  onAnswer={() => undefined}
                />
              ))}
            </Question>
          ))}
        </div>
        <div className="choice-sign">
          <p>{notice.withdrawal}</p>
          {notice.fullText.map((paragraph) => (
            <p className="glass-full" key={paragraph}>
              {paragraph}
            </p>
          ))}
        </div>
      </div>
    </div>
  )
}
