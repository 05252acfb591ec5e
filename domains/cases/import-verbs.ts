import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden } from "../../platform/server/problem.ts";
import type { Key } from "../../platform/server/vault.ts";
import { recordAccess } from "../accounts/index.ts";
import { getOrganisationKey } from "../network/index.ts";
import type { ContactDetails, Identity, ResidenceDetails } from "../people/contract.ts";
import { addClients, findNamesakes, listAccess, openKeyForImport, replaceImported } from "../people/index.ts";
import { rowContent, rowKeys } from "./import/row-key.ts";
import type { ImportedCase, ImportedMilestone, ImportedRows } from "./import/rows.ts";
import type { Watch } from "./import-progress.ts";
import { caseRefOf, earlierImportedIdOf, importedIdOf, type RowHashes, rowHashes } from "./pseudonyms.ts";
import * as queries from "./queries.ts";
import {
  addImported,
  findImportRun,
  forgetPlans,
  listCasesOfSeveralKeys,
  listCasesWithoutList,
  lockLists,
  planForManyRows,
} from "./queries-import.ts";
import { categoryOf } from "./rules.ts";
import { sealerFor, type Sealer } from "./sealing.ts";
import { chooseNumbers } from "./verbs.ts";

export type ImportFailure = {
  readonly row: number;
  readonly code: "held_by_colleague" | "maybe_same_person" | "maybe_known_person";
  /** Of the case that the row may belong to. */
  readonly number?: string;
};
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

type Known = { readonly caseId: string; readonly clientId: string };
/** What is kept of a row while a list is looked through: no word of it, so that a long list takes little memory. */
type Sorted = {
  readonly row: number;
  readonly known: Known | undefined;
  /** Keys by which nobody is known yet; undefined for all of them, as with each row of a first list. */
  readonly missingKeys: readonly string[] | undefined;
  /** `joined`: to a person who was here before any list; what was written by hand stays. */
  readonly change: "created" | "changed" | "unchanged" | "joined";
  /** Known by name and birth alone, while the case has another file number. */
  readonly maybeSame: boolean;
};

const pause = () => new Promise((resolve) => setImmediate(resolve));
const inOneGo = 10;
const keysAtOnce = 2_000;

type Hashes = { readonly keys: readonly string[]; readonly content: string; readonly numberKey: string | undefined };

/** What a row is known by. Made again when it is written: kept for all rows of a long list it would be most of what the list takes in memory. */
function hashesOf(by: RowHashes, row: ImportedCase): Hashes {
  const named = rowKeys(row).map((one) => ({ by: one.by, hash: by.hash("key", one.key) }));
  return {
    keys: named.map((one) => one.hash),
    content: by.hash("content", rowContent(row)),
    numberKey: named.find(({ by }) => by === "file_number")?.hash,
  };
}

