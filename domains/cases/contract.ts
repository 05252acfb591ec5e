import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import {
  code,
  day,
  id,
  instant,
  line,
  optionalText,
  page,
  paperLanguage,
  spreadsheetType,
  text,
  version,
} from "../../platform/contract/values.ts";
import { share } from "../consent/contract.ts";
import { dataCategory, legalDomain } from "../network/contract.ts";
import { contactDetails, identity, namedIdentity, residenceDetails } from "../people/contract.ts";

/** Codes of the vocabulary `case_phase`. */
export const casePhases = ["access", "clarification", "assessment", "planning", "linking", "monitoring", "closing"] as const;
export const casePhase = z.enum(casePhases);
export type CasePhase = z.infer<typeof casePhase>;

export const contactKinds = ["visit", "phone", "message", "home_visit", "accompanied", "case_conference"] as const;
export const contactKind = z.enum(contactKinds);
export type ContactKind = z.infer<typeof contactKind>;

export const milestoneEvents = ["entitled", "registered", "started", "finished"] as const;
export const milestoneEvent = z.enum(milestoneEvents);
export type MilestoneEvent = z.infer<typeof milestoneEvent>;

export const goalStates = ["open", "reached", "partly", "dropped"] as const;
export const goalRatings = ["reached", "partly", "not"] as const;
export const closingOutcomes = [
  "goals_reached",
  "goals_partly_reached",
  "moved_away",
  "person_ended",
  "handed_over",
  "contact_lost",
  "other",
] as const;
/** On which ground the unit keeps this person's data. */
export const legalBases = ["public_task", "social_law", "consent"] as const;
export const legalBasis = z.enum(legalBases);
export type LegalBasis = z.infer<typeof legalBasis>;

/** HH:MM of Europe/Berlin. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "no_such_time" });
const minutes = z.int().min(1, { error: "too_small" }).max(1_440, { error: "too_large" });

/** Who is on it. `unit` comes with its id. */
export const doer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("us") }),
  z.object({ kind: z.literal("person") }),
  z.object({ kind: z.literal("unit"), unitId: id }),
]);
export type Doer = z.infer<typeof doer>;

const ofCase = z.object({ caseId: id });
/** What every save answers. The page reads the case again. */
const saved = z.object({ id, version });
/** A version of `null` makes a new row under the id of the form; the same again answers as the first time. */
const versionOrNew = version.nullable();

// ---- rows as they cross the wire

export const legalDomainPeriod = z.object({
  id,
  legalDomain,
  category: dataCategory,
  fromOn: day,
  untilOn: day.nullable(),
  note: z.string().nullable(),
  version,
});
export const goal = z.object({
  id,
  category: dataCategory,
  text: z.string(),
  state: z.enum(goalStates),
  ratedByPerson: z.enum(goalRatings).nullable(),
  ratedByCaseManager: z.enum(goalRatings).nullable(),
  version,
});
export const step = z.object({
  id,
  goalId: id.nullable(),
  category: dataCategory,
  text: z.string(),
  doer,
  dueOn: day.nullable(),
  doneOn: day.nullable(),
  droppedOn: day.nullable(),
  /** Code of the vocabulary `service`; a date of the four needs one. */
  service: code.nullable(),
  entitledOn: day.nullable(),
  registeredOn: day.nullable(),
  startedOn: day.nullable(),
  finishedOn: day.nullable(),
  /** A page of the directory that it leads to. */
  offerId: id.nullable(),
  /** Since when somebody waits for it. */
  sinceOn: day,
  version,
});
export type StepView = z.infer<typeof step>;
export const deadline = z.object({
  id,
  category: dataCategory,
  dueOn: day,
  what: z.string(),
  /** "ab Dezember 412 Euro im Monat weniger": what happens otherwise, without the word itself. */
  harm: z.string(),
  legalDomain: legalDomain.nullable(),
  doneOn: day.nullable(),
  version,
});
export const appointment = z.object({
  id,
  category: dataCategory,
  onDay: day,
  time: clockTime.nullable(),
  minutes: z.int().nullable(),
  /** Null for a day that was only picked with a contact. */
  what: z.string().nullable(),
  where: z.string().nullable(),
  prepare: z.string().nullable(),
  cancelled: z.boolean(),
  version,
});
export const contact = z.object({
  id,
  category: dataCategory,
  happenedOn: day,
  kind: contactKind,
  minutes: z.int(),
  sentence: z.string(),
  authorId: id,
  doneSteps: z.array(z.object({ id, text: z.string() })),
  version,
  abilities: z.object({ edit: z.boolean() }),
});
export const note = z.object({
  id,
  category: dataCategory,
  writtenOn: day,
  text: z.string(),
  authorId: id,
  version,
  abilities: z.object({ edit: z.boolean() }),
});

