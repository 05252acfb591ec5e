import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, page, text, version } from "../../../platform/contract/values.ts";
import { identity } from "../../people/contract.ts";
import { archiveAnswer, erasure, erasureCount } from "../erasure/contract.ts";

/** What is kept, by when its period begins: the last case was closed; somebody was entered and no case followed; nobody ever said on which ground the data is kept. */
export const retentionKinds = ["closed_case", "without_case", "unchecked"] as const;
export const retentionKind = z.enum(retentionKinds);
export type RetentionKind = z.infer<typeof retentionKind>;

export const months = z.int().min(1).max(360);

export const retentionAdvice = z.object({
  id,
  kind: retentionKind,
  months,
  reasons: z.string(),
  givenById: id,
  givenAt: instant,
});
export type RetentionAdvice = z.infer<typeof retentionAdvice>;

export const retentionPeriod = z.object({
  unitId: id,
  kind: retentionKind,
  months,
  /** Why it is another one than was advised. */
  reasons: z.string().nullable(),
  setById: id,
  setAt: instant,
  /** The advice changed after the period was set. */
  isBehindAdvice: z.boolean(),
});
export type RetentionPeriod = z.infer<typeof retentionPeriod>;

export const retentionView = z.object({
  advice: z.array(retentionAdvice),
  periods: z.array(retentionPeriod),
  /** Units that keep people. */
  unitIds: z.array(id),
  abilities: z.object({ advise: z.boolean(), setFor: z.array(id) }),
});
export type RetentionView = z.infer<typeof retentionView>;

/** Advice and periods: of the own unit, or of the site for the officer and the administration. */
export const getRetention = endpoint({ method: "GET", path: "/api/consent/retention", answer: retentionView });

/** The data protection officer advises; earlier advice stays on record. */
export const adviseRetention = endpoint({
  method: "POST",
  path: "/api/consent/retention/advice",
  body: z.object({ id, kind: retentionKind, months, reasons: text(1_000) }),
  answer: retentionView,
});

/** The unit that answers for the data decides after the advice. Another period than was advised needs reasons. Conflict `no_advice`. */
export const setRetention = endpoint({
  method: "POST",
  path: "/api/consent/retention/periods",
  body: z.object({ id, unitId: id, kind: retentionKind, months, reasons: text(1_000).nullable() }),
  answer: retentionView,
});

/** Why somebody is kept although the period is over (Art. 17 Abs. 3 DSGVO). */
export const keepReasons = ["legal_claim", "law_requires", "person_returns"] as const;
export const keepReason = z.enum(keepReasons);
export type KeepReason = z.infer<typeof keepReason>;

export const dueDeletion = z.object({
  id,
  /** By which it is spoken of without a name. */
  mark: z.string(),
  unitId: id,
  kind: retentionKind,
  beganOn: day,
  dueOn: day,
  daysOver: z.int(),
  keptReason: keepReason.nullable(),
  keptUntilOn: day.nullable(),
  /** A deletion was asked for and waits for a second person. */
  isAsked: z.boolean(),
  /** Only for who works with the person. */
  client: z.object({ clientId: id, identity: identity.nullable() }).nullable(),
  version,
  abilities: z.object({ ask: z.boolean(), keep: z.boolean() }),
});
export type DueDeletion = z.infer<typeof dueDeletion>;

/** Whose period is over: of the own unit, or of the whole site for the data protection officer. Names only to who works with them. */
export const listDue = endpoint({
  method: "GET",
  path: "/api/consent/retention/due",
  query: z.object({ page }),
  answer: z.object({ due: z.array(dueDeletion), total: z.int(), pages: z.int(), unitsWithoutPeriod: z.array(id) }),
});

const ofDue = z.object({ dueId: id });
/** How much would go and stay, before anybody decides. */
export const lookAtDue = endpoint({
  method: "GET",
  path: "/api/consent/retention/due/:dueId",
  params: ofDue,
  answer: z.object({ counts: z.array(erasureCount), unreadableOn: day, archiveBound: z.boolean() }),
});

/** Asks for the deletion; a second person of the unit confirms it. Conflicts `asked_already`, `kept_longer`. */
export const askDueErasure = endpoint({
  method: "POST",
  path: "/api/consent/retention/due/:dueId/erasures",
  params: ofDue,
  body: z.object({ id, archive: archiveAnswer, archiveOfferedOn: day.nullable() }),
  answer: erasure,
});

/** Keeps somebody longer, with a reason and an end within two years. */
export const keepLonger = endpoint({
  method: "POST",
  path: "/api/consent/retention/due/:dueId/keep",
  params: ofDue,
  body: z.object({ reason: keepReason, untilOn: day, version }),
  answer: dueDeletion,
});
