import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, notFound } from "../../../platform/server/problem.ts";
import { recordAccess, recordListAccess } from "../../accounts/index.ts";
import type { Identity } from "../contract.ts";
import * as people from "../queries.ts";
import {
  listAccess,
  listBases,
  openForClient,
  openKeys,
  openPersons,
  type Person,
  replaceNames,
  replaceRecord,
  sealForClient,
} from "../verbs.ts";
import type { DuplicateSide, mergePeople as mergeEndpoint, sayNotSame as notSameEndpoint } from "./contract.ts";
import * as queries from "./queries.ts";
import { inOrder, likelyPairs, mergedData, type PersonData, weightOf } from "./pairs.ts";

/** Each is compared with each: forty thousand pairs take half a second. */
const mostCompared = 300;
const mostShown = 50;
const place = (mergeId: string) => ({ table: "people.merge", column: `sealed ${mergeId}` });
const categories = ["identity", "contact", "residence"] as const;
type Category = (typeof categories)[number];

/** One number for the three records: whoever merges has seen them all. */
function versionOf(person: Person): number {
  return categories.reduce((sum, category) => sum + (person[category]?.version ?? 0), 0);
}
function dataOf(person: Person): PersonData | undefined {
  if (!person.identity) return undefined;
  return { identity: person.identity.value, contact: person.contact?.value ?? null, residence: person.residence?.value ?? null };
}

async function openAll(call: Call, clientIds: readonly string[]): Promise<DuplicateSide[]> {
  const keys = await openKeys(call, clientIds);
  const opened: DuplicateSide[] = [];
  for (const [clientId, person] of await openPersons(call, clientIds, keys)) {
    const data = dataOf(person);
    if (data) opened.push({ clientId, ...data, version: versionOf(person) });
  }
  return opened;
}

const refuseOthers = (call: Call) => {
  if (call.actor.role !== "case_manager") throw forbidden();
};

export async function listDuplicates(call: Call) {
  refuseOthers(call);
  const { siteId } = call.actor;
  const held = await queries.listHeld(call.tx, mostCompared);
  const merges = await queries.listMerges(call.tx, siteId);
  const merged = new Set(merges.map((merge) => merge.merged_id));
  const notSame = new Set((await queries.listNotSame(call.tx, siteId)).map((pair) => `${pair.a_id} ${pair.b_id}`));
  const opened = await openAll(call, held);
  const byId = new Map(opened.map((side) => [side.clientId, side]));
  const pairs = likelyPairs(opened.filter((side) => !merged.has(side.clientId)))
    .filter(({ a, b }) => !notSame.has(inOrder(a.clientId, b.clientId).join(" ")))
    .slice(0, mostShown);
  const colleagues = await queries.listHeldByColleagues(call.tx);
  const newest = new Set<string>();
  const shownMerges = merges.flatMap((merge) => {
    const isNewest = !newest.has(merge.kept_id) && !newest.has(merge.merged_id);
    newest.add(merge.kept_id).add(merge.merged_id);
    const identity = byId.get(merge.kept_id)?.identity;
    if (!identity) return [];
    const canUndo = isNewest && byId.has(merge.merged_id);
    return [{ id: merge.id, keptId: merge.kept_id, mergedId: merge.merged_id, identity, madeAt: merge.made_at.toISOString(), canUndo }];
  });
  const withColleagues = colleagues.flatMap(({ client_id, other_id, colleague }) => {
    const identity = byId.get(client_id)?.identity;
    return identity ? [{ clientId: client_id, identity, otherId: other_id, colleague }] : [];
  });
  const shown = new Set([
    ...pairs.flatMap(({ a, b }) => [a.clientId, b.clientId]),
    ...withColleagues.map((one) => one.clientId),
    ...shownMerges.flatMap((one) => [one.keptId, one.mergedId]),
  ]);
  await recordListAccess(call, "people.list_duplicates", await listBases(call, [...shown]));
  return {
    pairs: pairs.map(({ a, b, comparison }) => ({
      a,
      b,
      percent: Math.floor(comparison.probability * 100),
      fields: comparison.fields.map(({ field, agreement, bits }) => ({ field, agreement, weight: weightOf(bits) })),
      mayBeRelatives: comparison.mayBeRelatives,
    })),
    withColleagues,
    merges: shownMerges,
    compared: opened.length,
  };
}

/** Both are visible, and the actor is case manager or deputy of both. */
async function refuseUnlessLeading(call: Call, clientIds: readonly string[]): Promise<void> {
  const access = await listAccess(call, clientIds);
  if (clientIds.some((clientId) => !access.has(clientId))) throw notFound();
  if (clientIds.some((clientId) => !access.get(clientId)!.leads)) throw forbidden();
}

/** What stood in both rows before, and at which version what was chosen stands since. */
type Before = Record<string, { [C in Category]?: { value: unknown; version: number } | null }>;

