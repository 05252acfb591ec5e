import { now } from "../../platform/server/clock.ts";
import { type Ahead, type Call, type Known, readAhead } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { deriveEpochKey, hmac } from "../../platform/server/keys.ts";
import { changedMeanwhile, notFound, type Problem } from "../../platform/server/problem.ts";
import { type Key, LastOpened, openText, SealBroken, type SealContext, sealText } from "../../platform/server/vault.ts";
import { type AccessBasis, changedMeanwhileOf, recordAccess, recordListAccess } from "../accounts/index.ts";
import { type DataCategory, dataCategories } from "../network/contract.ts";
import { findSubjectKey, newSubjectKey, openSubjectKey, type WrappedKey } from "../network/index.ts";
import { type ContactDetails, contactDetails, type Identity, type ResidenceDetails, residenceDetails, type WhyFound } from "./contract.ts";
import * as queries from "./queries.ts";
import type { NamePart } from "./linkage/names.ts";
import { matchOf, nameKeyTexts, namesOf, readSearch, type SearchQuery } from "./search.ts";

const keyTable = "people.data_key";

function recordContext(call: Call, clientId: string, category: string): SealContext {
  return { siteId: call.actor.siteId, subjectId: clientId, table: "people.sealed_record", column: category };
}

/**
 * Keyed with a secret of the site and of the epoch, so that the same name has different keys at two sites, and those in an old backup cannot be found out with
 * a list of names once the key of their epoch is destroyed; 128 bits are enough to find by.
 */
function nameKeysUnder({ siteId, keys }: Known, epoch: number, texts: readonly string[]): Buffer[] {
  const key = deriveEpochKey(keys, epoch, `names of site ${siteId}`);
  return texts.map((text) => hmac(key, text).subarray(0, 16));
}

const knownIn = (call: Call): Known => ({ siteId: call.actor.siteId, keys: call.keys });
/** Under which somebody is found from now on. */
const nameKeys = (call: Call, texts: readonly string[]) => nameKeysUnder(knownIn(call), call.keys.currentEpoch, texts);
/** Under which somebody may be found: while an epoch begins, not everybody has moved to it. */
const keysToFind = (known: Known, texts: readonly string[]) =>
  [...known.keys.epochs.keys()].flatMap((epoch) => nameKeysUnder(known, epoch, texts));

export type NewClient = {
  readonly id: string;
  readonly identity: Identity;
  readonly contact?: ContactDetails | undefined;
  readonly residence?: ResidenceDetails | undefined;
  /** The case manager who holds the person; the actor itself unless told. A colleague of the same unit at most. */
  readonly holderId?: string;
  /** On which ground the unit keeps the person's data; `unchecked` for imported lists, which do not say. */
  readonly legalBasis?: ClientLegalBasis;
};
export type ClientLegalBasis = "unchecked" | "public_task" | "social_law" | "consent";

/** A person with a key of its own, made here; it never leaves this process unwrapped. */
async function sealNew(call: Call, client: NewClient): Promise<{ row: queries.NewClientRow; key: Key }> {
  const { epoch, wrapped, key } = await newSubjectKey(call, call.actor.organisationId, { id: client.id, table: keyTable });
  const records: [DataCategory, unknown][] = [["identity", client.identity]];
  if (client.contact) records.push(["contact", client.contact]);
  if (client.residence) records.push(["residence", client.residence]);
  const row = {
    id: client.id,
    holderId: client.holderId ?? call.actor.membershipId,
    epoch,
    wrapped,
    categories: records.map(([category]) => category),
    records: records.map(([category, value]) => sealText(key, recordContext(call, client.id, category), JSON.stringify(value))),
    nameKeys: nameKeys(call, nameKeyTexts(client.identity)),
    readerIds: dataCategories.map(() => newId()),
    legalBasis: client.legalBasis ?? "public_task",
  };
  return { row, key };
}

