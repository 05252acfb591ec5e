import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { takeCaseList, takeMilestoneList } from "../domains/cases/index.ts";
import { addMembership, findSystemMembership, getSiteView, listSystemMemberships } from "../domains/network/index.ts";
import { domains } from "../platform/server/app.ts";
import { readConfig } from "../platform/server/config.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { Problem } from "../platform/server/problem.ts";
import { shareStore } from "../platform/server/embedded/store.ts";

export const summary =
  "takes over the list of cases that a unit keeps, or milestones of a site that keeps its cases elsewhere; all or nothing";
export const usage = "import cases|milestones FILE --site S [--unit U] [--dry-run]";

type Counts = { read: number; created: number; changed: number; unchanged: number; failed: number };

const sentences: Record<string, string> = {
  site_keeps_cases: "This site keeps its cases here: its milestones come from their steps, not from a file.",
  no_case_manager_in_unit: "This unit has no case manager who could hold the cases.",
};

/** Thrown to take back what a trial run wrote. */
class TakenBack extends Error {}

function plain(code: string): string {
  return code.replaceAll("_", " ");
}

function say(issue: { row: number; column: string | null; heading: string | null; code: string }): void {
  const where = issue.column === null ? "" : `, column ${issue.column}${issue.heading ? ` (${issue.heading})` : ""}`;
  console.log(`row ${issue.row}${where}: ${plain(issue.code)}`);
}

/** The system membership of the unit; a unit that has none yet gets one from the administration of its site. Undefined for an unknown site or unit. */
async function systemOf(database: Database, site: string, unit: string): Promise<string | undefined> {
  const known = await findSystemMembership(database, site, unit);
  if (known) return known;
  const administration = (await listSystemMemberships(database)).find((one) => one.site_slug === site);
  if (!administration) return undefined;
  return await asActor(database, { membership: administration.membership_id }, async (call) => {
    const unitId = (await getSiteView(call)).units.find((one) => one.slug === unit)?.id;
    return unitId && (await addMembership(call, { accountId: call.actor.accountId, unitId, role: "system", name: "System" }));
  });
}

async function importCaseFile(
  database: Database,
  membership: string,
  file: { bytes: Buffer; name: string },
  write: boolean,
): Promise<Counts | undefined> {
  const list = await asActor(database, { membership }, async (call) => takeCaseList(call, file, { write }));
  if (list.refused) {
    console.error(`The file was refused: ${plain(list.refused.code)}.`);
    return undefined;
  }
  for (const column of list.columns) {
    const meaning = column.field === null ? "left out" : [column.field, column.service, column.event].filter(Boolean).join(" ");
    console.log(`column ${column.letter} (${column.heading}): ${meaning}${column.confidence === "look" ? ", please look" : ""}`);
  }
  for (const conflict of list.conflicts) console.log(`several columns for ${conflict.field}: nothing is taken over until one is renamed`);
  for (const issue of list.issues) say(issue);
  for (const notice of list.notices) say({ ...notice, heading: null });
  const failed = Math.max(list.failed, list.conflicts.length > 0 ? list.read : 0);
  // all or nothing: with one wrong row none was written
  return failed > 0 ? { read: list.read, created: 0, changed: 0, unchanged: 0, failed } : { ...list, failed };
}

async function importMilestoneFile(
  database: Database,
  membership: string,
  file: { bytes: Buffer; name: string },
  write: boolean,
): Promise<Counts | undefined> {
  let list: Awaited<ReturnType<typeof takeMilestoneList>> | undefined;
  try {
    await asActor(database, { membership }, async (call) => {
      list = await takeMilestoneList(call, file);
      if (!write) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  if (!list) return undefined;
  if (list.refused) {
    console.error(`The file was refused: ${plain(list.refused.code)}.`);
    return undefined;
  }
  if (list.missing.length + list.twice.length > 0) {
    if (list.missing.length > 0) console.error(`Columns are missing: ${list.missing.join(", ")}.`);
    if (list.twice.length > 0) console.error(`There is more than one column for ${list.twice.join(", ")}.`);
    return undefined;
  }
  for (const issue of list.issues) say(issue);
  return list;
}

export async function run(args: string[]): Promise<number> {
  const options = { site: { type: "string" }, unit: { type: "string" }, "dry-run": { type: "boolean" } } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options });
  const [kind, path] = positionals;
  const { site, unit } = values;
  const isComplete = typeof site === "string" && (kind === "milestones" || (kind === "cases" && typeof unit === "string"));
  if (!isComplete || path === undefined || positionals.length > 2) {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    console.error(`The file ${path} cannot be read.`);
    return 2;
  }
  const file = { bytes, name: basename(path) };
  const write = values["dry-run"] !== true;
  const config = readConfig();
  const store = await shareStore(config, () => {});
  try {
    const names = domains.map((domain) => domain.name);
    const { appUrl, keys } = await prepareDatabase({ adminUrl: store.adminUrl, keysFolder: config.keysFolder, domains: names });
    const database = openDatabase(appUrl, keys, { max: 2 });
    try {
      const membership =
        typeof unit === "string"
          ? await systemOf(database, site, unit)
          : (await listSystemMemberships(database)).find((one) => one.site_slug === site)?.membership_id;
      if (!membership) {
        console.error(typeof unit === "string" ? `There is no unit ${unit} at a site ${site}.` : `There is no site ${site}.`);
        return 2;
      }
      const counts = await (kind === "cases" ? importCaseFile : importMilestoneFile)(database, membership, file, write).catch(
        (error: unknown) => {
          const sentence = error instanceof Problem ? sentences[error.body.reason ?? ""] : undefined;
          if (sentence === undefined) throw error;
          console.error(sentence);
          return undefined;
        },
      );
      if (!counts) return 1;
      const { read, created, changed, unchanged, failed } = counts;
      console.log(`read ${read}, created ${created}, changed ${changed}, unchanged ${unchanged}, failed ${failed}`);
      return failed === 0 ? 0 : 1;
    } finally {
      await database.close();
    }
  } finally {
    await store.stop();
  }
}
