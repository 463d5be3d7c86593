import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormSketch, type SketchedPlace, formFrom, problemsOfSketch } from '@shared/capture/form-sketch'
import type { Catalogue } from '@shared/capture/catalogue'
import type { FormTemplate } from '@shared/capture/form-template'
import { documentFaults, hardFaults } from '@shared/documents/faults'
import type { Notice } from '@shared/terms/notice'
import { languages } from '@shared/terms/language'
import { statedAt } from '@shared/terms/time'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { languageNames } from '../../ui/translate'
import { readFile } from '../../workers/read-paper'
import { FormPicture } from './form-picture'
import { PlaceList } from './place-list'

/** Millimetres of the paper a form is most often printed on. */
const A4 = 210

/** A form that was not printed by us, set up once: its picture, the places on it, what each means, and its words. */
export function FormEditor() {
  const { t } = useTranslation(['paper', 'lint'])
  const desk = useDesk()
  const { catalogue, about, recordAct } = desk
  const input = useRef<HTMLInputElement>(null)
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [sketch, setSketch] = useState<FormSketch>({ name: '', version: 1, language: 'de', places: [] })
  const [noticeId, setNoticeId] = useState('')
  const [active, setActive] = useState<number | null>(null)
  const [kind, setKind] = useState<SketchedPlace['kind']>('field')
  const [faults, setFaults] = useState<readonly string[]>([])
  const [isShown, setShown] = useState(false)
  const [said, setSaid] = useState<'proposed' | 'refused' | 'unreadable' | null>(null)
  const change = (part: Partial<FormSketch>) => {
    setSaid(null)
    setSketch({ ...sketch, ...part })
  }
  const notices = catalogue.notices.filter(
    ({ language, retiredOn }) => language === sketch.language && retiredOn === null,
  )
  const notice = notices.find(({ id }) => id === noticeId) ?? null
  const problems = problemsOfSketch(sketch, notice)

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setSaid(null)
    const found: ImageBitmap[] = []
    await readFile(
      file,
      { forms: [] },
      async ({ image }) => {
        if (!image) return
        const blank = new Blob([image.bytes], { type: image.media })
        found.push(await createImageBitmap(blank, { imageOrientation: 'from-image' }))
      },
      { plain: [1], most: 1 },
    )
    setPicture(found[0] ?? null)
    if (found.length === 0) setSaid('unreadable')
  }

  const add = (mm: SketchedPlace['mm']): void => {
    const id = Math.max(0, ...sketch.places.map((place) => place.id)) + 1
    change({ places: [...sketch.places, { id, kind, mm, role: null, question: null }] })
    setActive(id)
  }
  const put = (place: SketchedPlace): void =>
    change({ places: sketch.places.map((one) => (one.id === place.id ? place : one)) })
  const remove = (id: number): void => {
    change({ places: sketch.places.filter((one) => one.id !== id) })
    setActive(null)
  }

  /** As a fact: another operator looks at it and lets it be used. Nothing is in use because of this. */
  const propose = async (): Promise<void> => {
    setShown(true)
    setFaults([])
    const form = formFrom(sketch, notice, catalogue.controller.id)
    const { record } = catalogue.controller
    if (!form || !record) return
    const fact = { subject: record, stated: statedAt(now()), recordedBy: about.operator.id }
    await recordAct(newAct(), [{ ...fact, type: 'documents-proposed', documents: [{ kind: 'form', form }] }]).then(
      () => setSaid('proposed'),
      () => {
        setFaults(rulesAgainst(form, catalogue))
        setSaid('refused')
      },
    )
  }

  return (
    <div className="page wide digitise form-editor">
      <header className="page-head split">
        <div>
          <h1>{t('screen.form.heading')}</h1>
          <p className="lead">{t('screen.form.lead')}</p>
        </div>
        <a className="button" href={hrefOf({ place: 'digitise', draft: null })}>
          {t('screen.toPile')}
        </a>
      </header>
      <div className="form-desk">
        <section className="panel form-page" aria-labelledby="form-page-heading">
          <div className="split">
            <h2 id="form-page-heading">{t('screen.form.picture')}</h2>
            <button type="button" onClick={() => input.current?.click()}>
              {t(picture ? 'screen.form.otherPicture' : 'screen.form.openPicture')}
            </button>
            <input
              ref={input}
              hidden
              type="file"
              data-form-picture
              onChange={(event) => {
                void open(event.currentTarget.files?.[0])
                event.currentTarget.value = ''
              }}
            />
          </div>
          {picture ? (
            <>
              <fieldset className="form-kinds">
                <legend>{t('screen.form.drawing')}</legend>
                {(['words', 'field', 'box', 'signature'] as const).map((one) => (
                  <label key={one}>
                    <input type="radio" name="place-kind" checked={kind === one} onChange={() => setKind(one)} />
                    {t(`screen.form.kind.${one}`)}
                  </label>
                ))}
                <button type="button" onClick={() => add(kind === 'box' ? [100, 140, 5, 5] : [70, 140, 70, 9])}>
                  {t('screen.form.add')}
                </button>
              </fieldset>
              <p className="muted">{t('screen.form.how')}</p>
              <FormPicture
                picture={picture}
                widthMm={A4}
                places={sketch.places}
                active={active}
                onActive={setActive}
                onDrawn={add}
                onChange={put}
                onRemove={remove}
              />
            </>
          ) : (
            <p className="muted">{t('screen.form.noPicture')}</p>
          )}
        </section>
        <div className="form-meaning">
          <section className="panel" aria-labelledby="form-about-heading">
            <h2 id="form-about-heading">{t('screen.form.about')}</h2>
            <div className="form-about">
              <label className="field">
                <span>{t('screen.form.name')}</span>
                <input
                  type="text"
                  className="code"
                  value={sketch.name}
                  maxLength={40}
                  onChange={(event) => change({ name: event.currentTarget.value.toUpperCase() })}
                />
              </label>
              <label className="field">
                <span>{t('screen.form.language')}</span>
                <select
                  value={sketch.language}
                  onChange={(event) => change({ language: event.currentTarget.value as FormSketch['language'] })}
                >
                  {languages.map((language) => (
                    <option key={language} value={language}>
                      {languageNames[language]}
                    </option>
                  ))}
                </select>
              </label>
              <label className="field">
                <span>{t('screen.form.notice')}</span>
                <select value={notice?.id ?? ''} onChange={(event) => setNoticeId(event.currentTarget.value)}>
                  <option value="">{t('screen.form.choose')}</option>
                  {notices.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {id} · {title}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          </section>
          <PlaceList
            places={sketch.places}
            notice={notice}
            problems={isShown ? problems : []}
            active={active}
            onActive={setActive}
            onChange={put}
            onRemove={remove}
          />
          {isShown && problems.length > 0 && (
            <section className="panel notice-check" aria-labelledby="form-problems" role="alert">
              <h2 id="form-problems">{t('screen.form.missing', { count: problems.length })}</h2>
              <ul className="plain-list">
                {problems.map(({ key, place }) => (
                  <li key={`${key} ${place}`}>
                    <Icon name="warn" /> {t(`screen.form.problem.${key}`, { place: place ?? '' })}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <div className="actions">
            <button type="button" className="primary" onClick={() => void propose()}>
              {t('screen.form.propose')}
            </button>
            <button type="button" disabled={problems.length > 0} onClick={() => save(sketch, notice, catalogue)}>
              {t('screen.form.save')}
            </button>
            <p role="status" className={said === 'refused' || said === 'unreadable' ? 'said-stop' : ''}>
              {said && t(`screen.form.said.${said}`)}
            </p>
          </div>
          {said === 'refused' && faults.length > 0 && (
            <ul className="plain-list form-faults">
              {faults.map((rule) => (
                <li key={rule}>
                  <Icon name="warn" /> {t(`lint:${rule}.wrong`)}. {t(`lint:${rule}.mend`)}.
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

/** The rules that stand against it, each once. */
const rulesAgainst = (form: FormTemplate, catalogue: Catalogue): readonly string[] => [
  ...new Set(
    hardFaults(documentFaults({ notices: [], purposes: [], forms: [form] }, catalogue)).map(({ rule }) => rule),
  ),
]

/** The form as a file: what was set up is not lost where it may not be used yet. */
function save(sketch: FormSketch, notice: Notice | null, catalogue: Catalogue): void {
  const form = formFrom(sketch, notice, catalogue.controller.id)
  if (!form) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(form, null, 2)], { type: 'application/json' }))
  link.download = `${form.id}.${form.version}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
