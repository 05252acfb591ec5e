import { createHmac, createSecretKey } from "node:crypto";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import pg from "pg";
import { dataCategories } from "../domains/network/contract.ts";
import {
  addMembership,
  addOrganisation,
  addTown,
  addUnit,
  createAccount,
  foundProgramme,
  foundSite,
  getOrganisationKey,
} from "../domains/network/index.ts";
import { addDays } from "../platform/contract/days.ts";
import { today } from "../platform/server/clock.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { connectionOf, openDatabase, type Database } from "../platform/server/database/pool.ts";
import { hashToken } from "../platform/server/http/session.ts";
import { newId } from "../platform/server/ids.ts";
import { deriveEpochKey, deriveKey, hmac, type InstallationKeys } from "../platform/server/keys.ts";
import { type Key, newDataKey, sealText, wrapKey } from "../platform/server/vault.ts";
import { bareSchema } from "./bare-schema.ts";
import { CopyBuffer } from "./copy.ts";
import {
  type Chance,
  chances,
  deadlineTexts,
  goalTexts,
  makeContactDetails,
  makeIdentity,
  makeSentence,
  noteTexts,
  stepTexts,
} from "./people.ts";

/** How large a caseload is; the promise is about a list of fifty. */
export const caseload = 50;

type Manager = { readonly membershipId: string; readonly unitId: string };

type Unit = { readonly id: string; readonly organisationId: string };
type Site = {
  readonly number: number;
  readonly siteId: string;
  readonly slug: string;
  readonly systemMembershipId: string;
  readonly towns: readonly { id: string; name: string }[];
  readonly caseUnits: readonly Unit[];
  readonly jobcenterId: string;
  readonly managers: readonly Manager[];
  /** Open cases are fifty a manager, the rest is closed. */
  readonly cases: number;
};

/** Somebody whose caseload is asked for: what the browser would send, and the cases to open. */
export type Persona = { readonly token: string; readonly caseIds: readonly string[] };

type Options = {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly keys: InstallationKeys;
  readonly sites: number;
  readonly cases: number;
  readonly log: (line: string) => void;
};

async function inTurns<T, R>(items: readonly T[], at: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += at) answers.push(...(await Promise.all(items.slice(from, from + at).map(work))));
  return answers;
}

const kinds = ["kreis", "city", "town_with_abh"] as const;

/** Through the doors of network, as an installation comes to be: site, towns, organisations with their keys, units, accounts, members. */
async function found(database: Database, programmeId: string, number: number, cases: number): Promise<Site> {
  const slug = `ort-${String(number).padStart(2, "0")}`;
  const name = `Beispielort ${number}`;
  const site = await foundSite(database, {
    programmeId,
    slug,
    name,
    kind: kinds[number % 3]!,
    population: 300_000,
    organisation: {
      name: `Verwaltung ${name}`,
      kind: number % 3 === 0 ? "kreis_administration" : "city_administration",
      regime: "dsgvo_dsg_nrw",
    },
    unit: { slug: "ki", name: "Kommunales Integrationszentrum", kind: "coordination" },
  });
  const made = await asActor(database, { membership: site.systemMembershipId }, async (call) => {
    const towns = [];
    for (let town = 1; town <= 8; town += 1) {
      const townName = `Ortsteil ${town}`;
      towns.push({ id: await addTown(call, { name: townName, population: 30_000 }), name: townName });
    }
    const caseUnits: Unit[] = [
      {
        id: await addUnit(call, { organisationId: site.organisationId, slug: "kim", name: "Fallmanagement", kind: "case_management" }),
        organisationId: site.organisationId,
      },
    ];
    for (const welfare of ["Diakonie", "Caritas", "AWO"]) {
      const organisationId = await addOrganisation(call, { name: `${welfare} ${name}`, kind: "welfare_organisation", regime: "dsg_ekd" });
      const unit = { organisationId, slug: `beratung-${welfare.toLowerCase()}`, name: "Migrationsberatung", kind: "case_management" };
      caseUnits.push({ id: await addUnit(call, unit), organisationId });
    }
    const jobcenter = await addOrganisation(call, { name: `Jobcenter ${name}`, kind: "jobcenter", regime: "sgb_x" });
    const jobcenterId = await addUnit(call, {
      organisationId: jobcenter,
      slug: "vermittlung",
      name: "Vermittlung",
      kind: "jobcenter",
      legalDomains: ["sgb_ii"],
    });
    return { towns, caseUnits, jobcenterId };
  });
  async function join(role: "case_manager" | "partner" | "team_lead" | "coordinator", unitId: string, person: number): Promise<Manager> {
    const shown = `${role.replace("_", " ")} ${number}-${person}`;
    const accountId = await createAccount(database, { email: `${role}.${person}@${slug}.example`, name: shown });
    const membershipId = await asActor(database, { membership: site.systemMembershipId }, (call) =>
      addMembership(call, { accountId, unitId, role, name: shown }),
    );
    return { membershipId, unitId };
  }
  const count = Math.max(1, Math.round((cases * 0.97) / caseload));
  const managers = await inTurns(
    Array.from({ length: count }, (_, person) => person),
    8,
    (person) => join("case_manager", made.caseUnits[person % made.caseUnits.length]!.id, person),
  );
  for (const unit of made.caseUnits) await join("team_lead", unit.id, made.caseUnits.indexOf(unit));
  for (const person of [1, 2]) await join("partner", made.jobcenterId, person);
  await join("coordinator", site.unitId, 1);
  return { number, siteId: site.siteId, slug, systemMembershipId: site.systemMembershipId, ...made, managers, cases };
}

