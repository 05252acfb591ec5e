import type { Language } from "../../../platform/server/paper/days.ts";
import type { ActingRole } from "../reconstruction/contract.ts";

type Words = {
  readonly kind: string;
  readonly untitled: string;
  readonly draft: string;
  readonly field: string;
  readonly span: string;
  readonly weeks: (n: number) => string;
  readonly week: (n: number) => string;
  readonly timeline: string;
  readonly noSteps: string;
  readonly header: readonly string[];
  readonly breaks: string;
  readonly noBreaks: string;
  readonly broke: string;
  readonly why: string;
  readonly needed: string;
  readonly potentials: string;
  readonly lesson: string;
  readonly file: string;
  readonly role: Readonly<Record<ActingRole, string>>;
};

/** What is printed; the words of the page stand with the page. */
export const reconstructionWords: Readonly<Record<Language, Words>> = {
  de: {
    kind: "Fallrekonstruktion",
    untitled: "Ohne Titel",
    draft: "Noch nicht freigegeben: Dieses Blatt bleibt in der Stelle, die es schreibt.",
    field: "Handlungsfeld",
    span: "Dauer",
    weeks: (n) => (n === 1 ? "1 Woche" : `${n} Wochen`),
    week: (n) => `Woche ${n}`,
    timeline: "Was geschah",
    noSteps: "Noch ist kein Schritt eingetragen.",
    header: ["Woche", "Wer", "Rechtskreis", "Was geschah"],
    breaks: "Wo es gehakt hat",
    noBreaks: "Noch ist keine Stelle benannt, an der es gehakt hat.",
    broke: "Was hat gehakt?",
    why: "Warum?",
    needed: "Was hätte es gebraucht?",
    potentials: "Übersehene Potenziale",
    lesson: "Was wir daraus mitnehmen",
    file: "fallrekonstruktion",
    role: {
      person: "Ratsuchende Person",
      family: "Familie",
      volunteer: "Ehrenamtliche",
      case_management: "Fallmanagement",
      counselling: "Beratungsstelle",
      jobcenter: "Jobcenter",
      employment_agency: "Agentur für Arbeit",
      social_office: "Sozialamt",
      auslaenderbehoerde: "Ausländerbehörde",
      einbuergerungsbehoerde: "Einbürgerungsbehörde",
      youth_office: "Jugendamt",
      health_office: "Gesundheitsamt",
      course_provider: "Kursträger",
      school: "Schule",
      child_care: "Kinderbetreuung",
      health_care: "Praxis oder Klinik",
      housing: "Wohnungsstelle oder Vermietung",
      employer: "Arbeitgeber",
      chamber: "Kammer",
      court: "Gericht",
      other: "Andere Stelle",
    },
  },
  en: {
    kind: "Case reconstruction",
    untitled: "Untitled",
    draft: "Not released yet: this sheet stays in the unit that writes it.",
    field: "Field of action",
    span: "Duration",
    weeks: (n) => (n === 1 ? "1 week" : `${n} weeks`),
    week: (n) => `Week ${n}`,
    timeline: "What happened",
    noSteps: "No step has been entered yet.",
    header: ["Week", "Who", "Legal domain", "What happened"],
    breaks: "Where it broke",
    noBreaks: "No place where it broke has been named yet.",
    broke: "What broke?",
    why: "Why?",
    needed: "What would have been needed?",
    potentials: "Potentials overlooked",
    lesson: "What we take from it",
    file: "case-reconstruction",
    role: {
      person: "Client",
      family: "Family",
      volunteer: "Volunteers",
      case_management: "Case management",
      counselling: "Counselling",
      jobcenter: "Jobcenter",
      employment_agency: "Employment agency",
      social_office: "Social office",
      auslaenderbehoerde: "Ausländerbehörde",
      einbuergerungsbehoerde: "Einbürgerungsbehörde",
      youth_office: "Youth office",
      health_office: "Health office",
      course_provider: "Course provider",
      school: "School",
      child_care: "Child care",
      health_care: "Surgery or hospital",
      housing: "Housing office or landlord",
      employer: "Employer",
      chamber: "Chamber",
      court: "Court",
      other: "Other office",
    },
  },
};
