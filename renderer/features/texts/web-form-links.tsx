import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { must } from '@shared/base/never'
import type { FormTemplate } from '@shared/capture/form-template'
import type { Version } from '@shared/documents/versions'
import { webForm } from '@shared/form/web-form'
import { noticeHash } from '@shared/proof/canonical'
import { useDesk } from '../../desk'
import { printSheets } from '../../store/print-sheets'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { languageNames } from '../../ui/translate'
import { sheetWords } from './publish'
import { saveFile } from '../../platform/save-file'
import { webFormWords } from './web-form-words'

const MOST = 500

/** The sheets of a version: print them, or take the same form as a web page. */
export function WebFormLinks({ version }: { version: Version }) {
  const { t } = useTranslation('texts')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="as-link" onClick={() => setOpen(true)}>
        {t('sheets.open')}
      </button>
      {open && <SheetsDialog version={version} onClose={() => setOpen(false)} />}
    </>
  )
}

function SheetsDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { t } = useTranslation('texts')
  const desk = useDesk()
  const [count, setCount] = useState('10')
  const [said, setSaid] = useState<'printed' | 'failed' | 'working' | null>(null)
  const wanted = Number(count)
  const right = Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST

  const print = async (form: FormTemplate) => {
    setSaid('working')
    try {
      const { pdf, serials } = await printSheets(form, { count: wanted }, desk)
      saveFile(pdf, 'application/pdf', `${form.id}-v${form.version}-${must(serials[0], 'a serial')}.pdf`)
      setSaid('printed')
    } catch {
      setSaid('failed')
    }
  }
  const page = (form: FormTemplate) => {
    const notice = must(
      version.notices.find(({ id }) => id === form.notice),
      'the words of the form',
    )
    const html = webForm({
      form,
      notice,
      noticeSha256: noticeHash(notice),
      controller: desk.catalogue.controller,
      words: { ...webFormWords(form.language), sheet: sheetWords(form.language) },
      postTo: '/v1/submissions',
    })
    saveFile(new TextEncoder().encode(html), 'text/html', `${form.id}-v${form.version}.html`)
  }
  return (
    <Dialog heading={t('sheets.dialog', { version: version.version })} close={t('close')} onClose={onClose}>
      <div className="form">
        <Field
          label={t('sheets.count')}
          hint={t('sheets.countHint', { most: MOST })}
          type="number"
          min={1}
          max={MOST}
          value={count}
          onValue={setCount}
        />
        <ul className="plain-list">
          {version.forms.map((form) => (
            <li key={form.id}>
              <span>{languageNames[form.language]}</span>
              <span className="actions">
                <button type="button" disabled={!right || said === 'working'} onClick={() => void print(form)}>
                  {t('sheets.print', { count: right ? wanted : 0, language: languageNames[form.language] })}
                </button>
                <button type="button" onClick={() => page(form)}>
                  {t('sheets.web', { language: languageNames[form.language] })}
                </button>
              </span>
            </li>
          ))}
        </ul>
        <p role="status" className={said === 'failed' ? 'trouble' : 'muted'}>
          {said ? t(`sheets.said.${said}`) : ''}
        </p>
      </div>
    </Dialog>
  )
}