// ---- people and cases of one site, sealed as the product seals, and once more in plain text

const detail = ["site_id", "id", "case_id", "client_id", "category"] as const;

function buffersOfProduct() {
  return {
    client: new CopyBuffer("people.client", ["site_id", "id", "unit_id", "organisation_id", "legal_basis", "legal_basis_on"]),
    dataKey: new CopyBuffer("people.data_key", ["site_id", "client_id", "organisation_id", "epoch", "wrapped"]),
    record: new CopyBuffer("people.sealed_record", ["site_id", "client_id", "category", "sealed"]),
    nameKey: new CopyBuffer("people.name_key", ["site_id", "key", "client_id"]),
    reader: new CopyBuffer("people.reader", [
      "site_id",
      "id",
      "client_id",
      "membership_id",
      "unit_id",
      "category",
      "basis",
      "source_id",
      "from_at",
      "until_at",
    ]),
    consent: new CopyBuffer("consent.consent", [
      "site_id",
      "id",
      "client_id",
      "given_by",
      "judgement",
      "language",
      "form",
      "text_version",
      "given_on",
      "recorded_by_id",
    ]),
    share: new CopyBuffer("consent.share", [
      "site_id",
      "id",
      "client_id",
      "unit_id",
      "categories",
      "purpose",
      "from_on",
      "until_on",
      "state",
      "asked_on",
      "asked_by_id",
      "answered_on",
      "consent_id",
    ]),
    caseFile: new CopyBuffer("cases.case_file", [
      "site_id",
      "id",
      "client_id",
      "unit_id",
      "case_manager_id",
      "number",
      "town_id",
      "phase",
      "opened_on",
      "closed_on",
      "closing_outcome",
    ]),
    period: new CopyBuffer("cases.legal_domain_period", [...detail, "legal_domain", "from_on", "until_on", "note"]),
    goal: new CopyBuffer("cases.goal", [...detail, "text"]),
    step: new CopyBuffer("cases.step", [
      ...detail,
      "goal_id",
      "text",
      "doer",
      "doer_unit_id",
      "since_on",
      "due_on",
      "done_on",
      "service",
      "entitled_on",
      "registered_on",
      "started_on",
    ]),
    contact: new CopyBuffer("cases.contact", [...detail, "happened_on", "kind", "minutes", "sentence", "author_id"]),
    appointment: new CopyBuffer("cases.appointment", [...detail, "takes_place_on", "clock_time", "minutes", "content"]),
    note: new CopyBuffer("cases.note", [...detail, "written_on", "text", "author_id"]),
    deadline: new CopyBuffer("cases.deadline", [...detail, "due_on", "content", "legal_domain", "done_on"]),
    personalNote: new CopyBuffer("cases.personal_note", ["site_id", "case_id", "author_id", "client_id", "text"]),
    activity: new CopyBuffer("cases.activity", ["site_id", "id", "unit_id", "happened_on", "kind", "minutes"]),
    milestone: new CopyBuffer("cases.milestone", [
      "site_id",
      "source_id",
      "event",
      "case_ref",
      "client_id",
      "service",
      "happened_on",
      "town_id",
      "source",
    ]),
  };
}

