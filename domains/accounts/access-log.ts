import { changedMeanwhile, type Problem } from "../../platform/server/problem.ts";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { now } from "../../platform/server/clock.ts";
import { atDoor, type Call, recordWhenTold } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { newId } from "../../platform/server/ids.ts";
import { deriveKey, hmac, type InstallationKeys } from "../../platform/server/keys.ts";
import * as queries from "./queries.ts";
import { type AccessBasis, canonicalLogRow } from "./rules.ts";

const logKeys = new WeakMap<InstallationKeys, Buffer>();
function logKey(keys: InstallationKeys): Buffer {
  let key = logKeys.get(keys);
  if (!key) {
    key = deriveKey(keys, "access log");
    logKeys.set(keys, key);
  }
  return key;
}

type Access = { readonly action: string; readonly clientIds?: readonly string[]; readonly basis: AccessBasis };

function accessRow(call: Call, access: Access): queries.AccessRow {
  const row = {
    siteId: call.actor.siteId,
    id: newId(),
    at: now(),
    actorId: call.actor.membershipId,
    action: access.action,
    clientIds: access.clientIds ?? [],
    basis: access.basis,
    requestId: call.requestId,
  };
  return {
    site_id: row.siteId,
    id: row.id,
    at: row.at,
    actor_id: row.actorId,
    action: row.action,
    client_ids: [...row.clientIds],
    basis: row.basis,
    request_id: row.requestId,
    hmac: hmac(logKey(call.keys), canonicalLogRow(row)),
  };
}

/** One row per request and subject, in the transaction of what it records. `action` is a code, never free text about a person. */
export async function recordAccess(call: Call, access: Access): Promise<void> {
  call.writeLast(queries.insertAccess(accessRow(call, access)));
}

/** The same for a list of people: a row for each ground on which some of them were read. Nobody in it, no row. */
export async function recordListAccess(call: Call, action: string, basisOf: ReadonlyMap<string, AccessBasis>): Promise<void> {
  if (basisOf.size === 0) return;
  const groups = Map.groupBy(basisOf, ([, basis]) => basis);
  const rows = [...groups].map(([basis, of]) => accessRow(call, { action, basis, clientIds: of.map(([clientId]) => clientId) }));
  call.writeLast(queries.insertAccesses(rows));
}

/** `changed_meanwhile` about a person: it shows the row as it stands, so that it is a read, and logged although nothing is written. */
export function changedMeanwhileOf(
  access: { action: string; clientIds: readonly string[]; basis: AccessBasis },
  current: unknown,
): Problem {
  return recordWhenTold(changedMeanwhile(current), async (call) => await recordAccess(call, access));
}

type Sealed = {
  siteId: string;
  number: number;
  previous: Buffer | null;
  from: string;
  below: string;
  rows: { id: string; hmac: Buffer }[];
};

/** seal(n) = HMAC(seal(n-1), span, number of rows, each row's id and HMAC in order of transaction and id). */
function sealOf(keys: InstallationKeys, sealed: Sealed): Buffer {
  const head = JSON.stringify([sealed.siteId, sealed.number, sealed.from, sealed.below, sealed.rows.length]);
  const rows = sealed.rows.flatMap((row) => [row.id, row.hmac]);
  return hmac(logKey(keys), sealed.previous ?? Buffer.alloc(32), head, ...rows);
}

const sealFileEnding = ".seals";
const isSiteId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
function sealFile(folder: string, siteId: string): string {
  return join(folder, `${siteId}${sealFileEnding}`);
}

const sealLine = /^(\d+) (?:\d+|-) ([0-9a-f]{64})\n/gm;
const lineOf = (number: number, rows: number | "-", seal: Buffer) => `${number} ${rows} ${seal.toString("hex")}\n`;

type NoteOfSeal = { readonly siteId: string; readonly number: number; readonly line: string; readonly previous: Buffer | null };