/** Adds a person to the actor's unit. Answers the person's key for what is sealed next. */
export async function addClient(call: Call, client: NewClient): Promise<Key> {
  const { row, key } = await sealNew(call, client);
  await queries.insertClient(call.tx, row);
  return key;
}

const sealedInOneGo = 2;

/** Adds many people at once, on the same ground. Answers their keys in the same order. */
export async function addClients(
  call: Call,
  clients: readonly Omit<NewClient, "legalBasis">[],
  legalBasis: ClientLegalBasis,
): Promise<Key[]> {
  const rows: queries.NewClientRow[] = [];
  const keys: Key[] = [];
  for (const client of clients) {
    const { row, key } = await sealNew(call, client);
    rows.push(row);
    keys.push(key);
    // the server answers others in between
    if (rows.length % sealedInOneGo === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const epoch = rows[0]?.epoch;
  if (epoch !== undefined) await queries.insertClients(call.tx, rows, { epoch, legalBasis });
  return keys;
}

export type WrappedKeyRow = Pick<WrappedKey, "epoch" | "wrapped"> & { readonly organisation_id: string };

/** For who read the wrapped key together with something else of the client. */
export async function openKeyOf(call: Call, clientId: string, row: WrappedKeyRow): Promise<Key> {
  return await openSubjectKey(
    call,
    { id: clientId, table: keyTable },
    { organisationId: row.organisation_id, epoch: row.epoch, wrapped: row.wrapped },
  );
}

/** The keys of clients that the actor may read; those it may not are simply missing. */
export async function openKeys(call: Call, clientIds: readonly string[]): Promise<Map<string, Key>> {
  const keys = new Map<string, Key>();
  if (clientIds.length === 0) return keys;
  for (const row of await queries.listDataKeys(call.tx, call.actor.siteId, clientIds)) {
    keys.set(row.client_id, await openKeyOf(call, row.client_id, row));
  }
  return keys;
}

const identities = new LastOpened<Identity>();

function openIdentity(call: Call, key: Key, clientId: string, sealed: Buffer): Identity {
  return identities.open(
    key,
    clientId,
    sealed,
    () => JSON.parse(openText(key, recordContext(call, clientId, "identity"), sealed)) as Identity,
  );
}

/** What a list of people shows: who they are as far as that is readable, what the actor may see and do, what opens the rest. */
export type Listed = { readonly access: Access; readonly identity: Identity | undefined; readonly key: Key | undefined };

/** Opens people of a list, of whom `people.list_listed` was read with something else. Rows that it did not answer are missing. The caller logs the access. */
export async function openListed(
  call: Call,
  rows: readonly ({ readonly client_id: string } & (ListedRow | { readonly basis: null }))[],
): Promise<Map<string, Listed>> {
  const { siteId } = call.actor;
  const listed = new Map<string, Listed>();
  const kept = new Map<string, Key | undefined>();
  for (const row of rows) if (row.basis !== null) kept.set(row.client_id, findSubjectKey(siteId, row.client_id));
  const opened = await openKeys(
    call,
    [...kept.keys()].filter((id) => !kept.get(id)),
  );
  for (const row of rows) {
    if (row.basis === null) continue;
    const id = row.client_id;
    const key = kept.get(id) ?? opened.get(id);
    listed.set(id, { access: accessOf(row), identity: key && row.identity ? openIdentity(call, key, id, row.identity) : undefined, key });
  }
  return listed;
}

/** Seals with a key from addClient or openKeys. `column` names the column and, in tables with several rows a person, the row. */
export function sealWithKey(call: Call, key: Key, clientId: string, place: { table: string; column: string }, plain: string): Buffer {
  return sealText(key, { siteId: call.actor.siteId, subjectId: clientId, ...place }, plain);
}

/** Seals a text under the key of a person. `column` names table and row's column. */
export async function sealForClient(
  call: Call,
  clientId: string,
  place: { table: string; column: string },
  plain: string,
): Promise<Buffer> {
  const key = (await openKeys(call, [clientId])).get(clientId);
  if (!key) throw notFound();
  return sealText(key, { siteId: call.actor.siteId, subjectId: clientId, ...place }, plain);
}

/** Opens with keys from openKeys; throws if the text was moved from another row or column. */
export function openForClient(call: Call, key: Key, clientId: string, place: { table: string; column: string }, sealed: Buffer): string {
  return openText(key, { siteId: call.actor.siteId, subjectId: clientId, ...place }, sealed);
}

/** Who they are, for those whose identity the actor may read. The caller logs the access. */
export async function openIdentities(
  call: Call,
  clientIds: readonly string[],
  /** From openKeys, where they are asked for already. */
  openedKeys?: ReadonlyMap<string, Key> | Promise<ReadonlyMap<string, Key>>,
): Promise<Map<string, Identity>> {
  const opened = new Map<string, Identity>();
  if (clientIds.length === 0) return opened;
  const [records, keys] = await Promise.all([
    queries.listRecords(call.tx, call.actor.siteId, clientIds, ["identity"]),
    openedKeys ?? openKeys(call, clientIds),
  ]);
  for (const row of records) {
    const key = keys.get(row.client_id);
    // checked before it was sealed, and the seal shows that nobody has changed it since
    if (key) opened.set(row.client_id, openIdentity(call, key, row.client_id, row.sealed));
  }
  return opened;
}

type Kept<T> = { value: T; version: number };
const keptRecords = { contact: contactDetails, residence: residenceDetails } as const;

async function openRecord(call: Call, clientId: string, category: keyof typeof keptRecords) {
  const [row] = await queries.listRecords(call.tx, call.actor.siteId, [clientId], [category]);
  if (!row) return undefined;
  const key = (await openKeys(call, [clientId])).get(clientId);
  if (!key) return undefined;
  const value = keptRecords[category].parse(JSON.parse(openText(key, recordContext(call, clientId, category), row.sealed)));
  return { value, version: row.version };
}

export type Person = { identity?: Kept<Identity>; contact?: Kept<ContactDetails>; residence?: Kept<ResidenceDetails> };

/** Everything kept about who somebody is, as far as its category is readable. The caller logs the access. */
export async function openPerson(call: Call, clientId: string, key: Key): Promise<Person> {
  const person: Record<string, Kept<unknown>> = {};
  for (const row of await queries.listRecords(call.tx, call.actor.siteId, [clientId], ["identity", ...Object.keys(keptRecords)])) {
    const plain = openText(key, recordContext(call, clientId, row.category), row.sealed);
    person[row.category] = { value: JSON.parse(plain) as unknown, version: row.version };
  }
  return person;
}

/** The same of several people, in one statement. */
export async function openPersons(call: Call, clientIds: readonly string[], keys: ReadonlyMap<string, Key>): Promise<Map<string, Person>> {
  const persons = new Map<string, Record<string, Kept<unknown>>>();
  if (clientIds.length === 0) return persons;
  for (const row of await queries.listRecords(call.tx, call.actor.siteId, clientIds, ["identity", ...Object.keys(keptRecords)])) {
    const key = keys.get(row.client_id);
    if (!key) continue;
    const person = persons.get(row.client_id) ?? {};
    const plain = openText(key, recordContext(call, row.client_id, row.category), row.sealed);
    person[row.category] = { value: JSON.parse(plain) as unknown, version: row.version };
    persons.set(row.client_id, person);
  }
  return persons;
}

/** For who logs the access itself: another value over the one of this version, or the first one. Answers its version. */
export async function replaceRecord(
  call: Call,
  clientId: string,
  category: "identity" | "contact" | "residence",
  version: number | undefined,
  value: unknown,
): Promise<number> {
  const sealed = await sealForClient(call, clientId, { table: "people.sealed_record", column: category }, JSON.stringify(value));
  if (version === undefined) await queries.insertRecord(call.tx, call.actor.siteId, clientId, category, sealed);
  else if (!(await queries.updateRecord(call.tx, call.actor.siteId, clientId, category, version, sealed, now())))
    throw changedMeanwhile(null);
  return (version ?? 0) + 1;
}

/** By which names somebody is found from now on; null for no longer. */
export async function replaceNames(call: Call, clientId: string, value: Identity | null): Promise<void> {
  await queries.replaceNameKeys(call.tx, call.actor.siteId, clientId, value === null ? [] : nameKeys(call, nameKeyTexts(value)));
}

export async function getIdentityVersion(call: Call, clientId: string): Promise<number | undefined> {
  return (await queries.listRecords(call.tx, call.actor.siteId, [clientId], ["identity"]))[0]?.version;
}

async function changedPerson(call: Call, clientId: string, current: unknown): Promise<Problem> {
  return changedMeanwhileOf({ action: "people.see_change", clientIds: [clientId], basis: await basisOf(call, clientId) }, current);
}

/** Throws `changed_meanwhile` with the identity as it stands now. */
export async function changeIdentity(call: Call, clientId: string, version: number, value: Identity): Promise<number> {
  const sealed = await sealForClient(call, clientId, { table: "people.sealed_record", column: "identity" }, JSON.stringify(value));
  if (!(await queries.updateRecord(call.tx, call.actor.siteId, clientId, "identity", version, sealed, now()))) {
    const current = (await openIdentities(call, [clientId])).get(clientId);
    throw current
      ? await changedPerson(call, clientId, { identity: current, version: await getIdentityVersion(call, clientId) })
      : notFound();
  }
  await queries.replaceNameKeys(call.tx, call.actor.siteId, clientId, nameKeys(call, nameKeyTexts(value)));
  await recordAccess(call, { action: "people.change_identity", clientIds: [clientId], basis: await basisOf(call, clientId) });
  return version + 1;
}

export type FoundPerson = { clientId: string; identity: Identity; match: "exact" | "similar"; why: WhyFound[] };

const asksNobody = (search: SearchQuery) => search.parts.length === 0 && search.birth === undefined;

/** The statement of a search, for who sends it together with the opening of the transaction. */
export function searchAhead(text: string): Ahead {
  const search = readSearch(text);
  return (known) => (asksNobody(search) ? undefined : queries.searchByKeys(known.siteId, keysToFind(known, search.keyTexts)));
}

type Searched = { readonly seal: string; readonly person: Identity; readonly names: readonly NamePart[] };
/** Who somebody types a name for is looked at again with the next letter: the parts of the name stay with the identity. */
const searched = new WeakMap<Key, Searched>();

/** The people of these rows. Only who was not opened before, or is sealed anew, is fetched. */
async function openSearched(call: Call, rows: readonly queries.SearchedRow[]): Promise<Map<string, Searched>> {
  const { siteId } = call.actor;
  const opened = new Map<string, Searched>();
  const unknown: string[] = [];
  for (const row of rows) {
    const key = findSubjectKey(siteId, row.client_id);
    const known = key && searched.get(key);
    if (known?.seal === row.seal) opened.set(row.client_id, known);
    else unknown.push(row.client_id);
  }
  if (unknown.length === 0) return opened;
  const [keys, records] = await Promise.all([openKeys(call, unknown), queries.listRecords(call.tx, siteId, unknown, ["identity"])]);
  for (const row of records) {
    const key = keys.get(row.client_id);
    if (!key) continue;
    const person = openIdentity(call, key, row.client_id, row.sealed);
    const one = { seal: row.sealed.toString("base64", 0, 29), person, names: namesOf(person) };
    searched.set(key, one);
    opened.set(row.client_id, one);
  }
  return opened;
}

/** Of whom the actor works with the search itself says the ground; only for others it is looked up. */
async function recordFound(call: Call, found: readonly { readonly clientId: string; readonly basis: string | null }[]): Promise<void> {
  const others = await listBases(
    call,
    found.flatMap((one) => (one.basis === null ? [one.clientId] : [])),
  );
  const basisOf = found.map((one) => [one.clientId, (one.basis as AccessBasis | null) ?? others.get(one.clientId) ?? "share"] as const);
  await recordListAccess(call, "people.find", new Map(basisOf));
}

/**
 * Two steps: candidates by keyed skeletons, then the readable ones are opened and ranked. Where they lead to nobody and the actor reads few people, all of these
 * are looked at: a typing error, or the beginning of a name.
 */
export async function findPeople(call: Call, text: string): Promise<FoundPerson[]> {
  const search = readSearch(text);
  if (asksNobody(search)) return [];
  const { siteId } = call.actor;
  const rank = async (rows: readonly queries.SearchedRow[]) => {
    const opened = await openSearched(call, rows);
    const found = rows.flatMap(({ client_id: clientId, basis }) => {
      const one = opened.get(clientId);
      const match = one && matchOf(search, one.person, one.names);
      return match ? [{ clientId, basis, identity: one.person, match: match.kind, why: match.why, score: match.score }] : [];
    });
    return found.sort((a, b) => b.score - a.score || (a.clientId < b.clientId ? -1 : 1));
  };
  const rows = await readAhead(call, queries.searchByKeys(siteId, keysToFind(knownIn(call), search.keyTexts)));
  let found = await rank(rows);
  // without a key the same statement answers the few
  if (found.length === 0 && rows.some((row) => !row.is_few))
    found = await rank((await call.tx.executeQuery(queries.searchByKeys(siteId, []))).rows);
  const shown = found.slice(0, 20);
  await recordFound(call, shown);
  return shown.map(({ clientId, identity: person, match, why }) => ({ clientId, identity: person, match, why }));
}

/** On which ground the actor reads this person, for the access log. Throws `not_found` if it does not. */
export async function basisOf(call: Call, clientId: string): Promise<AccessBasis> {
  const basis = await queries.findBasis(call.tx, call.actor.siteId, clientId);
  if (!basis) throw notFound();
  return basis as AccessBasis;
}

export type Reader = {
  readonly membershipId: string | null;
  readonly unitId: string | null;
  readonly categories: DataCategory[];
  readonly basis: string;
  readonly sourceId: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
};

/** Who knows what of a person until when, one entry per reader and ground. */
export async function listReaders(call: Call, clientId: string): Promise<Reader[]> {
  return (await queries.listReaders(call.tx, call.actor.siteId, clientId)).map((row) => ({
    membershipId: row.membership_id,
    unitId: row.unit_id,
    categories: row.categories as DataCategory[],
    basis: row.basis,
    sourceId: row.source_id,
    fromAt: row.from_at,
    untilAt: row.until_at,
  }));
}

/** Lets a unit read exactly these categories from now (or `fromAt`) until `untilAt`. Only the holder or deputy may. */
export async function grantToUnit(
  call: Call,
  grant: { clientId: string; unitId: string; categories: readonly DataCategory[]; sourceId: string; fromAt: Date; untilAt: Date | null },
): Promise<void> {
  await queries.insertReaders(
    call.tx,
    grant.categories.map((category) => ({
      site_id: call.actor.siteId,
      id: newId(),
      client_id: grant.clientId,
      membership_id: null,
      unit_id: grant.unitId,
      category,
      basis: "share",
      source_id: grant.sourceId,
      from_at: grant.fromAt,
      until_at: grant.untilAt,
    })),
  );
}

/** Lets a deputy read and work with the case like its holder. */
export async function grantToDeputy(
  call: Call,
  grant: { clientId: string; membershipId: string; sourceId: string; untilAt?: Date | null },
): Promise<void> {
  await queries.insertReaders(
    call.tx,
    dataCategories.map((category) => ({
      site_id: call.actor.siteId,
      id: newId(),
      client_id: grant.clientId,
      membership_id: grant.membershipId,
      unit_id: null,
      category,
      basis: "deputy",
      source_id: grant.sourceId,
      from_at: now(),
      until_at: grant.untilAt ?? null,
    })),
  );
}

/** Ends at once whatever a share or deputyship let somebody read, in every row of the same human. Answers the number of rows ended. */
export async function endGrants(call: Call, sourceId: string): Promise<number> {
  return await queries.endReaders(call.tx, sourceId);
}

/** Name tokens of the people that the actor may read anyway: all that the gap check may know of this database. */
export async function listOwnNames(call: Call): Promise<string[]> {
  const opened = await openIdentities(call, await queries.listReadable(call.tx));
  return [...opened.values()].flatMap((person) => [person.familyName, person.givenNames].filter((name) => name !== null));
}

/** Whether the actor sees this client at all, and in which unit it is held. */
export async function findClient(
  call: Call,
  clientId: string,
): Promise<{ id: string; unitId: string; legalBasis: ClientLegalBasis } | undefined> {
  const row = await queries.findClientRow(call.tx, call.actor.siteId, clientId);
  return row ? { id: row.id, unitId: row.unit_id, legalBasis: row.legal_basis as ClientLegalBasis } : undefined;
}

export type Access = {
  readonly basis: AccessBasis;
  readonly categories: ReadonlySet<DataCategory>;
  /** Works with the case: case manager, deputy, or in an emergency. */
  readonly holds: boolean;
  /** Case manager or deputy: may open the person to others. */
  readonly leads: boolean;
  /** Nobody recorded yet on which ground the data is kept. */
  readonly unchecked: boolean;
};

const allCategories: ReadonlySet<DataCategory> = new Set(dataCategories);

/** What the actor may see and do with these clients; those it may not see are missing. */
export async function listAccess(call: Call, clientIds: readonly string[]): Promise<Map<string, Access>> {
  if (clientIds.length === 0) return new Map();
  const rows = await queries.listAccess(call.tx, clientIds);
  return new Map(rows.map((row) => [row.client_id, accessOf(row)]));
}

/** Other rows that were merged with this one, as far as the actor reads them. */
export async function listOtherRows(call: Call, clientId: string): Promise<string[]> {
  return await queries.listOtherRows(call.tx, clientId);
}

/** On which ground the actor reads each of these, for the access log of a list. */
export async function listBases(call: Call, clientIds: readonly string[]): Promise<Map<string, AccessBasis>> {
  const access = await listAccess(call, [...new Set(clientIds)]);
  return new Map([...access].map(([clientId, one]) => [clientId, one.basis]));
}

/** A row of `people.my_access`, for who read it together with something else of the client. */
export function accessOf(row: Omit<queries.AccessRow, "client_id">): Access {
  return {
    basis: row.basis as AccessBasis,
    categories: row.categories === null ? allCategories : new Set(row.categories as DataCategory[]),
    holds: row.holds,
    leads: row.leads,
    unchecked: row.unchecked,
  };
}
export type AccessRow = queries.AccessRow;
export type ListedRow = queries.ListedRow;

/** Throws `not_found` for who does not work with the person. */
export async function recordLegalBasis(
  call: Call,
  clientId: string,
  legalBasis: Exclude<ClientLegalBasis, "unchecked">,
  on: string,
): Promise<void> {
  if (!(await queries.updateLegalBasis(call.tx, call.actor.siteId, clientId, legalBasis, on))) throw notFound();
}

async function changeRecord(call: Call, clientId: string, category: keyof typeof keptRecords, version: number | undefined, value: unknown) {
  const sealed = await sealForClient(call, clientId, { table: "people.sealed_record", column: category }, JSON.stringify(value));
  const current = await openRecord(call, clientId, category);
  if (current?.version !== version) throw current ? await changedPerson(call, clientId, current) : notFound();
  if (version === undefined) await queries.insertRecord(call.tx, call.actor.siteId, clientId, category, sealed);
  else if (!(await queries.updateRecord(call.tx, call.actor.siteId, clientId, category, version, sealed, now())))
    throw await changedPerson(call, clientId, await openRecord(call, clientId, category));
  await recordAccess(call, { action: `people.change_${category}`, clientIds: [clientId], basis: await basisOf(call, clientId) });
  return (version ?? 0) + 1;
}

/** A version of undefined where nothing was kept yet. Throws `changed_meanwhile` with what stands now. */
export async function changeContactDetails(
  call: Call,
  clientId: string,
  version: number | undefined,
  value: ContactDetails,
): Promise<number> {
  return await changeRecord(call, clientId, "contact", version, value);
}

/** The same for the status of residence. */
export async function changeResidenceDetails(
  call: Call,
  clientId: string,
  version: number | undefined,
  value: ResidenceDetails,
): Promise<number> {
  return await changeRecord(call, clientId, "residence", version, value);
}

/** To seal what a list says of a person who is here already. What is sealed stays unreadable to an import. */
export async function openKeyForImport(call: Call, clientId: string): Promise<Key> {
  const row = await queries.findKeyForImport(call.tx, clientId);
  if (!row) throw notFound();
  const wrappedKey = { organisationId: row.organisation_id, epoch: row.epoch, wrapped: row.wrapped };
  return await openSubjectKey(call, { id: clientId, table: keyTable }, wrappedKey);
}

const keysOfNamesake = 4;

/**
 * Who of these people of the unit is probably one of the given: two parts of a name that sound alike, and the year of birth; without a year both parts.
 * Only by keyed hashes, so nobody is opened. `place` counts the given ones.
 */
export async function findNamesakes(
  call: Call,
  identities: readonly Identity[],
  among: readonly string[],
): Promise<{ place: number; clientId: string }[]> {
  const texts = identities.map((one) => nameKeyTexts(one));
  const needed = texts.map((of) => {
    const dated = of.filter((text) => text.startsWith("y:")).length;
    return dated >= 2 ? keysOfNamesake : Math.max(2, of.length);
  });
  const keys = texts.map((of) => keysToFind(knownIn(call), of));
  const found = await queries.findNamesakes(call.tx, {
    places: keys.flatMap((of, place) => of.map(() => place)),
    keys: keys.flat(),
    needed,
    among,
  });
  return found.map(({ place, client_id }) => ({ place, clientId: client_id }));
}

/** The names of people whose keys were wrapped anew, under the new epoch too. Nobody sees them meanwhile: they are opened in this process and closed again. */
export async function rekeyNames(call: Call, clientIds: readonly string[]): Promise<void> {
  const rows = await queries.listNamesToRekey(call.tx, clientIds);
  const fresh: { clientId: string; keys: Buffer[] }[] = [];
  for (const row of rows) {
    const wrappedKey = { organisationId: row.organisation_id, epoch: row.epoch, wrapped: row.wrapped };
    try {
      const key = await openSubjectKey(call, { id: row.client_id, table: keyTable }, wrappedKey);
      const value = openIdentity(call, key, row.client_id, row.sealed);
      fresh.push({ clientId: row.client_id, keys: nameKeys(call, nameKeyTexts(value)) });
    } catch (error) {
      // one damaged record keeps nobody else under the old epoch; a search by name leads to it no more
      if (!(error instanceof SealBroken)) throw error;
      fresh.push({ clientId: row.client_id, keys: [] });
    }
  }
  await queries.rekeyNames(call.tx, fresh);
}

/** What a changed row of a list says about a person of the actor's unit, over what stood there. Answers the key for what is sealed next. */
export async function replaceImported(
  call: Call,
  clientId: string,
  value: Identity,
  more: { contact?: ContactDetails | undefined; residence?: ResidenceDetails | undefined } = {},
): Promise<Key> {
  const key = await openKeyForImport(call, clientId);
  const records: [DataCategory, unknown][] = [["identity", value]];
  if (more.contact) records.push(["contact", more.contact]);
  if (more.residence) records.push(["residence", more.residence]);
  await queries.replaceImported(
    call.tx,
    clientId,
    records.map(([category]) => category),
    records.map(([category, record]) => sealText(key, recordContext(call, clientId, category), JSON.stringify(record))),
    nameKeys(call, nameKeyTexts(value)),
  );
  return key;
}