function buffersOfBare() {
  return {
    client: new CopyBuffer("bare.client", [
      "site_id",
      "id",
      "unit_id",
      "legal_basis",
      "family_name",
      "given_names",
      "birth_date",
      "birth_year",
      "sex",
      "nationality",
      "languages",
      "is_pseudonym",
      "phone",
      "email",
      "street",
      "postcode",
      "town_name",
      "contact_note",
      "residence_status",
      "residence_until_on",
      "held_since",
    ]),
    deputy: new CopyBuffer("bare.deputy", ["client_id", "membership_id", "from_at"]),
    share: new CopyBuffer("bare.share", [
      "id",
      "client_id",
      "unit_id",
      "categories",
      "purpose",
      "from_on",
      "until_on",
      "state",
      "asked_on",
      "answered_on",
      "given_by",
      "judgement",
      "language",
      "form",
      "text_version",
      "given_on",
      "from_at",
      "until_at",
    ]),
    caseFile: new CopyBuffer("bare.case_file", [
      "site_id",
      "id",
      "client_id",
      "unit_id",
      "case_manager_id",
      "number",
      "town_id",
      "phase",
      "opened_on",
      "closed_on",
      "closing_outcome",
    ]),
    period: new CopyBuffer("bare.period", ["id", "case_id", "category", "legal_domain", "from_on", "until_on", "note"]),
    goal: new CopyBuffer("bare.goal", ["id", "case_id", "category", "text"]),
    step: new CopyBuffer("bare.step", [
      "id",
      "case_id",
      "category",
      "goal_id",
      "text",
      "doer",
      "doer_unit_id",
      "since_on",
      "due_on",
      "done_on",
      "service",
      "entitled_on",
      "registered_on",
      "started_on",
    ]),
    contact: new CopyBuffer("bare.contact", ["id", "case_id", "category", "happened_on", "kind", "minutes", "sentence", "author_id"]),
    appointment: new CopyBuffer("bare.appointment", [
      "id",
      "case_id",
      "category",
      "takes_place_on",
      "clock_time",
      "minutes",
      "what",
      "place",
      "prepare",
    ]),
    note: new CopyBuffer("bare.note", ["id", "case_id", "category", "written_on", "text", "author_id"]),
    deadline: new CopyBuffer("bare.deadline", ["id", "case_id", "category", "due_on", "what", "harm", "legal_domain", "done_on"]),
    personalNote: new CopyBuffer("bare.personal_note", ["case_id", "author_id", "text"]),
  };
}

type SiteKeys = {
  readonly ofUnit: ReadonlyMap<string, { organisationId: string; epoch: number; key: Key }>;
  readonly names: ReturnType<typeof createSecretKey>;
  readonly milestones: Buffer;
};

const phases = ["access", "clarification", "assessment", "planning", "linking", "monitoring"] as const;
const contactKinds = ["visit", "phone", "message", "home_visit", "accompanied"] as const;
const services = ["integration_course", "child_care", "recognition", "abh_appointment", "placement_test"] as const;
const sharedCategories = ["identity", "livelihood", "work", "plan"] as const;
const atNoon = (day: string) => `${day}T12:00:00Z`;

