import { words } from "./fold.ts";

/**
 * The words on top of the lists that people keep, as they write them. Compared without capitals, signs and spaces,
 * umlauts spelled out ("Straße", "STRASSE", "Strasse" are one); see columns.ts.
 */
export const caseHeadings = {
  familyName: words(`
    Familienname | Nachname | Zuname | Name Familie | Familien- oder Nachname | Nachname/Familienname
    Familienname/Nachname | NName | Nachn. | Fam.name | Famname | surname | last name | family name | lastname
  `),
  givenNames: words(`
    Vorname | Vornamen | Rufname | VName | Vorn. | Vorname/n | Vorname(n) | given name | given names | first name
    first names | firstname | forename
  `),
  /** Family name first, with or without a comma. */
  nameFamilyFirst: words(`
    Name, Vorname | Name Vorname | Nachname, Vorname | Nachname Vorname | Familienname, Vorname | Familienname Vorname
    Name/Vorname | Name, Vorname(n) | Zuname, Vorname | last name first name | surname first name | family name given name
    surname given name
    Name und Vorname | Name u. Vorname | Nachname und Vorname | Nachname u. Vorname | Familienname und Vorname
  `),
  nameGivenFirst: words(`
    Vorname Name | Vorname Nachname | Vor- und Nachname | Vor- und Zuname | Vor- und Familienname | Vor-/Nachname
    Vor-, Nachname | Vorname und Name | Vorname und Nachname | full name | first and last name | first name last name
    Vor- u. Zuname | Vor- u. Nachname | Vorname u. Name | Vorname u. Nachname
  `),
  birth: words(`
    Geburtsdatum | Geb.-Datum | Geb.-Dat. | Geb. Dat | Geb. | GebDat | geboren | geboren am | Geburtstag | Geb.-Tag
    geb. am | Geburtsdat. | GD | Geburtsjahr | Jahrgang | Geb.-Jahr | date of birth | birth date | birthdate | dob
    born | year of birth | birthday
  `),
  sex: words(`
    Geschlecht | Geschl. | m/w/d | w/m/d | m/w | w/m | w/m/x | m/w/x | Gender | sex | Anrede
  `),
  nationality: words(`
    Staatsangehörigkeit | Staatsangehörigkeiten | Staatsang. | StA | StAng | Staatsangeh. | Nationalität | Nat. | Nation
    Staatsbürgerschaft | Herkunftsland | Herkunftsstaat | Herkunft | Land | Heimatland | HKL | HKL. | nationality
    citizenship | country of origin | country
    Herk.-Land | Herk.land | Staatsangehörigkeit/Herkunft | Nationalität/Herkunft | Herkunft/Nationalität | Staatsb.
  `),
  languages: words(`
    Sprache | Sprachen | Sprache(n) | Muttersprache | Muttersprachen | Muttersprache(n) | Herkunftssprache | Erstsprache
    Familiensprache | Verständigungssprache | Spr. | Sprachkenntnisse | gesprochene Sprachen | 1. Sprache | 2. Sprache
    Weitere Sprachen | Zweitsprache | language | languages | mother tongue | first language | native language
    Muttersp. | Sprache/n | Dolmetschersprache
  `),
  phone: words(`
    Telefon | Telefonnummer | Tel. | Tel.-Nr. | Telefonnr. | Handy | Handynummer | Handy-Nr. | Mobil | Mobilnummer
    Mobiltelefon | Rufnummer | Telefon/Handy | Tel./Handy | Telefon / Mobil | Handy/Telefon | Tel./Mobil | Festnetz | Fon
    WhatsApp | Telefon 2 | Telefon privat | phone | phone number | telephone | mobile | mobile phone | cell phone
    Mobilnr. | Mobil-Nr. | Rufnr. | Tel. privat | Tel. mobil | Kontakt Tel. | Handynr.
  `),
  email: ["E-Mail", "Email", "Mail", "E-Mail-Adresse", "Mailadresse", "E-Mailadresse", "e-mail address", "Mail-Adr.", "E-Mail-Adr."],
  /** A whole address or its first line: the values tell. */
  address: words(`
    Straße | Str. | Straße und Hausnummer | Straße/Hausnummer | Straße, Hausnummer | Straße, Nr. | Straße Nr. | Straße/Nr.
    Straße + Nr. | Straße Hausnr. | Straße, Hausnr. | Anschrift | Adresse | Wohnanschrift | Wohnadresse | Meldeadresse
    Meldeanschrift | street | address | street address
    Anschr. | Wohnanschr. | Str./Nr. | Str., Nr. | Str./Hausnr. | Str. u. Nr. | Str. u. Hausnr. | Straße u. Hausnr. | Straße u. Nr.
  `),
  postcode: ["PLZ", "Postleitzahl", "zip", "zip code", "postcode", "postal code"],
  town: words(`
    Ort | Wohnort | Kommune | Stadt | Gemeinde | Stadt/Gemeinde | Gemeinde/Stadt | Wohnkommune | Wohngemeinde | PLZ Ort
    PLZ, Ort | PLZ/Ort | PLZ und Ort | PLZ, Wohnort | PLZ + Ort | Stadt/Kommune | Ort/Kommune | kreisangehörige Kommune
    Wohnsitz | Zuweisungskommune | town | city | municipality | place of residence
    Wohnh. | wohnhaft | wohnhaft in | Ort/Ortsteil | Gde. | Wohnort/Ortsteil
  `),
  residenceStatus: words(`
    Aufenthaltsstatus | Aufenthaltstitel | Aufenth.-Status | Aufenthaltsst. | Aufenthalt | AT | Aufenth.status | Titel
    ausländerrechtlicher Status | aufenthaltsrechtlicher Status | Status Aufenthalt | Aufenthaltspapier | Asylstatus
    residence status | residence permit | residence title | legal status | immigration status
    AV-Status | Status AV | Ausländerstatus | aufenthaltsrechtl. Status | ausländerrechtl. Status | Aufenthaltsrecht | Aufenth. | Aufenth.titel | Aufenthaltstit.
  `),
  legalDomains: words(`
    Rechtskreis | Rechtskreise | Rechtskreis(e) | Leistungsbezug | Leistungsbezug nach | Leistungsart | Leistungsträger
    SGB | Bezug | Bezug von Leistungen | RK | Leistungsrecht | Sozialleistung | Sozialleistungen | Leistungen nach
    legal domain | legal domains | benefits | benefit
    Leist.-bezug | Leist.bezug | Leistungsbez. | Rechtskr. | JC/Sozialamt | Jobcenter/Sozialamt | Leistungsstelle | Kostenträger
  `),
  fileNumber: words(`
    Aktenzeichen | Akten-Nr. | Aktennummer | AZ | Az. | Fallnummer | Fall-Nr. | Fallnr. | Fall-ID | ID | Fall
    Vorgangsnummer | Vorgang | Geschäftszeichen | Kundennummer | Kunden-Nr. | Klientennummer | Klienten-Nr. | Klienten-ID
    Identnummer | Kennung | Fallkennung | AZR-Nummer | AZR-Nr. | file number | case number | case id | case no | reference
    client id
    Aktz. | Akten-Z. | Akte | Aktennr. | Akten-Zeichen | Vorgangsnr. | Vorgangs-Nr. | Kd.-Nr. | Kdnr. | Kundennr. | Klientennr. | Gesch.-Z.
  `),
  /** Counts the rows; changes whenever the list is sorted, so nobody is recognised by it. */
  runningNumber: words(`
    lfd. Nr. | lfd Nr | laufende Nummer | lfd. Nummer | lfdn | Nr. | Nummer | # | Pos. | Position | Zeile | no. | number
    row
    Lfd.
  `),
  caseManager: words(`
    Zuständig | Zuständigkeit | Zuständige Person | Fallmanager | Fallmanagerin | Fallmanager(in) | Fallmanager/-in
    Fallmanagement | Fallverantwortung | fallverantwortlich | Fallführend | Fallführung | FM | CM | Case Manager
    Case Managerin | Case Management | Bearbeitung | Bearbeiter | Bearbeiterin | bearbeitet von | Sachbearbeitung
    Sachbearbeiter | SB | Kürzel | Kürzel FM | Kürzel CM | Berater | Beraterin | Beratung durch | Mitarbeiter
    Mitarbeiterin | MA | case worker | responsible | assigned to | handled by
    FM zust. | zust. FM | zuständiger FM | zust. | zust. Person | zuständige Mitarbeiter | zuständiger Mitarbeiter | zuständige Mitarbeiterin | zuständiger Fallmanager
    zuständige Fallmanagerin | zuständiges Fallmanagement | zuständige Fachkraft | zust. Fachkraft | Fachkraft | zuständige Sachbearbeitung | zuständiger Berater
    zuständige Beraterin | Betreut durch | begleitet durch | begleitet von | Betreuer | Betreuerin | Bezugsbetreuer | Bezugsbetreuung | Bez.-Betr. | Bezugsperson
  `),
  openedOn: words(`
    Aufnahme | Aufnahmedatum | Aufnahme am | aufgenommen am | aufgenommen | Fallaufnahme | Fallaufnahme am | Erstkontakt
    Erstkontakt am | Erstgespräch | Erstgespräch am | Erstberatung | Zugang am | Zugang | Zugangsdatum | Fallbeginn
    Fallbeginn am | Beginn der Begleitung | Beginn Begleitung | Begleitung seit | Beginn Fallmanagement | Beginn CM
    Beginn der Beratung | Beratungsbeginn | Eröffnet am | Eröffnung | Falleröffnung | Anlagedatum | in Begleitung seit
    im CM seit | Fall seit | seit | opened | opened on | start date | case opened | intake | intake date | first contact
    Erstgespr. | Erstgespr. am | eröffnet | Neu seit | Fallzugang | Zugang KIM | im KIM seit | im Fallmanagement seit | in Beratung seit | Eintritt | Aufn.-Datum | Aufn. | Aufn. am
    Fall eröffnet | Fall eröffnet am | Fall angelegt am | angelegt am
  `),
  closedOn: words(`
    Abgeschlossen am | Abschluss am | Abschlussdatum | Fallabschluss | Fallabschluss am | Fallende | Ende der Begleitung
    Ende Begleitung | Ende Fallmanagement | Ende der Beratung | Beratungsende | Beendet am | Beendigung | geschlossen am
    Abgang | Abgang am | Austritt | closed | closed on | end date | case closed
    Abschl. am | Fall beendet | Fall beendet am | Fall geschlossen am | abgeschl. am
  `),
  phase: words(`
    Phase | Fallphase | CM-Phase | Prozessphase | Prozessschritt | Bearbeitungsstand | Fallstatus | Bearbeitungsstatus
    Stand der Bearbeitung | phase | case phase | stage
    Fallstand | Sachstand Phase | Stand Fall | Stat.
  `),
  lastContactOn: words(`
    letzter Kontakt | letzter Kontakt am | Letztkontakt | letztes Gespräch | letztes Gespräch am | letzte Beratung
    letzter Termin | zuletzt | zuletzt gesehen | Kontakt zuletzt | Kontakt am | last contact | last contact on | last seen
    letzter K. | l. Kontakt | letzter Kontakt (Datum) | letzter Beratungskontakt | letzter persönlicher Kontakt
  `),
  nextAppointmentOn: words(`
    nächster Termin | nächster Termin am | nächstes Gespräch | nächster Kontakt | nächster Beratungstermin | Folgetermin
    Termin am | Wiedervorlage | Wiedervorlage am | WV | WVL | WV am | next appointment | follow-up | next contact
    WV-Termin | Nächste WV | nächste Wiedervorlage | WV-Datum | nächster Beratungstermin am
  `),
  goal: words(`
    Ziel | Ziele | Ziel(e) | Zielvereinbarung | Hauptziel | vereinbarte Ziele | Förderziel | Teilziele | goal | goals
    objective | aim
  `),
  household: words(`
    Haushalt | Haushaltsmitglieder | Haushaltsgröße | Personen im Haushalt | Anzahl Personen | Kinder | Anzahl Kinder
    Kinderzahl | Kinder im Haushalt | Kinder (Anzahl) | Familie | Familienangehörige | Angehörige | household
    household size | children | number of children | family members
    Anz. Kinder | Ki. | Anz. Pers. | Anz. Personen | Personenzahl | Haush.
  `),
  note: words(`
    Bemerkung | Bemerkungen | Bemerkung(en) | Bem. | Notiz | Notizen | Anmerkung | Anmerkungen | Anm. | Hinweis | Hinweise
    Kommentar | Kommentare | Sonstiges | Besonderheiten | Anliegen | Sachverhalt | Verlauf | note | notes | remark | remarks
    comment | comments
    Vermerk | Vermerke | Aktenvermerk | Sachstand | Anmerk. | Info | Infos | Zusatzinfo | Was ist zu tun | To-do | offene Punkte
  `),
  /** Names the service that the days beside it are about. */
  service: words(`
    Kursart | Art des Kurses | Kurstyp | Sprachkursart | Kurs | Sprachkurs | Deutschkurs | Maßnahmeart | service
    course type | course
  `),
} as const satisfies Record<string, readonly string[]>;