export async function mergePeople(call: Call, body: BodyOf<typeof mergeEndpoint>) {
  const { tx, actor } = call;
  const { keptId, mergedId } = body;
  await refuseUnlessLeading(call, [keptId, mergedId]);
  if (keptId === mergedId) throw conflict("same_row");
  const rows = await queries.lockClients(tx, actor.siteId, [keptId, mergedId]);
  if (rows.length < 2) throw notFound();
  const known = await queries.findMerge(tx, actor.siteId, body.id);
  if (known) {
    if (known.kept_id !== keptId || known.merged_id !== mergedId) throw conflict("id_taken");
    return { id: body.id, keptId };
  }
  if (rows[0]!.unit_id !== rows[1]!.unit_id) throw conflict("other_unit");
  const merges = await queries.listMerges(tx, actor.siteId);
  // what was merged into another person is that person now: the pair to merge is another one
  if (merges.some((merge) => merge.merged_id === mergedId || merge.merged_id === keptId)) throw conflict("already_merged");

  const keys = await openKeys(call, [keptId, mergedId]);
  const persons = await openPersons(call, [keptId, mergedId], keys);
  const [kept, merged] = [persons.get(keptId), persons.get(mergedId)];
  const [keptData, otherData] = [kept && dataOf(kept), merged && dataOf(merged)];
  if (!kept || !merged || !keptData || !otherData) throw notFound();
  if (versionOf(kept) !== body.keptVersion || versionOf(merged) !== body.mergedVersion) throw changedMeanwhile(null);

  const data = mergedData(keptData, otherData, body.choices);
  // people merged into one of the two before show the same from now on
  const group = groupOf([keptId, mergedId], merges);
  // nothing is shared of a row before its legal basis stands, and a merge would share it
  const isShared = async () => (await queries.listShared(tx, actor.siteId, group)).length > 0;
  if ((await queries.listUnchecked(tx, actor.siteId, group)).length > 0 && (await isShared())) throw conflict("legal_basis_unchecked");
  const before: Before = {};
  for (const clientId of group) {
    const person = persons.get(clientId) ?? (await openOne(call, clientId));
    if (!person) continue;
    before[clientId] = {};
    for (const category of categories) {
      const record = person[category];
      if (!record && !hasSomething(data[category])) continue;
      const version = await replaceRecord(call, clientId, category, record?.version, data[category]);
      before[clientId][category] = { value: record?.value ?? null, version };
    }
    // the kept person alone is found by name
    await replaceNames(call, clientId, clientId === keptId ? data.identity : null);
  }
  const readerIds = await shareReaders(call, group, body.id);
  const sealed = await sealForClient(call, keptId, place(body.id), JSON.stringify(before));
  await queries.insertMerge(tx, {
    siteId: actor.siteId,
    id: body.id,
    keptId,
    mergedId,
    sealed,
    readerIds,
    by: actor.membershipId,
    at: now(),
  });
  await recordListAccess(call, "people.merge", await listBases(call, group));
  return { id: body.id, keptId };
}

const hasSomething = (record: object) => Object.values(record).some((value) => value !== null);

async function openOne(call: Call, clientId: string): Promise<Person | undefined> {
  const key = (await openKeys(call, [clientId])).get(clientId);
  return key && (await openPersons(call, [clientId], new Map([[clientId, key]]))).get(clientId);
}

/** These and all that were merged into them, over several merges. */
function groupOf(clientIds: readonly string[], merges: readonly queries.MergeRow[]): string[] {
  const group = new Set(clientIds);
  for (const clientId of group) for (const merge of merges) if (merge.kept_id === clientId) group.add(merge.merged_id);
  return [...group];
}

/** Whoever may read one of the rows by a share or as deputy or holder reads the others in the same categories; the rows that say so end with the share. */
async function shareReaders(call: Call, group: readonly string[], mergeId: string): Promise<string[]> {
  const { siteId, membershipId } = call.actor;
  const byCategory = ({ categories, ...row }: people.ReaderOfClient) => categories.map((category) => ({ ...row, category }));
  const of = await Promise.all(
    group.map(async (clientId) => ({ clientId, readers: (await people.listReaders(call.tx, siteId, clientId)).flatMap(byCategory) })),
  );
  const nameOf = (row: Omit<people.ReaderOfClient, "categories"> & { category: string }) =>
    [row.membership_id, row.unit_id, row.category, row.source_id].join(" ");
  const rows: Parameters<typeof people.insertReaders>[1] = [];
  for (const { clientId, readers } of of) {
    const known = new Set(readers.map(nameOf));
    const working = new Set(readers.filter((row) => row.basis === "holder" || row.basis === "deputy").map((row) => row.membership_id));
    for (const { clientId: otherId, readers: others } of of) {
      if (otherId === clientId) continue;
      for (const row of others) {
        const isWorking = row.basis === "holder" || row.basis === "deputy";
        if (!isWorking && row.basis !== "share") continue;
        if (known.has(nameOf(row)) || (isWorking && (row.membership_id === membershipId || working.has(row.membership_id)))) continue;
        known.add(nameOf(row));
        // a person has one holder; the other row's case manager works with it as a deputy does, and is one who can be ended
        const sourceId = row.source_id ?? mergeId;
        rows.push({
          ...row,
          site_id: siteId,
          id: newId(),
          client_id: clientId,
          basis: isWorking ? "deputy" : "share",
          source_id: sourceId,
        });
      }
    }
  }
  if (rows.length > 0) await people.insertReaders(call.tx, rows);
  return rows.map((row) => row.id);
}