/** One entry of the story of a case, newest first. Gap reports are put between by their own domain. */
export const storyItem = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("contact"), onDay: day, contact }),
  z.object({ kind: z.literal("note"), onDay: day, note }),
  z.object({ kind: z.literal("step"), onDay: day, step: step.pick({ id: true, text: true, doer: true, category: true }) }),
  z.object({ kind: z.literal("milestone"), onDay: day, stepId: id, service: code, event: milestoneEvent, category: dataCategory }),
  z.object({ kind: z.literal("legal_domain"), onDay: day, periodId: id, legalDomain, category: dataCategory }),
  z.object({ kind: z.literal("opened"), onDay: day }),
  z.object({ kind: z.literal("closed"), onDay: day }),
]);
export type StoryItem = z.infer<typeof storyItem>;
export const storyFilter = z.enum(["all", "contacts", "steps", "milestones", "notes"]);
export type StoryFilter = z.infer<typeof storyFilter>;
const story = z.object({ items: z.array(storyItem), page: z.int(), hasMore: z.boolean() });
export const storyPageSize = 20;

/** Who knows what until when: one line per reader and ground. */
export const knower = z.object({
  unitId: id.nullable(),
  membershipId: id.nullable(),
  basis: z.enum(["holder", "deputy", "share", "statutory", "supervision", "emergency"]),
  categories: z.array(dataCategory),
  /** It opens only then. */
  fromOn: day,
  untilOn: day.nullable(),
  /** For takeovers, which end within hours. */
  untilAt: instant.nullable(),
});

const caseAbilities = z.object({
  /** Everything about the case that has no ability of its own. */
  edit: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  setDeputy: z.boolean(),
  share: z.boolean(),
  recordLegalBasis: z.boolean(),
  writePersonalNote: z.boolean(),
});

export const caseRow = z.object({
  id,
  clientId: id,
  number: z.string(),
  /** Without the category identity there is no name. */
  identity: identity.nullable(),
  unitId: id,
  caseManagerId: id,
  /** Only with the category contact. */
  townId: id.nullable(),
  /** Only with the category plan. */
  phase: casePhase.nullable(),
  openedOn: day,
  closedOn: day.nullable(),
  legalBasisUnchecked: z.boolean(),
  nextDeadline: deadline.pick({ id: true, dueOn: true, what: true, harm: true }).nullable(),
  nextStep: step.pick({ id: true, text: true, dueOn: true, doer: true }).nullable(),
  lastContactOn: day.nullable(),
  /** On which ground the actor reads this case. */
  basis: z.enum(["holder", "deputy", "share", "statutory", "supervision", "emergency"]),
  abilities: z.object({ edit: z.boolean() }),
});
export type CaseRow = z.infer<typeof caseRow>;
export const caseloadPageSize = 50;

/** The caseload of a case manager with what they deputise, or for a partner what shares open. */
const caseFilter = z.object({
  sort: z.enum(["deadline", "name", "last_contact", "opened"]).default("deadline"),
  phase: casePhase.optional(),
  state: z.enum(["open", "closed"]).default("open"),
  /** Only where the last contact is longer ago than four weeks. */
  quiet: z.enum(["yes", "no"]).default("no"),
});
export const listCases = endpoint({
  method: "GET",
  path: "/api/cases",
  query: caseFilter.extend({ page }),
  answer: z.object({ cases: z.array(caseRow), total: z.int(), page: z.int(), pageSize: z.int() }),
});

