import type { Language } from "../../../platform/server/paper/days.ts";
import type { MeetingState, Outcome, Reached, ReportState } from "../contract.ts";

type Words = {
  readonly agenda: string;
  readonly minutes: string;
  readonly of: (body: string, day: string) => string;
  readonly invitation: (body: string, day: string, time: string) => string;
  readonly day: string;
  readonly time: (from: string, until: string) => string;
  readonly begins: string;
  readonly lasted: string;
  readonly place: string;
  readonly online: string;

  readonly minutesLong: (n: number) => string;
  readonly papersDue: string;
  readonly overview: string;
  readonly header: readonly string[];
  readonly noItems: string;
  readonly papers: string;
  readonly question: string;
  readonly background: string;
  readonly proposal: string;
  readonly options: string;
  readonly statementOf: (organisation: string) => string;
  readonly members: string;
  readonly member: (name: string, role: string, unit: string) => string;
  readonly bodyRole: Readonly<Record<"chair" | "deputy" | "coordinator" | "member", string>>;
  readonly present: string;
  readonly excused: string;
  readonly guests: string;
  readonly nobody: string;
  readonly nothingNoted: string;
  readonly decisions: string;
  readonly decisionHeader: readonly string[];
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly owner: string;
  readonly due: string;
  readonly until: string;
  readonly reason: string;
  readonly how: string;
  readonly reached: Readonly<Record<Reached, string>>;
  readonly votes: (pro: number, contra: number, abstained: number) => string;
  readonly dissentOf: (name: string) => string;
  readonly noOwner: string;
  readonly draft: Readonly<Record<MeetingState, string>>;
  readonly reopened: (reason: string) => string;
  readonly signatures: readonly [string, string];
  readonly cancelled: (title: string) => string;
  readonly calendarNote: (n: number) => string;
};

const de: Words = {
  agenda: "Einladung und Tagesordnung",
  minutes: "Niederschrift",
  of: (body, day) => `${body} am ${day}`,
  invitation: (body, day, time) => `Sie sind eingeladen zur Sitzung: ${body}, ${day}, ${time} Uhr.`,
  day: "Tag",
  time: (from, until) => `${from} bis ${until} Uhr`,
  begins: "Uhrzeit",
  lasted: "Dauer",
  place: "Ort",
  online: "Online",
  minutesLong: (n) => `${n} Minuten`,
  papersDue: "Unterlagen bis",
  overview: "Tagesordnung",
  header: ["Nr.", "Punkt", "Beginn", "Minuten"],
  noItems: "Noch steht kein Punkt auf der Tagesordnung.",
  papers: "Unterlagen",
  question: "Worum es geht",
  background: "Wie es dazu kam",
  proposal: "Vorschlag",
  options: "Zur Wahl stehen",
  statementOf: (organisation) => `Stellungnahme: ${organisation}`,
  members: "Mitglieder",
  member: (name, role, unit) => (role === "" ? `${name}, ${unit}` : `${name} (${role}), ${unit}`),
  bodyRole: { chair: "Leitung", deputy: "Stellvertretung", coordinator: "Koordination", member: "" },
  present: "Anwesend",
  excused: "Entschuldigt",
  guests: "Zu Gast",
  nobody: "niemand vermerkt",
  nothingNoted: "Zu diesem Punkt ist nichts festgehalten.",
  decisions: "Festlegungen im Überblick",
  decisionHeader: ["Nr.", "Festlegung", "Wer sorgt dafür", "Bis wann"],
  outcome: { agreed: "Festgelegt", postponed: "Vertagt", declined: "Abgelehnt", escalated: "Ans Land gegeben" },
  owner: "Wer sorgt dafür:",
  due: "Bis wann:",
  until: "Vertagt bis:",
  reason: "Grund:",
  how: "Wie:",
  reached: { consensus: "einvernehmlich", vote: "Abstimmung", dissent: "mit abweichender Meinung" },
  votes: (pro, contra, abstained) => `${pro} dafür, ${contra} dagegen, ${abstained} enthalten`,
  dissentOf: (name) => `Abweichende Meinung (${name}):`,
  noOwner: "–",
  draft: {
    planned: "Entwurf: Die Sitzung hat noch nicht stattgefunden.",
    invited: "Entwurf: Die Sitzung hat noch nicht stattgefunden.",
    in_session: "Entwurf: Die Sitzung läuft noch.",
    closed: "",
  },
  reopened: (reason) => `Nach dem Schließen noch einmal geöffnet. Grund: ${reason}`,
  signatures: ["Ort, Datum, Leitung der Sitzung", "Ort, Datum, Niederschrift"],
  cancelled: (title) => `Abgesagt: ${title}`,
  calendarNote: (n) => (n === 1 ? "Ein Punkt auf der Tagesordnung." : `${n} Punkte auf der Tagesordnung.`),
};

