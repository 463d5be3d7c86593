import type { Story } from './story'

/** Twenty German texts: shops, clubs, clinics and crafts in Germany, Austria and Switzerland. */
export const storiesDe: readonly Story[] = [
  {
    slug: 'radwerk',
    controller: {
      name: 'Radwerk Münster GmbH',
      postalAddress: 'Hafenweg 12, 48155 Münster',
      email: 'datenschutz@radwerk.example',
      phone: '+49251998877',
    },
    countries: ['DE'],
    activeFrom: '2026-02-01',
    version: 1,
    purposes: [
      {
        id: 'service-reminder',
        name: 'Erinnerung an die Inspektion',
        text: 'Erinnerung an die jährliche Inspektion Ihres Fahrrads',
      },
    ],
    title: 'Sollen wir Sie an die Inspektion erinnern?',
    paragraphs: [
      'Wir, die Radwerk Münster GmbH, erinnern Sie gern einmal im Jahr an die Inspektion Ihres Fahrrads. Das tun wir nur, wenn Sie zustimmen.',
      'Sie müssen nichts ankreuzen. Ihre Reparatur machen wir auf jeden Fall.',
    ],
    withdrawal:
      'Sie können Ihre Einwilligung jederzeit widerrufen. Ein Anruf unter 0251 998877 oder eine Mail an datenschutz@radwerk.example genügt.',
    questions: [
      { purpose: 'service-reminder', channels: 'email sms', text: 'Ja, erinnern Sie mich an die Inspektion per' },
    ],
    fullText: [
      'Verantwortlich für die Daten: Radwerk Münster GmbH, Hafenweg 12, 48155 Münster, datenschutz@radwerk.example.',
      'Wir verwenden Namen, Handynummer und E-Mail-Adresse nur für die Erinnerung an die Inspektion. Die Rechtsgrundlage ist Ihre Einwilligung nach Art. 6 Abs. 1 lit. a DSGVO.',
      'Die Daten geben wir nicht weiter. Unser IT-Dienstleister Nordlicht Hosting speichert sie in unserem Auftrag.',
      'Nach Ihrem Widerruf, spätestens drei Jahre nach Ihrem letzten Besuch, löschen wir die Daten. Der Widerruf ändert nichts daran, dass die bisherigen Erinnerungen erlaubt waren.',
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Datenübertragbarkeit. Beschwerden nimmt die Landesbeauftragte für Datenschutz Nordrhein-Westfalen entgegen.',
      'Sie sind nicht verpflichtet, uns Ihre Daten zu geben.',
      'Der Nutzung Ihrer Daten für Werbung können Sie jederzeit widersprechen.',
    ],
  },
  {
    slug: 'hofladen',
    controller: {
      name: 'Hofladen Brandt e. K.',
      postalAddress: 'Dorfstraße 3, 21360 Vögelsen',
      email: 'hof@brandt.example',
    },
    countries: ['DE'],
    activeFrom: '2025-09-15',
    version: 3,
    purposes: [
      { id: 'harvest-letter', name: 'Erntebrief', text: 'Monatlicher Brief über Gemüse und Termine auf dem Hof' },
    ],
    title: 'Unser Erntebrief',
    paragraphs: [
      'Einmal im Monat schreibt der Hofladen Brandt, welches Gemüse reif ist und wann Hoftag ist. Möchten Sie den Brief bekommen?',
      'Wenn nicht, lassen Sie die Kästchen einfach leer. Sie kaufen bei uns genauso ein wie bisher.',
    ],
    withdrawal:
      'Abbestellen geht jederzeit: im Laden, per Mail an hof@brandt.example oder über den Link am Ende jedes Briefs. Damit ist Ihre Einwilligung widerrufen.',
    questions: [{ purpose: 'harvest-letter', channels: 'email post', text: 'Ich möchte den Erntebrief bekommen per' }],
    fullText: [
      'Hofladen Brandt e. K., Dorfstraße 3, 21360 Vögelsen, hof@brandt.example, ist für Ihre Daten verantwortlich.',
      'Zweck: Wir schicken Ihnen den monatlichen Brief über Gemüse und Termine auf dem Hof. Rechtsgrundlage: Ihre Einwilligung (Art. 6 Abs. 1 a DSGVO).',
      'Empfänger: niemand außer der Druckerei Elbe, die die Umschläge für uns beschriftet.',
      'Speicherdauer: bis Sie widerrufen.',
      'Ihre Rechte: Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit. Beim Landesbeauftragten für den Datenschutz Niedersachsen können Sie sich beschweren.',
      'Die Angabe Ihrer Daten ist freiwillig. Ohne sie kommt nur kein Brief.',
      'Ihr Recht auf Widerspruch: Sie können jederzeit sagen, dass wir Ihre Daten nicht mehr für Werbung verwenden sollen.',
    ],
    paper: true,
  },
  {
    slug: 'stadttheater',
    controller: {
      name: 'Stadttheater Kempten gGmbH',
      postalAddress: 'Theaterplatz 1, 87435 Kempten',
      email: 'karten@theater-kempten.example',
      phone: '+4983144550',
      dpoContact: 'dsb@theater-kempten.example',
    },
    countries: ['DE', 'AT'],
    activeFrom: '2026-04-01',
    version: 2,
    purposes: [
      { id: 'programme', name: 'Spielplan', text: 'Spielplan und Einladungen zu Premieren' },
      { id: 'survey', name: 'Befragung', text: 'Kurze Befragung nach dem Besuch einer Vorstellung' },
    ],
    title: 'Wie dürfen wir Ihnen schreiben?',
    paragraphs: [
      'Das Stadttheater Kempten (Stadttheater Kempten gGmbH) möchte Ihnen den Spielplan und Einladungen zu Premieren schicken. Außerdem würden wir Sie manchmal nach einer Vorstellung kurz befragen.',
      'Beides geschieht nur mit Ihrer Einwilligung. Wer nicht einwilligt, hat beim Kartenkauf keinen Nachteil.',
    ],
    withdrawal:
      'Jede Einwilligung können Sie einzeln und jederzeit widerrufen, etwa an der Kasse, unter 0831 44550 oder an karten@theater-kempten.example.',
    questions: [
      {
        purpose: 'programme',
        channels: 'email post',
        text: 'Ich willige ein, dass mir das Stadttheater Kempten den Spielplan schickt per',
      },
      {
        purpose: 'survey',
        channels: 'email',
        text: 'Ich willige ein, dass mich das Stadttheater Kempten nach einer Vorstellung befragt per',
        separate: true,
      },
    ],
    fullText: [
      'Verantwortlicher im Sinne der DSGVO ist die Stadttheater Kempten gGmbH, Theaterplatz 1, 87435 Kempten. Unseren Datenschutzbeauftragten erreichen Sie unter dsb@theater-kempten.example.',
      'Mit Ihrem Namen und Ihrer Adresse versenden wir Spielplan und Einladungen. Mit Ihrer E-Mail-Adresse laden wir Sie zur Befragung ein. Beides stützen wir auf Ihre Einwilligung, Art. 6 Abs. 1 Buchst. a DSGVO.',
      'Den Versand erledigt die Post; die Umfrage liegt auf einem Server der Stadtwerke. Sonst erhält niemand die Daten.',
      'Wir bewahren die Daten auf, bis Sie widerrufen, höchstens aber fünf Jahre nach Ihrem letzten Kartenkauf. Was bis zum Widerruf geschah, bleibt rechtmäßig.',
      'Auf Anfrage sagen wir Ihnen, welche Daten wir über Sie haben (Auskunft, Art. 15 DSGVO). Falsche Daten berichtigen wir (Art. 16), nicht mehr benötigte löschen wir (Art. 17). Sie können verlangen, dass wir die Verarbeitung einschränken (Art. 18) oder Ihnen die Daten übertragen (Art. 20).',
      'Sie können sich beim Bayerischen Landesamt für Datenschutzaufsicht beschweren.',
      'Niemand muss diese Angaben machen; es gibt dazu weder eine gesetzliche noch eine vertragliche Pflicht.',
      'Widerspruch: Gegen Werbung mit Ihren Daten können Sie jederzeit Widerspruch einlegen. Ein formloser Satz an uns reicht.',
    ],
  },
  {
    slug: 'zahnarzt',
    controller: {
      name: 'Zahnarztpraxis Dr. Seidel',
      postalAddress: 'Lange Gasse 7, 90403 Nürnberg',
      email: 'praxis@seidel.example',
      phone: '+49911220033',
    },
    countries: ['DE'],
    activeFrom: '2026-01-10',
    version: 1,
    purposes: [{ id: 'checkup', name: 'Erinnerung an die Vorsorge', text: 'Erinnerung an die halbjährliche Vorsorge' }],
    title: 'Erinnerung an die Vorsorge',
    paragraphs: [
      'Die Zahnarztpraxis Dr. Seidel erinnert Sie zweimal im Jahr an die Vorsorge, wenn Sie das wünschen.',
      'Ihre Behandlung hängt nicht davon ab. Sie dürfen Nein sagen.',
    ],
    withdrawal: 'Ein Widerruf ist jederzeit möglich: am Empfang, am Telefon oder per E-Mail an praxis@seidel.example.',
    questions: [
      {
        purpose: 'checkup',
        channels: 'phone sms post',
        text: 'Ich bin damit einverstanden, dass mich die Praxis Dr. Seidel an die Vorsorge erinnert per',
      },
    ],
    fullText: [
      'Verantwortlich ist die Zahnarztpraxis Dr. Seidel, Lange Gasse 7, 90403 Nürnberg, praxis@seidel.example.',
      'Wir verarbeiten Name, Anschrift und Telefonnummer, um Sie an die halbjährliche Vorsorge zu erinnern. Grundlage ist Ihre Einwilligung (Art. 6 Abs. 1 lit. a DSGVO).',
      'Weitere Empfänger gibt es nicht.',
      'Wir löschen diese Daten, sobald Sie widerrufen. Den Nachweis über Ihre Einwilligung zu Anrufen behalten wir fünf Jahre (§ 7a UWG).',
      'Sie dürfen Auskunft über Ihre Daten verlangen, sie berichtigen oder löschen lassen und ihre Verarbeitung einschränken lassen. Auf Wunsch geben wir sie Ihnen in einem gängigen Format mit (Datenübertragbarkeit).',
      'Wenn Sie meinen, dass wir etwas falsch machen, hilft Ihnen auch die Datenschutz-Aufsichtsbehörde in Ansbach. Dort können Sie Beschwerde einlegen.',
      'Es besteht keine Pflicht, uns die Daten für die Erinnerung zu geben.',
      'Sie können der Erinnerung auch jederzeit widersprechen. Dann erinnern wir Sie nicht mehr.',
    ],
    paper: true,
  },
  {
    slug: 'alpenbahn',
    controller: {
      name: 'Alpenbahn Zell GmbH',
      postalAddress: 'Bahnhofstraße 9, 5700 Zell am See',
      email: 'gast@alpenbahn.example',
      phone: '+4365427788',
    },
    countries: ['AT'],
    activeFrom: '2026-05-01',
    version: 1,
    purposes: [
      {
        id: 'season-news',
        name: 'Saisonnachrichten',
        text: 'Nachrichten zu Betriebszeiten, Preisen und Veranstaltungen der Seilbahn',
      },
    ],
    title: 'Neues von der Seilbahn',
    paragraphs: [
      'Die Alpenbahn Zell GmbH informiert Sie über Betriebszeiten, Preise und Veranstaltungen der Seilbahn. Dafür brauchen wir Ihr Einverständnis.',
      'Sie können auch ohne Einverständnis mit jeder Karte fahren.',
    ],
    withdrawal:
      'Sie können Ihr Einverständnis jederzeit widerrufen. Schreiben Sie an gast@alpenbahn.example oder sagen Sie es an der Kassa.',
    questions: [
      {
        purpose: 'season-news',
        channels: 'email sms',
        text: 'Ich stimme zu, dass mir die Alpenbahn Zell GmbH Nachrichten schickt per',
      },
    ],
    fullText: [
      'Verantwortliche: Alpenbahn Zell GmbH, Bahnhofstraße 9, 5700 Zell am See, Telefon 06542 7788, gast@alpenbahn.example.',
      'Wir verarbeiten Ihre E-Mail-Adresse und Ihre Mobilnummer für Nachrichten über die Seilbahn. Die Rechtsgrundlage ist Ihre Einwilligung gemäß Art. 6 Abs. 1 lit. a DSGVO und § 174 TKG 2021.',
      'Für den Versand nutzen wir den Anbieter Tauern Mail in Salzburg. Andere bekommen Ihre Daten nicht.',
      'Die Daten bleiben gespeichert, bis Sie widerrufen. Nach zwei Jahren ohne Kauf löschen wir sie von selbst.',
      'Ihnen stehen die Rechte auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit zu. Beschwerden richten Sie an die Österreichische Datenschutzbehörde in Wien.',
      'Sie brauchen uns diese Daten nicht zu geben.',
      'Widerspruchsrecht: Der Direktwerbung können Sie jederzeit kostenlos widersprechen.',
    ],
  },
  {
    slug: 'uhren',
    controller: {
      name: 'Uhren Aebischer AG',
      postalAddress: 'Kramgasse 20, 3011 Bern',
      email: 'post@aebischer.example',
    },
    countries: ['CH'],
    activeFrom: '2026-03-01',
    version: 1,
    purposes: [{ id: 'invitations', name: 'Einladungen', text: 'Einladungen zu Ausstellungen und neuen Modellen' }],
    title: 'Einladungen von Uhren Aebischer',
    paragraphs: [
      'Uhren Aebischer AG in Bern lädt ihre Kundschaft zu Ausstellungen ein und zeigt neue Modelle. Wir laden Sie nur ein, wenn Sie es möchten.',
      'Ihre Antwort hat keinen Einfluss auf Garantie oder Service.',
    ],
    withdrawal: 'Sie können jederzeit ohne Angabe von Gründen widerrufen: im Geschäft oder an post@aebischer.example.',
    questions: [
      {
        purpose: 'invitations',
        channels: 'post email',
        text: 'Gern erhalte ich Einladungen der Uhren Aebischer AG per',
      },
    ],
    fullText: [
      'Verantwortlich: Uhren Aebischer AG, Kramgasse 20, 3011 Bern, post@aebischer.example.',
      'Zweck der Bearbeitung ist der Versand von Einladungen zu Ausstellungen und neuen Modellen. Sie beruht auf Ihrer Einwilligung (Art. 6 Abs. 1 Bst. a DSGVO, soweit diese gilt).',
      'Ihre Adresse geht an keine andere Firma. Die Briefe druckt Lettera Bern in unserem Auftrag.',
      'Wir speichern Ihre Angaben fünf Jahre ab dem letzten Kontakt.',
      'Sie können Auskunft verlangen, Ihre Angaben berichtigen oder löschen lassen, die Bearbeitung einschränken lassen und die Herausgabe der Daten in einem üblichen Format fordern (Datenportabilität).',
      'Eine Beschwerde ist beim Eidgenössischen Datenschutz- und Öffentlichkeitsbeauftragten möglich.',
      'Die Angaben sind freiwillig.',
      'Sie können der Werbung jederzeit widersprechen.',
    ],
  },
  {
    slug: 'energie',
    controller: {
      name: 'Talwerke Energie GmbH',
      postalAddress: 'Am Wehr 2, 79098 Freiburg',
      email: 'kunden@talwerke.example',
      phone: '+4976145450',
      dpoContact: 'Dr. Ute Lang, datenschutz@talwerke.example',
    },
    countries: ['DE'],
    activeFrom: '2026-07-01',
    version: 4,
    purposes: [
      { id: 'tariffs', name: 'Beratung zu Tarifen', text: 'Beratung zu Strom- und Gastarifen' },
      {
        id: 'solar-partner',
        name: 'Angebote der Solarhaus GmbH',
        text: 'Die Solarhaus GmbH erhält Name und Telefonnummer und ruft wegen Solaranlagen an',
        recipients: ['Solarhaus GmbH'],
      },
    ],
    title: 'Dürfen wir Sie zu Tarifen beraten?',
    paragraphs: [
      'Die Talwerke Energie GmbH aus Freiburg möchte Sie zu Strom- und Gastarifen beraten. Wir melden uns nur auf den Wegen, die Sie ankreuzen.',
      'Ihr Vertrag läuft unverändert weiter, auch wenn Sie nichts ankreuzen.',
    ],
    withdrawal:
      'Sie können jederzeit widerrufen, am Telefon unter 0761 45450, an kunden@talwerke.example oder in unserem Kundenbüro.',
    questions: [
      {
        purpose: 'tariffs',
        channels: 'phone email',
        text: 'Ich willige ein, dass mich die Talwerke Energie GmbH zu Tarifen berät per',
      },
      {
        purpose: 'solar-partner',
        channels: 'phone',
        text: 'Ich willige ein, dass die Solarhaus GmbH meinen Namen und meine Telefonnummer erhält und mich zu Solaranlagen berät per',
        separate: true,
      },
    ],
    fullText: [
      'Verantwortlich ist die Talwerke Energie GmbH, Am Wehr 2, 79098 Freiburg. Datenschutzbeauftragte: Dr. Ute Lang, datenschutz@talwerke.example.',
      'Wir verarbeiten Ihren Namen, Ihre Telefonnummer und Ihre E-Mail-Adresse, um Sie zu Strom- und Gastarifen zu beraten. Rechtsgrundlage ist Ihre Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO, § 7 Abs. 2 UWG).',
      'Nur wenn Sie gesondert einwilligen, geben wir Name und Telefonnummer an die Solarhaus GmbH, Sonnenweg 5, 79111 Freiburg, weiter.',
      'Wir löschen die Daten nach Ihrem Widerruf. Den Nachweis der Einwilligung müssen wir fünf Jahre ab der letzten Verwendung aufbewahren (§ 7a UWG).',
      'Sie haben Rechte auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung sowie Datenübertragbarkeit.',
      'Zuständige Aufsichtsbehörde ist der Landesbeauftragte für Datenschutz Baden-Württemberg. Dort können Sie sich beschweren.',
      'Sie müssen uns die Daten nicht bereitstellen. Ohne sie beraten wir Sie nicht von uns aus.',
      'Widerspruchsrecht nach Art. 21 DSGVO: Sie können der Verarbeitung Ihrer Daten für Direktwerbung jederzeit widersprechen.',
    ],
  },
  {
    slug: 'tierarzt',
    controller: {
      name: 'Tierklinik am Deich',
      postalAddress: 'Deichstraße 44, 27568 Bremerhaven',
      email: 'info@deichklinik.example',
      phone: '+4947133221',
    },
    countries: ['DE'],
    activeFrom: '2025-12-01',
    version: 1,
    purposes: [
      { id: 'vaccination', name: 'Impferinnerung', text: 'Hinweis, wenn eine Impfung Ihres Tieres fällig ist' },
    ],
    title: 'Wann ist die nächste Impfung?',
    paragraphs: [
      'Die Tierklinik am Deich sagt Ihnen Bescheid, wenn eine Impfung Ihres Tieres fällig ist. Das ist ein Angebot, keine Pflicht.',
      'Ob Sie zustimmen oder nicht: Ihr Tier wird bei uns gleich behandelt.',
    ],
    withdrawal:
      'Möchten Sie keine Hinweise mehr? Rufen Sie uns an oder schreiben Sie an info@deichklinik.example. Der Widerruf gilt sofort und ist jederzeit möglich.',
    questions: [
      {
        purpose: 'vaccination',
        channels: 'sms email post',
        text: 'Ja, die Tierklinik am Deich darf mich an Impfungen erinnern per',
      },
    ],
    fullText: [
      'Wer ist verantwortlich? Tierklinik am Deich, Deichstraße 44, 27568 Bremerhaven, info@deichklinik.example.',
      'Wozu und auf welcher Grundlage? Wir erinnern an Impfungen. Rechtsgrundlage ist Ihre Einwilligung (Art. 6 Abs. 1 lit. a DSGVO).',
      'Wer bekommt die Daten? Nur unsere Mitarbeiterinnen und Mitarbeiter.',
      'Wie lange? Bis zu Ihrem Widerruf oder bis Ihr Tier nicht mehr bei uns in Behandlung ist.',
      'Welche Rechte haben Sie? Auskunft, Berichtigung, Löschung, Einschränkung und Übertragung Ihrer Daten. Sie dürfen sich bei der Landesbeauftragten für Datenschutz in Bremen beschweren.',
      'Müssen Sie die Daten angeben? Nein, das ist freiwillig.',
      'Können Sie widersprechen? Ja, jederzeit und ohne Begründung.',
    ],
  },
  {
    slug: 'buchhandlung',
    controller: {
      name: 'Buchhandlung Lesezeit OHG',
      postalAddress: 'Obere Straße 15, 99084 Erfurt',
      email: 'buch@lesezeit.example',
    },
    countries: ['DE'],
    activeFrom: '2026-02-15',
    version: 2,
    purposes: [
      { id: 'readings', name: 'Lesungen', text: 'Einladungen zu Lesungen' },
      { id: 'book-tips', name: 'Buchtipps', text: 'Buchtipps nach Ihren Lieblingsthemen' },
    ],
    title: 'Lesungen und Buchtipps',
    paragraphs: [
      'Buchhandlung Lesezeit OHG, Erfurt: Wir schicken Ihnen Einladungen zu Lesungen und Buchtipps, wenn Sie beides oder eines davon wünschen.',
      'Ihre Bestellung bekommen Sie in jedem Fall.',
    ],
    withdrawal:
      'Ein Wort im Laden, eine Mail an buch@lesezeit.example oder ein Klick auf „Abmelden“: So widerrufen Sie jederzeit.',
    questions: [
      {
        purpose: 'readings',
        channels: 'email post',
        text: 'Einladungen zu Lesungen der Buchhandlung Lesezeit möchte ich erhalten per',
      },
      { purpose: 'book-tips', channels: 'email', text: 'Buchtipps der Buchhandlung Lesezeit möchte ich erhalten per' },
    ],
    fullText: [
      'Verantwortliche Stelle: Buchhandlung Lesezeit OHG, Obere Straße 15, 99084 Erfurt, buch@lesezeit.example.',
      'Mit Ihrer Einwilligung (Art. 6 Abs. 1 Buchstabe a DSGVO) senden wir Ihnen Einladungen zu Lesungen. Mit einer zweiten Einwilligung senden wir Buchtipps zu Themen, die Sie selbst nennen.',
      'Wir verkaufen und verleihen Ihre Adresse nicht. Unser Newsletter-Dienst sitzt in Leipzig und arbeitet nach unserer Weisung.',
      'Nach dem Widerruf löschen wir Ihre Daten innerhalb von 30 Tagen.',
      'Recht auf Auskunft. Recht auf Berichtigung. Recht auf Löschung. Recht auf Einschränkung. Recht auf Datenübertragbarkeit. Recht auf Beschwerde beim Thüringer Landesbeauftragten für den Datenschutz.',
      'Sie entscheiden frei, ob Sie uns Daten geben. Eine Pflicht besteht nicht.',
      'Recht auf Widerspruch: Werbung können Sie jederzeit widersprechen.',
    ],
  },
  {
    slug: 'musikschule',
    controller: {
      name: 'Musikschule Tonart e. V.',
      postalAddress: 'Parkallee 6, 24103 Kiel',
      email: 'buero@tonart.example',
      phone: '+49431667788',
    },
    countries: ['DE'],
    activeFrom: '2026-06-01',
    version: 1,
    purposes: [{ id: 'concerts', name: 'Konzerte und Kurse', text: 'Hinweise auf Konzerte und neue Kurse' }],
    title: 'Konzerte und Kurse der Musikschule',
    paragraphs: [
      'Der Verein Musikschule Tonart e. V. weist Sie auf Konzerte und neue Kurse hin, sofern Sie einwilligen.',
      'Ein Nein bleibt ohne Folgen für den Unterricht.',
      'Sind Sie jünger als 16? Dann fragen wir Ihre Eltern.',
    ],
    withdrawal:
      'Ihre Einwilligung können Sie jederzeit widerrufen. Sagen Sie es im Büro oder schreiben Sie an buero@tonart.example.',
    questions: [
      {
        purpose: 'concerts',
        channels: 'email phone post',
        text: 'Ich willige ein, dass mich der Verein Musikschule Tonart e. V. auf Konzerte und Kurse hinweist per',
      },
    ],
    fullText: [
      'Musikschule Tonart e. V., Parkallee 6, 24103 Kiel, buero@tonart.example, Telefon 0431 667788, verarbeitet Ihre Daten als Verantwortlicher.',
      'Der Verein nutzt Name und Kontaktdaten, um auf Konzerte und neue Kurse hinzuweisen. Rechtsgrundlage: Einwilligung, Art. 6 Abs. 1 lit. a DSGVO.',
      'An Dritte geben wir nichts weiter.',
      'Die Kontaktdaten löschen wir zum Ende des Schuljahres nach Ihrem Austritt oder sofort nach Ihrem Widerruf. Nachweise über Einwilligungen zu Anrufen heben wir fünf Jahre auf.',
      'Sie können Auskunft, Berichtigung, Löschung und Einschränkung der Verarbeitung verlangen. Sie können Ihre Daten auch mitnehmen (Recht auf Datenübertragbarkeit). Das Unabhängige Landeszentrum für Datenschutz in Kiel nimmt Ihre Beschwerde an.',
      'Sie müssen uns für die Hinweise keine Daten geben.',
      'Hinweis auf Ihr Widerspruchsrecht: Sie können jederzeit widersprechen, dass wir Ihre Daten für Hinweise dieser Art nutzen.',
    ],
    paper: true,
  },
  {
    slug: 'optiker',
    controller: {
      name: 'Optik Klarblick GmbH',
      postalAddress: 'Königsallee 88, 40212 Düsseldorf',
      email: 'kontakt@klarblick.example',
    },
    countries: ['DE'],
    activeFrom: '2026-03-20',
    version: 1,
    purposes: [{ id: 'eye-test', name: 'Sehtest', text: 'Erinnerung an den Sehtest alle zwei Jahre' }],
    title: 'Erinnerung an den Sehtest',
    paragraphs: [
      'Alle zwei Jahre erinnert Sie die Optik Klarblick GmbH an einen Sehtest, wenn Sie das erlauben. Ihre Brille kostet gleich viel, ob Sie zustimmen oder nicht.',
    ],
    withdrawal: 'Sie können die Erlaubnis jederzeit widerrufen: kontakt@klarblick.example oder in jeder Filiale.',
    questions: [
      {
        purpose: 'eye-test',
        channels: 'post',
        text: 'Ich erlaube der Optik Klarblick GmbH die Erinnerung an den Sehtest per',
      },
    ],
    fullText: [
      'Verantwortlich: Optik Klarblick GmbH, Königsallee 88, 40212 Düsseldorf, kontakt@klarblick.example. Zweck: Erinnerung an den Sehtest. Rechtsgrundlage: Einwilligung (Art. 6 Abs. 1 lit. a DSGVO). Empfänger: keine. Speicherdauer: vier Jahre ab dem letzten Sehtest, bei Widerruf kürzer.',
      'Rechte: Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit, Beschwerde bei der Landesbeauftragten für Datenschutz NRW. Alle Angaben sind freiwillig.',
      'Widerspruch gegen Werbung: jederzeit und formlos möglich.',
    ],
  },
  {
    slug: 'autohaus',
    controller: {
      name: 'Autohaus Wittke KG',
      postalAddress: 'Industriestraße 31, 38106 Braunschweig',
      email: 'datenschutz@wittke.example',
      phone: '+49531445566',
      dpoContact: 'dsb@wittke.example',
    },
    countries: ['DE'],
    activeFrom: '2026-08-01',
    version: 5,
    purposes: [
      { id: 'car-offers', name: 'Angebote', text: 'Angebote zu Neuwagen, Gebrauchtwagen und Reifen' },
      {
        id: 'maker',
        name: 'Herstellerinformation',
        text: 'Die Elektra Motors AG erhält Name und E-Mail-Adresse und informiert über neue Modelle',
        recipients: ['Elektra Motors AG'],
      },
    ],
    title: 'Dürfen wir Sie informieren?',
    paragraphs: [
      'Autohaus Wittke KG, Braunschweig, möchte Sie über Neuwagen, Gebrauchtwagen und Reifen informieren. Wir tun das allein auf der Grundlage Ihrer Einwilligung.',
      'Sagen Sie Nein, entstehen Ihnen daraus keine Nachteile.',
    ],
    withdrawal:
      'Sie können jede Einwilligung jederzeit mit Wirkung für die Zukunft widerrufen: per Telefon 0531 445566, per E-Mail an datenschutz@wittke.example oder hier im Haus.',
    questions: [
      {
        purpose: 'car-offers',
        channels: 'email phone sms post',
        text: 'Ich bin einverstanden, dass mir das Autohaus Wittke KG Angebote macht per',
      },
      {
        purpose: 'maker',
        channels: 'email',
        text: 'Ich bin einverstanden, dass die Elektra Motors AG meinen Namen und meine E-Mail-Adresse erhält und mich informiert per',
        separate: true,
      },
    ],
    fullText: [
      'Verantwortlicher: Autohaus Wittke KG, Industriestraße 31, 38106 Braunschweig. Datenschutzbeauftragter: dsb@wittke.example.',
      'Zwecke: Angebote zu Neuwagen, Gebrauchtwagen und Reifen. Rechtsgrundlage: Ihre Einwilligung, Art. 6 Abs. 1 lit. a DSGVO.',
      'Empfänger: die Elektra Motors AG, aber nur, wenn Sie dem gesondert zustimmen. Die Elektra Motors AG sitzt in der Schweiz; für die Schweiz gibt es einen Angemessenheitsbeschluss der EU-Kommission.',
      'Dauer: Wir speichern die Daten bis zum Widerruf. Die Dokumentation Ihrer Einwilligung in Anrufe bewahren wir nach § 7a UWG fünf Jahre auf.',
      'Betroffenenrechte: Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit und Beschwerde bei einer Aufsichtsbehörde.',
      'Es besteht keine Verpflichtung, die Daten bereitzustellen.',
      'Widerspruchsrecht: Der Verarbeitung für Zwecke der Direktwerbung können Sie jederzeit widersprechen.',
    ],
  },
  {
    slug: 'fitness',
    controller: {
      name: 'Studio Bewegt GmbH',
      postalAddress: 'Ringstraße 101, 04209 Leipzig',
      email: 'hallo@bewegt.example',
    },
    countries: ['DE'],
    activeFrom: '2026-01-15',
    version: 1,
    purposes: [{ id: 'courses', name: 'Kursplan', text: 'Kursplan und Änderungen im Kursplan' }],
    title: 'Kursplan aufs Handy?',
    paragraphs: [
      'Studio Bewegt GmbH schickt Ihnen den Kursplan und sagt Bescheid, wenn sich etwas ändert. Aber nur, wenn Sie wollen.',
      'Sie können auch ohne diese Nachrichten an allen Kursen teilnehmen.',
    ],
    withdrawal:
      'Stopp geht immer: Antworten Sie STOPP, schreiben Sie an hallo@bewegt.example oder sagen Sie es am Tresen. So widerrufen Sie jederzeit Ihre Einwilligung.',
    questions: [{ purpose: 'courses', channels: 'sms email', text: 'Ich möchte den Kursplan vom Studio Bewegt per' }],
    fullText: [
      'Verantwortlich ist die Studio Bewegt GmbH, Ringstraße 101, 04209 Leipzig, hallo@bewegt.example.',
      'Wir brauchen Ihre Handynummer oder E-Mail-Adresse, um den Kursplan zu schicken. Unsere Rechtsgrundlage ist Ihre Einwilligung (Art. 6 Abs. 1 lit. a DSGVO).',
      'Die SMS versendet die Kurznachricht GmbH in Berlin für uns. Niemand sonst sieht Ihre Nummer.',
      'Wenn Sie kündigen oder widerrufen, löschen wir Ihre Nummer nach vier Wochen.',
      'Sie können von uns Auskunft bekommen und Daten berichtigen, löschen, einschränken oder übertragen lassen.',
      'Ärger mit uns? Die Sächsische Datenschutzbeauftragte prüft Ihre Beschwerde.',
      'Die Daten sind freiwillig. Sie können trainieren, ohne sie anzugeben.',
      'Sie haben ein Widerspruchsrecht gegen Werbung. Es gilt jederzeit.',
    ],
  },
  {
    slug: 'weingut',
    controller: {
      name: 'Weingut Hess',
      postalAddress: 'Rebenweg 8, 67157 Wachenheim',
      email: 'wein@hess.example',
      phone: '+49632288990',
    },
    countries: ['DE', 'CH'],
    activeFrom: '2025-10-01',
    version: 1,
    purposes: [{ id: 'wine-letter', name: 'Weinbrief', text: 'Preisliste und Einladungen zur Weinprobe' }],
    title: 'Der Weinbrief vom Weingut Hess',
    paragraphs: [
      'Zweimal im Jahr verschickt das Weingut Hess die Preisliste und eine Einladung zur Weinprobe. Wenn Sie das möchten, kreuzen Sie an, wie wir Sie erreichen.',
      'Kein Kreuz ist auch in Ordnung. Bestellen können Sie immer.',
    ],
    withdrawal:
      'Sie können die Einwilligung jederzeit widerrufen, telefonisch unter 06322 88990, per E-Mail an wein@hess.example oder auf einer Postkarte.',
    questions: [
      {
        purpose: 'wine-letter',
        channels: 'post email phone',
        text: 'Ich bin einverstanden, dass mich das Weingut Hess zu Preisliste und Weinprobe kontaktiert per',
      },
    ],
    fullText: [
      'Weingut Hess, Rebenweg 8, 67157 Wachenheim, wein@hess.example, verarbeitet Ihre Daten als Verantwortlicher.',
      'Wir nutzen Anschrift, Mail und Telefon, um Preisliste und Einladungen zu schicken oder Sie anzurufen. Die Grundlage ist Ihre Einwilligung (Art. 6 Abs. 1 a DSGVO).',
      'Wir geben keine Daten weiter, auch nicht in andere Länder.',
      'Wir speichern die Daten bis zum Widerruf. Danach bleibt nur der Nachweis Ihrer Einwilligung, fünf Jahre lang.',
      'Sie haben Anspruch auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit. Der Landesbeauftragte für Datenschutz Rheinland-Pfalz hilft bei Beschwerden.',
      'Sie sind frei, uns Daten zu geben oder nicht.',
      'Jederzeit können Sie der Werbung widersprechen; wir streichen Sie dann von der Liste.',
    ],
  },
  {
    slug: 'krankenkasse',
    controller: {
      name: 'Betriebskasse Nord',
      postalAddress: 'Ludwig-Erhard-Straße 50, 20459 Hamburg',
      email: 'service@bknord.example',
      dpoContact: 'datenschutz@bknord.example',
    },
    countries: ['DE'],
    activeFrom: '2026-09-01',
    version: 2,
    purposes: [
      { id: 'prevention', name: 'Vorsorgekurse', text: 'Informationen zu Kursen für Rücken, Ernährung und Schlaf' },
    ],
    title: 'Kurse für Ihre Gesundheit',
    paragraphs: [
      'Die Betriebskasse Nord informiert über Kurse für Rücken, Ernährung und Schlaf. Wir fragen Sie vorher, ob Sie das wollen.',
      'Ihre Leistungen bleiben dieselben, ganz gleich, wie Sie antworten.',
    ],
    withdrawal:
      'Ein Widerruf ist jederzeit möglich, zum Beispiel an service@bknord.example oder in der Geschäftsstelle.',
    questions: [
      {
        purpose: 'prevention',
        channels: 'email post',
        text: 'Ich willige ein, dass mich die Betriebskasse Nord über Kurse informiert per',
      },
    ],
    fullText: [
      'Für die Verarbeitung ist die Betriebskasse Nord, Ludwig-Erhard-Straße 50, 20459 Hamburg, verantwortlich. Unsere Datenschutzbeauftragte erreichen Sie unter datenschutz@bknord.example.',
      'Wir verarbeiten Name, Anschrift und E-Mail-Adresse, um Sie über Kurse zu informieren. Gesundheitsdaten verwenden wir dafür nicht. Rechtsgrundlage ist Art. 6 Abs. 1 lit. a DSGVO, also Ihre Einwilligung.',
      'Empfänger ist unser Rechenzentrum in Kiel.',
      'Die Einwilligung und die Kontaktdaten löschen wir ein Jahr nach Ende der Mitgliedschaft oder gleich nach dem Widerruf.',
      'Sie haben das Recht, Auskunft zu verlangen, falsche Daten berichtigen zu lassen, Daten löschen zu lassen, die Verarbeitung einschränken zu lassen und Daten in einem maschinenlesbaren Format zu erhalten.',
      'Sie können sich bei der Bundesbeauftragten für den Datenschutz beschweren.',
      'Sie müssen nicht einwilligen und keine zusätzlichen Daten angeben.',
      'Sie können jederzeit Widerspruch gegen diese Werbung einlegen.',
    ],
  },
  {
    slug: 'schwimmbad',
    controller: { name: 'Bäderbetrieb Ulm', postalAddress: 'Donaubad 1, 89073 Ulm', email: 'bad@ulm.example' },
    countries: ['DE'],
    activeFrom: '2026-05-10',
    version: 1,
    purposes: [
      { id: 'closures', name: 'Schließtage', text: 'Nachricht, wenn ein Bad schließt oder Schwimmkurse beginnen' },
    ],
    title: 'Schließtage und Schwimmkurse',
    paragraphs: [
      'Der Bäderbetrieb Ulm schreibt Ihnen, wenn ein Bad schließt oder ein Schwimmkurs beginnt. Voraussetzung ist nur, dass Sie uns das gestatten.',
      'Eintritt und Kurse bekommen alle zu denselben Bedingungen.',
    ],
    withdrawal:
      'Sie können uns die Erlaubnis jederzeit wieder entziehen (Widerruf): per Mail an bad@ulm.example oder an jeder Kasse.',
    questions: [
      {
        purpose: 'closures',
        channels: 'email',
        text: 'Ich gestatte dem Bäderbetrieb Ulm, mich zu benachrichtigen per',
      },
    ],
    fullText: [
      'Bäderbetrieb Ulm, Donaubad 1, 89073 Ulm, bad@ulm.example, ist Verantwortlicher im Sinne von Art. 4 DSGVO.',
      'Wir brauchen nur Ihre E-Mail-Adresse. Wir schreiben Ihnen, wenn ein Bad schließt oder Schwimmkurse beginnen. Das stützen wir auf Ihre Einwilligung, Art. 6 Abs. 1 UAbs. 1 lit. a DSGVO.',
      'Die Adresse liegt auf Servern der Stadt Ulm und wird nicht übermittelt.',
      'Am Jahresende löschen wir alle Adressen, bei denen die Einwilligung älter als zwei Jahre ist.',
      'Sie können Ihre Rechte auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Datenübertragbarkeit bei uns geltend machen. Zuständig für Beschwerden ist der Landesbeauftragte für den Datenschutz in Stuttgart.',
      'Niemand verpflichtet Sie, Ihre Adresse anzugeben.',
      'Gegen die Nutzung Ihrer Adresse für diese Nachrichten können Sie jederzeit Widerspruch erheben.',
    ],
  },
  // The four families below exist in French and English too.
  {
    slug: 'garten',
    controller: {
      name: 'Gartenhaus Lindner GmbH',
      postalAddress: 'Gärtnerweg 5, 77652 Offenburg',
      email: 'daten@lindner-garten.example',
      phone: '+4978122330',
    },
    countries: ['DE', 'FR'],
    activeFrom: '2026-09-01',
    version: 1,
    purposes: [{ id: 'garden-offers', name: 'Gartenangebote', text: 'Angebote zu Pflanzen und Gartenmöbeln' }],
    title: 'Dürfen wir uns melden?',
    paragraphs: [
      'Die Gartenhaus Lindner GmbH möchte Ihnen Angebote zu Pflanzen und Gartenmöbeln machen. Das geschieht nur mit Ihrer Einwilligung.',
      'Ihr Einkauf ist davon unabhängig. Wenn Sie ablehnen, ändert sich für Sie nichts.',
    ],
    withdrawal: 'Sie können jederzeit widerrufen: an der Kasse, unter 0781 22330 oder an daten@lindner-garten.example.',
    questions: [
      {
        purpose: 'garden-offers',
        channels: 'email phone',
        text: 'Ich bin einverstanden, dass mich die Gartenhaus Lindner GmbH kontaktiert per',
      },
    ],
    fullText: [
      'Verantwortlich ist die Gartenhaus Lindner GmbH, Gärtnerweg 5, 77652 Offenburg, daten@lindner-garten.example.',
      'Wir nutzen Ihren Namen, Ihre E-Mail-Adresse und Ihre Telefonnummer für Angebote zu Pflanzen und Gartenmöbeln. Rechtsgrundlage ist Ihre Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO).',
      'Wir geben die Daten an niemanden weiter.',
      'Wir löschen sie nach dem Widerruf. Den Nachweis Ihrer Einwilligung heben wir fünf Jahre nach der letzten Nutzung auf.',
      'Werbeanrufe bei Verbrauchern sind nur mit vorheriger Einwilligung erlaubt.',
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Datenübertragbarkeit. Sie können sich bei einer Aufsichtsbehörde für den Datenschutz beschweren.',
      'Sie sind nicht verpflichtet, diese Daten anzugeben.',
      'Widerspruchsrecht: Sie können jederzeit der Nutzung Ihrer Daten für Werbung widersprechen.',
    ],
  },
  {
    slug: 'museum',
    controller: {
      name: 'Museum am Fluss',
      postalAddress: 'Uferstraße 2, 4057 Basel',
      email: 'besuch@museum-fluss.example',
    },
    countries: ['CH', 'FR', 'DE'],
    activeFrom: '2026-08-20',
    version: 2,
    purposes: [{ id: 'exhibitions', name: 'Ausstellungen', text: 'Nachrichten über neue Ausstellungen und Führungen' }],
    title: 'Neues aus dem Museum',
    paragraphs: [
      'Das Museum am Fluss schreibt Ihnen, wenn eine neue Ausstellung oder Führung beginnt. Dazu brauchen wir Ihre Zustimmung.',
      'Sie können das Museum jederzeit besuchen, auch wenn Sie hier nichts ankreuzen.',
    ],
    withdrawal:
      'Ihre Zustimmung können Sie jederzeit widerrufen. Eine Nachricht an besuch@museum-fluss.example genügt.',
    questions: [
      { purpose: 'exhibitions', channels: 'email post', text: 'Das Museum am Fluss darf mir Nachrichten schicken per' },
    ],
    fullText: [
      'Verantwortlich: Museum am Fluss, Uferstraße 2, 4057 Basel, besuch@museum-fluss.example.',
      'Zweck: Nachrichten über neue Ausstellungen und Führungen. Rechtsgrundlage: Ihre Einwilligung (Art. 6 Abs. 1 Bst. a DSGVO).',
      'Empfänger Ihrer Daten ist nur unser Versanddienst Rheinpost AG in Basel.',
      'Wir bewahren die Daten drei Jahre nach Ihrem letzten Besuch auf.',
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit sowie auf Beschwerde bei der Datenschutzbehörde.',
      'Ihre Angaben sind freiwillig.',
      'Sie können diesen Nachrichten jederzeit widersprechen.',
    ],
  },
  {
    slug: 'hotel',
    controller: {
      name: 'Hotel Seeblick AG',
      postalAddress: 'Seepromenade 11, 6900 Bregenz',
      email: 'privacy@seeblick.example',
      phone: '+43557412345',
      dpoContact: 'dpo@seeblick.example',
    },
    countries: ['AT', 'DE'],
    activeFrom: '2026-04-15',
    version: 1,
    purposes: [
      { id: 'stay-offers', name: 'Urlaubsangebote', text: 'Angebote für Aufenthalte am See' },
      {
        id: 'ski-partner',
        name: 'Angebote der Skischule Arlberg GmbH',
        text: 'Die Skischule Arlberg GmbH erhält Name und E-Mail-Adresse und sendet Angebote',
        recipients: ['Skischule Arlberg GmbH'],
      },
    ],
    title: 'Bleiben wir in Kontakt?',
    paragraphs: [
      'Die Hotel Seeblick AG in Bregenz möchte Ihnen Angebote für Aufenthalte am See senden. Wir brauchen dafür Ihr Ja.',
      'Ein Nein hat keine Folgen für Ihre Buchung.',
    ],
    withdrawal:
      'Sie können Ihr Ja jederzeit widerrufen: an der Rezeption, an privacy@seeblick.example oder mit dem Link in jeder Nachricht.',
    questions: [
      {
        purpose: 'stay-offers',
        channels: 'email sms',
        text: 'Ich willige ein, dass mir die Hotel Seeblick AG Angebote sendet per',
      },
      {
        purpose: 'ski-partner',
        channels: 'email',
        text: 'Ich willige ein, dass die Skischule Arlberg GmbH meinen Namen und meine E-Mail-Adresse erhält und mir Angebote sendet per',
        separate: true,
      },
    ],
    fullText: [
      'Verantwortlich ist die Hotel Seeblick AG, Seepromenade 11, 6900 Bregenz. Kontakt zum Datenschutz: dpo@seeblick.example.',
      'Wir verwenden Ihren Namen, Ihre E-Mail-Adresse und Ihre Handynummer für Angebote zu Aufenthalten am See. Rechtsgrundlage ist Ihre Einwilligung (Art. 6 Abs. 1 lit. a DSGVO).',
      'Die Skischule Arlberg GmbH erhält Ihre Daten nur, wenn Sie das gesondert erlauben. Sonst gibt es keine Empfänger.',
      'Wir speichern die Daten bis zum Widerruf, längstens fünf Jahre nach Ihrem letzten Aufenthalt.',
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und Datenübertragbarkeit. Sie können sich bei der Österreichischen Datenschutzbehörde beschweren.',
      'Sie müssen uns diese Daten nicht geben.',
      'Widerspruchsrecht: Sie können der Werbung jederzeit widersprechen.',
    ],
  },
  {
    slug: 'heizung',
    controller: {
      name: 'Wärme Vogt GmbH',
      postalAddress: 'Werkstraße 17, 66111 Saarbrücken',
      email: 'daten@waerme-vogt.example',
      phone: '+4968177440',
    },
    countries: ['DE', 'FR'],
    activeFrom: '2026-10-01',
    version: 3,
    purposes: [
      { id: 'maintenance', name: 'Wartung', text: 'Erinnerung an die Wartung der Heizung' },
      { id: 'heating-offers', name: 'Heizungsangebote', text: 'Angebote zu neuen Heizungen' },
    ],
    title: 'Wartung und Angebote',
    paragraphs: [
      'Die Wärme Vogt GmbH fragt Sie zweierlei: Sollen wir an die Wartung Ihrer Heizung erinnern? Dürfen wir Ihnen Angebote zu neuen Heizungen machen?',
      'Sie entscheiden über jede Zeile einzeln. Ein Nein hat keine Nachteile für Sie.',
    ],
    withdrawal:
      'Alles können Sie jederzeit widerrufen: unter 0681 77440, an daten@waerme-vogt.example oder beim Monteur.',
    questions: [
      {
        purpose: 'maintenance',
        channels: 'phone email post',
        text: 'Ich bin einverstanden, dass mich die Wärme Vogt GmbH an die Wartung erinnert per',
      },
      {
        purpose: 'heating-offers',
        channels: 'email post',
        text: 'Ich bin einverstanden, dass mir die Wärme Vogt GmbH Angebote zu neuen Heizungen sendet per',
      },
    ],
    fullText: [
      'Verantwortlich: Wärme Vogt GmbH, Werkstraße 17, 66111 Saarbrücken, daten@waerme-vogt.example.',
      'Zwecke: Erinnerung an die Wartung und Angebote zu neuen Heizungen, je nach Ihrer Wahl. Rechtsgrundlage: Ihre Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO).',
      'Empfänger: keine außerhalb unserer Firma.',
      'Speicherung: bis zum Widerruf. Nachweise der Einwilligung behalten wir fünf Jahre nach der letzten Nutzung.',
      'Anrufe zu Werbezwecken sind nur mit Ihrer vorherigen Einwilligung zulässig.',
      'Rechte: Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung, Datenübertragbarkeit und Beschwerde bei der Aufsichtsbehörde.',
      'Es gibt keine Pflicht, uns Daten zu geben.',
      'Sie können jederzeit der Verwendung Ihrer Daten für Werbung widersprechen.',
    ],
    paper: true,
  },
]