/** The same list as a file. It leaves the house, so it is logged by itself. */
export const makeCasesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/spreadsheet",
  query: caseFilter.extend({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const caseView = caseRow.extend({
  readable: z.array(dataCategory),
  /** What this reader may not see, whether there is anything or not. */
  hidden: z.array(dataCategory),
  identityVersion: version.nullable(),
  contactDetails: z.object({ value: contactDetails, version }).nullable(),
  residence: z.object({ value: residenceDetails, version }).nullable(),
  version,
  closingOutcome: z.enum(closingOutcomes).nullable(),
  /** The number the case had in the list it came from. */
  fileNumber: z.string().nullable(),
  closingNote: z.string().nullable(),
  deputies: z.array(z.object({ membershipId: id, untilOn: day.nullable() })),
  periods: z.array(legalDomainPeriod),
  goals: z.array(goal),
  /** Open steps first, by due day. */
  steps: z.array(step),
  deadlines: z.array(deadline),
  appointments: z.array(appointment),
  /** The author's own; nobody else's. */
  personalNote: z.object({ text: z.string(), version }).nullable(),
  /** How many personal notes closing would delete, of all authors; null for who may not close. */
  personalNotes: z.int().nullable(),
  story,
  knowers: z.array(knower),
  /** All of the case for who works with it; a recipient sees its own. */
  shares: z.array(share),
  abilities: caseAbilities,
});
export type CaseView = z.infer<typeof caseView>;

export const openCase = endpoint({ method: "GET", path: "/api/cases/:caseId", params: ofCase, answer: caseView });

/** Cases of the same person that stand beside this one, because two entries of one person were merged or there was a case before. */
export const otherCase = z.object({
  caseId: id,
  number: z.string(),
  unitId: id,
  caseManagerId: id,
  openedOn: day,
  closedOn: day.nullable(),
});
export const listOtherCases = endpoint({
  method: "GET",
  path: "/api/cases/:caseId/other-cases",
  params: ofCase,
  answer: z.object({ cases: z.array(otherCase) }),
});

export const listStory = endpoint({
  method: "GET",
  path: "/api/cases/:caseId/story",
  params: ofCase,
  query: z.object({ page, filter: storyFilter.default("all") }),
  answer: story,
});

/** A new person and their case in one. The form makes both ids; people of the same name come from people's search. */
export const createCase = endpoint({
  method: "POST",
  path: "/api/cases",
  body: z.object({
    id,
    clientId: id,
    identity: namedIdentity,
    contactDetails: contactDetails.nullable().default(null),
    townId: id.nullable().default(null),
    phase: casePhase.default("access"),
    openedOn: day,
    legalBasis,
  }),
  answer: z.object({
    id,
    number: z.string(),
    /** People with such a name whom the actor may read anyway: perhaps the same person. */
    similar: z.array(z.object({ clientId: id, caseId: id.nullable(), identity })),
  }),
});

export const changeCase = endpoint({
  method: "POST",
  path: "/api/cases/:caseId",
  params: ofCase,
  body: z.object({ version, phase: casePhase, townId: id.nullable() }),
  answer: saved,
});

/** Answers the version of the identity. */
export const changePerson = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/person",
  params: ofCase,
  body: z.object({ version, identity: namedIdentity }),
  answer: z.object({ version }),
});
/** A version of null where nothing was kept yet. */
export const changeContactDetails = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/contact-details",
  params: ofCase,
  body: z.object({ version: versionOrNew, contactDetails }),
  answer: z.object({ version }),
});

/** The same for the status of residence. */
export const changeResidence = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/residence",
  params: ofCase,
  body: z.object({ version: versionOrNew, residence: residenceDetails }),
  answer: z.object({ version }),
});

/** Periods of one legal domain never overlap, nor do those of SGB II, SGB XII and AsylbLG: field error `overlaps` with `legalDomain`. */
export const savePeriod = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/periods",
  params: ofCase,
  body: z.object({
    id,
    version: versionOrNew,
    legalDomain,
    fromOn: day,
    untilOn: day.nullable(),
    note: optionalText(1_000).nullable().default(null),
  }),
  answer: saved,
});

export const saveGoal = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/goals",
  params: ofCase,
  body: z.object({
    id,
    version: versionOrNew,
    category: dataCategory.default("plan"),
    text: text(1_000),
    state: z.enum(goalStates).default("open"),
    ratedByPerson: z.enum(goalRatings).nullable().default(null),
    ratedByCaseManager: z.enum(goalRatings).nullable().default(null),
  }),
  answer: saved,
});