const en: Words = {
  agenda: "Invitation and agenda",
  minutes: "Minutes",
  of: (body, day) => `${body} on ${day}`,
  invitation: (body, day, time) => `You are invited to the meeting: ${body}, ${day}, ${time}.`,
  day: "Day",
  time: (from, until) => `${from} to ${until}`,
  begins: "Time",
  lasted: "Length",
  place: "Place",
  online: "Online",
  minutesLong: (n) => `${n} minutes`,
  papersDue: "Papers by",
  overview: "Agenda",
  header: ["No.", "Item", "Begins", "Minutes"],
  noItems: "There is no item on the agenda yet.",
  papers: "Papers",
  question: "What it is about",
  background: "How it came about",
  proposal: "Proposal",
  options: "The choices",
  statementOf: (organisation) => `Statement: ${organisation}`,
  members: "Members",
  member: (name, role, unit) => (role === "" ? `${name}, ${unit}` : `${name} (${role}), ${unit}`),
  bodyRole: { chair: "chair", deputy: "deputy", coordinator: "coordination", member: "" },
  present: "Present",
  excused: "Excused",
  guests: "Guests",
  nobody: "nobody noted",
  nothingNoted: "Nothing was noted on this item.",
  decisions: "Decisions at a glance",
  decisionHeader: ["No.", "Decision", "Responsible", "By when"],
  outcome: { agreed: "Agreed", postponed: "Postponed", declined: "Declined", escalated: "Given to the Land" },
  owner: "Responsible:",
  due: "By when:",
  until: "Postponed until:",
  reason: "Reason:",
  how: "How:",
  reached: { consensus: "by consensus", vote: "by vote", dissent: "with dissent on record" },
  votes: (pro, contra, abstained) => `${pro} for, ${contra} against, ${abstained} abstained`,
  dissentOf: (name) => `Dissent (${name}):`,
  noOwner: "–",
  draft: {
    planned: "Draft: the meeting has not taken place yet.",
    invited: "Draft: the meeting has not taken place yet.",
    in_session: "Draft: the meeting is still in session.",
    closed: "",
  },
  reopened: (reason) => `Opened once more after it was closed. Reason: ${reason}`,
  signatures: ["Place, date, chair of the meeting", "Place, date, minutes"],
  cancelled: (title) => `Cancelled: ${title}`,
  calendarNote: (n) => (n === 1 ? "One item on the agenda." : `${n} items on the agenda.`),
};

export const wordsOf: Readonly<Record<Language, Words>> = { de, en };

/** A file is named after what it is and its day, never after a person. */
export const fileNames: Readonly<Record<Language, { readonly agenda: string; readonly minutes: string; readonly meeting: string }>> = {
  de: { agenda: "Tagesordnung", minutes: "Niederschrift", meeting: "Sitzung" },
  en: { agenda: "agenda", minutes: "minutes", meeting: "meeting" },
};

type DecisionWords = Readonly<
  Record<
    | "decisions"
    | "file"
    | "site"
    | "selection"
    | "narrowed"
    | "all"
    | "decidedOn"
    | "body"
    | "item"
    | "outcome"
    | "wording"
    | "reason"
    | "unit"
    | "person"
    | "due"
    | "daysLate"
    | "state"
    | "report"
    | "reportedOn",
    string
  >
> & {
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly states: Readonly<Record<ReportState, string>>;
};

export const decisionWordsOf: Readonly<Record<Language, DecisionWords>> = {
  de: {
    decisions: "Festlegungen",
    file: "Festlegungen",
    site: "Standort",
    selection: "Auswahl",
    narrowed: "wie auf dem Bildschirm eingegrenzt",
    all: "alle",
    decidedOn: "Festgelegt am",
    body: "Gremium",
    item: "Punkt",
    outcome: "Ergebnis",
    wording: "Festlegung",
    reason: "Grund",
    unit: "Stelle",
    person: "Person",
    due: "Bis wann",
    daysLate: "Tage überfällig",
    state: "Stand",
    report: "Bericht",
    reportedOn: "Berichtet am",
    outcomes: de.outcome,
    states: { open: "offen", under_way: "läuft", done: "umgesetzt" },
  },
  en: {
    decisions: "Decisions",
    file: "decisions",
    site: "Site",
    selection: "Selection",
    narrowed: "narrowed down as on the screen",
    all: "all",
    decidedOn: "Decided on",
    body: "Body",
    item: "Item",
    outcome: "Outcome",
    wording: "Decision",
    reason: "Reason",
    unit: "Unit",
    person: "Person",
    due: "By when",
    daysLate: "Days late",
    state: "State",
    report: "Report",
    reportedOn: "Reported on",
    outcomes: en.outcome,
    states: { open: "open", under_way: "under way", done: "done" },
  },
};

