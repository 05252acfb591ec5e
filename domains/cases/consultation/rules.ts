import type { ConsultationFacts, ConsultationFigures, ConsultationPattern } from "./contract.ts";

/** The words and rows of a site that a talk may name. */
export type KnownOfSite = {
  readonly towns: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly concerns: ReadonlySet<string>;
};
export type Days = { readonly today: string; readonly earliest: string };
type Fault = { readonly path: string; readonly code: string };

/** All that is wrong with a talk, at once. `before` is what it said so far: a word that has ended stays where it was chosen. */
export function faultsOf(talk: ConsultationFacts, known: KnownOfSite, days: Days, before?: ConsultationFacts): Fault[] {
  const found: Fault[] = [];
  const unless = (isFine: boolean, path: string, code: string) => {
    if (!isFine) found.push({ path, code });
  };
  unless(talk.talkedOn <= days.today, "talkedOn", "in_future");
  unless(talk.talkedOn >= days.earliest || talk.talkedOn === before?.talkedOn, "talkedOn", "not_possible_day");
  unless(talk.townId === null || known.towns.has(talk.townId), "townId", "unknown_code");
  unless(
    talk.fields.every((field) => known.fields.has(field) || before?.fields.includes(field)),
    "fields",
    "unknown_code",
  );
  unless(new Set(talk.fields).size === talk.fields.length, "fields", "too_many");
  unless(talk.concern === null || known.concerns.has(talk.concern) || talk.concern === before?.concern, "concern", "unknown_code");
  unless(talk.referredUnitId === null || known.units.has(talk.referredUnitId), "referredUnitId", "unknown_code");
  const leadsNowhere = talk.outcome !== "referred_on" && (talk.referredUnitId !== null || talk.offerId !== null);
  unless(!leadsNowhere, "outcome", "not_referred");
  return found;
}

/** Two of one pattern differ only in whom they were with. */
export const patternKey = (of: ConsultationPattern): string =>
  JSON.stringify([of.townId, of.fields, of.concern, of.language, of.needsInterpreter, of.outcome, of.referredUnitId, of.offerId]);

/** One for each of the keys 1 to 9. */
export const mostPatterns = 9;

/** Who counts by key learns the keys: a pattern stays where it is, a new one comes to the end, if need be in place of the last. */
export function keepOrder(before: readonly ConsultationPattern[], now: readonly ConsultationPattern[]): readonly ConsultationPattern[] {
  const known = new Set(before.map(patternKey));
  const [fresh] = now.filter((one) => !known.has(patternKey(one)));
  if (fresh === undefined) return before;
  const isFirst = before.length === 0;
  return isFirst ? now : [...before.slice(0, mostPatterns - 1), fresh];
}

/** Another talk like those before. Nothing about the person is repeated: it is somebody else. */
export const talkLike = (of: ConsultationPattern, talkedOn: string): ConsultationFacts => ({
  townId: of.townId,
  fields: of.fields,
  concern: of.concern,
  language: of.language,
  needsInterpreter: of.needsInterpreter,
  outcome: of.outcome,
  referredUnitId: of.referredUnitId,
  offerId: of.offerId,
  talkedOn,
  ageBand: null,
  sex: null,
  statusGroup: null,
  minutes: null,
});

export const dimensions = ["month", "field", "town", "language"] as const;
export type Dimension = (typeof dimensions)[number];

/** Whether anything is held back, so that readers are told why and how to see more. */
export function isAnythingHeldBack(figures: ConsultationFigures): boolean {
  return (
    figures.total === null ||
    figures.isAlone ||
    [...figures.months, ...figures.fields, ...figures.towns, ...figures.languages].some((one) => one.talks === null)
  );
}