const stepContent = z.object({
  goalId: id.nullable().default(null),
  category: dataCategory.default("plan"),
  text: text(500),
  doer: doer.default({ kind: "us" }),
  dueOn: day.nullable().default(null),
  service: code.nullable().default(null),
  entitledOn: day.nullable().default(null),
  registeredOn: day.nullable().default(null),
  startedOn: day.nullable().default(null),
  finishedOn: day.nullable().default(null),
  /** Field error `unknown_offer`. */
  offerId: id.nullable().default(null),
});

/** Each of the four days makes a milestone; changing or clearing it changes or removes the milestone. They lie in the past: field error `in_future`. */
export const saveStep = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/steps",
  params: ofCase,
  body: stepContent.extend({ id, version: versionOrNew, dropped: z.boolean().default(false) }),
  answer: saved,
});
const ofStep = z.object({ caseId: id, stepId: id });
export const completeStep = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/steps/:stepId/complete",
  params: ofStep,
  body: z.object({ doneOn: day }),
  answer: saved,
});
/** Undo. */
export const reopenStep = endpoint({ method: "POST", path: "/api/cases/:caseId/steps/:stepId/reopen", params: ofStep, answer: saved });

const appointmentContent = z.object({
  onDay: day,
  time: clockTime.nullable().default(null),
  minutes: minutes.nullable().default(null),
  category: dataCategory.default("plan"),
  what: line(300),
  where: line(200).nullable().default(null),
  prepare: line(300).nullable().default(null),
});

/** One request, idempotent by its id. Ticks the steps off, makes the next appointment and step, fills the activity sheet, discards the draft `contact:<caseId>`. */
export const saveContact = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/contacts",
  params: ofCase,
  body: z.object({
    id,
    happenedOn: day,
    kind: contactKind,
    minutes,
    sentence: text(4_000),
    category: dataCategory.default("plan"),
    doneStepIds: z.array(id).max(30).default([]),
    nextAppointment: appointmentContent
      .extend({ id, what: line(300).nullable().default(null) })
      .nullable()
      .default(null),
    nextStep: stepContent
      .pick({ goalId: true, category: true, text: true, doer: true, dueOn: true })
      .extend({ id })
      .nullable()
      .default(null),
  }),
  answer: saved,
});
export const editContact = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/contacts/:contactId",
  params: z.object({ caseId: id, contactId: id }),
  body: z.object({ version, happenedOn: day, kind: contactKind, minutes, sentence: text(4_000), category: dataCategory }),
  answer: saved,
});

export const saveAppointment = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/appointments",
  params: ofCase,
  body: appointmentContent.extend({ id, version: versionOrNew, cancelled: z.boolean().default(false) }),
  answer: saved,
});

/** Read by its author only, one text per author and case, deleted when the case is closed; still data of the employer. An empty text deletes it. */
export const savePersonalNote = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/personal-note",
  params: ofCase,
  body: z.object({ version: versionOrNew, text: optionalText(8_000) }),
  answer: z.object({ version: version.nullable() }),
});
/** Part of the record. */
export const saveNote = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/notes",
  params: ofCase,
  body: z.object({ id, version: versionOrNew, category: dataCategory.default("plan"), writtenOn: day, text: text(8_000) }),
  answer: saved,
});

export const saveDeadline = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/deadlines",
  params: ofCase,
  body: z.object({
    id,
    version: versionOrNew,
    category: dataCategory.default("plan"),
    dueOn: day,
    what: line(300),
    harm: line(300),
    legalDomain: legalDomain.nullable().default(null),
  }),
  answer: saved,
});
const ofDeadline = z.object({ caseId: id, deadlineId: id });
export const completeDeadline = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/deadlines/:deadlineId/complete",
  params: ofDeadline,
  body: z.object({ doneOn: day }),
  answer: saved,
});
/** Undo. */
export const reopenDeadline = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/deadlines/:deadlineId/reopen",
  params: ofDeadline,
  answer: saved,
});

/** A case manager of the same unit works with the case like its holder, until a day or until ended; null ends it at once. Field error `not_a_colleague`. */
export const setDeputy = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/deputy",
  params: ofCase,
  body: z.object({ membershipId: id.nullable(), untilOn: day.nullable().default(null) }),
  answer: z.object({ deputies: z.array(z.object({ membershipId: id, untilOn: day.nullable() })) }),
});

