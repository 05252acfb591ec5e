import type { Language } from "../../../platform/server/paper/days.ts";

type ListWords = Readonly<
  Record<
    | "cases"
    | "file"
    | "selection"
    | "open"
    | "closed"
    | "quiet"
    | "phase"
    | "number"
    | "familyName"
    | "givenNames"
    | "birthDate"
    | "town"
    | "caseManager"
    | "unit"
    | "openedOn"
    | "closedOn"
    | "deadlineOn"
    | "deadline"
    | "harm"
    | "step"
    | "stepOn"
    | "lastContact"
    | "unchecked"
    | "yes"
    | "confidential"
    | "caseload"
    | "caseloadFile"
    | "openCases"
    | "quietCases"
    | "uncheckedCases"
    | "deadlines"
    | "deadlinesFile"
    | "soon"
    | "dueOn"
    | "legalDomain"
    | "shares"
    | "sharesFile"
    | "categories"
    | "purpose"
    | "sharedFrom"
    | "sharedUntil",
    string
  >
>;

export const listWordsOf: Readonly<Record<Language, ListWords>> = {
  de: {
    cases: "Fälle",
    file: "Fallliste",
    selection: "Auswahl",
    open: "offene Fälle",
    closed: "abgeschlossene Fälle",
    quiet: "ohne Kontakt seit vier Wochen",
    phase: "Phase",
    number: "Nummer",
    familyName: "Familienname",
    givenNames: "Vornamen",
    birthDate: "Geburtsdatum",
    town: "Ort",
    caseManager: "Fallmanagement",
    unit: "Stelle",
    openedOn: "Begonnen am",
    closedOn: "Abgeschlossen am",
    deadlineOn: "Nächste Frist",
    deadline: "Wofür",
    harm: "Was sonst geschieht",
    step: "Nächster Schritt",
    stepOn: "Schritt bis",
    lastContact: "Letzter Kontakt",
    unchecked: "Rechtsgrundlage ungeprüft",
    yes: "ja",
    confidential:
      "Vertraulich: Diese Datei enthält Angaben über Menschen. Wer sie erstellt hat, ist vermerkt. Löschen Sie sie, sobald Sie sie nicht mehr brauchen.",
    caseload: "Fälle je Person",
    caseloadFile: "Fallzahlen",
    openCases: "Offene Fälle",
    quietCases: "Ohne Kontakt seit vier Wochen",
    uncheckedCases: "Rechtsgrundlage ungeprüft",
    deadlines: "Fristen",
    deadlinesFile: "Fristen",
    soon: "überfällig oder in den nächsten 30 Tagen",
    dueOn: "Bis wann",
    legalDomain: "Rechtskreis",
    shares: "Freigaben",
    sharesFile: "Freigaben",
    categories: "Freigegeben",
    purpose: "Zweck",
    sharedFrom: "Ab",
    sharedUntil: "Bis",
  },
  en: {
    cases: "Cases",
    file: "cases",
    selection: "Selection",
    open: "open cases",
    closed: "closed cases",
    quiet: "no contact for four weeks",
    phase: "Phase",
    number: "Number",
    familyName: "Family name",
    givenNames: "Given names",
    birthDate: "Date of birth",
    town: "Town",
    caseManager: "Case management",
    unit: "Unit",
    openedOn: "Opened on",
    closedOn: "Closed on",
    deadlineOn: "Next deadline",
    deadline: "What for",
    harm: "What happens otherwise",
    step: "Next step",
    stepOn: "Step by",
    lastContact: "Last contact",
    unchecked: "Legal basis unchecked",
    yes: "yes",
    confidential: "Confidential: this file holds data about people. Who made it is on record. Delete it as soon as you no longer need it.",
    caseload: "Cases per person",
    caseloadFile: "caseload",
    openCases: "Open cases",
    quietCases: "No contact for four weeks",
    uncheckedCases: "Legal basis unchecked",
    deadlines: "Deadlines",
    deadlinesFile: "deadlines",
    soon: "overdue or within the next 30 days",
    dueOn: "By when",
    legalDomain: "Legal domain",
    shares: "Shares",
    sharesFile: "shares",
    categories: "Shared",
    purpose: "Purpose",
    sharedFrom: "From",
    sharedUntil: "Until",
  },
};

type SheetWords = Readonly<
  Record<
    | "kind"
    | "file"
    | "noName"
    | "number"
    | "name"
    | "pseudonym"
    | "birthDate"
    | "birthYear"
    | "nationality"
    | "languages"
    | "phone"
    | "email"
    | "address"
    | "residence"
    | "validUntil"
    | "unit"
    | "caseManager"
    | "phase"
    | "since"
    | "goals"
    | "goal"
    | "goalState"
    | "noGoals"
    | "steps"
    | "step"
    | "doer"
    | "until"
    | "done"
    | "noSteps"
    | "deadlines"
    | "deadlineOn"
    | "what"
    | "harm"
    | "noDeadlines"
    | "appointments"
    | "noAppointments"
    | "where"
    | "periods"
    | "period"
    | "from"
    | "to"
    | "noPeriods"
    | "contacts"
    | "noContacts"
    | "kindOf"
    | "sentence"
    | "knowers"
    | "who"
    | "knows"
    | "noKnowers"
    | "us"
    | "person"
    | "unchecked"
    | "today",
    string
  >
