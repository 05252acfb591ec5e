import type { Language } from "../../../platform/server/paper/days.ts";
import type { MeasureRow, ThemeState } from "../contract.ts";

type Words = Readonly<
  Record<
    | "site"
    | "reports"
    | "myReports"
    | "themes"
    | "measures"
    | "escalated"
    | "reason"
    | "selection"
    | "title"
    | "excerpt"
    | "reportedOn"
    | "state"
    | "reporter"
    | "unit"
    | "gapKind"
    | "from"
    | "to"
    | "town"
    | "field"
    | "daysLost"
    | "theme"
    | "lastAnswer"
    | "answer"
    | "step"
    | "sentence"
    | "count"
    | "since"
    | "meeting"
    | "body"
    | "measure"
    | "owner"
    | "person"
    | "due"
    | "daysLate"
    | "started"
    | "lastReport"
    | "lookOn"
    | "verdict"
    | "protected"
    | "protectedNote",
    string
  >
> & {
  readonly files: Readonly<Record<"reports" | "myReports" | "themes" | "measures" | "escalated" | "dossier", string>>;
  readonly shows: Readonly<Record<"to_read" | "open" | "joined" | "all", string>>;
  readonly reportState: Readonly<Record<"submitted" | "released" | "returned" | "withdrawn", string>>;
  readonly themeState: Readonly<Record<ThemeState, string>>;
  readonly measureState: Readonly<Record<MeasureRow["state"], string>>;
  readonly verdicts: Readonly<Record<NonNullable<MeasureRow["verdict"]>, string>>;
};

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    site: "Standort",
    reports: "Hinweise",
    myReports: "Meine Hinweise",
    themes: "Themen",
    measures: "Strukturmaßnahmen",
    escalated: "An das Land gegeben",
    reason: "Grund",
    selection: "Auswahl",
    title: "Titel",
    excerpt: "Text",
    reportedOn: "Gemeldet am",
    state: "Stand",
    reporter: "Gemeldet von",
    unit: "Stelle",
    gapKind: "Art der Hürde",
    from: "Von",
    to: "An",
    town: "Ort",
    field: "Handlungsfeld",
    daysLost: "Verlorene Tage",
    theme: "Thema",
    lastAnswer: "Letzte Antwort am",
    answer: "Letzte Antwort",
    step: "Stufe",
    sentence: "In einem Satz",
    count: "Hinweise",
    since: "Seit",
    meeting: "Sitzung am",
    body: "Gremium",
    measure: "Strukturmaßnahme",
    owner: "Wer sorgt dafür",
    person: "Person",
    due: "Bis wann",
    daysLate: "Tage überfällig",
    started: "Begonnen am",
    lastReport: "Letzter Bericht am",
    lookOn: "Prüfung am",
    verdict: "Veränderung",
    protected: "geschützt",
    protectedNote: "Kleine Zahlen sind geschützt und stehen nicht in dieser Datei.",
    files: {
      reports: "Hinweise",
      myReports: "Meine-Hinweise",
      themes: "Themen",
      measures: "Strukturmassnahmen",
      escalated: "An-das-Land",
      dossier: "Dossier",
    },
    shows: { to_read: "noch zu lesen", open: "in keinem Thema", joined: "in einem Thema", all: "alle" },
    reportState: { submitted: "eingegangen", released: "freigegeben", returned: "zurückgegeben", withdrawn: "zurückgezogen" },
    themeState: {
      collected: "Gesammelt",
      named: "Benannt",
      statement_awaited: "Stellungnahme erwartet",
      on_agenda: "Auf der Tagesordnung",
      measure_agreed: "Maßnahme festgelegt",
      running: "Läuft",
      looked_at: "Veränderung geprüft",
      closed: "Abgeschlossen",
      declined: "Abgelehnt",
      escalated: "Beim Land",
    },
    measureState: { planned: "Geplant", running: "Läuft", done: "Umgesetzt", stopped: "Beendet" },
    verdicts: {
      as_expected: "wie erwartet",
      not_as_expected: "verändert, aber anders als erwartet",
      unchanged: "keine Veränderung zu erkennen",
      cannot_say: "noch nicht zu sagen",
    },
  },
  en: {
    site: "Site",
    reports: "Reports",
    myReports: "My reports",
    themes: "Themes",
    measures: "Measures",
    escalated: "Given to the Land",
    reason: "Reason",
    selection: "Selection",
    title: "Title",
    excerpt: "Text",
    reportedOn: "Reported on",
    state: "State",
    reporter: "Reported by",
    unit: "Unit",
    gapKind: "Kind of gap",
    from: "From",
    to: "To",
    town: "Town",
    field: "Field of action",
    daysLost: "Days lost",
    theme: "Theme",
    lastAnswer: "Last answer on",
    answer: "Last answer",
    step: "Step",
    sentence: "In one sentence",
    count: "Reports",
    since: "Since",
    meeting: "Meeting on",
    body: "Body",
    measure: "Measure",
    owner: "Responsible",
    person: "Person",
    due: "By when",
    daysLate: "Days late",
    started: "Started on",
    lastReport: "Last report on",
    lookOn: "Looked at on",
    verdict: "Change",
    protected: "protected",
    protectedNote: "Small figures are protected and not in this file.",
    files: {
      reports: "reports",
      myReports: "my-reports",
      themes: "themes",
      measures: "measures",
      escalated: "escalated",
      dossier: "dossier",
    },
    shows: { to_read: "still to read", open: "in no theme", joined: "in a theme", all: "all" },
    reportState: { submitted: "submitted", released: "released", returned: "returned", withdrawn: "withdrawn" },
    themeState: {
      collected: "Collected",
      named: "Named",
      statement_awaited: "Statement awaited",
      on_agenda: "On the agenda",
      measure_agreed: "Measure agreed",
      running: "Running",
      looked_at: "Change looked at",
      closed: "Closed",
      declined: "Declined",
      escalated: "With the Land",
    },
    measureState: { planned: "Planned", running: "Running", done: "Done", stopped: "Stopped" },
    verdicts: {
      as_expected: "as expected",
      not_as_expected: "changed, but otherwise",
      unchanged: "no change to be seen",
      cannot_say: "cannot be said yet",
    },
  },
};

