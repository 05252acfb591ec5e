import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { code, day, id, line, optionalText, paperLanguage, spreadsheetType, version } from "../../platform/contract/values.ts";
import { milestoneEvent } from "../cases/contract.ts";
import { legalDomain } from "../network/contract.ts";
import { shownCount, shownMedian } from "../themes/contract.ts";

export const chainKinds = ["as_is", "to_be"] as const;
export const chainKind = z.enum(chainKinds);
export type ChainKind = z.infer<typeof chainKind>;

/** Several ways on: one of them, or all at the same time. */
export const branchings = ["one", "all"] as const;
/** Several ways in: begins with the first that comes, or when all have come. */
export const joinings = ["any", "all"] as const;
export const handovers = ["person_goes", "letter", "message", "digital", "referral", "warm_handover", "shared_appointment"] as const;
export const consentNeeds = ["none", "consent", "secrecy_release", "both", "statutory"] as const;
export type Handover = (typeof handovers)[number];
export type ConsentNeed = (typeof consentNeeds)[number];

const weeks = z.int().min(0).max(260).nullable();

/** By which milestones of a named service a step is measured: from the first event to the second; the same one twice is a single moment. */
export const stepMilestones = z.object({ service: code, startEvent: milestoneEvent, endEvent: milestoneEvent });
export type StepMilestones = z.infer<typeof stepMilestones>;

export const chainStep = z.object({
  /** Made where the step is added, and kept in every copy: so two versions can be compared. */
  id,
  title: optionalText(120),
  /** The lane; null: the person does it alone. */
  unitId: id.nullable(),
  legalDomain: legalDomain.nullable(),
  input: optionalText(400),
  output: optionalText(400),
  preconditions: optionalText(600),
  targetWeeks: weeks,
  branches: z.enum(branchings),
  joins: z.enum(joinings),
  milestones: stepMilestones.nullable(),
});
export type ChainStep = z.infer<typeof chainStep>;

export const chainInterface = z.object({
  id,
  fromStepId: id,
  toStepId: id,
  handover: z.enum(handovers),
  consent: z.enum(consentNeeds),
  quality: optionalText(600),
  failure: optionalText(600),
  targetWeeks: weeks,
});
export type ChainInterface = z.infer<typeof chainInterface>;

export const mostSteps = 60;
export const mostInterfaces = 150;

/** Any drawing may be kept as a draft; what is wrong with it is told beside it and stops only its agreement. */
export const chainDocument = z
  .object({ steps: z.array(chainStep).max(mostSteps), interfaces: z.array(chainInterface).max(mostInterfaces) })
  .superRefine((document, context) => {
    const steps = new Set(document.steps.map((it) => it.id));
    const seen = new Set<string>();
    document.steps.forEach((step, at) => {
      if (seen.has(step.id)) context.addIssue({ code: "custom", message: "same_id", path: ["steps", at, "id"] });
      seen.add(step.id);
    });
    document.interfaces.forEach((one, at) => {
      if (seen.has(one.id)) context.addIssue({ code: "custom", message: "same_id", path: ["interfaces", at, "id"] });
      seen.add(one.id);
      for (const end of ["fromStepId", "toStepId"] as const)
        if (!steps.has(one[end])) context.addIssue({ code: "custom", message: "unknown_step", path: ["interfaces", at, end] });
    });
  });
export type ChainDocument = z.infer<typeof chainDocument>;

export const chainFaults = [
  "no_step",
  "untitled",
  "no_start",
  "several_starts",
  "no_end",
  "no_way_out",
  "not_reached",
  "branches_apart",
  "same_interface",
  "goes_back",
] as const;
export const chainFault = z.object({
  code: z.enum(chainFaults),
  /** The steps it is about, in the order of the chain; of a circle in its order. */
  stepIds: z.array(id),
  /** Only said; what is agreed may have it. */
  isNotice: z.boolean(),
});
export type ChainFault = z.infer<typeof chainFault>;

export const laneView = z.object({ unitId: id, name: z.string(), organisationName: z.string() });
export type LaneView = z.infer<typeof laneView>;

export const versionRow = z.object({
  id,
  kind: chainKind,
  number: z.int(),
  state: z.enum(["draft", "agreed"]),
  basedOnId: id.nullable(),
  agreedOn: day.nullable(),
  agreedIn: z.string(),
  reviewOn: day.nullable(),
  steps: z.int(),
  /** Where units meet. */
  interfaces: z.int(),
  version,
});
export type VersionRow = z.infer<typeof versionRow>;

