import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { defaultMemory, type MemoryRule, showTables } from "../../disclosure/index.ts";
import { asShown } from "../gate.ts";
import { findEscalation } from "../life/queries.ts";
import { refuseMarksBeyondSite } from "../report/verbs.ts";
import { findCountShown } from "../theme/evidence.ts";
import { findTheme } from "../theme/queries.ts";
import { getTheme, getThemeToWorkOn } from "../theme/verbs.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";

function insistOnTheLand(call: Call): void {
  if (call.actor.role !== "programme_lead") throw forbidden();
}

const escalatedOf = (row: queries.EscalatedRecord) => ({
  id: row.id,
  siteId: row.site_id,
  siteName: row.site_name,
  title: row.title,
  sentence: row.sentence,
  bodyName: row.body_name,
  reason: row.reason,
  escalatedOn: row.escalated_on,
  isOpen: row.is_open,
});

export async function listEscalatedThemes(call: Call) {
  insistOnTheLand(call);
  const rows = await queries.listEscalated(call.tx);
  return { themes: [...rows.filter((row) => row.is_open), ...rows.filter((row) => !row.is_open)].map(escalatedOf) };
}

export async function openEscalatedTheme(call: Call, themeId: string) {
  const [row] = await queries.listEscalated(call.tx, themeId);
  if (!row) throw notFound();
  const count = await findCountShown(call, themeId, row.site_id);
  await recordAccess(call, { action: "themes.open_escalated", basis: "structure" });
  return {
    ...escalatedOf(row),
    tried: row.tried,
    asked: row.asked,
    reports: asShown(count),
    replies: (await queries.listReplies(call.tx, themeId)).map((reply) => ({
      id: reply.id,
      kind: reply.kind as "taken_on",
      sentence: reply.sentence,
      reasons: reply.reasons,
      on: reply.replied_on,
      by: reply.replied_by,
    })),
    programmeThemeId: row.programme_theme_id,
    abilities: { reply: call.actor.role === "programme_lead" },
  };
}

/** Said at the site in the name of the Land, not of a person. */
const theLand = "Land";

export async function replyToEscalated(call: Call, themeId: string, body: BodyOf<typeof contract.replyToEscalated>) {
  if (call.actor.role !== "programme_lead") {
    // a coordinator reads the theme and may not reply; for others it is not there
    throw (await findTheme(call.tx, call.actor.siteId, themeId)) ? forbidden() : notFound();
  }
  const hindrance = await queries.replyToEscalated(call.tx, themeId, {
    ...body,
    params: { body: theLand, reply: body.kind },
    mailVersion: Number(today().replaceAll("-", "")),
  });
  if (hindrance === "not_found") throw notFound();
  if (hindrance !== null) throw conflict(hindrance);
  await recordAccess(call, { action: "themes.reply_to_escalated", basis: "structure" });
  return { id: body.id };
}

export async function writeEscalation(call: Call, themeId: string, body: BodyOf<typeof contract.writeEscalation>) {
  const theme = await getThemeToWorkOn(call, themeId);
  if (theme.decision !== "escalated") throw conflict("not_escalated");
  await refuseMarksBeyondSite(call, { tried: body.tried, asked: body.asked }, body.keptMarks);
  const { siteId, membershipId } = call.actor;
  if (!(await queries.saveEscalation(call.tx, siteId, themeId, body, body.version, today(), membershipId))) {
    throw changedMeanwhile(await findEscalation(call.tx, siteId, themeId));
  }
  await recordAccess(call, { action: "themes.write_escalation", basis: "structure" });
  return { id: themeId, version: body.version + 1 };
}

/** Which sites take part is no secret of a person, so it moves at once; still, few are not counted out. */
const sitesMemory: MemoryRule = { ...defaultMemory, step: 1, restDays: 0 };
/** A site that comes in brings all its reports: they move only together with enough others that nobody reads them off the difference. */
const reportsMemory: MemoryRule = { ...defaultMemory, step: defaultMemory.minimum };