/** Each row as new, changed or known already: by keyed hashes only, so that an import learns nothing about cases it cannot read. */
async function sortRows(call: Call, rows: ImportedRows, watch: Watch | undefined): Promise<Sorted[]> {
  const { tx, actor } = call;
  const by = rowHashes(call);
  type Keyed = Hashes & Pick<Sorted, "row">;
  type Found = Known & { readonly content: string };
  const sorted: Sorted[] = [];
  let keyed: Keyed[] = [];
  const flush = async () => {
    const known = new Map<string, Found>();
    const asked = by.epochs.flatMap((epoch) => keyed.flatMap(({ keys }) => keys.map((key) => by.cover(epoch, key))));
    for (const found of await queries.listImportedRows(tx, actor.siteId, actor.unitId, asked)) {
      const key = by.uncover(found.epoch, found.key_hash);
      const content = by.uncover(found.epoch, found.content_hash);
      if (key !== undefined && content !== undefined) known.set(key, { caseId: found.case_id, clientId: found.client_id, content });
    }
    const ofSeveralKeys = new Set(
      await listCasesOfSeveralKeys(
        tx,
        actor.siteId,
        actor.unitId,
        [...known.values()].map((one) => one.caseId),
      ),
    );
    for (const { row, keys, content, numberKey } of keyed) {
      const [strongest] = keys.flatMap((key) => known.get(key) ?? []);
      const missing = keys.filter((key) => !known.has(key));
      sorted.push({
        row,
        known: strongest && { caseId: strongest.caseId, clientId: strongest.clientId },
        missingKeys: missing.length === keys.length ? undefined : missing,
        change: strongest === undefined ? "created" : strongest.content === content ? "unchanged" : "changed",
        maybeSame: strongest !== undefined && numberKey !== undefined && !known.has(numberKey) && ofSeveralKeys.has(strongest.caseId),
      });
    }
    keyed = [];
    watch?.tell("checking", sorted.length, rows.length);
  };
  let at = 0;
  for (const row of rows) {
    keyed.push({ row: row.row, ...hashesOf(by, row) });
    // the server answers others in between
    if (++at % inOneGo === 0) await pause();
    if (keyed.length * 2 >= keysAtOnce) await flush();
  }
  if (keyed.length > 0) await flush();
  return sorted;
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

const addresses = new Set(["frau", "herr", "herrn", "fr", "hr", "dr"]);

/** "Karin Wolters", "Wolters, Karin", "Frau Wolters" and "Wolters" are the one colleague of that name; two of one name are nobody. */
function findByName<T extends { display_name: string }>(name: string, among: readonly T[]): T | undefined {
  const wanted = folded(name)
    .split(" ")
    .filter((part) => !addresses.has(part));
  if (wanted.length === 0) return undefined;
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

/** The first of the days that are known. */
function firstOf(...days: readonly (string | null)[]): string | undefined {
  return days.filter((day) => day !== null).toSorted()[0];
}

type Target = {
  readonly caseId: string;
  readonly clientId: string;
  readonly key: Key;
  readonly sealer: Sealer;
  readonly openedOn: string;
  /** Came with a list before, maybe when ids were made in another way. */
  readonly isKnown: boolean;
};
type Part = { readonly id: string; readonly earlier_id: string | null; readonly case_id: string; readonly client_id: string };
/** What one statement writes: rows as the database takes them, sealed texts as base64. */
type Gathered = { readonly [Name in "cases" | "goals" | "notes" | "appointments" | "periods" | "steps" | "recognised"]: object[] };
const nothingYet = (): Gathered => ({ cases: [], goals: [], notes: [], appointments: [], periods: [], steps: [], recognised: [] });

/** Goal, notes, appointment, periods and steps of a row. Ids follow from the words, so what was there already stays as it is. Answers their ids. */
function addDetails(call: Call, to: Gathered, target: Target, row: ImportedCase, context: Context, authorId: string): string[] {
  const { caseId, clientId, key, sealer, isKnown } = target;
  const made: string[] = [];
  const part = (name: string, content: string): Part => {
    const id = importedIdOf(key, caseId, name, content);
    made.push(id);
    return { id, earlier_id: isKnown ? earlierImportedIdOf(call, caseId, name, content) : null, case_id: caseId, client_id: clientId };
  };
  const seal = (table: string, column: string, id: string, text: string) => sealer.seal({ table, column, id }, text).toString("base64");
  if (row.goal !== null) {
    const one = part("goal", row.goal);
    to.goals.push({ ...one, sealed: seal("goal", "text", one.id, row.goal) });
  }
  const notes = [
    [row.note, "plan"],
    [row.household, "family"],
  ] as const;
  for (const [said, category] of notes) {
    if (said === null) continue;
    const one = part(`note ${category}`, said);
    to.notes.push({ ...one, category, sealed: seal("note", "text", one.id, said), written_on: today(), author_id: authorId });
  }
  if (row.nextAppointmentOn !== null) {
    const one = part("appointment", `${row.nextAppointmentOn} ${row.nextAppointmentTime ?? ""}`);
    const sealed = seal("appointment", "content", one.id, JSON.stringify({ what: null, where: null, prepare: null }));
    to.appointments.push({ ...one, sealed, takes_place_on: row.nextAppointmentOn, clock_time: row.nextAppointmentTime });
  }
  for (const legalDomain of row.legalDomains)
    to.periods.push({
      ...part("period", legalDomain),
      category: categoryOf(legalDomain),
      legal_domain: legalDomain,
      from_on: target.openedOn,
    });
  for (const service of new Set([...row.milestones, ...row.planned].map((one) => one.service))) {
    const dayOf = (of: readonly ImportedMilestone[], event: string) =>
      of.find((one) => one.service === service && one.event === event)?.on ?? null;
    const one = part("step", service);
    const [due] = row.planned
      .filter((planned) => planned.service === service)
      .map((planned) => planned.on)
      .sort();
    to.steps.push({
      ...one,
      sealed: seal("step", "text", one.id, context.services.get(service) ?? service),
      service,
      due_on: due ?? null,
      done_on: dayOf(row.milestones, "finished"),
      entitled_on: dayOf(row.milestones, "entitled"),
      registered_on: dayOf(row.milestones, "registered"),
      started_on: dayOf(row.milestones, "started"),
      finished_on: dayOf(row.milestones, "finished"),
      case_ref: caseRefOf(call, "case", caseId).toString("base64"),
    });
  }
  return made;
}

type Pending = { readonly row: ImportedCase; readonly is: Sorted };

/** Rows of a list on their way into the database, many in one statement. */
async function writeRows(call: Call, importId: string, pending: readonly Pending[], context: Context): Promise<string[]> {
  const { tx, actor } = call;
  const gathered = nothingYet();
  const touched: string[] = [];
  const by = rowHashes(call);
  const recognise = ({ row, is }: Pending, of: Known): Hashes => {
    const hashes = hashesOf(by, row);
    const content_hash = by.cover(by.epoch, hashes.content);
    for (const key of is.missingKeys ?? hashes.keys)
      gathered.recognised.push({
        epoch: by.epoch,
        key_hash: by.cover(by.epoch, key),
        content_hash,
        case_id: of.caseId,
        client_id: of.clientId,
      });
    return hashes;
  };
  const created = pending
    .filter(({ is }) => is.change === "created")
    .map((one) => ({ ...one, caseId: newId(), clientId: newId(), holder: holderOf(call, one.row, context) }));
  const keys = await addClients(
    call,
    created.map(({ row, clientId, holder }) => ({
      id: clientId,
      identity: identityOf(row),
      contact: contactOf(row),
      residence: residenceOf(row),
      holderId: holder.id,
    })),
    "unchecked",
  );
  const opened = created.map(({ row, caseId }) => ({
    caseId,
    openedOn: row.openedOn ?? firstOf(row.lastContactOn, row.closedOn) ?? today(),
  }));
  const numbers = await chooseNumbers(call, opened);
  for (const [at, { row, is, caseId, clientId, holder }] of created.entries()) {
    if (at % 2 === 1) await pause();
    const { openedOn } = opened[at]!;
    const key = keys[at]!;
    const sealer = sealerFor(call, clientId, key);
    gathered.cases.push({
      id: caseId,
      client_id: clientId,
      case_manager_id: holder.id,
      number: numbers[at]!,
      town_id: row.townName === null ? null : (context.towns.get(folded(row.townName)) ?? null),
      phase: row.phase ?? (row.closedOn === null ? "access" : "closing"),
      opened_on: openedOn,
      closed_on: row.closedOn,
      closing_outcome: row.closedOn === null ? null : "other",
      file_number:
        row.fileNumber === null
          ? null
          : sealer.seal({ table: "case_file", column: "file_number", id: caseId }, row.fileNumber).toString("base64"),
      earlier_contact_on: row.lastContactOn,
      detail_ids: addDetails(call, gathered, { caseId, clientId, key, sealer, openedOn, isKnown: false }, row, context, holder.id),
    });
    recognise({ row, is }, { caseId, clientId });
    touched.push(clientId);
  }
  for (const { row, is } of pending) {
    const { known, change } = is;
    if (!known || change === "created") continue;
    const hashes = recognise({ row, is }, known);
    if (change === "unchanged") continue;
    const key =
      change === "joined"
        ? await openKeyForImport(call, known.clientId)
        : await replaceImported(call, known.clientId, identityOf(row), { contact: contactOf(row), residence: residenceOf(row) });
    if (change === "changed") {
      await queries.changeImported(tx, known.caseId, {
        phase: row.phase,
        townId: row.townName === null ? null : (context.towns.get(folded(row.townName)) ?? null),
        lastContactOn: row.lastContactOn,
        closedOn: row.closedOn,
      });
      for (const key of hashes.keys)
        if (!(is.missingKeys ?? hashes.keys).includes(key))
          await queries.updateImportedRow(
            tx,
            actor.siteId,
            actor.unitId,
            by.epochs.map((epoch) => ({ epoch, key: by.cover(epoch, key), content: by.cover(epoch, hashes.content) })),
            importId,
          );
    }
    const target = { ...known, key, sealer: sealerFor(call, known.clientId, key), openedOn: row.openedOn ?? today(), isKnown: true };
    addDetails(call, gathered, target, row, context, holderOf(call, row, context).id);
    touched.push(known.clientId);
  }
  if (Object.values(gathered).some((rows) => rows.length > 0)) await addImported(tx, importId, gathered);
  return touched;
}

function countOf(sorted: readonly Sorted[], ...changes: readonly Sorted["change"][]): number {
  return sorted.filter((one) => changes.includes(one.change)).length;
}

const rowsAtOnce = 8;
/** And at twice as many rows each time: which index serves a foreign key shows only once the table is filled. */
const firstPlanAt = 200;

export type ImportOptions = {
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly samePerson?: SamePersonChoices;
  /** Chosen by who brings the list, so that the same click twice is one import. */
  readonly importId?: string;
  /** What is kept of the file's name. */
  readonly fileLabel?: string | null;
  /** Rows of the file that stay out for another reason. */
  readonly leftOut?: number;
  readonly watch?: Watch;
};

/**
 * Takes over the rows of a list into the actor's unit, all or nothing; with `dryRun` it only says what would happen, with `partial` rows that fail stay out. Runs as a case manager or as the system
 * membership of the unit. Everyone who comes this way has an unchecked legal basis. The same list again changes nothing; of a changed row nothing that was
 * written by hand is lost: person and phase follow the list, goals and notes come beside.
 */
export async function importCases(call: Call, rows: ImportedRows, options: ImportOptions = {}): Promise<ImportResult> {
  const { tx, actor } = call;
  if (actor.role !== "case_manager" && actor.role !== "system") throw forbidden();
  const isTrial = options.dryRun === true;
  // another process may have begun an epoch: who does not hold its key knows none of the rows that have moved to it
  await getOrganisationKey(call, actor.organisationId);
  // two people with the same list at once: the second finds what the first has written
  if (!isTrial) {
    await lockLists(tx, actor.siteId, actor.unitId);
    const before = options.importId === undefined ? undefined : await findImportRun(tx, actor.siteId, options.importId);
    // the answer to the first click got lost
    if (before) {
      const { created, changed, unchanged } = before;
      return { created, changed, unchanged, failed: [], notices: [] };
    }
  }
  const context = await readContext(call);
  const found = await sortRows(call, rows, options.watch);
  const handMade = await findHandMade(call, rows, found);
  const failed: ImportFailure[] = [];
  const access =
    actor.role === "case_manager"
      ? await listAccess(
          call,
          found.flatMap((one) => (one.change === "changed" || one.maybeSame ? (one.known?.clientId ?? []) : [])),
        )
      : undefined;
  const choiceOf = new Map<number, "same" | "other">([
    ...(options.samePerson?.same ?? []).map((one) => [one, "same"] as const),
    ...(options.samePerson?.other ?? []).map((one) => [one, "other"] as const),
  ]);
  const sorted: Sorted[] = [];
  for (const one of found) {
    const twin = handMade.get(one.row);
    if (!one.maybeSame && !twin) {
      sorted.push(one);
      continue;
    }
    // whom the actor does not work with is never compared: the row is somebody new, as any other
    const mayCompare = twin !== undefined || access === undefined || access.get(one.known!.clientId)?.holds === true;
    const choice = mayCompare ? (choiceOf.get(one.row) ?? options.samePerson?.rest) : "other";
    if (choice === "same") sorted.push(twin ? { ...one, known: twin, change: "joined" } : one);
    else if (choice === "other") sorted.push({ ...one, known: undefined, change: "created" });
    else failed.push({ row: one.row, code: twin ? "maybe_known_person" : "maybe_same_person", ...(twin ? { number: twin.number } : {}) });
  }
  const undecided = failed.length;
  if (access)
    for (const one of sorted)
      if (one.change === "changed" && one.known && !access.get(one.known.clientId)?.holds)
        failed.push({ row: one.row, code: "held_by_colleague" });
  const created = new Set(sorted.filter((one) => one.change === "created").map((one) => one.row));
  const notices: ImportNotice[] = [];
  let looked = 0;
  for (const row of rows) {
    if (++looked % (5 * inOneGo) === 0) await pause();
    if (row.caseManagerName !== null && created.has(row.row) && !holderOf(call, row, context).isKnown)
      notices.push({ row: row.row, code: "case_manager_unknown" });
  }
  const result = {
    created: created.size,
    changed: countOf(sorted, "changed", "joined") - (failed.length - undecided),
    unchanged: countOf(sorted, "unchanged"),
    failed,
    notices,
  };
  if (isTrial || (failed.length > 0 && options.partial !== true)) return result;
  const out = new Set(failed.map((one) => one.row));
  const importId = options.importId ?? newId();
  await queries.insertImportRun(tx, {
    site_id: actor.siteId,
    id: importId,
    unit_id: actor.unitId,
    kind: "cases",
    imported_by_id: actor.membershipId,
    rows_read: rows.length + (options.leftOut ?? 0),
    created: result.created,
    changed: result.changed,
    unchanged: result.unchanged,
    file_label: options.fileLabel ?? null,
    left_out: out.size + (options.leftOut ?? 0),
  });
  await planForManyRows(tx);
  let planAgainAt = firstPlanAt;
  const isOf = new Map(sorted.map((one) => [one.row, one]));
  const touched: string[] = [];
  let pending: Pending[] = [];
  let done = 0;
  const flush = async () => {
    touched.push(...(await writeRows(call, importId, pending, context)));
    done += pending.length;
    pending = [];
    if (done >= planAgainAt) {
      planAgainAt *= 2;
      await forgetPlans(tx);
    }
    options.watch?.tell("writing", done, rows.length);
  };
  for (const row of rows) {
    const is = isOf.get(row.row);
    if (!is || out.has(row.row)) continue;
    pending.push({ row, is });
    if (pending.length === rowsAtOnce) await flush();
  }
  await flush();
  await forgetPlans(tx);
  for (let at = 0; at < touched.length; at += 500)
    await recordAccess(call, {
      action: "cases.import",
      clientIds: touched.slice(at, at + 500),
      basis: actor.role === "system" ? "administration" : "holder",
    });
  return result;
}

type Twin = Known & { readonly number: string };

/**
 * Rows that are probably somebody who came here by hand, before any list: found by keyed hashes of names and year of birth. A case manager is told of the people
 * they work with and of nobody else; the system of the unit of all.
 */
async function findHandMade(call: Call, rows: ImportedRows, sorted: readonly Sorted[]): Promise<Map<number, Twin>> {
  const found = new Map<number, Twin>();
  const candidates = await listCasesWithoutList(call.tx);
  if (candidates.length === 0) return found;
  const isNew = new Set(sorted.filter((one) => one.known === undefined).map((one) => one.row));
  const byClient = new Map(candidates.map((one) => [one.client_id, one]));
  let asked: { row: number; identity: Identity }[] = [];
  const ask = async () => {
    const alike = await findNamesakes(
      call,
      asked.map((one) => one.identity),
      [...byClient.keys()],
    );
    for (const { place, clientId } of alike) {
      const file = byClient.get(clientId);
      const row = asked[place]?.row;
      if (file && row !== undefined && !found.has(row)) found.set(row, { caseId: file.case_id, clientId, number: file.number });
    }
    asked = [];
  };
  for (const row of rows) {
    if (!isNew.has(row.row)) continue;
    asked.push({ row: row.row, identity: identityOf(row) });
    if (asked.length % inOneGo === 0) await pause();
    if (asked.length === keysAtOnce / 4) await ask();
  }
  if (asked.length > 0) await ask();
  return found;
}