export const versionView = versionRow.extend({
  chainId: id,
  chainTitle: z.string(),
  document: chainDocument,
  faults: z.array(chainFault),
  /** The names of all units in it, also of those that work no longer. */
  lanes: z.array(laneView),
  /** Since when the team reads how long its parts really take; for coordinators. */
  figuresShownOn: day.nullable(),
  abilities: z.object({
    edit: z.boolean(),
    agree: z.boolean(),
    copy: z.boolean(),
    remove: z.boolean(),
    takeEventLog: z.boolean(),
    /** Once its chain is released to the team. */
    showFigures: z.boolean(),
  }),
});
export type VersionView = z.infer<typeof versionView>;

export const chainRow = z.object({
  id,
  title: z.string(),
  aim: z.string(),
  themeId: id.nullable(),
  releasedOn: day.nullable(),
  versions: z.array(versionRow),
  version,
});
export type ChainRow = z.infer<typeof chainRow>;
export const chainView = chainRow.extend({
  themeTitle: z.string().nullable(),
  abilities: z.object({ edit: z.boolean(), draft: z.boolean(), remove: z.boolean(), release: z.boolean() }),
});
export type ChainView = z.infer<typeof chainView>;

const chainPath = "/api/chains/chains/:chainId";
const versionPath = "/api/chains/versions/:versionId";
const ofChain = z.object({ chainId: id });
const ofVersion = z.object({ versionId: id });
/** A whole chain with all its texts, and both when two have written it. */
const documentLimit = 1_000_000;

export const listChains = endpoint({
  method: "GET",
  path: "/api/chains/chains",
  answer: z.object({ chains: z.array(chainRow), abilities: z.object({ create: z.boolean() }) }),
});
export const makeChainsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/chains/chains/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const openChain = endpoint({ method: "GET", path: chainPath, params: ofChain, answer: chainView });

/** Places in the texts of a chain that could make somebody recognisable; kept on purpose word by word, or written anew. */
const keptWords = z.array(z.string().max(300)).max(200, { error: "too_many" }).default([]);
const chainFields = { title: line(160), aim: optionalText(600), themeId: id.nullable().default(null) };
/** With a first, empty draft. */
export const createChain = endpoint({
  method: "POST",
  path: "/api/chains/chains",
  body: z.object({ id, versionId: id, kind: chainKind, ...chainFields }),
  answer: chainView,
});
export const changeChain = endpoint({
  method: "PUT",
  path: chainPath,
  params: ofChain,
  body: z.object({ ...chainFields, keptWords, version }),
  answer: chainView,
});
export const removeChain = endpoint({ method: "DELETE", path: chainPath, params: ofChain, answer: z.object({ id }) });
export const restoreChain = endpoint({ method: "POST", path: `${chainPath}/restore`, params: ofChain, answer: chainView });
/** From now on the accompaniment reads its agreed versions, or no longer. */
export const releaseChain = endpoint({
  method: "POST",
  path: `${chainPath}/release`,
  params: ofChain,
  body: z.object({ isReleased: z.boolean() }),
  answer: chainView,
});

export const openVersion = endpoint({ method: "GET", path: versionPath, params: ofVersion, answer: versionView });
export const saveVersion = endpoint({
  method: "PUT",
  path: versionPath,
  params: ofVersion,
  body: z.object({ document: chainDocument, version }),
  answer: versionView,
  bodyLimit: documentLimit,
});
/** A new draft that begins as a copy: the to-be of an as-is, or the next version of either. */
export const copyVersion = endpoint({
  method: "POST",
  path: `${versionPath}/copy`,
  params: ofVersion,
  body: z.object({ id, kind: chainKind }),
  answer: versionView,
});
/** From then on everybody who works at the site reads it. */
export const agreeVersion = endpoint({
  method: "POST",
  path: `${versionPath}/agree`,
  params: ofVersion,
  body: z.object({ agreedOn: day, agreedIn: optionalText(300), reviewOn: day.nullable().default(null), keptWords, version }),
  answer: versionView,
});
export const removeVersion = endpoint({ method: "DELETE", path: versionPath, params: ofVersion, answer: z.object({ id }) });
export const restoreVersion = endpoint({ method: "POST", path: `${versionPath}/restore`, params: ofVersion, answer: versionView });

export const elementChange = z.object({
  kind: z.enum(["added", "removed", "changed"]),
  element: z.enum(["step", "interface"]),
  id,
  /** Names of the fields that differ. */
  fields: z.array(z.string()),
});
export type ElementChange = z.infer<typeof elementChange>;
export const compareVersions = endpoint({
  method: "GET",
  path: "/api/chains/comparison",
  query: z.object({ oneId: id, otherId: id }),
  answer: z.object({ one: versionView, other: versionView, changes: z.array(elementChange) }),
});

// --- what really happened ----------------------------------------------------------------------------------------------------------------

export const milestonePoint = z.object({ service: code, event: milestoneEvent });
export type MilestonePoint = z.infer<typeof milestonePoint>;

