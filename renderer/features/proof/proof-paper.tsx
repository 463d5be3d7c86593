import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grouped } from '@shared/proof/format'
import type { AnswerBlock, FactLine, NoticeBlock, ProofContent, SheetBlock } from '@shared/proof/content-model'
import type { Say } from '@shared/proof/words'
import { InkDrawing } from './ink-drawing'
import { upright } from './upright'

/** The proof as its pages say it, in the same order and the same words. */
export function ProofPaper({ content, say }: { content: ProofContent; say: Say }) {
  const { signature, sheet } = content
  return (
    <article className="proof-paper" lang={content.language} aria-labelledby="proof-title">
      <header>
        <p className="proof-controller">
          <span>{content.controller}</span>
          <span>{say('number', { number: content.number })}</span>
        </p>
        <h1 id="proof-title">{content.title}</h1>
        <p className="proof-summary">{content.summary}</p>
      </header>
      {content.answers.length > 0 && (
        <Section title={say('section.choice')}>
          {content.answers.map((block) => (
            <Answers key={block.purpose} block={block} />
          ))}
        </Section>
      )}
      {content.said.length > 0 && <Facts title={say('section.said')} facts={content.said} />}
      <Facts title={say('section.person')} facts={content.person} />
      {signature && (
        <Section title={say('section.signature')}>
          {signature.kind === 'ink' && <InkDrawing ink={signature.ink} label={say('screen.inkAlt')} />}
          {signature.kind === 'typed' && <p className="proof-typed">{signature.name}</p>}
          <p className="muted">{signature.caption}</p>
        </Section>
      )}
      {sheet?.scan && (
        <Section title={say('section.sheet')}>
          <Scan scan={sheet.scan} label={say('screen.scanAlt')} />
        </Section>
      )}
      <Facts title={say('section.times')} facts={content.times} />
      <Facts title={say('section.origin')} facts={content.origin} />
      {content.notices.map((notice, i) => (
        <Words key={i} notice={notice} say={say} />
      ))}
      {sheet && sheet.rows.length > 0 && <Reading rows={sheet.rows} say={say} />}
      <Section title={say('section.meaning')}>
        {content.meaning.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Section>
      <Facts title={say('section.place')} facts={content.places} code />
      <Facts title={say('section.attached')} facts={content.attachments} />
      <footer className="code">
        {say('fingerprint')} {grouped(content.fingerprint)}
      </footer>
    </article>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Facts({ title, facts, code = false }: { title: string; facts: readonly FactLine[]; code?: boolean }) {
  return (
    <Section title={title}>
      <FactList facts={facts} code={code} />
    </Section>
  )
}

function FactList({ facts, code = false }: { facts: readonly FactLine[]; code?: boolean }) {
  return (
    <dl className="proof-facts">
      {facts.map(({ label, value, note }) => (
        <div key={label + value}>
          <dt>{label}</dt>
          <dd>
            <span className={code ? 'code' : ''}>{value}</span>
            {note && <span className="proof-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Yes and no stand in the same box, in the same letters and the same colour. */
function Answers({ block: { purpose, question, rows } }: { block: AnswerBlock }) {
  return (
    <div className="proof-answers">
      <h3>{purpose}</h3>
      {question !== '' && question !== purpose && <p className="proof-note">{question}</p>}
      <ul>
        {rows.map(({ event, channel, contactPoint, word, answer, note }) => (
          <li key={event} data-answer={answer}>
            <strong>{channel}</strong>
            <span>
              {contactPoint}
              {note && <span className="proof-note">{note}</span>}
            </span>
            <strong className="proof-answer">{word}</strong>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Words({ notice: { facts, words }, say }: { notice: NoticeBlock; say: Say }) {
  return (
    <Section title={say('section.words')}>
      <FactList facts={facts} />
      {words && (
        <blockquote lang={words.language}>
          <h3>{words.title}</h3>
          {words.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {words.questions.map(({ text, rows }) => (
            <div key={text}>
              <p>
                <strong>{text}</strong>
              </p>
              {rows.map((row) => (
                <p key={row}>☐ {row}</p>
              ))}
            </div>
          ))}
          {!words.paragraphs.includes(words.withdrawal) && <p>{words.withdrawal}</p>}
          {words.fullText
            .filter((paragraph) => !words.paragraphs.includes(paragraph))
            .map((paragraph) => (
              <p key={paragraph} className="proof-note">
                {paragraph}
              </p>
            ))}
        </blockquote>
      )}
    </Section>
  )
}

function Scan({ scan, label }: { scan: NonNullable<SheetBlock['scan']>; label: string }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (scan.media === 'application/pdf') return
    let here = true
    let made: string | undefined
    const show = async (): Promise<void> => {
      const picture = await upright(scan)
      if (here) setUrl((made = URL.createObjectURL(picture)))
    }
    // What cannot be shown is named by its caption, and is in the saved PDF.
    show().catch(() => undefined)
    return () => {
      here = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [scan])
  return (
    <>
      {url && <img className="proof-scan" src={url} alt={label} />}
      <p className="muted">{scan.caption}</p>
    </>
  )
}

function Reading({ rows, say }: { rows: SheetBlock['rows']; say: Say }) {
  const { t } = useTranslation('proof')
  return (
    <Section title={say('section.reading')}>
      <div className="proof-scroll" role="region" aria-label={t('section.reading')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('reading.field')}</th>
              <th scope="col">{say('reading.confirmed')}</th>
              <th scope="col">{say('reading.read')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, confirmed, read }, i) => (
              <tr key={i}>
                <th scope="row">{label}</th>
                <td>{confirmed}</td>
                <td className="muted">{read}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
