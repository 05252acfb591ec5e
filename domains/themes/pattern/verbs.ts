import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteView } from "../../network/index.ts";
import { showCount } from "../gate.ts";
import type { SourceContent } from "../life/contract.ts";
import { findPatternOfTheme } from "../life/queries.ts";
import { checkBeyondSite, refuseMarksBeyondSite } from "../report/verbs.ts";
import type { Verdict } from "../theme/contract.ts";
import { findTheme } from "../theme/queries.ts";
import { createTheme, getThemeToWorkOn, tellTheme } from "../theme/verbs.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";

const viewOf = (row: queries.PatternRecord): contract.PatternView => ({
  id: row.id,
  siteName: row.site_name,
  siteKind: row.site_kind,
  population: row.population,
  title: row.title,
  fieldOfAction: row.field_of_action,
  problem: row.problem,
  done: row.done,
  failed: row.failed,
  advice: row.advice,
  costOnceCents: row.cost_once_cents,
  costYearCents: row.cost_year_cents,
  costNote: row.cost_note,
  finding: row.finding,
  offeredOn: row.offered_on,
  isOwn: row.is_own,
});

export async function listPatterns(call: Call) {
  if (!(await queries.mayReadPatterns(call.tx))) throw forbidden();
  return { patterns: (await queries.listPatterns(call.tx)).map(viewOf), abilities: { copy: call.actor.role === "coordinator" } };
}

async function getPattern(call: Call, patternId: string): Promise<queries.PatternRecord> {
  const [row] = await queries.listPatterns(call.tx, patternId);
  if (!row) throw notFound();
  return row;
}

export async function openPattern(call: Call, patternId: string) {
  const row = await getPattern(call, patternId);
  const isCoordinator = call.actor.role === "coordinator";
  return {
    ...viewOf(row),
    themeId: row.theme_id,
    copies: row.is_own && isCoordinator ? showCount(await queries.countCopies(call.tx, patternId)) : null,
    version: row.version,
    abilities: { copy: isCoordinator && !row.is_own, change: isCoordinator && row.is_own },
  };
}

export async function checkPattern(call: Call, body: BodyOf<typeof contract.checkPattern>) {
  if (call.actor.role !== "coordinator") throw forbidden();
  return { marks: await checkBeyondSite(call, body.words) };
}

async function findingOf(call: Call, themeId: string): Promise<contract.PatternFinding | null> {
  const row = await queries.findLatestFinding(call.tx, call.actor.siteId, themeId);
  if (!row) return null;
  return {
    measureTitle: row.measure_title,
    verdict: row.verdict as Verdict,
    beforeWeeks: row.finding.before?.weeks ?? null,
    afterWeeks: row.finding.after?.weeks ?? null,
    lookedOn: row.looked_on,
  };
}

/** New, or said anew. A theme has one pattern at a time. */
export async function offerPattern(call: Call, themeId: string, body: BodyOf<typeof contract.offerPattern>) {
  const theme = await getThemeToWorkOn(call, themeId);
  if (theme.named_on === null) throw conflict("not_named");
  const { title, problem, done, failed, advice, costNote } = body;
  await refuseMarksBeyondSite(call, { title, problem, done, failed, advice, costNote }, body.keptMarks);
  const words: queries.PatternWords = { ...body, fieldOfAction: theme.field_of_action, finding: await findingOf(call, themeId) };
  const { siteId, membershipId } = call.actor;
  const known = await queries.findOwnPattern(call.tx, siteId, body.id);
  if (known && known.theme_id !== themeId) throw conflict("id_taken");
  if (body.version === 0) {
    // the same click again
    if (known) return { id: body.id, version: known.version };
    if (await findPatternOfTheme(call.tx, siteId, themeId)) throw conflict("already_offered");
    await queries.insertPattern(call.tx, siteId, body.id, themeId, words, membershipId);
    await tellTheme(call, theme, { kind: "offered", params: { pattern: title } });
  } else {
    if (!known) throw notFound();
    if (!(await queries.updatePattern(call.tx, siteId, body.id, body.version, words, today(), membershipId)))
      throw changedMeanwhile({ title: known.title, version: known.version });
  }
  await recordAccess(call, { action: "themes.offer_pattern", basis: "structure" });
  return { id: body.id, version: body.version + 1 };
}

/** Others find it no longer; what they copied stays theirs. */
export async function withdrawPattern(call: Call, patternId: string, version: number) {
  const row = await queries.findOwnPattern(call.tx, call.actor.siteId, patternId);
  if (!row) throw notFound();
  if (!row.may_coordinate) throw forbidden();
  if (row.withdrawn_on !== null) return { id: patternId };
  const theme = await getThemeToWorkOn(call, row.theme_id);
  if (!(await queries.withdrawPattern(call.tx, call.actor.siteId, patternId, version, today())))
    throw changedMeanwhile({ title: row.title, version: row.version });
  await tellTheme(call, theme, { kind: "withdrawn", params: { pattern: row.title } });
  await recordAccess(call, { action: "themes.withdraw_pattern", basis: "structure" });
  return { id: patternId };
}

export async function copyPattern(call: Call, patternId: string, body: BodyOf<typeof contract.copyPattern>): Promise<{ id: string }> {
  const row = await getPattern(call, patternId);
  if (call.actor.role !== "coordinator") throw forbidden();
  if (row.is_own) throw forbidden("own_pattern");
  if (await findTheme(call.tx, call.actor.siteId, body.id)) return { id: body.id };
  const content: SourceContent = {
    title: row.title,
    problem: row.problem,
    done: row.done,
    failed: row.failed,
    advice: row.advice,
    costOnceCents: row.cost_once_cents,
    costYearCents: row.cost_year_cents,
    costNote: row.cost_note,
  };
  await createTheme(call, {
    ...body,
    fieldOfAction: await knownField(call, row.field_of_action),
    organisationIds: [],
    metric: null,
    reportIds: [],
    answer: null,
  });
  await queries.insertSource(call.tx, call.actor.siteId, {
    themeId: body.id,
    patternId,
    siteName: row.site_name,
    content,
    by: call.actor.membershipId,
  });
  await tellTheme(call, { id: body.id, title: body.title }, { kind: "copied", params: { site: row.site_name, pattern: row.title } });
  await recordAccess(call, { action: "themes.copy_pattern", basis: "structure" });
  return { id: body.id };
}

/** Another site may have other words. */
async function knownField(call: Call, code: string | null): Promise<string | null> {
  const known = (await getSiteView(call)).vocabularies["field_of_action"] ?? [];
  return known.some((entry) => entry.code === code) ? code : null;
}