function addCase(
  product: ReturnType<typeof buffersOfProduct>,
  bare: ReturnType<typeof buffersOfBare>,
  site: Site,
  siteKeys: SiteKeys,
  chance: Chance,
  position: number,
  day: string,
): void {
  const { siteId } = site;
  const isOpen = position < site.managers.length * caseload;
  const manager = site.managers[position % site.managers.length]!;
  const { unitId } = manager;
  const organisation = siteKeys.ofUnit.get(unitId)!;
  const [clientId, caseId] = [newId(), newId()];
  const openedOn = addDays(day, -chance.between(30, 400));
  const closedOn = isOpen ? null : addDays(openedOn, 25);
  const town = chance.oneOf(site.towns);
  const key = newDataKey();
  const seal = (table: string, column: string, plain: string) => sealText(key, { siteId, subjectId: clientId, table, column }, plain);

  const identity = makeIdentity(chance);
  const contact = makeContactDetails(chance, town.name);
  product.client.add(siteId, clientId, unitId, organisation.organisationId, "public_task", openedOn);
  const wrapped = wrapKey(organisation.key, { siteId, subjectId: clientId, table: "people.data_key", column: "wrapped" }, key);
  product.dataKey.add(siteId, clientId, organisation.organisationId, organisation.epoch, wrapped);
  product.record.add(siteId, clientId, "identity", seal("people.sealed_record", "identity", JSON.stringify(identity)));
  product.record.add(siteId, clientId, "contact", seal("people.sealed_record", "contact", JSON.stringify(contact)));
  const residence = chance.happens(0.7)
    ? { status: "aufenthaltserlaubnis", validUntilOn: addDays(day, chance.between(20, 700)), note: null }
    : undefined;
  if (residence) product.record.add(siteId, clientId, "residence", seal("people.sealed_record", "residence", JSON.stringify(residence)));
  const year = identity.birthDate?.slice(0, 4) ?? String(identity.birthYear);
  for (const name of [identity.familyName, identity.givenNames])
    for (const text of [`n:${name}`, `y:${year}:${name}`])
      product.nameKey.add(siteId, createHmac("sha256", siteKeys.names).update(text).digest().subarray(0, 16), clientId);
  const since = atNoon(openedOn);
  for (const category of dataCategories)
    product.reader.add(siteId, newId(), clientId, manager.membershipId, null, category, "holder", null, since, null);
  bare.client.add(
    siteId,
    clientId,
    unitId,
    "public_task",
    identity.familyName,
    identity.givenNames,
    identity.birthDate,
    identity.birthYear,
    identity.sex,
    identity.nationality,
    identity.languages,
    identity.isPseudonym,
    contact.phone,
    contact.email,
    contact.street,
    contact.postcode,
    contact.townName,
    contact.note,
    residence?.status ?? null,
    residence?.validUntilOn ?? null,
    since,
  );

  if (isOpen && chance.happens(0.03)) {
    const deputy = site.managers.find((one) => one.unitId === unitId && one !== manager);
    const deputySince = atNoon(addDays(openedOn, 3));
    if (deputy) {
      const source = newId();
      for (const category of dataCategories)
        product.reader.add(siteId, newId(), clientId, deputy.membershipId, null, category, "deputy", source, deputySince, null);
      bare.deputy.add(clientId, deputy.membershipId, deputySince);
    }
  }
  if (isOpen && chance.happens(0.25)) {
    const [shareId, consentId] = [newId(), newId()];
    const [fromOn, untilOn] = [addDays(openedOn, 5), addDays(day, 180)];
    const judgement = "Einwilligungsfähig, im Gespräch erklärt und verstanden.";
    product.consent.add(
      siteId,
      consentId,
      clientId,
      "person",
      seal("consent.consent", `judgement ${consentId}`, judgement),
      "de",
      "written",
      "2026-1",
      fromOn,
      manager.membershipId,
    );
    product.share.add(
      siteId,
      shareId,
      clientId,
      site.jobcenterId,
      sharedCategories,
      "joint_support_planning",
      fromOn,
      untilOn,
      "given",
      fromOn,
      manager.membershipId,
      fromOn,
      consentId,
    );
    for (const category of sharedCategories)
      product.reader.add(siteId, newId(), clientId, null, site.jobcenterId, category, "share", shareId, atNoon(fromOn), atNoon(untilOn));
    bare.share.add(
      shareId,
      clientId,
      site.jobcenterId,
      sharedCategories,
      "joint_support_planning",
      fromOn,
      untilOn,
      "given",
      fromOn,
      fromOn,
      "person",
      judgement,
      "de",
      "written",
      "2026-1",
      fromOn,
      atNoon(fromOn),
      atNoon(untilOn),
    );
  }

  const number = `${site.slug[0]!.toUpperCase()}-${openedOn.slice(0, 4)}-${String(1_000_000 + position * 4_001)}`;
  const file = [
    siteId,
    caseId,
    clientId,
    unitId,
    manager.membershipId,
    number,
    town.id,
    chance.oneOf(phases),
    openedOn,
    closedOn,
    isOpen ? null : "goals_reached",
  ] as const;
  product.caseFile.add(...file);
  bare.caseFile.add(...file);

  const periodNote = chance.happens(0.5) ? "Bescheid liegt vor" : null;
  const periods = [
    { domain: "aufenthg", category: "residence", from: addDays(openedOn, -200), note: periodNote },
    { domain: "sgb_ii", category: "livelihood", from: addDays(openedOn, -90), note: null },
  ] as const;
  for (const period of periods) {
    const id = newId();
    const note = period.note === null ? null : seal("cases.legal_domain_period", `note ${id}`, period.note);
    product.period.add(siteId, id, caseId, clientId, period.category, period.domain, period.from, null, note);
    bare.period.add(id, caseId, period.category, period.domain, period.from, null, period.note);
  }
  const goalIds: string[] = [];
  for (let at = 0; at < 2; at += 1) {
    const id = newId();
    goalIds.push(id);
    const text = chance.oneOf(goalTexts);
    product.goal.add(siteId, id, caseId, clientId, "plan", seal("cases.goal", `text ${id}`, text));
    bare.goal.add(id, caseId, "plan", text);
  }
  for (let at = 0; at < 4; at += 1) {
    const id = newId();
    const text = chance.oneOf(stepTexts);
    const service = at === 0 ? chance.oneOf(services) : null;
    const entitledOn = service ? addDays(openedOn, 2) : null;
    const registeredOn = service && chance.happens(0.8) ? addDays(openedOn, 9) : null;
    const startedOn = service && registeredOn && chance.happens(0.5) ? addDays(openedOn, 25) : null;
    const doneOn = at === 3 ? addDays(openedOn, 20) : null;
    const ofUnit = at === 2 && chance.happens(0.3);
    const columns = [
      ofUnit ? "unit" : "us",
      ofUnit ? site.jobcenterId : null,
      openedOn,
      addDays(day, chance.between(-5, 90)),
      doneOn,
      service,
      entitledOn,
      registeredOn,
      startedOn,
    ] as const;
    product.step.add(siteId, id, caseId, clientId, "plan", goalIds[at % 2]!, seal("cases.step", `text ${id}`, text), ...columns);
    bare.step.add(id, caseId, "plan", goalIds[at % 2]!, text, ...columns);
    const events = [
      ["entitled", entitledOn],
      ["registered", registeredOn],
      ["started", startedOn],
    ] as const;
    const caseRef = service ? hmac(siteKeys.milestones, "case", caseId).subarray(0, 16) : null;
    for (const [event, on] of events)
      if (on && service) product.milestone.add(siteId, id, event, caseRef, clientId, service, on, town.id, "step");
  }
  for (let at = 0; at < 5; at += 1) {
    const id = newId();
    const sentence = makeSentence(chance);
    const row = [addDays(openedOn, 2 + at * 5), chance.oneOf(contactKinds), 5 * chance.between(1, 12)] as const;
    product.contact.add(
      siteId,
      id,
      caseId,
      clientId,
      "plan",
      ...row,
      seal("cases.contact", `sentence ${id}`, sentence),
      manager.membershipId,
    );
    bare.contact.add(id, caseId, "plan", ...row, sentence, manager.membershipId);
    product.activity.add(siteId, newId(), unitId, ...row);
  }
  for (const isDone of isOpen ? [false, ...(chance.happens(0.4) ? [true] : [])] : [true]) {
    const id = newId();
    const [what, harm] = chance.oneOf(deadlineTexts);
    const [dueOn, doneOn] = isDone ? [addDays(openedOn, 15), addDays(openedOn, 12)] : [addDays(day, chance.between(-3, 120)), null];
    product.deadline.add(
      siteId,
      id,
      caseId,
      clientId,
      "residence",
      dueOn,
      seal("cases.deadline", `content ${id}`, JSON.stringify({ what, harm })),
      "aufenthg",
      doneOn,
    );
    bare.deadline.add(id, caseId, "residence", dueOn, what, harm, "aufenthg", doneOn);
  }
  if (isOpen && chance.happens(0.3)) {
    const id = newId();
    const [on, content] = [addDays(day, chance.between(1, 40)), { what: "Gespräch", where: "Büro", prepare: "Zeugnisse mitbringen" }];
    const sealed = seal("cases.appointment", `content ${id}`, JSON.stringify(content));
    product.appointment.add(siteId, id, caseId, clientId, "plan", on, "10:30", 45, sealed);
    bare.appointment.add(id, caseId, "plan", on, "10:30", 45, content.what, content.where, content.prepare);
  }
  const noteId = newId();
  const noteText = chance.oneOf(noteTexts);
  const writtenOn = addDays(openedOn, 10);
  product.note.add(
    siteId,
    noteId,
    caseId,
    clientId,
    "plan",
    writtenOn,
    seal("cases.note", `text ${noteId}`, noteText),
    manager.membershipId,
  );
  bare.note.add(noteId, caseId, "plan", writtenOn, noteText, manager.membershipId);
  if (isOpen && chance.happens(0.2)) {
    const text = "Nachfragen, ob die Schwester mitkommt";
    product.personalNote.add(
      siteId,
      caseId,
      manager.membershipId,
      clientId,
      seal("cases.personal_note", `text ${manager.membershipId} ${caseId}`, text),
    );
    bare.personalNote.add(caseId, manager.membershipId, text);
  }
}

