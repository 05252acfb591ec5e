type Words = Readonly<
  Record<"title" | "file" | "site" | "list" | "german" | "english" | "builtIn" | "yes" | "until" | "responsibilities", string>
> & { readonly vocabularies: Readonly<Record<string, string>> };

const de: Words = {
  title: "Wortlisten",
  file: "Wortlisten",
  site: "Standort",
  list: "Liste",
  german: "Deutsch",
  english: "Englisch",
  builtIn: "Verbund rechnet damit",
  yes: "ja",
  until: "Angeboten bis",
  responsibilities: "Steht in so vielen Zuständigkeiten",
  vocabularies: {
    case_phase: "Phasen eines Falls",
    concern: "Anlässe von Kurzberatungen",
    contact_kind: "Arten von Kontakten",
    data_category: "Datenkategorien",
    field_of_action: "Handlungsfelder",
    gap_kind: "Arten von Hürden",
    legal_domain: "Rechtskreise",
    matter: "Anliegen bei Zuständigkeiten",
    milestone_event: "Meilensteine",
    purpose: "Zwecke von Freigaben",
    residence_status: "Aufenthalt",
    service: "Dienstleistungen",
  },
};
const en: Words = {
  title: "Word lists",
  file: "word-lists",
  site: "Site",
  list: "List",
  german: "German",
  english: "English",
  builtIn: "Verbund depends on it",
  yes: "yes",
  until: "Offered until",
  responsibilities: "Stands in so many responsibilities",
  vocabularies: {
    case_phase: "Phases of a case",
    concern: "Occasions of short consultations",
    contact_kind: "Kinds of contacts",
    data_category: "Data categories",
    field_of_action: "Fields of action",
    gap_kind: "Kinds of gaps",
    legal_domain: "Legal domains",
    matter: "Matters of responsibilities",
    milestone_event: "Milestones",
    purpose: "Purposes of shares",
    residence_status: "Residence status",
    service: "Services",
  },
};

/** What stands in the file of the word lists. */
export const listWordsOf = { de, en } as const;