export const milestoneHeadings = {
  pseudonym: words(`
    Pseudonym | Kennung | Kennziffer | Fallkennung | Fallnummer | Fall-ID | ID | Fall | Code | Schlüssel | case | case id
    pseudonym | key
  `),
  service: words(`
    Leistung | Angebot | Dienstleistung | Kurs | Kursart | Leistungsart | Dienst | service | course
  `),
  event: ["Ereignis", "Meilenstein", "Schritt", "Art", "Was", "event", "milestone"],
  on: ["Datum", "Tag", "am", "Datum des Ereignisses", "Ereignisdatum", "date", "day", "on"],
  town: words(`
    Ort | Wohnort | Kommune | Stadt | Gemeinde | Stadt/Gemeinde | town | city | municipality
  `),
  group: words(`
    Gruppe | Personengruppe | Zielgruppe | Vergleichsgruppe | Merkmal | group | target group
  `),
} as const satisfies Record<string, readonly string[]>;

/** Headings that mean one thing or another; the values below them decide, the last is meant if they do not. */
export const uncertainHeadings: readonly {
  readonly words: readonly string[];
  readonly either: readonly string[];
  readonly otherwise: string | null;
}[] = [
  {
    words: ["AV"],
    either: ["residenceStatus", "legalDomains"],
    otherwise: null,
  },
  {
    words: words(`
    Name | Namen | Klient | Klientin | Kunde | Kundin | Person | Ratsuchende | Ratsuchende Person | Teilnehmer | TN | name
    client
  `),
    either: ["name"],
    otherwise: "name",
  },
  { words: ["Status", "Stand", "state"], either: ["residenceStatus", "phase", "legalDomains"], otherwise: "phase" },
  { words: ["Kontakt", "Kontaktdaten", "Erreichbarkeit", "contact"], either: ["email", "phone", "lastContactOn"], otherwise: null },
  { words: ["Termin", "Termine", "appointment"], either: ["nextAppointmentOn"], otherwise: null },
  { words: ["Beginn", "Start", "Anfang", "begin"], either: ["openedOn"], otherwise: null },
  { words: ["Ende", "Abschluss", "beendet", "end"], either: ["closedOn", "phase"], otherwise: null },
  { words: ["Leistung", "Leistungen"], either: ["legalDomains"], otherwise: null },
  { words: ["Maßnahme", "Angebot"], either: ["service"], otherwise: null },
];