/** Appends a seal. If a crash came between a commit and its line, the line before is written again first: one at most, what lacks more was taken away. */
async function noteSeal(folder: string, note: NoteOfSeal): Promise<void> {
  const file = await open(sealFile(folder, note.siteId), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(Math.min(size, 400));
    await file.read(end, 0, end.length, size - end.length);
    const written = end.toString("latin1");
    const newest = Number([...written.matchAll(sealLine)].at(-1)?.[1] ?? 0);
    const isTorn = written !== "" && !written.endsWith("\n");
    // how many rows it had is covered by the seal; in the file it stands for people
    const lost = note.previous && newest === note.number - 2 ? lineOf(note.number - 1, "-", note.previous) : "";
    await file.appendFile(`${isTorn ? "\n" : ""}${lost}${note.line}`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Seals what was committed since the last time, site by site. Answers the number of rows sealed. */
export async function sealAccessLog(database: Database, sealsFolder: string): Promise<number> {
  let count = 0;
  const notes: NoteOfSeal[] = [];
  await atDoor(database, async (call) => {
    if (!(await queries.tryLockSealing(call.tx))) return;
    // asked for together: many sites cost hardly more than one
    const siteIds = await queries.listSitesToSeal(call.tx);
    const spans = await Promise.all(siteIds.map((siteId) => queries.listRowsToSeal(call.tx, siteId)));
    const added: Promise<void>[] = [];
    for (const [at, siteId] of siteIds.entries()) {
      const rows = spans[at]!;
      const span = rows[0];
      if (!span) continue;
      const sealed = {
        siteId,
        number: span.next_number,
        previous: span.previous_seal,
        from: span.sealed_from,
        below: span.sealed_below,
        rows,
      };
      const seal = sealOf(call.keys, sealed);
      added.push(queries.insertSeal(call.tx, { ...sealed, rowIds: rows.map((row) => row.id), seal }));
      notes.push({ siteId, number: sealed.number, line: lineOf(sealed.number, rows.length, seal), previous: sealed.previous });
      count += rows.length;
    }
    await Promise.all(added);
  });
  if (notes.length > 0) mkdirSync(sealsFolder, { recursive: true, mode: 0o700 });
  // after the commit: a seal in the file that the database never had would look like tampering; the server goes on while the disk is waited for
  await Promise.all(notes.map((note) => noteSeal(sealsFolder, note)));
  return count;
}

export type AuditFinding =
  | {
      readonly kind: "row_changed" | "row_removed" | "row_added";
      readonly siteId: string;
      readonly rowId: string;
      readonly seal: number | undefined;
    }
  | { readonly kind: "row_unsealed"; readonly siteId: string; readonly rowId: string; readonly seal: undefined; readonly at: string }
  | {
      readonly kind: "seal_broken" | "seal_missing" | "seal_differs_from_file" | "seal_missing_in_file";
      readonly siteId: string;
      readonly seal: number;
    };

export type AuditReport = {
  readonly sites: number;
  readonly rows: number;
  readonly seals: number;
  readonly unsealed: number;
  /** The first of each site, in order, and every row that the sealer has passed over. */
  readonly findings: readonly AuditFinding[];
};

function readSealFile(folder: string, siteId: string): Map<number, string> {
  let content: string;
  try {
    content = readFileSync(sealFile(folder, siteId), "utf8");
  } catch {
    return new Map();
  }
  // a line cut off by a crash is no statement
  return new Map([...content.matchAll(sealLine)].map((found) => [Number(found[1]), found[2]!]));
}

function isGenuine(keys: InstallationKeys, siteId: string, row: queries.LoggedRow): boolean {
  const text = canonicalLogRow({
    siteId,
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    action: row.action,
    clientIds: row.client_ids,
    basis: row.basis,
    requestId: row.request_id,
  });
  return hmac(logKey(keys), text).equals(row.hmac);
}

function firstFindingOf(
  keys: InstallationKeys,
  siteId: string,
  rows: queries.LoggedRow[],
  seals: queries.Seal[],
  file: Map<number, string>,
) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const covered = new Set<string>();
  let previous: Buffer | null = null;
  let expected = 1;
  let below = "0";
  for (const seal of seals) {
    if (seal.number !== expected) return { kind: "seal_missing", siteId, seal: expected } as const;
    for (const id of seal.row_ids) {
      const row = byId.get(id);
      if (!row) return { kind: "row_removed", siteId, rowId: id, seal: seal.number } as const;
      if (!isGenuine(keys, siteId, row)) return { kind: "row_changed", siteId, rowId: id, seal: seal.number } as const;
      covered.add(id);
    }
    const inSpan = rows.filter(
      (row) => BigInt(row.written_in) >= BigInt(seal.sealed_from) && BigInt(row.written_in) < BigInt(seal.sealed_below),
    );
    const stranger = inSpan.find((row) => !covered.has(row.id));
    if (stranger) return { kind: "row_added", siteId, rowId: stranger.id, seal: seal.number } as const;
    const sealedRows = seal.row_ids.map((id) => byId.get(id)!);
    const again = sealOf(keys, {
      siteId,
      number: seal.number,
      previous,
      from: seal.sealed_from,
      below: seal.sealed_below,
      rows: sealedRows,
    });
    if (!again.equals(seal.seal) || seal.sealed_from !== below || seal.row_count !== seal.row_ids.length) {
      return { kind: "seal_broken", siteId, seal: seal.number } as const;
    }
    const noted = file.get(seal.number);
    // the newest may just have been committed, or be the one that a crash kept from the file
    if (noted === undefined && seal.number < seals.length) return { kind: "seal_missing_in_file", siteId, seal: seal.number } as const;
    if (noted !== undefined && noted !== seal.seal.toString("hex"))
      return { kind: "seal_differs_from_file", siteId, seal: seal.number } as const;
    previous = seal.seal;
    below = seal.sealed_below;
    expected += 1;
  }
  const lost = [...file.keys()].find((number) => number >= expected);
  if (lost !== undefined) return { kind: "seal_missing", siteId, seal: lost } as const;
  const forged = rows.find((row) => !covered.has(row.id) && !isGenuine(keys, siteId, row));
  if (forged) return { kind: "row_added", siteId, rowId: forged.id, seal: undefined } as const;
  return undefined;
}

/** Sites that the file outside the database knows: a log that was removed as a whole is found by nothing else. */
function listSitesInFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const siteId = name.slice(0, -sealFileEnding.length);
    return name.endsWith(sealFileEnding) && isSiteId.test(siteId) ? [siteId] : [];
  });
}

