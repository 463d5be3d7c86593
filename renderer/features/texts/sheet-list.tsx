import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetOut } from '@shared/documents/sheets'
import { useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { sheetsKnown } from '../../store/documents'
import { Dialog } from '../../ui/dialog'
import { Fact } from '../../ui/fact'
import { Field } from '../../ui/field'
import { showDay } from '../../ui/show'
import { voidSheets } from './publish'

const DAY = 86_400_000
/** After two weeks somebody should ask where it is. */
const LATE_DAYS = 14
const SHOWN = 200

/** Sheets that were printed and never came back, oldest first, and what may be said of them. */
export function SheetList() {
  const { t, i18n } = useTranslation('texts')
  const { db, builtIn } = useDesk()
  const known = useLiveQuery(() => sheetsKnown(db, builtIn), [db, builtIn], null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [voiding, setVoiding] = useState(false)
  if (known === null) return <p role="status">{t('opening')}</p>
  const out = known.sheets.filter(({ state }) => state === 'out')
  const count = (state: SheetOut['state']) =>
    known.sheets.filter((one) => one.state === state).length.toLocaleString(i18n.language)
  const late = out.filter((sheet) => ageOf(sheet) >= LATE_DAYS).length
  const swap = (serial: string) => {
    const next = new Set(chosen)
    if (!next.delete(serial)) next.add(serial)
    setChosen(next)
  }
  return (
    <div className="page">
      <header className="page-head split">
        <div>
          <h1>{t('sheets.heading')}</h1>
          <p className="lead">{t('sheets.what')}</p>
        </div>
        <a className="button" href={hrefOf({ place: 'texts', item: null })}>
          {t('back')}
        </a>
      </header>
      <section className="panel">
        <dl className="facts">
          <Fact name={t('sheets.state.out')}>{count('out')}</Fact>
          <Fact name={t('sheets.late', { days: LATE_DAYS })}>{late.toLocaleString(i18n.language)}</Fact>
          <Fact name={t('sheets.state.returned')}>{count('returned')}</Fact>
          <Fact name={t('sheets.state.voided')}>{count('voided')}</Fact>
        </dl>
      </section>
      {known.doubled.length > 0 && (
        <section className="panel notice-stop">
          <p>{t('sheets.doubled', { serials: known.doubled.join(', ') })}</p>
        </section>
      )}
      {known.strangers.length > 0 && (
        <section className="panel notice-check">
          <p>{t('sheets.strangers', { count: known.strangers.length })}</p>
          <details>
            <summary>{t('sheets.which')}</summary>
            <p className="code">{known.strangers.join(', ')}</p>
          </details>
        </section>
      )}
      <section className="panel">
        <h2>{t('sheets.outHeading')}</h2>
        {out.length === 0 ? (
          <p className="muted">{t('sheets.none')}</p>
        ) : (
          <>
            <table className="versions">
              <caption className="only-heard">{t('sheets.outHeading')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('sheets.serial')}</th>
                  <th scope="col">{t('sheets.form')}</th>
                  <th scope="col">{t('sheets.issued')}</th>
                  <th scope="col">{t('sheets.age')}</th>
                  <th scope="col">{t('sheets.recipient')}</th>
                </tr>
              </thead>
              <tbody>
                {out.slice(0, SHOWN).map((sheet) => (
                  <tr key={sheet.serial} data-late={ageOf(sheet) >= LATE_DAYS ? 'yes' : undefined}>
                    <th scope="row">
                      <label className="row">
                        <input type="checkbox" checked={chosen.has(sheet.serial)} onChange={() => swap(sheet.serial)} />
                        <span className="code">{sheet.serial}</span>
                      </label>
                    </th>
                    <td>{`${sheet.template} v${sheet.version}`}</td>
                    <td>{showDay(sheet.issuedAt.notAfter, i18n.language)}</td>
                    <td>{t('sheets.days', { count: ageOf(sheet) })}</td>
                    <td>
                      {sheet.recipient ? (
                        <a href={hrefOf({ place: 'person', subject: sheet.recipient })}>{t('sheets.person')}</a>
                      ) : (
                        t('sheets.anybody')
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {out.length > SHOWN && <p className="muted">{t('sheets.more', { count: out.length - SHOWN })}</p>}
            <div className="actions">
              <button type="button" disabled={chosen.size === 0} onClick={() => setVoiding(true)}>
                {t('sheets.void', { count: chosen.size })}
              </button>
            </div>
          </>
        )}
      </section>
      {voiding && (
        <VoidDialog
          serials={[...chosen]}
          onClose={(done) => {
            if (done) setChosen(new Set())
            setVoiding(false)
          }}
        />
      )}
    </div>
  )
}

const ageOf = ({ issuedAt }: SheetOut): number =>
  Math.max(0, Math.floor((Date.parse(now()) - Date.parse(issuedAt.notAfter)) / DAY))

function VoidDialog({ serials, onClose }: { serials: readonly string[]; onClose: (done: boolean) => void }) {
  const { t } = useTranslation('texts')
  const desk = useDesk()
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState(false)
  const go = async () => {
    try {
      await voidSheets(serials, reason.trim(), desk)
      onClose(true)
    } catch {
      setTrouble(true)
    }
  }
  return (
    <Dialog heading={t('sheets.void', { count: serials.length })} close={t('cancel')} onClose={() => onClose(false)}>
      <div className="form">
        <p>{t('sheets.voidWhat')}</p>
        <Field label={t('reason')} value={reason} onValue={setReason} maxLength={400} />
        {trouble && (
          <p className="trouble" role="alert">
            {t('notWritten')}
          </p>
        )}
        <button type="button" className="primary" disabled={reason.trim() === ''} onClick={() => void go()}>
          {t('sheets.voidDo')}
        </button>
      </div>
    </Dialog>
  )
}