/** Known, and left out on purpose: near enough to other headings to be taken for them. */
export const headingsLeftOut: readonly string[] = words(`
    AE bis | AT bis | Duldung bis | Gemeindeteil | Alter | Geburtsort | Geburtsland | Familienstand | Ortsteil | Stadtteil | Sozialraum | Aufenthaltstitel gültig bis
    Aufenthaltserlaubnis gültig bis | gültig bis | Titel gültig bis | Titel bis | AT gültig bis | Aufenthalt bis | Aufenthalt gültig bis | Einreise
    Einreisedatum | Einreise am | in Deutschland seit | Sprachniveau | Sprachstand | Deutschniveau | Niveau | Kursträger
    Träger | Ansprechpartner | Religion | Konfession | Schulabschluss | Berufsabschluss | Abschlussgrund | Beruf
    Arbeitgeber | Nachname bei Geburt | Geburtsname | Unterschrift | Kontoverbindung | IBAN | Steuernummer | Zielgruppe
    Beendigungsgrund | age | place of birth | marital status
  `);

/** What a list says besides: taken off before a heading is compared a second time. */
export const headingNoise: readonly string[] = words(`
    der | die | das | des | dem | den | am | vom | im | in | zum | zur | laut | lt | von | fuer | ratsuchende | ratsuchenden
    ratsuchender | klient | klientin | klienten | kunde | kunden | kundin | person | teilnehmer | teilnehmerin
    teilnehmende | tn | hv | aktuell | aktuelle | aktueller | aktuelles | derzeit | derzeitiger | derzeitige | jetziger
    jetzige | datum | dat | angabe | angaben | the | of | client | date | current | on
  `);

