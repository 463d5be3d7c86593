import { must } from '@shared/base/never'
import type { FormTemplate } from '@shared/capture/form-template'
import type { Language } from '@shared/terms/language'
import { sheetFor } from './sheet'
import { type Template, template } from './template'

/** Sixty good texts, each spoiled in one known way (a few in two), with the hard rules it then breaks. */
type Fault = {
  readonly of: readonly [slug: string, language: Language]
  readonly fault: string
  readonly expect: readonly string[]
  /** Spoils the words; a printed sheet is laid out anew afterwards. */
  readonly spoil?: (spoilt: Template) => void
  /** Spoils the sheet. */
  readonly spoilSheet?: (form: Sheet) => void
}
type Sheet = Omit<FormTemplate, 'roles' | 'notice'> & { roles: Record<string, string>; notice: string }

/** Every text of the notice through one hand. */
function rewrite({ notice }: Template, change: (text: string) => string): void {
  notice.title = change(notice.title)
  notice.paragraphs = notice.paragraphs.map(change)
  notice.withdrawal = change(notice.withdrawal)
  for (const question of notice.questions) question.text = change(question.text)
  notice.fullText = notice.fullText.map(change).filter((text) => text !== '')
}
/** Puts other words in the place of some. Fails if they are not there: the fault would be none. */
const swap = (from: string, to: string) => (spoilt: Template) => {
  const before = JSON.stringify(spoilt.notice)
  rewrite(spoilt, (text) => text.replaceAll(from, to).trim())
  if (JSON.stringify(spoilt.notice) === before) throw new Error(`${spoilt.name} does not say: ${from}`)
}
/** Takes out the paragraphs of layer 2 that say something. */
const drop = (said: string) => (spoilt: Template) => {
  const kept = spoilt.notice.fullText.filter((text) => !text.includes(said))
  if (kept.length === spoilt.notice.fullText.length) throw new Error(`${spoilt.name} does not say: ${said}`)
  spoilt.notice.fullText = kept
}
const withdrawal = (text: string) => (spoilt: Template) => void (spoilt.notice.withdrawal = text)
const ask = (at: number, text: string) => (spoilt: Template) => {
  const question = spoilt.notice.questions[at]
  if (question) question.text = text
}
const say = (text: string) => (spoilt: Template) => void spoilt.notice.paragraphs.push(text)
const first = <T>(items: readonly T[]): T => must(items[0], 'a first one')
const all =
  (...steps: readonly ((spoilt: Template) => void)[]) =>
  (spoilt: Template) =>
    steps.forEach((step) => step(spoilt))