/** Words that only the Word template which comes with Verbund needs. */
export const templateWordsOf: Readonly<
  Record<
    Language,
    {
      readonly dossier: string;
      readonly voice: string;
      readonly statement: string;
      readonly became: string;
      readonly adoption: string;
      readonly addendum: string;
      readonly page: readonly [string, string];
      readonly report: {
        readonly period: string;
        readonly addressee: string;
        readonly number: string;
        readonly issued: string;
        readonly replaces: string;
        readonly digest: string;
      };
    }
  >
> = {
  de: {
    dossier: "Dossier",
    voice: "Eine Stimme",
    statement: "Stellungnahme",
    became: "Was bisher geschah",
    adoption: "Genehmigung",
    addendum: "Nachtrag",
    page: ["Seite ", " von "],
    report: {
      period: "Zeitraum",
      addressee: "An",
      number: "Bericht Nummer",
      issued: "Herausgegeben",
      replaces: "Ersetzt",
      digest: "Prüfsumme (SHA-256)",
    },
  },
  en: {
    dossier: "Dossier",
    voice: "One voice",
    statement: "Statement",
    became: "What happened so far",
    adoption: "Adoption",
    addendum: "Addendum",
    page: ["Page ", " of "],
    report: {
      period: "Period",
      addressee: "To",
      number: "Report number",
      issued: "Issued",
      replaces: "Replaces",
      digest: "Digest (SHA-256)",
    },
  },
};

const meetingsDe = {
  meetings: "Sitzungen",
  file: "Sitzungen",
  site: "Standort",
  heldOn: "Tag",
  begins: "Beginn",
  minutes: "Minuten",
  body: "Gremium",
  kind: "Art",
  state: "Stand",
  place: "Ort",
  online: "Online",
  papersDue: "Unterlagen bis",
  items: "Punkte",
  kinds: { steering_group: "Steuerungsgruppe", planning_conference: "Planungskonferenz", project_group: "Projektgruppe" },
  states: { planned: "geplant", invited: "eingeladen", in_session: "läuft", closed: "geschlossen" },
};
const meetingsEn: typeof meetingsDe = {
  meetings: "Meetings",
  file: "meetings",
  site: "Site",
  heldOn: "Day",
  begins: "Begins",
  minutes: "Minutes",
  body: "Body",
  kind: "Kind",
  state: "State",
  place: "Place",
  online: "Online",
  papersDue: "Papers by",
  items: "Items",
  kinds: { steering_group: "Steering group", planning_conference: "Planning conference", project_group: "Project group" },
  states: { planned: "planned", invited: "invited", in_session: "in session", closed: "closed" },
};
export const meetingWordsOf: Readonly<Record<Language, typeof meetingsDe>> = { de: meetingsDe, en: meetingsEn };

/** What happened to minutes after the meeting. */
export const keptWordsOf = {
  de: {
    label: "Genehmigung",
    sent: (until: string) => `verschickt; Anmerkungen bis ${until}`,
    in_meeting: (day: string, by: string) => `in der Sitzung am ${day} genehmigt, festgehalten von ${by}`,
    by_silence: (day: string, by: string) => `seit ${day} genehmigt, weil in der Frist niemand widersprach, festgehalten von ${by}`,
    addenda: "Nachträge",
    addendum: (day: string, by: string) => `Nachtrag vom ${day}, ${by}`,
  },
  en: {
    label: "Adoption",
    sent: (until: string) => `sent out; comments until ${until}`,
    in_meeting: (day: string, by: string) => `adopted in the meeting on ${day}, noted by ${by}`,
    by_silence: (day: string, by: string) => `adopted since ${day}, because nobody objected in time, noted by ${by}`,
    addenda: "Addenda",
    addendum: (day: string, by: string) => `Addendum of ${day}, ${by}`,
  },
} as const;