> & {
  readonly heading: (number: string) => string;
  readonly about: (who: string, unit: string) => string;
  readonly notHere: (categories: string) => string;
  readonly closed: (day: string) => string;
  readonly goalStates: Readonly<Record<"open" | "reached" | "partly" | "dropped", string>>;
  readonly contactKinds: Readonly<Record<"visit" | "phone" | "message" | "home_visit" | "accompanied" | "case_conference", string>>;
};

export const sheetWordsOf: Readonly<Record<Language, SheetWords>> = {
  de: {
    kind: "Fallblatt",
    file: "Fallblatt",
    noName: "Name nicht lesbar",
    number: "Nummer",
    name: "Name",
    pseudonym: "Pseudonym",
    birthDate: "Geboren am",
    birthYear: "Geboren",
    nationality: "Staatsangehörigkeit",
    languages: "Sprachen",
    phone: "Telefon",
    email: "E-Mail",
    address: "Anschrift",
    residence: "Aufenthalt",
    validUntil: "gültig bis",
    unit: "Stelle",
    caseManager: "Fallmanagement",
    phase: "Phase",
    since: "Begleitet seit",
    goals: "Ziele",
    goal: "Ziel",
    goalState: "Stand",
    noGoals: "Noch ist kein Ziel vereinbart.",
    steps: "Schritte",
    step: "Schritt",
    doer: "Wer",
    until: "Bis wann",
    done: "erledigt",
    noSteps: "Zurzeit ist kein Schritt vereinbart.",
    deadlines: "Fristen",
    deadlineOn: "Tag",
    what: "Wofür",
    harm: "Was sonst geschieht",
    noDeadlines: "Zurzeit läuft keine Frist.",
    appointments: "Termine",
    noAppointments: "Zurzeit ist kein Termin vereinbart.",
    where: "Wo",
    periods: "Rechtskreise",
    period: "Rechtskreis",
    from: "Von",
    to: "Bis",
    noPeriods: "Kein Rechtskreis eingetragen.",
    contacts: "Kontakte",
    noContacts: "Noch kein Kontakt eingetragen.",
    kindOf: "Art",
    sentence: "Was besprochen wurde",
    knowers: "Wer was weiß, bis wann",
    who: "Wer",
    knows: "Was",
    noKnowers: "Nur die Stelle, die begleitet.",
    us: "wir",
    person: "die Person selbst",
    unchecked: "Entwurf: Diese Angaben stammen aus einer Liste, ihre Rechtsgrundlage ist noch nicht geprüft.",
    today: "heute",
    heading: (number) => `Fall ${number}`,
    about: (who, unit) => `Vertraulich. Gedruckt von ${who}, ${unit}. Jeder Druck ist vermerkt, die Person kann das nachlesen.`,
    notHere: (categories) => `Nicht auf diesem Blatt, weil Sie es nicht lesen: ${categories}.`,
    closed: (day) => `Abgeschlossen am ${day}.`,
    goalStates: { open: "offen", reached: "erreicht", partly: "teilweise", dropped: "aufgegeben" },
    contactKinds: {
      visit: "Gespräch",
      phone: "Telefon",
      message: "Nachricht",
      home_visit: "Hausbesuch",
      accompanied: "Begleitung",
      case_conference: "Fallkonferenz",
    },
  },
  en: {
    kind: "Case sheet",
    file: "case-sheet",
    noName: "name not readable",
    number: "Number",
    name: "Name",
    pseudonym: "pseudonym",
    birthDate: "Born on",
    birthYear: "Born",
    nationality: "Nationality",
    languages: "Languages",
    phone: "Phone",
    email: "Email",
    address: "Address",
    residence: "Residence",
    validUntil: "valid until",
    unit: "Unit",
    caseManager: "Case management",
    phase: "Phase",
    since: "Supported since",
    goals: "Goals",
    goal: "Goal",
    goalState: "State",
    noGoals: "No goal has been agreed yet.",
    steps: "Steps",
    step: "Step",
    doer: "Who",
    until: "By when",
    done: "done",
    noSteps: "No step is agreed at the moment.",
    deadlines: "Deadlines",
    deadlineOn: "Day",
    what: "What for",
    harm: "What happens otherwise",
    noDeadlines: "No deadline is running at the moment.",
    appointments: "Appointments",
    noAppointments: "No appointment is made at the moment.",
    where: "Where",
    periods: "Legal domains",
    period: "Legal domain",
    from: "From",
    to: "Until",
    noPeriods: "No legal domain is entered.",
    contacts: "Contacts",
    noContacts: "No contact is entered yet.",
    kindOf: "Kind",
    sentence: "What was said",
    knowers: "Who knows what until when",
    who: "Who",
    knows: "What",
    noKnowers: "Only the unit that accompanies.",
    us: "we",
    person: "the person",
    unchecked: "Draft: these data come from a list, and their legal basis has not been checked yet.",
    today: "today",
    heading: (number) => `Case ${number}`,
    about: (who, unit) => `Confidential. Printed by ${who}, ${unit}. Every print is on record, and the person can look it up.`,
    notHere: (categories) => `Not on this sheet, because you do not read it: ${categories}.`,
    closed: (day) => `Closed on ${day}.`,
    goalStates: { open: "open", reached: "reached", partly: "partly", dropped: "dropped" },
    contactKinds: {
      visit: "Visit",
      phone: "Phone",
      message: "Message",
      home_visit: "Home visit",
      accompanied: "Supported",
      case_conference: "Case conference",
    },
  },
};
