import type { Language } from "../../../platform/server/paper/days.ts";

const de = {
  title: "Zuständigkeiten",
  file: "Zustaendigkeiten",
  site: "Standort",
  everybody: "Was in einer Zeile leer ist, gilt für alle.",
  matter: "Anliegen",
  towns: "Orte",
  ageFrom: "Alter von",
  ageTo: "Alter bis",
  status: "Aufenthalt",
  letterFrom: "Buchstabe von",
  letterTo: "Buchstabe bis",
  languages: "Sprachen",
  legalDomains: "Rechtskreise",
  unit: "Stelle",
  organisation: "Organisation",
  deputy: "Vertretung",
  phone: "Telefon",
  handling: "So läuft es hier",
  validFrom: "Gilt ab",
  validUntil: "Gilt bis",
};

const en: typeof de = {
  title: "Responsibilities",
  file: "responsibilities",
  site: "Site",
  everybody: "What is empty in a row holds for everybody.",
  matter: "Matter",
  towns: "Towns",
  ageFrom: "Age from",
  ageTo: "Age to",
  status: "Residence",
  letterFrom: "Letter from",
  letterTo: "Letter to",
  languages: "Languages",
  legalDomains: "Legal domains",
  unit: "Unit",
  organisation: "Organisation",
  deputy: "Deputy",
  phone: "Phone",
  handling: "How it is handled here",
  validFrom: "Valid from",
  validUntil: "Valid until",
};

export const wordsOf: Readonly<Record<Language, typeof de>> = { de, en };