async function fillSite(
  database: Database,
  keys: InstallationKeys,
  clients: { product: pg.Client; bare: pg.Client },
  site: Site,
): Promise<number> {
  const ofUnit = await asActor(database, { membership: site.systemMembershipId }, async (call) => {
    const opened = new Map<string, { organisationId: string; epoch: number; key: Key }>();
    for (const unit of site.caseUnits)
      opened.set(unit.id, { organisationId: unit.organisationId, ...(await getOrganisationKey(call, unit.organisationId)) });
    return opened;
  });
  const siteKeys: SiteKeys = {
    ofUnit,
    names: createSecretKey(deriveEpochKey(keys, keys.currentEpoch, `names of site ${site.siteId}`)),
    milestones: deriveKey(keys, `milestones of site ${site.siteId}`),
  };
  const chance = chances(site.number);
  const [product, bare] = [buffersOfProduct(), buffersOfBare()];
  const day = today();
  let rows = 0;
  const atOnce = 250;
  for (let position = 0; position < site.cases; position += 1) {
    addCase(product, bare, site, siteKeys, chance, position, day);
    if (position % atOnce === atOnce - 1 || position === site.cases - 1) {
      const flush = async (buffers: Record<string, CopyBuffer>, client: pg.Client) => {
        let count = 0;
        for (const buffer of Object.values(buffers)) count += await buffer.flush(client);
        return count;
      };
      const counts = await Promise.all([flush(product, clients.product), flush(bare, clients.bare)]);
      rows += counts[0] + counts[1];
    }
  }
  return rows;
}