/** Services of the vocabulary by the words of the lists. */
export const serviceWords: Readonly<Record<string, readonly string[]>> = {
  integration_course: words(`
    Integrationskurs | Integrations-Kurs | BAMF | InKu | I-Kurs | IK | Int.-Kurs | Integrationssprachkurs | BAMF-Kurs
    Alphabetisierungskurs | Alphakurs | Alpha-Kurs | Jugendintegrationskurs | Elternintegrationskurs | integration course
  `),
  vocational_language_course: words(`
    Berufssprachkurs | BSK | DeuFöV | DeuFö | DeuföV-Kurs | berufsbezogener Deutschkurs
    berufsbezogene Deutschsprachförderung | Job-BSK | vocational language course
  `),
  child_care: words(`
    Kinderbetreuung | Kita | Kita-Platz | Kindergarten | Kindergartenplatz | Betreuungsplatz | Tagespflege | child care
    childcare
  `),
  recognition: words(`
    Anerkennung | Anerkennung von Abschlüssen | Anerkennungsverfahren | Berufsanerkennung | ZAB | recognition
    recognition of qualifications
  `),
  benefit_change: words(`
    Rechtskreiswechsel | Leistungswechsel | Leistung im neuen Rechtskreis | Wechsel SGB II | Wechsel ins SGB II
    change of benefit
  `),
  abh_appointment: words(`
    ABH-Termin | Termin ABH | Termin Ausländerbehörde | Termin bei der Ausländerbehörde
    appointment at the Ausländerbehörde
  `),
  health_card: words(`
    Krankenkassenkarte | Gesundheitskarte | eGK | Versichertenkarte | Krankenkasse | health insurance card | health card
  `),
  training: ["Ausbildung", "Berufsausbildung", "Ausbildungsplatz", "vocational training", "training"],
  employment: words(`
    Arbeitsstelle | Arbeit | Beschäftigung | Arbeitsaufnahme | Arbeitsplatz | Job | employment | job
  `),
  interpreting: ["Sprachmittlung", "Dolmetscher", "Dolmetschen", "interpreting", "interpreter"],
  placement_test: ["Einstufungstest", "Einstufung", "Sprachtest", "Einstufungsprüfung", "placement test"],
  counselling: ["Beratung", "Migrationsberatung", "MBE", "JMD", "counselling"],
};