const faults: readonly Fault[] = [
  // German
  {
    of: ['radwerk', 'de'],
    fault: 'Nobody says who asks',
    expect: ['controller-named'],
    spoil: swap('Wir, die Radwerk Münster GmbH, erinnern', 'Wir erinnern'),
  },
  {
    of: ['zahnarzt', 'de'],
    fault: 'No address and no mailbox of the practice',
    expect: ['controller-reachable', 'german-caller-identity'],
    spoil: swap(
      'Zahnarztpraxis Dr. Seidel, Lange Gasse 7, 90403 Nürnberg, praxis@seidel.example',
      'Zahnarztpraxis Dr. Seidel',
    ),
  },
  {
    of: ['stadttheater', 'de'],
    fault: 'There is a data protection officer, and nobody says how to reach them',
    expect: ['officer-reachable'],
    spoil: swap(' Unseren Datenschutzbeauftragten erreichen Sie unter dsb@theater-kempten.example.', ''),
  },
  {
    of: ['hofladen', 'de'],
    fault: 'No legal basis',
    expect: ['basis-stated'],
    spoil: swap(' Rechtsgrundlage: Ihre Einwilligung (Art. 6 Abs. 1 a DSGVO).', ''),
  },
  {
    of: ['uhren', 'de'],
    fault: 'Not a word about recipients',
    expect: ['recipients-stated'],
    spoil: drop('geht an keine andere Firma'),
  },
  {
    of: ['fitness', 'de'],
    fault: 'Kept for as long as necessary',
    expect: ['retention-concrete'],
    spoil: swap(
      'Wenn Sie kündigen oder widerrufen, löschen wir Ihre Nummer nach vier Wochen.',
      'Wir speichern Ihre Nummer, solange das für unsere Zwecke erforderlich ist.',
    ),
  },
  {
    of: ['weingut', 'de'],
    fault: 'Erasure is not among the rights',
    expect: ['right-to-erasure'],
    spoil: swap('Berichtigung, Löschung, Einschränkung', 'Berichtigung, Einschränkung'),
  },
  {
    of: ['energie', 'de'],
    fault: 'The objection stands in the middle of the other rights',
    expect: ['objection-apart'],
    spoil: all(
      drop('Widerspruchsrecht nach Art. 21'),
      swap('Sie haben Rechte auf Auskunft,', 'Sie haben Rechte auf Widerspruch gegen Direktwerbung, Auskunft,'),
    ),
  },
  {
    of: ['alpenbahn', 'de'],
    fault: 'Complaints go to the management, no authority is named',
    expect: ['complaint'],
    spoil: swap(
      'Beschwerden richten Sie an die Österreichische Datenschutzbehörde in Wien.',
      'Beschwerden richten Sie bitte an unsere Geschäftsleitung.',
    ),
  },
  {
    of: ['buchhandlung', 'de'],
    fault: 'Withdrawing takes a registered letter and a reason',
    expect: ['withdrawal-easy'],
    spoil: withdrawal(
      'Sie können jederzeit widerrufen. Senden Sie uns dazu einen Brief per Einschreiben mit Begründung.',
    ),
  },
  {
    of: ['autohaus', 'de'],
    fault: 'Terms of business accepted with the same tick',
    expect: ['not-bundled'],
    spoil: ask(0, 'Ich akzeptiere die AGB und bin einverstanden, dass mir das Autohaus Wittke KG Angebote macht per'),
  },
  {
    of: ['musikschule', 'de'],
    fault: 'Signing the registration counts as consent',
    expect: ['no-implied-consent'],
    spoil: swap(
      'Der Verein Musikschule Tonart e. V. weist Sie auf Konzerte und neue Kurse hin, sofern Sie einwilligen.',
      'Mit Ihrer Unterschrift auf der Anmeldung stimmen Sie zu, dass der Verein Musikschule Tonart e. V. Sie auf Konzerte und neue Kurse hinweist.',
    ),
  },
  {
    of: ['optiker', 'de'],
    fault: 'A discount for the yes',
    expect: ['no-advantage'],
    spoil: say('Wenn Sie zustimmen, erhalten Sie 10 % Rabatt auf Ihre nächste Brille.'),
  },
  {
    of: ['krankenkasse', 'de'],
    fault: 'Health data used without asking for it expressly',
    expect: ['special-categories'],
    spoil: swap('Gesundheitsdaten verwenden wir dafür nicht.', 'Dafür werten wir auch Ihre Gesundheitsdaten aus.'),
  },
  {
    of: ['tierarzt', 'de'],
    fault: 'Nobody says that a no does no harm',
    expect: ['refusal-without-detriment'],
    spoil: (spoilt) => void spoilt.notice.paragraphs.pop(),
  },
  {
    of: ['schwimmbad', 'de'],
    fault: 'A profile and an algorithm, and not a word about how they decide',
    expect: ['automated-explained'],
    spoil: (spoilt) =>
      void spoilt.notice.fullText.push(
        'Wir erstellen ein Profil Ihrer Besuche. Ein Algorithmus wählt aus, welche Nachricht Sie bekommen.',
      ),
  },
  {
    of: ['garten', 'de'],
    fault: 'The German text asks for one channel fewer than the others',
    expect: ['same-questions'],
    spoil: ({ notice }) => void notice.questions[0]?.channels.pop(),
  },
  {
    of: ['museum', 'de'],
    fault: 'There is no English text',
    expect: ['every-language'],
    spoil: (spoilt) => void (spoilt.siblings = spoilt.siblings?.filter(({ language }) => language === 'fr') ?? []),
  },
  {
    of: ['energie', 'de'],
    fault: 'The partner is asked about among the other rows',
    expect: ['partners-asked-apart'],
    spoil: ({ notice }) => notice.questions.forEach((question) => void (question.separate = false)),
  },
  {
    of: ['autohaus', 'de'],
    fault: 'Selected partners instead of a name',
    expect: ['partners-named'],
    spoil: ask(
      1,
      'Ich bin einverstanden, dass ausgewählte Partner meinen Namen und meine E-Mail-Adresse erhalten und mich über neue Modelle informieren per',
    ),
  },
  {
    of: ['hofladen', 'de'],
    fault: 'The sheet does not say what an empty box means',
    expect: ['empty-box-is-no'],
    spoilSheet: ({ layout }) =>
      void (layout.printed = layout.printed.filter(({ text }) => !text.includes('leeres Kästchen'))),
  },
  {
    of: ['zahnarzt', 'de'],
    fault: 'Asks for letters and calls, and has no place for the postal address',
    expect: ['place-for-each-channel', 'german-address-field'],
    spoilSheet: ({ roles }) => {
      delete roles.address
    },
  },
  {
    of: ['musikschule', 'de'],
    fault: 'One box is twice as large as the others',
    expect: ['boxes-equal'],
    spoilSheet: ({ layout: { boxes } }) =>
      boxes.slice(0, 1).forEach((box) => void (box.roi_mm = [16, box.roi_mm[1], 8.4, 8.4])),
  },

  // French
  {
    of: ['garagiste', 'fr'],
    fault: 'Collects the phone number without saying that sales calls need consent',
    expect: ['french-calls-need-consent'],
    spoil: drop('L223-1'),
  },
  {
    of: ['chauffagiste', 'fr'],
    fault: 'In force before 11 August 2026 and silent about the list of objections',
    expect: ['french-list-named'],
    spoil: swap(
      'Jusqu’au 10 août 2026, vous pouvez vous inscrire sur Bloctel, la liste d’opposition au démarchage téléphonique. ',
      '',
    ),
  },
  {
    of: ['theatre', 'fr'],
    fault: 'Access is not among the rights',
    expect: ['right-of-access'],
    spoil: swap('d’un droit d’accès, de rectification,', 'd’un droit de rectification,'),
  },
  {
    of: ['fromagerie', 'fr'],
    fault: 'The right to object is not mentioned',
    expect: ['objection-stated'],
    spoil: drop('Droit d’opposition'),
  },
  {
    of: ['librairie', 'fr'],
    fault: 'The line that should tell of withdrawal tells of questions',
    expect: ['withdrawal-before-choice'],
    spoil: withdrawal('Une question ? Écrivez à tout moment à bonjour@pagedeux.example.'),
  },
  {
    of: ['cinema', 'fr'],
    fault: 'Nobody says that withdrawing is possible at any time',
    expect: ['withdrawal-any-time'],
    spoil: swap('pour retirer votre accord à tout moment', 'pour retirer votre accord'),
  },
  {
    of: ['opticien', 'fr'],
    fault: 'No order without consent',
    expect: ['not-a-condition', 'refusal-without-detriment'],
    spoil: swap(
      'Un refus ne change ni vos prix ni votre garantie.',
      'Sans votre accord, nous ne pouvons pas préparer votre commande.',
    ),
  },
  {
    of: ['assurance', 'fr'],
    fault: 'Advice and an analysis of spending in one row',
    expect: ['one-purpose-a-question'],
    spoil: ask(0, 'J’accepte que la Mutuelle des Deux Rives me conseille et analyse mes dépenses par'),
  },
  {
    of: ['piscine', 'fr'],
    fault: 'A recipient in the United States, without a safeguard',
    expect: ['third-country-safeguard'],
    spoil: swap(
      'le service des sports de la Ville.',
      'le service des sports de la Ville et son prestataire d’envoi aux États-Unis.',
    ),
  },
  {
    of: ['vigneron', 'fr'],
    fault: 'By all means at once',
    expect: ['channel-by-channel'],
    spoil: ask(0, 'Je voudrais recevoir le tarif du Domaine Cazal par tous moyens, par exemple par'),
  },
  {
    of: ['ecole-musique', 'fr'],
    fault: 'A last chance',
    expect: ['no-urgency'],
    spoil: say('Dernière chance pour cette année.'),
  },
  {
    of: ['salle-de-sport', 'fr'],
    fault: 'The yes is recommended, and everybody says it',
    expect: ['equal-weight'],
    spoil: say('Nous vous recommandons de dire oui. La plupart de nos membres le font.'),
  },
  {
    of: ['jardinerie', 'fr'],
    fault: 'Other purposes, not named',
    expect: ['purposes-plain'],
    spoil: (spoilt) => void spoilt.notice.fullText.push('Vos données pourront aussi être utilisées à d’autres fins.'),
  },
  {
    of: ['pharmacie', 'fr'],
    fault: 'Asks for consent to what rests on legitimate interests',
    expect: ['basis-is-consent'],
    spoil: ({ purposes }) => purposes.forEach((purpose) => void (purpose.legalBasis = 'legitimate-interests')),
  },
  {
    of: ['boulangerie', 'fr'],
    fault: 'Asks about a version of the purpose that does not exist',
    expect: ['purpose-known'],
    spoil: ({ notice }) => notice.questions.forEach((question) => void (question.purposeVersion = 4)),
  },
  {
    of: ['veterinaire', 'fr'],
    fault: 'A gap that was to be filled in',
    expect: ['nothing-empty'],
    spoil: swap('Tant que votre animal est suivi ici, puis un an.', 'Jusqu’au [date à compléter].'),
  },
  {
    of: ['heizung', 'fr'],
    fault: 'A slip in the mailbox of the French text',
    expect: ['same-mailboxes'],
    spoil: swap('daten@waerme-vogt.example', 'daten@waerme-vogd.example'),
  },
  {
    of: ['hotel', 'fr'],
    fault: 'The French text comes into force a month later',
    expect: ['same-version'],
    spoil: ({ notice }) => void (notice.activeFrom = '2026-05-15'),
  },
  {
    of: ['theatre', 'fr'],
    fault: 'A German paragraph in the French text',
    expect: ['in-its-language', 'refusal-without-detriment'],
    spoil: ({ notice }) =>
      void (notice.paragraphs[1] =
        'Das sind zwei getrennte Fragen. Sie können beide ablehnen, und das hat keine Folgen für Ihre Karten.'),
  },
  {
    of: ['garagiste', 'fr'],
    fault: 'The withdrawal is printed below the boxes',
    expect: ['withdrawal-above-boxes'],
    spoilSheet: ({ layout: { printed } }) => {
      const line = printed.find(({ text }) => text.includes('retirer votre accord'))
      if (line) line.roi_mm = [16, 170, 178, 8.6]
    },
  },
  {
    of: ['opticien', 'fr'],
    fault: 'No code on the sheet and no place for the date',
    expect: ['code-on-sheet', 'date-on-sheet'],
    spoilSheet: ({ layout, roles }) => {
      layout.qr_mm = [168, 15, 0, 0]
      delete roles.date
    },
  },

  // English
  {
    of: ['bakery', 'en'],
    fault: 'Nobody says how long the data are kept',
    expect: ['retention-stated'],
    spoil: drop('We delete them when you withdraw'),
  },
  {
    of: ['dentist', 'en'],
    fault: 'Restriction is not among the rights',
    expect: ['right-to-restriction'],
    spoil: swap('erasure, restriction and portability', 'erasure and portability'),
  },
  {
    of: ['theatre-company', 'en'],
    fault: 'Portability is not among the rights',
    expect: ['right-to-portability'],
    spoil: swap(
      ' You can ask us to restrict processing, or to hand over your data in a common format (portability).',
      ' You can ask us to restrict processing.',
    ),
  },
  {
    of: ['bike-shop', 'en'],
    fault: 'A tick that says no',
    expect: ['tick-means-yes'],
    spoil: ask(0, 'I do not want Spoke & Chain to remind me by'),
  },
  {
    of: ['choir', 'en'],
    fault: 'Nobody says whether the data must be given',
    expect: ['duty-to-provide'],
    spoil: drop('All of this is optional.'),
  },
  {
    of: ['gym', 'en'],
    fault: 'May be withdrawn, but how?',
    expect: ['withdrawal-way'],
    spoil: withdrawal('You can withdraw your consent at any time.'),
  },
  {
    of: ['vet', 'en'],
    fault: 'What it is for is said in layer 2 only',
    expect: ['purpose-before-choice'],
    spoil: all(
      swap('When is the next vaccination?', 'Stay in touch'),
      swap(
        'Paws Corner Vets will let you know when a vaccination of your pet is due, if you wish.',
        'Paws Corner Vets would like to stay in touch.',
      ),
      ask(0, 'Please contact me for Paws Corner Vets by'),
    ),
  },
  {
    of: ['library-friends', 'en'],
    fault: 'The same row twice',
    expect: ['asked-once'],
    spoil: ({ notice }) => void notice.questions.push({ ...first(notice.questions), channels: ['email'] }),
  },
  {
    of: ['optician', 'en'],
    fault: 'Rectification is not among the rights',
    expect: ['right-to-rectification'],
    spoil: swap('access, rectification, erasure', 'access, erasure'),
  },
  {
    of: ['energy-advice', 'en'],
    fault: 'A box ticked beforehand',
    expect: ['no-pre-tick'],
    spoil: ({ notice }) => notice.questions.forEach((question) => void (question.checked = true)),
  },
  { of: ['garden-centre', 'en'], fault: 'An empty slot', expect: ['no-empty-slot'], spoil: withdrawal('') },
  {
    of: ['ferry', 'en'],
    fault: 'A day that is none, and an attribute nobody knows',
    expect: ['no-unknown-attribute', 'well-formed'],
    spoil: ({ notice }) => {
      notice.activeFrom = '10.03.2026'
      notice.campaign = 'spring'
    },
  },
  {
    of: ['winery', 'en'],
    fault: 'An id that says another version, retired before it began',
    expect: ['id-says-what-it-is', 'dates-in-order'],
    spoil: ({ notice }) => {
      notice.id = 'winery.2.en'
      notice.retiredOn = '2025-11-01'
    },
  },
  {
    of: ['school-of-languages', 'en'],
    fault: 'A purpose of another controller, and a legal duty without its law',
    expect: ['obligation-cited', 'one-controller'],
    spoil: ({ purposes }) => {
      purposes.forEach((purpose) => void (purpose.controller = 'somebody-else'))
      purposes.push({
        ...first(purposes),
        id: 'accounts',
        legalBasis: 'legal-obligation',
        citation: 'Art. 6(1)(c) GDPR',
      })
    },
  },
  {
    of: ['choir', 'en'],
    fault: 'A sheet of another notice, without a place for the given name',
    expect: ['sheet-of-this-notice', 'name-on-sheet'],
    spoilSheet: (form) => {
      form.notice = 'choir.7.en'
      delete form.roles.first
    },
  },
  {
    of: ['dentist', 'en'],
    fault: 'A row without a box, a question that is not printed, type of five points',
    expect: ['every-row-its-box', 'words-are-printed', 'type-readable'],
    spoilSheet: ({ questions, layout }) => {
      questions.pop()
      layout.printed = layout.printed.filter(({ text }) => !text.startsWith('I agree'))
      for (const line of layout.printed)
        line.roi_mm = [line.roi_mm[0], line.roi_mm[1], line.roi_mm[2] / 2, line.roi_mm[3] / 2]
    },
  },
]

/** The sixty faulty templates, numbered as they stand above. */
export const faultyTemplates = (): readonly Template[] =>
  faults.map(({ of: [slug, language], fault, expect, spoil, spoilSheet }, at) => {
    const spoilt = template(slug, language)
    spoil?.(spoilt)
    if (spoilt.form) spoilt.form = sheetFor(spoilt.notice)
    if (spoilSheet) {
      const form = structuredClone(spoilt.form) as unknown as Sheet
      spoilSheet(form)
      spoilt.form = form as unknown as NonNullable<Template['form']>
    }
    return { ...spoilt, name: `${String(at + 1).padStart(2, '0')}.${spoilt.name}`, fault, expect: [...expect].sort() }
  })