/** The period, widened to whole quarters; both open: the last four quarters and the present one. One town alone is measured over these only. */
const scope = z
  .object({ fromOn: day.optional(), untilOn: day.optional(), townId: id.optional() })
  .refine((it) => !it.fromOn || !it.untilOn || it.fromOn <= it.untilOn, {
    error: "until_before_from",
    path: ["untilOn"],
  });

export const measuredPassage = z.object({
  element: z.enum(["step", "interface", "whole"]),
  /** Null for the whole way. */
  id: id.nullable(),
  from: milestonePoint,
  to: milestonePoint,
  targetWeeks: weeks,
  median: shownMedian,
  /** "Beide Daten bekannt bei 65 von 71": both null where held back. */
  known: z.int().nullable(),
  of: z.int().nullable(),
});
export type MeasuredPassage = z.infer<typeof measuredPassage>;

export const pathFits = ["as_agreed", "under_way", "skipped", "other_order"] as const;
export const measuredPath = z.object({
  /** In the order of time; null: all that are too rare to be shown alone. */
  points: z.array(milestonePoint).nullable(),
  fit: z.enum(pathFits).nullable(),
  cases: shownCount,
  /** Percent of all; null where either is held back. */
  share: z.int().nullable(),
  /** From the first to the last milestone of the way, where the chain came to its end. */
  weeks: z.int().nullable(),
});
export type MeasuredPath = z.infer<typeof measuredPath>;

export const measuredReports = z.object({ interfaceId: id, reports: shownCount });

export const measureVersion = endpoint({
  method: "GET",
  path: `${versionPath}/measured`,
  params: ofVersion,
  query: scope,
  answer: z.object({
    fromOn: day,
    untilOn: day,
    isUsualPeriod: z.boolean(),
    /** Null: all of the site. Of one town neither ways nor reports are told. */
    townId: id.nullable(),
    minimum: z.int(),
    passages: z.array(measuredPassage),
    /** Steps and interfaces that no two milestones stand for. */
    unmeasured: z.array(id),
    /** The ways that were agreed, and the ways that were taken in the usual period. */
    agreedPath: z.array(milestonePoint),
    paths: z.array(measuredPath),
    pathCases: shownCount,
    reports: z.array(measuredReports),
    seeMore: z.array(z.enum(["join_towns", "lengthen_period", "wait_for_cases"])),
  }),
});

/** What the team is shown: how long each part took, in weeks alone, as it stood on one day. */
export const releasedFigures = z.object({
  shownOn: day,
  fromOn: day,
  untilOn: day,
  minimum: z.int(),
  passages: z.array(measuredPassage),
});
export type ReleasedFigures = z.infer<typeof releasedFigures>;
/** Shows the team the figures of the usual period as they stand today, or no figures any more. */
export const showFigures = endpoint({
  method: "PUT",
  path: `${versionPath}/released-figures`,
  params: ofVersion,
  body: z.object({ isShown: z.boolean() }),
  answer: versionView,
});

const language = z.object({ language: paperLanguage });
export const bpmnType = "application/xml";
export const makeBpmn = endpoint({ method: "GET", path: `${versionPath}/bpmn`, params: ofVersion, query: language, file: [bpmnType] });
export const makeSvg = endpoint({ method: "GET", path: `${versionPath}/svg`, params: ofVersion, query: language, file: ["image/svg+xml"] });
export const makePdf = endpoint({
  method: "GET",
  path: `${versionPath}/pdf`,
  params: ofVersion,
  query: language,
  file: ["application/pdf"],
});
/** Ways of cases without their names, in whole weeks; ways and quarters with too few cases are left out. */
export const makeEventLog = endpoint({
  method: "GET",
  path: `${versionPath}/event-log`,
  params: ofVersion,
  query: language,
  file: ["text/csv"],
});

// --- what a site released to the accompaniment --------------------------------------------------------------------------------------------

export const releasedChain = z.object({
  id,
  siteId: id,
  siteName: z.string(),
  title: z.string(),
  aim: z.string(),
  releasedOn: day,
  lanes: z.array(laneView),
  versions: z.array(versionRow.extend({ document: chainDocument, figures: releasedFigures.nullable() })),
});
export type ReleasedChain = z.infer<typeof releasedChain>;
export const listReleasedChains = endpoint({
  method: "GET",
  path: "/api/chains/released",
  answer: z.object({ chains: z.array(z.object({ id, siteName: z.string(), title: z.string(), aim: z.string(), releasedOn: day })) }),
});
export const openReleasedChain = endpoint({
  method: "GET",
  path: "/api/chains/released/:chainId",
  params: ofChain,
  answer: releasedChain,
});