/**
 * Inside the unit, with a reason, for three hours; the case manager is told. By the number of the case, because nobody can see a colleague's case before.
 * Conflict `repeat_awaits_note`: the same case within 24 hours once more, before who leads it or the team lead has taken note of the first time.
 */
export const takeOver = endpoint({
  method: "POST",
  path: "/api/cases/take-over",
  body: z.object({ id, number: line(40), reason: text(1_000) }),
  answer: z.object({ caseId: id, untilAt: instant }),
});
export const acknowledgeTakeOver = endpoint({
  method: "POST",
  path: "/api/cases/take-overs/:takeOverId/acknowledge",
  params: z.object({ takeOverId: id }),
});

export const takeNoteOfTakeOver = endpoint({
  method: "POST",
  path: "/api/cases/unit-take-overs/:takeOverId/take-note",
  params: z.object({ takeOverId: id }),
});

/** Deletes all personal notes of the case. Open steps and deadlines stay as they are. */
export const closeCase = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/close",
  params: ofCase,
  body: z.object({ version, closedOn: day, outcome: z.enum(closingOutcomes), note: optionalText(2_000).nullable().default(null) }),
  answer: saved,
});
/** Undo, or the person came back. */
export const reopenCase = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/reopen",
  params: ofCase,
  body: z.object({ version }),
  answer: saved,
});

/** An imported case is shared only after this. */
export const recordLegalBasis = endpoint({
  method: "POST",
  path: "/api/cases/:caseId/legal-basis",
  params: ofCase,
  body: z.object({ legalBasis, recordedOn: day }),
});

const named = { caseId: id, clientId: id, identity: identity.nullable() };

/** What is next for a case manager. */
export const getToday = endpoint({
  method: "GET",
  path: "/api/cases/today",
  answer: z.object({
    today: day,
    /** Today and the six days after, in order. */
    appointments: z.array(appointment.extend(named)),
    /** Overdue, and within 30 days; by day, and on one day by what hurts most. */
    deadlines: z.array(deadline.extend(named)),
    /** For an answer about a share, or for a step that another unit has. Longest first. */
    waiting: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("share"), unitId: id, sinceOn: day, shareId: id, ...named }),
        z.object({ kind: z.literal("step"), unitId: id, sinceOn: day, stepId: id, text: z.string(), ...named }),
      ]),
    ),
    /** A colleague opened a case in an emergency, and this was not acknowledged yet. */
    takeOvers: z.array(z.object({ id, byId: id, reason: z.string(), fromAt: instant, untilAt: instant, ...named })),
    caseload: z.object({ open: z.int(), /** No contact for more than four weeks. */ quiet: z.int(), legalBasisUnchecked: z.int() }),
  }),
});

/** The deadlines of this page as a file; making it is logged. */
export const makeDeadlinesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/today/deadlines/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** Home of a partner: what shares open to their unit, and the steps their unit has. */
export const listSharedCases = endpoint({
  method: "GET",
  path: "/api/cases/shared",
  query: z.object({ page }),
  answer: z.object({
    cases: z.array(
      z.object({
        ...named,
        number: z.string(),
        unitId: id,
        caseManagerId: id,
        categories: z.array(dataCategory),
        shares: z.array(share.pick({ id: true, purpose: true, categories: true, fromOn: true, untilOn: true })),
        /** Open steps that the actor's unit has, as far as their category is shared. */
        steps: z.array(step),
      }),
    ),
    total: z.int(),
    page: z.int(),
    pageSize: z.int(),
  }),
});

/** What is shared with the actor's unit as a file, one row for each share; making it is logged. */
export const makeSharesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/shared/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** For the team lead: how many, never who; and take-overs in the own unit of which they have not taken note. */
export const getCaseload = endpoint({
  method: "GET",
  path: "/api/cases/caseload",
  answer: z.object({
    members: z.array(z.object({ membershipId: id, open: z.int(), quiet: z.int(), legalBasisUnchecked: z.int() })),
    minutesLast30Days: z.int(),
    contactsLast30Days: z.int(),
    takeOvers: z.array(z.object({ id, number: z.string(), byId: id, fromAt: instant, untilAt: instant })),
  }),
});

