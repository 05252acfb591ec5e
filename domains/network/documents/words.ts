import type { Language } from "../../../platform/server/paper/days.ts";

type Words = Readonly<
  Record<
    | "members"
    | "membersFile"
    | "units"
    | "unitsFile"
    | "site"
    | "name"
    | "title"
    | "role"
    | "unit"
    | "organisation"
    | "town"
    | "legalDomains"
    | "colleagues"
    | "register"
    | "registerFile"
    | "what"
    | "givenOn"
    | "givenBy"
    | "installation"
    | "seenOn",
    string
  >
> & { readonly registerKinds: Readonly<Record<"account_created" | "role_given" | "link_renewed", string>> } & {
  readonly roles: Readonly<Record<string, string>>;
};

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    members: "Mitglieder",
    membersFile: "Mitglieder",
    units: "Stellen",
    unitsFile: "Stellen",
    site: "Standort",
    name: "Name",
    title: "Funktion",
    role: "Rolle",
    unit: "Stelle",
    organisation: "Organisation",
    town: "Ort",
    legalDomains: "Rechtskreise",
    colleagues: "Mitglieder",
    register: "Neue Konten und Rollen",
    registerFile: "Register",
    what: "Was",
    givenOn: "Am",
    givenBy: "Durch",
    installation: "Einrichtung",
    seenOn: "Zur Kenntnis genommen am",
    registerKinds: { account_created: "Neues Konto", role_given: "Neue Rolle", link_renewed: "Neuer Link für das erste Passwort" },
    roles: {
      case_manager: "Fallmanagement",
      team_lead: "Fachaufsicht",
      partner: "Partnerstelle",
      coordinator: "Koordination",
      body_member: "Mitglied eines Gremiums",
      accompaniment: "Wissenschaftliche Begleitung",
      evaluator: "Externe Evaluation",
      programme_lead: "Gesamtsteuerung",
      data_protection_officer: "Datenschutz",
      site_admin: "Verwaltung des Standorts",
    },
  },
  en: {
    members: "Members",
    membersFile: "members",
    units: "Units",
    unitsFile: "units",
    site: "Site",
    name: "Name",
    title: "Function",
    role: "Role",
    unit: "Unit",
    organisation: "Organisation",
    town: "Town",
    legalDomains: "Legal domains",
    colleagues: "Members",
    register: "New accounts and roles",
    registerFile: "register",
    what: "What",
    givenOn: "On",
    givenBy: "By",
    installation: "Set-up",
    seenOn: "Acknowledged on",
    registerKinds: { account_created: "New account", role_given: "New role", link_renewed: "New link for the first password" },
    roles: {
      case_manager: "Case management",
      team_lead: "Team lead",
      partner: "Partner unit",
      coordinator: "Coordination",
      body_member: "Member of a body",
      accompaniment: "Scientific accompaniment",
      evaluator: "External evaluation",
      programme_lead: "Overall steering",
      data_protection_officer: "Data protection",
      site_admin: "Site administration",
    },
  },
};