type DossierWords = Readonly<
  Record<
    | "kind"
    | "draft"
    | "state"
    | "field"
    | "organisations"
    | "agenda"
    | "reports"
    | "towns"
    | "affected"
    | "cases"
    | "protected"
    | "voice"
    | "unnamed"
    | "statement"
    | "noStatement"
    | "overdue"
    | "proposal"
    | "options"
    | "became"
    | "day"
    | "what"
    | "longer",
    string
  >
> & {
  readonly weeks: (n: number) => string;
  readonly reportsUnit: (n: number) => string;
  readonly waiting: (service: string, from: string, to: string) => string;
  readonly median: (cases: number) => string;
  readonly halfWaits: string;
  readonly complete: (known: number, of: number) => string;
  readonly heldBack: (minimum: number) => string;
  readonly meeting: (body: string, day: string) => string;
  readonly statementBy: (who: string, day: string) => string;
  readonly statementAwaited: (who: string, day: string) => string;
  readonly events: Readonly<Record<string, string>>;
};

export const dossierWordsOf: Readonly<Record<Language, DossierWords>> = {
  de: {
    kind: "Dossier",
    draft: "Entwurf: Dieses Thema wird noch gesammelt und ist noch nicht benannt.",
    state: "Stand",
    field: "Handlungsfeld",
    organisations: "Wen es betrifft",
    agenda: "Tagesordnung",
    reports: "Hinweise",
    towns: "Aus Orten",
    affected: "Aus Organisationen",
    cases: "Fälle",
    protected: "geschützt",
    voice: "Eine Stimme",
    unnamed: "ohne Namen",
    statement: "Stellungnahme",
    noStatement: "Es ist keine Stellungnahme erbeten.",
    overdue: "Die 14 Tage sind vorbei, es kam keine Stellungnahme.",
    proposal: "Was vorgeschlagen ist",
    options: "Zur Wahl stehen",
    became: "Was bisher geschah",
    day: "Tag",
    what: "Was",
    longer: "Der Text ist gekürzt. Ganz steht er auf der Seite des Themas.",
    weeks: (n) => (n === 1 ? "Woche" : "Wochen"),
    reportsUnit: (n) => (n === 1 ? "Hinweis" : "Hinweise"),
    waiting: (service, from, to) => `${service}: von ${from} bis ${to}`,
    median: (cases) => `Die Hälfte der ${cases} Fälle wartete höchstens so lange. Wer noch wartet, ist mitgezählt.`,
    halfWaits: "Mehr als die Hälfte wartet noch.",
    complete: (known, of) => `Bekannt bei ${known} von ${of} Fällen.`,
    heldBack: (minimum) => `Zahlen unter ${minimum} sind geschützt und stehen nicht hier.`,
    meeting: (body, day) => `${body} am ${day}`,
    statementBy: (who, day) => `${who}, ${day}`,
    statementAwaited: (who, day) => `${who}: erwartet bis ${day}.`,
    events: {
      created: "Hinweise zusammengeführt",
      named: "Als Thema benannt",
      statement_requested: "Stellungnahme erbeten",
      statement_given: "Stellungnahme gegeben",
      on_agenda: "Auf der Tagesordnung",
      off_agenda: "Von der Tagesordnung genommen",
      agreed: "Festgelegt",
      postponed: "Vertagt",
      declined: "Abgelehnt",
      escalated: "An das Land gegeben",
      measure_planned: "Strukturmaßnahme geplant",
      measure_started: "Strukturmaßnahme begonnen",
      measure_done: "Strukturmaßnahme umgesetzt",
      measure_stopped: "Strukturmaßnahme beendet",
      measure_closed: "Strukturmaßnahme abgeschlossen",
      looked_at: "Veränderung geprüft",
      closed: "Abgeschlossen",
    },
  },
  en: {
    kind: "Dossier",
    draft: "Draft: this theme is still being collected and has not been named.",
    state: "State",
    field: "Field of action",
    organisations: "Whom it concerns",
    agenda: "Agenda",
    reports: "Reports",
    towns: "From towns",
    affected: "From organisations",
    cases: "Cases",
    protected: "protected",
    voice: "One voice",
    unnamed: "unnamed",
    statement: "Statement",
    noStatement: "No statement was requested.",
    overdue: "The 14 days are over; no statement came.",
    proposal: "What is proposed",
    options: "The choices",
    became: "What happened so far",
    day: "Day",
    what: "What",
    longer: "This text was shortened. It stands in full on the page of the theme.",
    weeks: (n) => (n === 1 ? "week" : "weeks"),
    reportsUnit: (n) => (n === 1 ? "report" : "reports"),
    waiting: (service, from, to) => `${service}: from ${from} to ${to}`,
    median: (cases) => `Half of the ${cases} cases waited no longer than this. Those who still wait are counted.`,
    halfWaits: "More than half still wait.",
    complete: (known, of) => `Known for ${known} of ${of} cases.`,
    heldBack: (minimum) => `Figures below ${minimum} are protected and do not stand here.`,
    meeting: (body, day) => `${body} on ${day}`,
    statementBy: (who, day) => `${who}, ${day}`,
    statementAwaited: (who, day) => `${who}: awaited until ${day}.`,
    events: {
      created: "Reports joined",
      named: "Named as a theme",
      statement_requested: "Statement requested",
      statement_given: "Statement given",
      on_agenda: "On the agenda",
      off_agenda: "Taken off the agenda",
      agreed: "Agreed",
      postponed: "Postponed",
      declined: "Declined",
      escalated: "Given to the Land",
      measure_planned: "Measure planned",
      measure_started: "Measure started",
      measure_done: "Measure done",
      measure_stopped: "Measure stopped",
      measure_closed: "Measure closed",
      looked_at: "Change looked at",
      closed: "Closed",
    },
  },
};
