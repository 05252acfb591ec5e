import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { conflict, notFound } from "../../../platform/server/problem.ts";
import { getChances } from "../chances/verbs.ts";
import { getStanding } from "../queries.ts";
import { recordWrite, requireWriter } from "../standing.ts";
import type { TargetGroup } from "../structure/contract.ts";
import { coverOf, viewOf } from "../structure/verbs.ts";
import type { ReleasedSite, WordsOfSite } from "./contract.ts";
import * as queries from "./queries.ts";

async function requireTeam(call: Call): Promise<void> {
  if (!(await getStanding(call.tx)).is_team) throw notFound();
}

function sitesOf(rows: readonly queries.ReleasedRow[]): ReleasedSite[] {
  return [...Map.groupBy(rows, (row) => row.site_id)].map(([siteId, of]) => ({
    siteId,
    siteName: of[0]!.site_name,
    structuresOn: of[0]!.structures_on,
    years: of.flatMap(({ year, shown_on }) => (year === null || shown_on === null ? [] : [{ year, shownOn: shown_on }])),
  }));
}

export async function listReleasedCooperation(call: Call): Promise<{ sites: ReleasedSite[] }> {
  await requireTeam(call);
  return { sites: sitesOf(await queries.listReleased(call.tx)) };
}

/** Not released, of another programme and unknown are the same answer. */
async function getReleasedSite(call: Call, siteId: string): Promise<ReleasedSite> {
  const site = (await listReleasedCooperation(call)).sites.find((one) => one.siteId === siteId);
  if (!site) throw notFound();
  return site;
}

function wordsOf(rows: readonly queries.WordRow[]): WordsOfSite {
  const of = (kind: queries.WordRow["kind"]) => rows.filter((row) => row.kind === kind).map(({ code, de, en }) => ({ code, de, en }));
  return {
    towns: of("town").map((town) => ({ id: town.code, name: town.de })),
    fields: of("field_of_action"),
    legalDomains: of("legal_domain"),
  };
}

export async function getReleasedStructures(call: Call, siteId: string, targetGroup?: TargetGroup) {
  const { siteName, structuresOn } = await getReleasedSite(call, siteId);
  if (structuresOn === null) throw notFound();
  const structures = (await queries.listReleasedStructures(call.tx, siteId)).map(viewOf);
  const words = await queries.listReleasedWords(call.tx, siteId);
  const site = {
    // white spots are looked for in the fields that the site works in today
    fields: words.filter((word) => word.kind === "field_of_action" && !word.is_over).map((word) => word.code),
    townIds: words.filter((word) => word.kind === "town").map((word) => word.code),
  };
  await recordWrite(call, "read_released");
  return { siteName, releasedOn: structuresOn, structures, ...coverOf(structures, site, targetGroup), words: wordsOf(words) };
}

export async function getReleasedChances(call: Call, siteId: string, year: number) {
  const { siteName } = await getReleasedSite(call, siteId);
  const shown = await queries.findReleasedChances(call.tx, siteId, year);
  if (!shown) throw notFound();
  await recordWrite(call, "read_released");
  return { ...shown.figures, siteName, shownOn: shown.shown_on, words: wordsOf(await queries.listReleasedWords(call.tx, siteId)) };
}

export async function releaseStructures(call: Call, isReleased: boolean): Promise<{ releasedOn: string | null }> {
  await requireWriter(call);
  const { siteId, membershipId } = call.actor;
  const isNew = isReleased
    ? await queries.insertStructuresRelease(call.tx, { siteId, on: today(), by: membershipId })
    : await queries.deleteStructuresRelease(call.tx, siteId);
  if (isNew) await recordWrite(call, isReleased ? "release_structures" : "end_structures_release");
  return { releasedOn: await queries.findStructuresReleasedOn(call.tx, siteId) };
}

export async function showChances(call: Call, wanted: number, isShown: boolean): Promise<{ shownOn: string | null }> {
  await requireWriter(call);
  const { siteId, membershipId } = call.actor;
  const wasShown = await queries.deleteChancesRelease(call.tx, siteId, wanted);
  if (isShown) {
    const { year, minimum, population, measures } = await getChances(call, wanted);
    if (year !== wanted || measures.length === 0) throw conflict("nothing_to_show");
    const figures = { year, minimum, population, measures };
    await queries.insertChancesRelease(call.tx, { siteId, year, figures, on: today(), by: membershipId });
  }
  if (isShown || wasShown) await recordWrite(call, isShown ? "show_chances" : "end_chances");
  return { shownOn: await queries.findChancesShownOn(call.tx, siteId, wanted) };
}