type WorkerTask = { readonly adminUrl: string; readonly appUrl: string; readonly keys: InstallationKeys; readonly sites: readonly Site[] };

/** What was sent to another thread arrives as plain bytes. */
function keysAgain(sent: InstallationKeys): InstallationKeys {
  return {
    epochs: new Map([...sent.epochs].map(([number, key]) => [number, Buffer.from(key)])),
    currentEpoch: sent.currentEpoch,
    permanent: Buffer.from(sent.permanent),
  };
}

async function fillAsWorker(task: WorkerTask): Promise<void> {
  const keys = keysAgain(task.keys);
  const database = openDatabase(task.appUrl, keys, { max: 1 });
  const open = async () => {
    const client = new pg.Client(connectionOf(task.adminUrl));
    await client.connect();
    // what refers to what is made here in order, so nothing is looked up again; a crash while filling costs nothing
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    return client;
  };
  const clients = { product: await open(), bare: await open() };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  for (const site of task.sites) parentPort!.postMessage({ rows: await fillSite(database, keys, clients, site) });
  await Promise.all([clients.product.end(), clients.bare.end(), database.close()]);
}

// what triggers keep while cases are worked with (cases.case_outlook); filling in bulk passes them over
const outlookOfAll = `
  insert into cases.case_outlook (site_id, case_id, client_id, deadline_id, deadline_due_on, deadline_content, step_id, step_text, step_due_on, step_doer,
                                  step_doer_unit_id, last_contact_on)
  select c.site_id, c.id, c.client_id, d.id, d.due_on, d.content, s.id, s.text, s.due_on, s.doer, s.doer_unit_id, k.last
  from cases.case_file c
  left join (select distinct on (case_id) * from cases.deadline where done_on is null order by case_id, due_on, id) d on d.case_id = c.id
  left join (select distinct on (case_id) * from cases.step where done_on is null and dropped_on is null
    order by case_id, due_on nulls last, since_on, id) s on s.case_id = c.id
  left join (select case_id, max(happened_on) as last from cases.contact group by case_id) k on k.case_id = c.id`;