/** A row is sealed within seconds; what is this old was passed over, if a seal came after it. */
const longestUnsealed = 10 * 60_000;

/** Genuine rows that no seal covers though the sealer was at work after them. */
function passedOver(siteId: string, rows: readonly queries.LoggedRow[], seals: readonly queries.Seal[], sealedAt: Date | undefined) {
  if (!sealedAt) return [];
  const covered = new Set(seals.flatMap((seal) => seal.row_ids));
  const before = Math.min(sealedAt.getTime(), now().getTime() - longestUnsealed);
  return rows
    .filter((row) => row.at.getTime() < before && !covered.has(row.id))
    .map((row) => ({ kind: "row_unsealed", siteId, rowId: row.id, seal: undefined, at: row.at.toISOString() }) as const);
}

/** Recomputes every HMAC and seal of every site, and holds the seals against the file outside the database. */
export async function verifyAccessLog(database: Database, sealsFolder: string): Promise<AuditReport> {
  return await atDoor(database, async (call) => {
    const report = { sites: 0, rows: 0, seals: 0, unsealed: 0 };
    const findings: AuditFinding[] = [];
    const siteIds = new Set([...(await queries.listLoggedSites(call.tx)), ...listSitesInFiles(sealsFolder)]);
    const sealsOf = new Map<string, queries.Seal[]>();
    for (const siteId of siteIds) sealsOf.set(siteId, await queries.listSeals(call.tx, siteId));
    // one job seals all sites, so that a seal of any of them says that it was at work
    const sealedAt = [...sealsOf.values()]
      .flatMap((seals) => seals.at(-1)?.sealed_at ?? [])
      .toSorted((a, b) => b.getTime() - a.getTime())[0];
    for (const [siteId, seals] of sealsOf) {
      const rows = await queries.listLog(call.tx, siteId);
      report.sites += 1;
      report.rows += rows.length;
      report.seals += seals.length;
      const sealedBelow = BigInt(seals.at(-1)?.sealed_below ?? "0");
      report.unsealed += rows.filter((row) => BigInt(row.written_in) >= sealedBelow).length;
      const finding = firstFindingOf(call.keys, siteId, rows, seals, readSealFile(sealsFolder, siteId));
      if (finding) findings.push(finding);
      const named = finding && "rowId" in finding ? finding.rowId : undefined;
      findings.push(...passedOver(siteId, rows, seals, sealedAt).filter((it) => it.rowId !== named));
    }
    return { ...report, findings };
  });
}
