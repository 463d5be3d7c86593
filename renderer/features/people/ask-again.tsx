import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LostQuestion, Reconsent, Route } from '@shared/consent/reconsent'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import { saveFile } from '../../platform/save-file'
import { goTo } from '../../router'
import { meetingAbout } from '../../store/new-meeting'
import { printSheets } from '../../store/print-sheets'
import type { PersonView } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showContactPoint } from '../../ui/show'
import { languageNames } from '../../ui/translate'
import { formFor, prefillFor, requestsFrom } from './sheet-for'

/** What was open before something happened: what to ask, in which language, and how one may ask at all. */
export function AskAgain({ view, again }: { view: PersonView; again: Reconsent }) {
  const { t } = useTranslation(['life', 'people'])
  const desk = useDesk()
  const { drafts, catalogue, recordAct, about } = desk
  const [printing, setPrinting] = useState<'no' | 'drawing' | 'printed' | 'failed'>('no')
  const form = formFor(catalogue, again, now())
  const print = async () => {
    const notice = catalogue.notices.find(({ id }) => id === form?.notice)
    if (!form || !notice) return
    setPrinting('drawing')
    try {
      const { subject } = view.person
      const { pdf, serials } = await printSheets(
        form,
        { recipient: subject, prefill: prefillFor(view.person, again) },
        desk,
      )
      const by = { subject, at: now(), recordedBy: about.operator.id }
      await recordAct(newAct(), requestsFrom(again, form, notice, by))
      saveFile(pdf, 'application/pdf', `${form.id}-${serials[0] ?? ''}.pdf`)
      setPrinting('printed')
    } catch {
      setPrinting('failed')
    }
  }
  const begin = async () => {
    const asks = again.lost.map(({ purpose, channel, now }) => ({ purpose, channel, contactPoint: now }))
    const draft = meetingAbout(view.person, { language: again.language, asks })
    await drafts.keep(draft)
    goTo({ place: 'capture', draft: draft.id })
  }
  const mayAsk = again.routes.length > 0
  return (
    <div className="again">
      <p>{t('again.what')}</p>
      <ul className="plain-list">
        {again.lost.map((lost) => (
          <Lost key={`${lost.purpose} ${lost.channel} ${lost.was.value}`} lost={lost} />
        ))}
      </ul>
      {mayAsk ? (
        <>
          <p>
            {t('again.ways')} <strong>{again.routes.map((route) => wayWords(t, route)).join(', ')}</strong>.
          </p>
          {again.closed.length > 0 && (
            <p className="hint">
              <Icon name="stop" />{' '}
              {t('again.closed', { ways: again.closed.map((way) => t(`people:channel.${way}`)).join(', ') })}
            </p>
          )}
          <p className="hint">{t('again.language', { language: languageNames[again.language] })}</p>
          <div className="actions">
            <button type="button" className="primary" onClick={() => void begin()}>
              <Icon name="tablet" />
              {t('again.onGlass')}
            </button>
            {form && (
              <button type="button" disabled={printing === 'drawing'} onClick={() => void print()}>
                <Icon name="paper" />
                {t(printing === 'drawing' ? 'again.drawing' : 'again.onPaper')}
              </button>
            )}
          </div>
          <p role="status" className="said">
            {printing === 'printed' && t('again.printed')}
            {printing === 'failed' && t('again.notPrinted')}
          </p>
        </>
      ) : (
        <p className="said-stop">
          <Icon name="stop" /> {t('again.nobody')}
        </p>
      )}
    </div>
  )
}

function Lost({ lost: { purpose, channel, was, now } }: { lost: LostQuestion }) {
  const { t, i18n } = useTranslation(['life', 'people'])
  const { catalogue } = useDesk()
  const name = catalogue.purposes.find(({ id }) => id === purpose)?.name[i18n.language as Language] ?? purpose
  const changed = now === null || now.value !== was.value
  return (
    <li>
      <span>
        {name}, {t(`people:channel.${channel}`)}:{' '}
        <strong className="point-value">{now ? showContactPoint(now) : t('again.numberMissing')}</strong>
      </span>
      {changed && <span className="hint">{t('again.before', { value: showContactPoint(was) })}</span>}
    </li>
  )
}

const wayWords = (t: (key: string, gaps: Record<string, string>) => string, route: Route): string =>
  route.way === 'in-person'
    ? t('again.inPerson', {})
    : t(`again.wayTo.${route.way}`, { to: showContactPoint(route.to) })