async function showCounts(
  call: Call,
  subject: string,
  rows: readonly queries.ProgrammeThemeRecord[],
  keys: readonly CountKey[],
  rule: MemoryRule,
) {
  const wanted = rows.map((row) => ({
    siteId: call.actor.siteId,
    subjectId: row.id,
    table: { figures: keys.map((key) => ({ key, count: row[key] })), sums: [] },
    groupOf: (key: string) => key,
    beside: () => null,
  }));
  const shown = new Map((await showTables(call, subject, wanted, rule)).map((one) => [one.subjectId, one.figures]));
  return (id: string, key: CountKey) => asShown(shown.get(id)?.get(key) ?? null);
}
type CountKey = "sites" | "with_measure" | "escalated" | "reports" | "towns";

/** As the sites of the programme have them: counts of sites and reports, each through the gate. A coordinator sees how many sites, nothing more. */
export async function listProgrammeThemes(call: Call) {
  const isOfProgramme = ["accompaniment", "evaluator", "programme_lead"].includes(call.actor.role);
  if (!isOfProgramme && call.actor.role !== "coordinator") throw forbidden();
  const rows = await queries.listProgrammeThemes(call.tx);
  const ofSites = await queries.countProgrammeSites(call.tx);
  const siteKeys = isOfProgramme ? (["sites", "with_measure", "escalated"] as const) : (["sites"] as const);
  const sites = await showCounts(call, "themes.programme_theme_sites", rows, siteKeys, sitesMemory);
  const reports = isOfProgramme
    ? await showCounts(call, "themes.programme_theme_reports", rows, ["reports", "towns"], reportsMemory)
    : null;
  const themes = rows.map((row): contract.ProgrammeTheme => ({
    id: row.id,
    title: row.title,
    sentence: row.sentence,
    madeOn: row.made_on,
    sites: sites(row.id, "sites"),
    ofSites,
    figures: reports && {
      reports: reports(row.id, "reports"),
      towns: reports(row.id, "towns"),
      withMeasure: sites(row.id, "with_measure"),
      escalated: sites(row.id, "escalated"),
    },
    version: row.version,
  }));
  return {
    themes: themes.sort((a, b) => (b.sites.count ?? 0) - (a.sites.count ?? 0) || (a.title < b.title ? -1 : 1)),
    abilities: { make: call.actor.role === "programme_lead" },
  };
}

export async function makeProgrammeTheme(call: Call, body: BodyOf<typeof contract.makeProgrammeTheme>) {
  insistOnTheLand(call);
  await queries.insertProgrammeTheme(call.tx, call.actor.siteId, body, call.actor.membershipId);
  await recordAccess(call, { action: "themes.make_programme_theme", basis: "structure" });
  return { id: body.id };
}

export async function changeProgrammeTheme(call: Call, id: string, body: BodyOf<typeof contract.changeProgrammeTheme>) {
  const row = await queries.findProgrammeTheme(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  insistOnTheLand(call);
  const { title, sentence, version } = body;
  const endedOn = body.isEnded ? today() : null;
  if (!(await queries.updateProgrammeTheme(call.tx, call.actor.siteId, { id, title, sentence, endedOn, version })))
    throw changedMeanwhile(row);
  await recordAccess(call, { action: "themes.change_programme_theme", basis: "structure" });
  return { id, version: version + 1 };
}

export async function linkToProgrammeTheme(call: Call, themeId: string, programmeThemeId: string | null) {
  if (call.actor.role !== "programme_lead") {
    const theme = await getTheme(call, themeId);
    if (!theme.may_coordinate) throw forbidden();
    await getThemeToWorkOn(call, themeId);
    if (theme.named_on === null) throw conflict("not_named");
  }
  const hindrance = await queries.linkToProgrammeTheme(call.tx, themeId, programmeThemeId);
  if (hindrance === "unknown_theme") throw invalid([{ path: "body.programmeThemeId", code: "unknown_code" }]);
  if (hindrance !== null) throw notFound();
  await recordAccess(call, { action: "themes.link_to_programme_theme", basis: "structure" });
  return { programmeThemeId };
}