export async function undoMerge(call: Call, mergeId: string) {
  const { tx, actor } = call;
  const found = await queries.findMerge(tx, actor.siteId, mergeId);
  if (!found) throw notFound();
  const { kept_id: keptId, merged_id: mergedId } = found;
  await refuseUnlessLeading(call, [keptId, mergedId]);
  await queries.lockClients(tx, actor.siteId, [keptId, mergedId]);
  const merge = await queries.findMerge(tx, actor.siteId, mergeId);
  const answer = { keptId, mergedId };
  if (!merge || merge.undone_at !== null) return answer;
  const later = (await queries.listMerges(tx, actor.siteId)).filter(
    (one) => one.made_at > merge.made_at || (+one.made_at === +merge.made_at && one.id > merge.id),
  );
  const touched = new Set([keptId, mergedId]);
  if (later.some((one) => touched.has(one.kept_id) || touched.has(one.merged_id))) throw conflict("later_merge_first");

  const key = (await openKeys(call, [keptId])).get(keptId);
  if (!key) throw notFound();
  const before = JSON.parse(openForClient(call, key, keptId, place(mergeId), merge.sealed)) as Before;
  const standsAt = await restoredVersions(call, Object.keys(before));
  for (const [clientId, records] of Object.entries(before)) {
    const person = await openOne(call, clientId);
    if (!person) throw notFound();
    for (const category of categories) {
      const record = records[category];
      if (record && standsAt(clientId, category, person[category]?.version) !== record.version) throw conflict("changed_since");
    }
    for (const category of categories) {
      const [record, current] = [records[category], person[category]];
      if (record && current) await replaceRecord(call, clientId, category, current.version, record.value ?? emptied(current.value));
    }
    // one that was merged into another before has no name of its own to be found by
    const isFound = clientId === keptId || clientId === mergedId;
    if (isFound && records.identity) await replaceNames(call, clientId, records.identity.value as Identity);
  }
  // before the readers that the merge gave end
  const bases = await listBases(call, Object.keys(before));
  await queries.endReaderRows(tx, actor.siteId, merge.reader_ids, now());
  await queries.endMerge(tx, actor.siteId, mergeId, now());
  await recordListAccess(call, "people.undo_merge", bases);
  return answer;
}

/** Whether something was written over a record: what a merge wrote and its undoing took back again counts as nothing. Answers the version that says the same. */
async function restoredVersions(call: Call, clientIds: readonly string[]) {
  const takenBack = new Map<string, number>();
  const merges = await queries.listUndoneMerges(call.tx, call.actor.siteId, clientIds);
  const keys = await openKeys(
    call,
    merges.map((merge) => merge.kept_id),
  );
  for (const { id, kept_id: keptId, sealed } of merges) {
    const key = keys.get(keptId);
    if (!key) continue;
    const before = JSON.parse(openForClient(call, key, keptId, place(id), sealed)) as Before;
    for (const [clientId, records] of Object.entries(before))
      for (const category of categories) {
        const record = records[category];
        // the merge wrote this version over the one before, and its undoing the next
        if (record) takenBack.set(`${clientId} ${category} ${record.version + 1}`, record.version - 1);
      }
  }
  return (clientId: string, category: Category, version: number | undefined): number | undefined => {
    let same = version;
    while (same !== undefined && takenBack.has(`${clientId} ${category} ${same}`)) same = takenBack.get(`${clientId} ${category} ${same}`);
    return same;
  };
}

/** A record that was not there before says nothing again. */
function emptied(value: object): object {
  return Object.fromEntries(Object.keys(value).map((field) => [field, null]));
}

export async function sayNotSame(call: Call, body: BodyOf<typeof notSameEndpoint>) {
  refuseOthers(call);
  const access = await listAccess(call, [body.clientId]);
  if (!access.get(body.clientId)) throw notFound();
  if (!access.get(body.clientId)!.holds) throw forbidden();
  if (body.clientId === body.otherId) throw conflict("same_row");
  const [a, b] = inOrder(body.clientId, body.otherId);
  if (body.areTwo) await queries.insertNotSame(call.tx, call.actor.siteId, a, b, call.actor.membershipId, now());
  else await queries.deleteNotSame(call.tx, call.actor.siteId, a, b);
  await recordAccess(call, { action: "people.say_not_same", clientIds: [body.clientId], basis: access.get(body.clientId)!.basis });
  return {};
}