/** A course of which the list does not say what kind: an integration course, please look. */
export const anyCourseWords: readonly string[] = ["Kurs", "Sprachkurs", "Deutschkurs", "course", "language course"];

export const eventWords: Readonly<Record<"entitled" | "registered" | "started" | "finished", readonly string[]>> = {
  entitled: words(`
    berechtigt | Berechtigung | Berechtigungsschein | Anspruch | Zulassung | zugelassen | Verpflichtung | verpflichtet
    Bewilligung | bewilligt | Teilnahmeberechtigung | berechtigt seit | Berechtigung seit | Berechtigung vom | entitled | entitlement
  `),
  registered: words(`
    angemeldet | Anmeldung | Antrag | beantragt | Registrierung | registriert | Warteliste | vorgemerkt | registered
    registration | applied | application
  `),
  started: words(`
    seit | ab | begonnen seit | läuft seit | begonnen | Beginn | gestartet | Start | angefangen | Antritt | angetreten | Eintritt | Aufnahme | started | start
    begun
  `),
  finished: words(`
    beendet | Ende | bis | bis zum | abgeschlossen | Abschluss | bestanden | fertig | finished | finish | completed | end | ended
  `),
};

/** These say enough without a service beside them: lists of case managers mean the course. */
export const eventsThatMeanTheCourse: readonly string[] = words(`
    Berechtigung | Berechtigungsschein | Teilnahmeberechtigung | Kursberechtigung | Anmeldung | Verpflichtung
  `);

/** Rows below the list that are none of it. */
export const footerWords: readonly string[] = words(`
    Summe | Summen | Gesamt | Gesamtsumme | Gesamtzahl | Insgesamt | Anzahl | Anzahl Fälle | Fälle gesamt | Total | sum
    count
  `);
export const footerStarts: readonly string[] = words(`
    Stand | Seite | Erstellt | Gedruckt | Ausdruck vom | Legende | Hinweis | Quelle | Datenschutz | vertraulich | page
    printed | as of
  `);

/** What files of lists are called, whoever they are about. */
export const harmlessFileWords: readonly string[] = words(`
    Fallliste | Fallisten | Falliste | Liste | Listen | Klientenliste | Klientinnenliste | Klienten | Klient | Klientinnen | Ratsuchende | Fälle | Fall
    Fallmanagement | Case | Management | CM | KIM | KI | Übersicht | Gesamtliste | Gesamt | Bestand | Stand | Stichtag | Export | Import | Daten | Tabelle
    Mappe | Kopie | von | neu | neue | alt | aktuell | final | Endfassung | Version | Entwurf | korrigiert | berichtigt | bereinigt | Team | Stelle | offen
    laufend | laufende | abgeschlossen | Quartal | Jahr | Monat | Januar | Februar | März | April | Mai | Juni | Juli | August | September | Oktober | November
    Dezember | Jan | Feb | Mrz | Apr | Jun | Jul | Aug | Sep | Sept | Okt | Nov | Dez | list | cases | clients | copy | of | new | final | export | report
    und | and | für | der | die | das
  `);
