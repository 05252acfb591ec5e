/** The words a new site begins with. A site relabels them, adds its own and ends what it does not use. */
export type VocabularyEntry = {
  readonly vocabulary: string;
  readonly code: string;
  readonly label_de: string;
  readonly label_en: string;
  readonly position: number;
  readonly built_in: boolean;
};

type Words = readonly (readonly [code: string, de: string, en: string])[];

/** Codes that rules depend on: a site relabels them, and puts nothing beside them. The same list as network.is_closed_vocabulary. */
const closed = ["case_phase", "data_category", "legal_domain", "milestone_event", "contact_kind"];

const firstWords: Record<string, Words> = {
  case_phase: [
    ["access", "Zugang", "Access"],
    ["clarification", "Klärung", "Clarification"],
    ["assessment", "Assessment", "Assessment"],
    ["planning", "Unterstützungsplan", "Planning"],
    ["linking", "Vermittlung", "Linking"],
    ["monitoring", "Begleitung", "Monitoring"],
    ["closing", "Abschluss", "Closing"],
  ],
  data_category: [
    ["identity", "Name und Geburtsdatum", "Name and date of birth"],
    ["contact", "Kontakt", "Contact"],
    ["residence", "Aufenthalt", "Residence"],
    ["livelihood", "Lebensunterhalt", "Livelihood"],
    ["work", "Arbeit", "Work"],
    ["language_education", "Sprache und Bildung", "Language and education"],
    ["housing", "Wohnen", "Housing"],
    ["family", "Familie", "Family"],
    ["health", "Gesundheit", "Health"],
    ["plan", "Unterstützungsplan", "Support plan"],
    ["participation", "Teilhabe", "Participation"],
  ],
  field_of_action: [
    ["language", "Sprache", "Language"],
    ["work", "Arbeit", "Work"],
    ["education", "Bildung", "Education"],
    ["child_care", "Kinderbetreuung", "Child care"],
    ["housing", "Wohnen", "Housing"],
    ["health", "Gesundheit", "Health"],
    ["residence", "Aufenthalt", "Residence"],
    ["participation", "Teilhabe", "Participation"],
  ],
  purpose: [
    ["joint_support_planning", "Gemeinsame Unterstützungsplanung", "Joint support planning"],
    ["referral", "Überleitung an ein Angebot", "Referral to an offer"],
    ["benefit_transition", "Wechsel der Leistung ohne Lücke", "Change of benefit without a gap"],
    ["recognition", "Anerkennung von Abschlüssen", "Recognition of qualifications"],
    ["child_care_place", "Platz in der Kinderbetreuung", "Place in child care"],
  ],
  legal_domain: [
    ["sgb_ii", "SGB II (Bürgergeld)", "SGB II (basic income support)"],
    ["sgb_iii", "SGB III (Arbeitsförderung)", "SGB III (employment promotion)"],
    ["sgb_v", "SGB V (Krankenversicherung)", "SGB V (health insurance)"],
    ["sgb_viii", "SGB VIII (Jugendhilfe)", "SGB VIII (youth welfare)"],
    ["sgb_ix", "SGB IX (Rehabilitation)", "SGB IX (rehabilitation)"],
    ["sgb_xii", "SGB XII (Sozialhilfe)", "SGB XII (social assistance)"],
    ["asylblg", "Asylbewerberleistungsgesetz", "Asylum Seekers' Benefits Act"],
    ["asylg", "Asylgesetz", "Asylum Act"],
    ["aufenthg", "Aufenthaltsgesetz", "Residence Act"],
    ["freizuegg_eu", "Freizügigkeitsgesetz/EU", "EU Freedom of Movement Act"],
    ["stag", "Staatsangehörigkeitsgesetz", "Nationality Act"],
  ],
  residence_status: [
    ["aufenthaltsgestattung", "Aufenthaltsgestattung", "Aufenthaltsgestattung"],
    ["duldung", "Duldung", "Duldung"],
    ["fiktionsbescheinigung", "Fiktionsbescheinigung", "Fiktionsbescheinigung"],
    ["aufenthaltserlaubnis", "Aufenthaltserlaubnis", "Aufenthaltserlaubnis"],
    ["niederlassungserlaubnis", "Niederlassungserlaubnis", "Niederlassungserlaubnis"],
    ["visum", "Visum", "Visum"],
    ["eu_freizuegigkeit", "Freizügigkeit (EU)", "EU freedom of movement"],
    ["deutsche_staatsangehoerigkeit", "Deutsche Staatsangehörigkeit", "German nationality"],
    ["unbekannt", "Nicht erfasst", "Not recorded"],
  ],
  contact_kind: [
    ["visit", "Gespräch", "Talk in person"],
    ["phone", "Telefonat", "Phone call"],
    ["message", "Nachricht", "Message"],
    ["home_visit", "Hausbesuch", "Home visit"],
    ["accompanied", "Begleitung zu einem Termin", "Accompanied to an appointment"],
    ["case_conference", "Fallkonferenz", "Case conference"],
  ],
  service: [
    ["integration_course", "Integrationskurs", "Integration course"],
    ["vocational_language_course", "Berufssprachkurs", "Vocational language course"],
    ["child_care", "Kinderbetreuung", "Child care"],
    ["recognition", "Anerkennung von Abschlüssen", "Recognition of qualifications"],
    ["benefit_change", "Leistung im neuen Rechtskreis", "Benefit under the next law"],
    ["abh_appointment", "Termin bei der Ausländerbehörde", "Appointment at the Ausländerbehörde"],
    ["health_card", "Krankenkassenkarte", "Health insurance card"],
    ["training", "Ausbildung", "Vocational training"],
    ["employment", "Arbeitsstelle", "Employment"],
    ["interpreting", "Sprachmittlung", "Interpreting"],
    ["placement_test", "Einstufungstest", "Placement test"],
    ["counselling", "Beratung", "Counselling"],
  ],
  milestone_event: [
    ["entitled", "berechtigt", "entitled"],
    ["registered", "angemeldet", "registered"],
    ["started", "begonnen", "started"],
    ["finished", "abgeschlossen", "finished"],
  ],
  gap_kind: [
    ["waiting", "Zu lange gewartet", "Waited too long"],
    ["no_responsibility", "Niemand zuständig", "Nobody responsible"],
    ["repeated_data", "Dieselben Angaben mehrfach verlangt", "Same data asked for again"],
    ["no_offer", "Kein passendes Angebot", "No suitable offer"],
    ["benefit_gap", "Zeit ohne Leistung", "Time without benefit"],
    ["language_barrier", "Sprachmittlung fehlt", "No interpreter"],
    ["access", "Nicht erreichbar", "Out of reach"],
    ["other", "Etwas anderes", "Something else"],
  ],
  matter: [
    ["residence_permit", "Aufenthaltstitel", "Residence permit"],
    ["benefits", "Geld zum Leben", "Money to live on"],
    ["housing", "Wohnung", "Housing"],
    ["work", "Arbeit und Ausbildung", "Work and training"],
    ["language_course", "Sprachkurs", "Language course"],
    ["child_care", "Kita und Schule", "Child care and school"],
    ["youth", "Hilfe für junge Menschen", "Help for young people"],
    ["case_management", "Fallmanagement", "Case management"],
    ["counselling", "Beratung", "Counselling"],
    ["citizenship", "Einbürgerung", "Naturalisation"],
  ],
  concern: [
    ["responsible_office", "Welches Amt ist zuständig?", "Which office is responsible?"],
    ["form_or_letter", "Formular oder Brief", "Form or letter"],
    ["language_course", "Sprachkurs oder Test", "Language course or test"],
    ["work_or_training", "Arbeit oder Ausbildung", "Work or training"],
    ["recognition", "Anerkennung von Zeugnissen", "Recognition of certificates"],
    ["benefit", "Geld zum Leben", "Money to live on"],
    ["flat", "Wohnung", "Flat"],
    ["care_or_school", "Kita oder Schule", "Child care or school"],
    ["doctor_or_insurance", "Arzt oder Krankenkasse", "Doctor or health insurance"],
    ["abh_appointment", "Termin bei der Ausländerbehörde", "Appointment at the Ausländerbehörde"],
    ["family", "Familie und Nachzug", "Family and family reunification"],
    ["other", "Etwas anderes", "Something else"],
  ],
};

export const defaultVocabularies: VocabularyEntry[] = Object.entries(firstWords).flatMap(([vocabulary, words]) =>
  words.map(([code, de, en], position) => ({
    vocabulary,
    code,
    label_de: de,
    label_en: en,
    position,
    built_in: closed.includes(vocabulary),
  })),
);
