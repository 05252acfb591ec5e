import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import type { ContactDetails, Identity, ResidenceDetails } from "../people/contract.ts";
import { addClient, listAccess, replaceImported } from "../people/index.ts";
import { rowContent, rowKeys } from "./import/row-key.ts";
import type { ImportedCase, ImportedMilestone } from "./import/rows.ts";
import { caseRefOf, importedIdOf, rowHash } from "./pseudonyms.ts";
import * as queries from "./queries.ts";
import { insertImportedRows, listCasesOfSeveralKeys, lockLists, type NewImportedRow } from "./queries-import.ts";
import { categoryOf } from "./rules.ts";
import { sealerFor, type Sealer } from "./sealing.ts";
import { chooseNumber } from "./verbs.ts";

export type ImportFailure = { readonly row: number; readonly code: "held_by_colleague" | "maybe_same_person" };
export type ImportNotice = { readonly row: number; readonly code: "case_manager_unknown" };
/** What somebody decided of rows that look like a person who is here already under another file number. */
export type SamePersonChoices = {
  readonly same?: readonly number[] | undefined;
  readonly other?: readonly number[] | undefined;
  /** All that nothing is decided of. */
  readonly rest?: "other" | undefined;
};
export type ImportResult = {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** With any of these nothing at all was written, unless the caller asked for a partial import. */
  readonly failed: readonly ImportFailure[];
  readonly notices: readonly ImportNotice[];
};

type Known = { readonly caseId: string; readonly clientId: string; readonly hash: Buffer };
type Sorted = {
  readonly row: ImportedCase;
  readonly keys: readonly Buffer[];
  readonly content: Buffer;
  readonly known: Known | undefined;
  readonly missingKeys: readonly Buffer[];
  readonly change: "created" | "changed" | "unchanged";
  /** Known by name and birth alone, while the case has another file number. */
  readonly maybeSame: boolean;
};