/**
 * Generated sites with people and cases, sealed under real keys, and the same in plain text in the schema `bare`. Sites, units and members come through
 * the doors of network; people and cases in bulk. Memory stays bounded: 250 cases at a time in each of two threads.
 */
export async function populate(options: Options): Promise<void> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1_000).toFixed(0)} s`;
  const admin = new pg.Client(connectionOf(options.adminUrl));
  await admin.connect();
  await admin.query(bareSchema);
  // a kept database says when it was filled
  await admin.query(`comment on schema bare is ${admin.escapeLiteral(today())}`);
  const database = openDatabase(options.appUrl, options.keys, { max: 16 });
  const programmeId = await foundProgramme(database, "Lastprogramm");
  const share = Math.ceil(options.cases / options.sites);
  const sites: Site[] = [];
  for (let number = 1; number <= options.sites; number += 1)
    sites.push(await found(database, programmeId, number, Math.min(share, Math.max(1, options.cases - share * (number - 1)))));
  await database.close();
  options.log(`${sites.length} sites with ${sites.reduce((sum, site) => sum + site.managers.length, 0)} case managers (${seconds()})`);

  const threads = Math.min(2, availableParallelism(), sites.length);
  const done = { sites: 0, rows: 0 };
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const mine = sites.filter((site) => site.number % threads === thread);
      const task: WorkerTask = { adminUrl: options.adminUrl, appUrl: options.appUrl, keys: options.keys, sites: mine };
      const worker = new Worker(new URL(import.meta.url), { workerData: task });
      worker.on("message", ({ rows }: { rows: number }) => {
        done.sites += 1;
        done.rows += rows;
        if (done.sites % 9 === 0 || done.sites === sites.length)
          options.log(`${done.sites} of ${sites.length} sites filled, ${done.rows.toLocaleString("en")} rows (${seconds()})`);
      });
      return new Promise<void>((resolve, reject) => {
        worker.once("error", reject);
        worker.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`filling ended with ${code}`))));
      });
    }),
  );
  await admin.query(outlookOfAll);
  await admin.query("vacuum (analyze)");
  await admin.query("checkpoint");
  await admin.end();
  options.log(`filled and analysed (${seconds()})`);
}

/** Case managers in an order that says nothing, each with the cases they hold and a session that lives. */
export async function listPersonas(adminUrl: string, atMost: number): Promise<Persona[]> {
  const admin = new pg.Client(connectionOf(adminUrl));
  await admin.connect();
  try {
    const { rows } = await admin.query<{ membership_id: string; account_id: string; case_ids: string[] }>(
      `select m.id as membership_id, m.account_id, array_agg(c.id) as case_ids
       from network.membership m join cases.case_file c on c.site_id = m.site_id and c.case_manager_id = m.id and c.closed_on is null
       where m.role = 'case_manager' group by m.id, m.account_id order by md5(m.id::text) limit $1`,
      [atMost],
    );
    const personas = rows.map((row) => ({ token: newId() + newId(), caseIds: row.case_ids }));
    await admin.query(
      `insert into accounts.session (token_hash, account_id, membership_id, expires_at)
       select t, a, m, now() + interval '8 hours' from unnest($1::bytea[], $2::uuid[], $3::uuid[]) s (t, a, m)`,
      [personas.map(({ token }) => hashToken(token)), rows.map((row) => row.account_id), rows.map((row) => row.membership_id)],
    );
    return personas;
  } finally {
    await admin.end();
  }
}

/** Takes out the notes that an earlier run left in a kept database: generated ones are older than the day of the filling. */
export async function removeWritten(adminUrl: string): Promise<void> {
  const admin = new pg.Client(connectionOf(adminUrl));
  await admin.connect();
  const { rows } = await admin.query<{ filled_on: string }>("select obj_description('bare'::regnamespace, 'pg_namespace') as filled_on");
  for (const table of ["cases.note", "bare.note"]) await admin.query(`delete from ${table} where written_on >= $1`, [rows[0]!.filled_on]);
  await admin.query("vacuum (analyze) cases.note, bare.note, accounts.access_log, bare.access_log");
  await admin.end();
}

if (!isMainThread) await fillAsWorker(workerData as WorkerTask);