export const makeCaseloadSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/caseload/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** The case on paper, as far as the actor may read it. Every print is logged. */
export const printCase = endpoint({
  method: "GET",
  path: "/api/cases/:caseId/sheet",
  params: ofCase,
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});

// ---- the list that case managers keep today

/** What a column of such a list can be. */
export const listFields = [
  "familyName",
  "givenNames",
  "nameFamilyFirst",
  "nameGivenFirst",
  "name",
  "birth",
  "sex",
  "nationality",
  "languages",
  "phone",
  "email",
  "address",
  "postcode",
  "town",
  "residenceStatus",
  "legalDomains",
  "fileNumber",
  "caseManager",
  "openedOn",
  "closedOn",
  "phase",
  "lastContactOn",
  "nextAppointmentOn",
  "goal",
  "household",
  "note",
  "service",
  "milestone",
  "runningNumber",
] as const;
export type ListField = (typeof listFields)[number];

const cellIssue = z.object({
  row: z.int(),
  /** "F"; null where no single column is wrong. */
  column: z.string().nullable(),
  heading: z.string().nullable(),
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What stands in the file, for who brought it. */
  value: z.string(),
});

const caseList = z.object({
  /** Why the file is not read at all: a formula, truncated, too large … Everything below is empty then. */
  refused: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  sheet: z.string().nullable(),
  otherSheets: z.array(z.string()),
  headerRow: z.int(),
  columns: z.array(
    z.object({
      index: z.int(),
      letter: z.string(),
      heading: z.string(),
      group: z.string().nullable(),
      /** Null for columns that may hold names or anything else. */
      example: z.string().nullable(),
      /** What the column is taken for; null if it is left out. */
      field: z.enum(listFields).nullable(),
      service: z.string().nullable(),
      event: z.string().nullable(),
      /** `look`: most likely, but somebody should look at it. */
      confidence: z.enum(["sure", "look"]).nullable(),
      leftOut: z.enum(["unknown", "left_out", "no_heading", "chosen"]).nullable(),
      /** Understood as the unit corrected it last time. */
      remembered: z.boolean(),
    }),
  ),
  /** Several columns for one field: somebody must choose before anything is taken over. */
  conflicts: z.array(z.object({ field: z.enum(listFields), columns: z.array(z.int()) })),
  read: z.int(),
  /** Rows that the caller left out, counted in `read`. */
  leftOut: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Rows with an error; with any of them nothing is written, unless a partial import was asked for: then they stay out. */
  failed: z.int(),
  issues: z.array(cellIssue),
  issueCount: z.int(),
  /** Taken over all the same, but somebody should know. */
  notices: z.array(z.object({ row: z.int(), column: z.string().nullable(), code: z.string() })),
  skipped: z.array(z.object({ row: z.int(), reason: z.string() })),
  /** The first few as they were understood. */
  rows: z.array(
    z.object({
      row: z.int(),
      familyName: z.string().nullable(),
      givenNames: z.string().nullable(),
      birthDate: day.nullable(),
      birthYear: z.int().nullable(),
      townName: z.string().nullable(),
      phase: casePhase.nullable(),
      openedOn: day.nullable(),
    }),
  ),
  written: z.boolean(),
});

/** What a person chose for a column: a field, or null for "do not take over". */
const columnChoices = z
  .string()
  .max(6_000, { error: "too_long" })
  .transform((value, context) => {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "invalid_format" });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.object({
          index: z.int().min(0).max(16_383),
          meaning: z
            .object({
              field: z.enum(listFields, { error: "unknown_code" }),
              service: code.optional(),
              event: milestoneEvent.optional(),
            })
            .nullable(),
        }),
      )
      .max(200),
  );
/** Row numbers of the file: "48,112,203". */
const rowNumbers = z
  .string()
  .max(4_000, { error: "too_long" })
  .regex(/^[0-9]{1,7}(,[0-9]{1,7})*$/, { error: "invalid_format" })
  .transform((value) => value.split(",").map(Number));