/** Each row as new, changed or known already: by keyed hashes only, so that an import learns nothing about cases it cannot read. */
async function sortRows(call: Call, rows: readonly ImportedCase[]): Promise<Sorted[]> {
  const { tx, actor } = call;
  const keyed: (Pick<Sorted, "row" | "keys" | "content"> & { numberKey: Buffer | undefined })[] = [];
  for (const row of rows) {
    const named = rowKeys(row).map(({ by, key }) => ({ by, hash: rowHash(call, "key", key) }));
    const numberKey = named.find(({ by }) => by === "file_number")?.hash;
    keyed.push({ row, keys: named.map(({ hash }) => hash), numberKey, content: rowHash(call, "content", rowContent(row)) });
    // the server answers others in between
    if (keyed.length % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const known = new Map<string, queries.ImportedRow>();
  for (const found of await queries.listImportedRows(
    tx,
    actor.siteId,
    actor.unitId,
    keyed.flatMap(({ keys }) => keys),
  ))
    known.set(found.key_hash.toString("hex"), found);
  const ofSeveralKeys = new Set(
    await listCasesOfSeveralKeys(
      tx,
      actor.siteId,
      actor.unitId,
      [...known.values()].map((one) => one.case_id),
    ),
  );
  return keyed.map(({ row, keys, content, numberKey }) => {
    const [strongest] = keys.flatMap((key) => known.get(key.toString("hex")) ?? []);
    return {
      row,
      keys,
      content,
      known: strongest && { caseId: strongest.case_id, clientId: strongest.client_id, hash: strongest.content_hash },
      missingKeys: keys.filter((key) => !known.has(key.toString("hex"))),
      change: strongest === undefined ? "created" : strongest.content_hash.equals(content) ? "unchanged" : "changed",
      maybeSame:
        strongest !== undefined && numberKey !== undefined && !known.has(numberKey.toString("hex")) && ofSeveralKeys.has(strongest.case_id),
    };
  });
}

function identityOf(row: ImportedCase): Identity {
  return {
    familyName: row.familyName,
    givenNames: row.givenNames,
    birthDate: row.birthDate,
    birthYear: row.birthYear,
    sex: row.sex,
    nationality: row.nationality,
    languages: [...row.languages],
    isPseudonym: false,
  };
}

function contactOf(row: ImportedCase): ContactDetails | undefined {
  const contact = {
    phone: row.phone,
    email: row.email,
    street: row.street,
    postcode: row.postcode,
    townName: row.townName,
    note: row.contactNote,
  };
  return Object.values(contact).some((value) => value !== null) ? contact : undefined;
}

function residenceOf(row: ImportedCase): ResidenceDetails | undefined {
  return row.residenceStatus === null ? undefined : { status: row.residenceStatus, validUntilOn: null, note: null };
}

const folded = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** "Karin Wolters", "Wolters, Karin" and "Wolters" are the one colleague of that name; two of one name are nobody. */
function findByName<T extends { display_name: string }>(name: string, among: readonly T[]): T | undefined {
  const wanted = folded(name).split(" ");
  const found = among.filter((one) => {
    const parts = folded(one.display_name).split(" ");
    return wanted.every((part) => parts.includes(part));
  });
  return found.length === 1 ? found[0] : undefined;
}

type Context = {
  readonly colleagues: readonly { id: string; display_name: string }[];
  readonly towns: ReadonlyMap<string, string>;
  readonly services: ReadonlyMap<string, string>;
};

async function readContext(call: Call): Promise<Context> {
  const { tx, actor } = call;
  const colleagues = await queries.listColleagues(tx, actor.siteId, actor.unitId, today());
  if (colleagues.length === 0) throw conflict("no_case_manager_in_unit");
  return {
    colleagues,
    towns: new Map((await queries.listTowns(tx, actor.siteId)).map((town) => [folded(town.name), town.id])),
    services: new Map((await queries.listWords(tx, actor.siteId, "service")).map((word) => [word.code, word.label_de])),
  };
}

function holderOf(call: Call, row: ImportedCase, context: Context): { id: string; isKnown: boolean } {
  const named = row.caseManagerName === null ? undefined : findByName(row.caseManagerName, context.colleagues);
  if (named) return { id: named.id, isKnown: true };
  const own = context.colleagues.find((one) => one.id === call.actor.membershipId);
  return { id: (own ?? context.colleagues[0]!).id, isKnown: row.caseManagerName === null };
}

type Target = { readonly caseId: string; readonly clientId: string; readonly sealer: Sealer; readonly openedOn: string };

/** Goal, notes, appointment, periods and steps of a row. Ids follow from the words, so what was there already stays as it is. */
async function addDetails(call: Call, target: Target, row: ImportedCase, context: Context, authorId: string): Promise<void> {
  const { tx, actor } = call;
  const { caseId, clientId, sealer } = target;
  const base = (part: string, content: string, category: string) => ({
    id: importedIdOf(call, caseId, part, content),
    case_id: caseId,
    client_id: clientId,
    category,
    version: 1,
  });
  if (row.goal !== null) {
    const made = base("goal", row.goal, "plan");
    const text = sealer.seal({ table: "goal", column: "text", id: made.id }, row.goal);
    await queries.insertDetail(tx, actor.siteId, "goal", {
      ...made,
      text,
      state: "open",
      rated_by_person: null,
      rated_by_case_manager: null,
    });
  }
  const notes = [
    [row.note, "plan"],
    [row.household, "family"],
  ] as const;
  for (const [said, category] of notes) {
    if (said === null) continue;
    const made = base(`note ${category}`, said, category);
    const text = sealer.seal({ table: "note", column: "text", id: made.id }, said);
    await queries.insertDetail(tx, actor.siteId, "note", { ...made, text, written_on: today(), author_id: authorId });
  }
  if (row.nextAppointmentOn !== null) {
    const made = base("appointment", `${row.nextAppointmentOn} ${row.nextAppointmentTime ?? ""}`, "plan");
    const content = sealer.seal(
      { table: "appointment", column: "content", id: made.id },
      JSON.stringify({ what: null, where: null, prepare: null }),
    );
    await queries.insertDetail(tx, actor.siteId, "appointment", {
      ...made,
      takes_place_on: row.nextAppointmentOn,
      clock_time: row.nextAppointmentTime,
      minutes: null,
      content,
      cancelled: false,
    });
  }
  for (const legalDomain of row.legalDomains) {
    await queries.insertDetail(tx, actor.siteId, "legal_domain_period", {
      ...base("period", legalDomain, categoryOf(legalDomain)),
      legal_domain: legalDomain,
      from_on: target.openedOn,
      until_on: null,
      note: null,
    });
  }
  for (const service of new Set([...row.milestones, ...row.planned].map((one) => one.service))) {
    const dayOf = (of: readonly ImportedMilestone[], event: string) =>
      of.find((one) => one.service === service && one.event === event)?.on ?? null;
    const id = importedIdOf(call, caseId, "step", service);
    const [due] = row.planned
      .filter((one) => one.service === service)
      .map((one) => one.on)
      .sort();
    await queries.saveImportedStep(tx, {
      id,
      caseId,
      clientId,
      text: sealer.seal({ table: "step", column: "text", id }, context.services.get(service) ?? service),
      service,
      dueOn: due ?? null,
      doneOn: dayOf(row.milestones, "finished"),
      entitledOn: dayOf(row.milestones, "entitled"),
      registeredOn: dayOf(row.milestones, "registered"),
      startedOn: dayOf(row.milestones, "started"),
      finishedOn: dayOf(row.milestones, "finished"),
      caseRef: caseRefOf(call, "case", caseId),
    });
  }
}

async function createImported(
  call: Call,
  row: ImportedCase,
  context: Context,
): Promise<{ caseId: string; clientId: string; isKnown: boolean }> {
  const { tx, actor } = call;
  const [caseId, clientId] = [newId(), newId()];
  const holder = holderOf(call, row, context);
  const key = await addClient(call, {
    id: clientId,
    identity: identityOf(row),
    contact: contactOf(row),
    residence: residenceOf(row),
    holderId: holder.id,
    legalBasis: "unchecked",
  });
  const sealer = sealerFor(call, clientId, key);
  const openedOn = row.openedOn ?? row.closedOn ?? today();
  await queries.insertCase(tx, {
    site_id: actor.siteId,
    id: caseId,
    client_id: clientId,
    unit_id: actor.unitId,
    case_manager_id: holder.id,
    number: await chooseNumber(call, caseId, openedOn),
    town_id: row.townName === null ? null : (context.towns.get(folded(row.townName)) ?? null),
    phase: row.phase ?? (row.closedOn === null ? "access" : "closing"),
    opened_on: openedOn,
    closed_on: row.closedOn,
    closing_outcome: row.closedOn === null ? null : "other",
    file_number: row.fileNumber === null ? null : sealer.seal({ table: "case_file", column: "file_number", id: caseId }, row.fileNumber),
    earlier_contact_on: row.lastContactOn,
  });
  await addDetails(call, { caseId, clientId, sealer, openedOn }, row, context, holder.id);
  return { caseId, clientId, isKnown: holder.isKnown };
}

async function changeImported(call: Call, row: ImportedCase, known: Known, context: Context): Promise<void> {
  const key = await replaceImported(call, known.clientId, identityOf(row), { contact: contactOf(row), residence: residenceOf(row) });
  await queries.changeImported(call.tx, known.caseId, {
    phase: row.phase,
    townId: row.townName === null ? null : (context.towns.get(folded(row.townName)) ?? null),
    lastContactOn: row.lastContactOn,
    closedOn: row.closedOn,
  });
  const target = { ...known, sealer: sealerFor(call, known.clientId, key), openedOn: row.openedOn ?? today() };
  await addDetails(call, target, row, context, holderOf(call, row, context).id);
}

function countOf(sorted: readonly Sorted[], change: Sorted["change"]): number {
  return sorted.filter((one) => one.change === change).length;
}

/**
 * Takes over the rows of a list into the actor's unit, all or nothing; with `dryRun` it only says what would happen, with `partial` rows that fail stay out. Runs as a case manager or as the system
 * membership of the unit. Everyone who comes this way has an unchecked legal basis. The same list again changes nothing; of a changed row nothing that was
 * written by hand is lost: person and phase follow the list, goals and notes come beside.
 */
export async function importCases(
  call: Call,
  rows: readonly ImportedCase[],
  options: { dryRun?: boolean; partial?: boolean; samePerson?: SamePersonChoices } = {},
): Promise<ImportResult> {
  const { tx, actor } = call;
  if (actor.role !== "case_manager" && actor.role !== "system") throw forbidden();
  // two people with the same list at once: the second finds what the first has written
  if (options.dryRun !== true) await lockLists(tx, actor.siteId, actor.unitId);
  const context = await readContext(call);
  const found = await sortRows(call, rows);
  const failed: ImportFailure[] = [];
  const access =
    actor.role === "case_manager"
      ? await listAccess(
          call,
          found.flatMap((one) => one.known?.clientId ?? []),
        )
      : undefined;
  const choiceOf = new Map<number, "same" | "other">([
    ...(options.samePerson?.same ?? []).map((one) => [one, "same"] as const),
    ...(options.samePerson?.other ?? []).map((one) => [one, "other"] as const),
  ]);
  const sorted: Sorted[] = [];
  for (const one of found) {
    if (!one.maybeSame) {
      sorted.push(one);
      continue;
    }
    // whom the actor does not work with is never compared: the row is somebody new, as any other
    const mayCompare = access === undefined || access.get(one.known!.clientId)?.holds === true;
    const choice = mayCompare ? (choiceOf.get(one.row.row) ?? options.samePerson?.rest) : "other";
    if (choice === "same") sorted.push(one);
    else if (choice === "other") sorted.push({ ...one, known: undefined, change: "created" });
    else failed.push({ row: one.row.row, code: "maybe_same_person" });
  }
  const undecided = failed.length;
  if (access)
    for (const one of sorted)
      if (one.change === "changed" && one.known && !access.get(one.known.clientId)?.holds)
        failed.push({ row: one.row.row, code: "held_by_colleague" });
  const notices: ImportNotice[] = sorted
    .filter((one) => one.change === "created" && !holderOf(call, one.row, context).isKnown)
    .map((one) => ({ row: one.row.row, code: "case_manager_unknown" }));
  const result = {
    created: countOf(sorted, "created"),
    changed: countOf(sorted, "changed") - (failed.length - undecided),
    unchanged: countOf(sorted, "unchanged"),
    failed,
    notices,
  };
  if (options.dryRun === true || (failed.length > 0 && options.partial !== true)) return result;
  const leftOut = new Set(failed.map((one) => one.row));
  const importId = newId();
  await queries.insertImportRun(tx, {
    site_id: actor.siteId,
    id: importId,
    unit_id: actor.unitId,
    kind: "cases",
    imported_by_id: actor.membershipId,
    rows_read: rows.length,
    created: result.created,
    changed: result.changed,
    unchanged: result.unchanged,
  });
  const touched: string[] = [];
  const recognised: NewImportedRow[] = [];
  for (const { row, keys, content, known, missingKeys, change } of sorted) {
    if (leftOut.has(row.row)) continue;
    let target = known && { caseId: known.caseId, clientId: known.clientId };
    if (change === "created") target = await createImported(call, row, context);
    else if (change === "changed") await changeImported(call, row, known!, context);
    if (change !== "unchanged") touched.push(target!.clientId);
    for (const keyHash of missingKeys)
      recognised.push({ keyHash, contentHash: content, caseId: target!.caseId, clientId: target!.clientId });
    if (change === "changed")
      for (const key of keys)
        if (!missingKeys.includes(key)) await queries.updateImportedRow(tx, actor.siteId, actor.unitId, key, content, importId);
  }
  for (let at = 0; at < recognised.length; at += 500)
    await insertImportedRows(tx, { siteId: actor.siteId, unitId: actor.unitId, importId }, recognised.slice(at, at + 500));
  for (let at = 0; at < touched.length; at += 500)
    await recordAccess(call, {
      action: "cases.import",
      clientIds: touched.slice(at, at + 500),
      basis: actor.role === "system" ? "administration" : "holder",
    });
  return result;
}