/** `choices` is JSON: [{ index, meaning: { field, service?, event? } | null }]; `without` are rows to leave out. The body is the file itself, its name in the header x-file-name. */
/** `same` and `other` are rows that look like a person who is here under another file number: that person, or somebody else. */
/** `import` is an id that the page makes: under it the page asks how far the list is, stops it, and learns how it ended; the same id twice is one import. */
const listQuery = z.object({
  import: id.optional(),
  same: rowNumbers.optional(),
  other: rowNumbers.optional(),
  sheet: z.string().max(120).optional(),
  choices: columnChoices.optional(),
  without: rowNumbers.optional(),
});
/** `partial`: only the rows without an error, on the express wish of who brought the list. */
const takenQuery = listQuery.extend({ partial: z.enum(["yes", "no"]).default("no") });
/** 20 MB; more is answered with `too_large`. */
export const largestList = 20 * 1024 * 1024;

/** Nothing is written. */
export const readCaseListFile = endpoint({
  method: "POST",
  path: "/api/cases/lists/read",
  reads: true,
  raw: true,
  bodyLimit: largestList,
  query: listQuery,
  answer: caseList,
});
/** The same file again with the same choices: taken over if no row is wrong or a partial import was asked for. Imported people have an unchecked legal basis. */
export const importCaseList = endpoint({
  method: "POST",
  path: "/api/cases/lists",
  raw: true,
  bodyLimit: largestList,
  query: takenQuery,
  answer: caseList,
});
/** What the unit corrected in the columns of its lists is kept no longer. */
export const forgetColumns = endpoint({
  method: "DELETE",
  path: "/api/cases/lists/columns",
  answer: z.object({ forgotten: z.int() }),
});
/** The errors of a list as a spreadsheet, to correct it by; nothing is written. */
export const makeErrorListSpreadsheet = endpoint({
  method: "POST",
  path: "/api/cases/lists/errors",
  reads: true,
  raw: true,
  bodyLimit: largestList,
  query: listQuery.extend({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const importStages = ["reading", "checking", "writing"] as const;
export type ImportStage = (typeof importStages)[number];
const importParams = z.object({ importId: id });
/** How far a list is that the actor brought, by the id of its request: rows read, checked, written. `none`: nothing was written. */
export const getImportProgress = endpoint({
  method: "GET",
  path: "/api/cases/lists/progress/:importId",
  params: importParams,
  answer: z.object({
    state: z.enum(["running", "stopping", "done", "none"]),
    stage: z.enum(importStages).nullable(),
    done: z.int(),
    total: z.int().nullable(),
    result: z.object({ read: z.int(), created: z.int(), changed: z.int(), unchanged: z.int(), leftOut: z.int() }).nullable(),
  }),
});
/** Leaves nothing half written. False if nothing is under way any more. */
export const cancelImport = endpoint({
  method: "POST",
  path: "/api/cases/lists/progress/:importId/cancel",
  params: importParams,
  answer: z.object({ cancelled: z.boolean() }),
});

const importRun = z.object({
  id,
  importedById: id,
  importedAt: z.iso.datetime(),
  /** What of the name of the file names nobody. */
  fileLabel: z.string().nullable(),
  read: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  leftOut: z.int(),
  undoneAt: z.iso.datetime().nullable(),
  undone: z.int().nullable(),
  abilities: z.object({ undo: z.boolean() }),
});
/** The last hundred lists that the unit took over, newest first. */
export const listImports = endpoint({
  method: "GET",
  path: "/api/cases/lists/imports",
  answer: z.object({ imports: z.array(importRun) }),
});
export const makeImportsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/lists/imports/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
/** What was built on an imported case. */
export const builtOnReasons = ["merged", "shared", "other_reader", "referred_to", "contact", "later_list", "edited"] as const;
export const previewUndo = endpoint({
  method: "GET",
  path: "/api/cases/lists/imports/:importId/undo",
  params: importParams,
  answer: z.object({
    created: z.int(),
    goes: z.int(),
    /** By number, at most 500 of them; `staysCount` has all. */
    stays: z.array(z.object({ number: z.string(), why: z.enum(builtOnReasons) })),
    staysCount: z.int(),
    changed: z.int(),
    isUndone: z.boolean(),
  }),
});
/** The people of an import are removed for good. `conflict` `import_built_on` where something was built on one of them, unless `rest` asks for the others. */
export const undoImport = endpoint({
  method: "POST",
  path: "/api/cases/lists/imports/:importId/undo",
  params: importParams,
  body: z.object({ rest: z.boolean() }),
  answer: z.object({ undone: z.int() }),
});

export * from "./consultation/contract.ts";
