import { addDays, startOfDay } from "../../platform/contract/days.ts";
import type { BodyOf } from "../../platform/contract/endpoint.ts";
import { dayOf, now, today } from "../../platform/server/clock.ts";
import { type Call, readAhead } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import { type Key, LastOpened } from "../../platform/server/vault.ts";
import { recordAccess, recordListAccess } from "../accounts/index.ts";
import { listSharesOf } from "../consent/index.ts";
import { dataCategories } from "../network/contract.ts";
import { fullName, type Identity } from "../people/contract.ts";
import {
  type Access,
  addClient,
  changeContactDetails as changeContactDetailsOf,
  changeIdentity,
  changeResidenceDetails,
  endGrants,
  findPeople,
  listBases,
  listOtherRows,
  grantToDeputy,
  listAccess,
  type Listed,
  listReaders,
  openKeys,
  openListed,
  openPerson,
  recordLegalBasis as recordLegalBasisOf,
} from "../people/index.ts";
import { changedInCase, getCaseToEdit, getReadableCase, type OpenedCase, recordCaseAccess } from "./access.ts";
import { caseloadPageSize, type CaseRow, type CaseView, type StoryFilter, type StoryItem, storyPageSize } from "./contract.ts";
import type * as contract from "./contract.ts";
import { numberSeed } from "./pseudonyms.ts";
import * as queries from "./queries.ts";
import { compareDeadlines, numbersFor, quietBefore } from "./rules.ts";
import { type Sealer, sealerFor } from "./sealing.ts";
import {
  appointmentView,
  contactView,
  type DeadlineContent,
  deadlineContent,
  deadlineView,
  doerOf,
  goalView,
  noteView,
  periodView,
  stepText,
  stepView,
} from "./views.ts";

type Body<Name extends keyof typeof contract> = BodyOf<(typeof contract)[Name]>;
type Saved = { id: string; version: number };

// ---- the caseload

type Shown = {
  readonly access: Access;
  readonly identity: Identity | undefined;
};
/** With what opens the rest of a row. */
type Opening = { readonly key: Key; readonly sealer: Sealer };

function caseRowOf(file: queries.ListedCaseFile, shown: Shown): Omit<CaseRow, "nextDeadline" | "nextStep" | "lastContactOn"> {
  return {
    id: file.id,
    clientId: file.client_id,
    number: file.number,
    identity: shown.identity ?? null,
    unitId: file.unit_id,
    caseManagerId: file.case_manager_id,
    townId: shown.access.categories.has("contact") ? file.town_id : null,
    phase: shown.access.categories.has("plan") ? (file.phase as CaseRow["phase"]) : null,
    openedOn: file.opened_on,
    closedOn: file.closed_on,
    legalBasisUnchecked: shown.access.unchecked,
    basis: shown.access.basis as CaseRow["basis"],
    abilities: { edit: shown.access.holds && file.closed_on === null },
  };
}

const nextDeadlines = new LastOpened<DeadlineContent>();
const nextSteps = new LastOpened<string>();

function listRowOf(row: queries.CaseListRow, shown: Shown, opening: Opening | undefined): CaseRow {
  const deadline =
    row.deadline_id && row.deadline_content && opening ? { ...opening, id: row.deadline_id, content: row.deadline_content } : undefined;
  const step = row.step_id && row.step_text && opening ? { ...opening, id: row.step_id, text: row.step_text } : undefined;
  return {
    ...caseRowOf(row, shown),
    nextDeadline: deadline
      ? {
          id: deadline.id,
          dueOn: row.deadline_due_on!,
          ...nextDeadlines.open(deadline.key, deadline.id, deadline.content, () => deadlineContent(deadline, deadline.sealer)),
        }
      : null,
    nextStep: step
      ? {
          id: step.id,
          text: nextSteps.open(step.key, step.id, step.text, () => stepText(step, step.sealer)),
          dueOn: row.step_due_on,
          doer: doerOf({ doer: row.step_doer!, doer_unit_id: row.step_doer_unit_id }),
        }
      : null,
    lastContactOn: row.last_contact_on ?? (shown.access.categories.has("plan") ? row.earlier_contact_on : null),
  };
}

/** More than this nobody reads as a list; sorting by name opens them all. */
const mostSortedByName = 2_000;

function nameOf(identity: Identity | undefined): string {
  return identity ? `${identity.familyName ?? identity.givenNames ?? ""} ${identity.givenNames ?? ""}` : "\u{10FFFF}";
}

export type CaseListQuery = {
  page: number;
  sort: "deadline" | "name" | "last_contact" | "opened";
  phase?: string | undefined;
  state: "open" | "closed";
  quiet: "yes" | "no";
};

/** What a list asks the database first. */
export function caseListOf(query: CaseListQuery) {
  const byName = query.sort === "name";
  return queries.caseList({
    state: query.state,
    phase: query.phase,
    quietBefore: query.quiet === "yes" ? quietBefore(today()) : undefined,
    order: query.sort === "name" ? "opened" : query.sort,
    limit: byName ? mostSortedByName : caseloadPageSize,
    offset: byName ? 0 : (query.page - 1) * caseloadPageSize,
  });
}

export async function listCases(call: Call, query: CaseListQuery) {
  const byName = query.sort === "name";
  const rows = await readAhead(call, caseListOf(query));
  let shownRows = rows;
  let people: ReadonlyMap<string, Listed> | undefined;
  if (byName) {
    people = await openListed(call, rows);
    const compare = new Intl.Collator("de").compare;
    const nameOfRow = (row: queries.CaseListRow) => nameOf(people?.get(row.client_id)?.identity);
    shownRows = rows.toSorted((a, b) => compare(nameOfRow(a), nameOfRow(b)));
    shownRows = shownRows.slice((query.page - 1) * caseloadPageSize, query.page * caseloadPageSize);
  }
  people ??= await openListed(call, shownRows);
  const cases = shownRows.flatMap((row) => {
    const person = people.get(row.client_id);
    if (!person) return [];
    const opening = person.key ? { key: person.key, sealer: sealerFor(call, row.client_id, person.key) } : undefined;
    return [listRowOf(row, person, opening)];
  });
  const basisOf = shownRows.flatMap(({ client_id }) => {
    const person = people.get(client_id);
    return person ? [[client_id, person.access.basis] as const] : [];
  });
  await recordListAccess(call, "cases.list", new Map(basisOf));
  return { cases, total: rows[0]?.total ?? 0, page: query.page, pageSize: caseloadPageSize };
}

// ---- one case

const storyKinds: Record<StoryFilter, readonly string[]> = {
  all: ["contact", "note", "step", "milestone", "legal_domain", "opened", "closed"],
  contacts: ["contact"],
  steps: ["step"],
  milestones: ["milestone"],
  notes: ["note"],
};

type StoryRows = {
  readonly contacts: readonly queries.OfCase<queries.ContactRow>[];
  readonly notes: readonly queries.OfCase<queries.NoteRow>[];
  readonly steps: readonly queries.OfCase<queries.StepRow>[];
  readonly doneSteps: readonly queries.OfCase<queries.StepRow>[];
};

function storyOf(opened: OpenedCase, page: number, found: readonly queries.StoryRow[], from: StoryRows) {
  const { file, sealer, access } = opened;
  const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const [contacts, notes, steps] = [byId(from.contacts), byId(from.notes), byId(from.steps)];
  const mayEdit = access.holds && file.closed_on === null;
  const items = found.slice(0, storyPageSize).flatMap((row): StoryItem[] => {
    const onDay = row.on_day;
    switch (row.kind) {
      case "contact": {
        const contact = contacts.get(row.id);
        return contact ? [{ kind: "contact", onDay, contact: contactView(contact, sealer, from.doneSteps, mayEdit) }] : [];
      }
      case "note": {
        const note = notes.get(row.id);
        return note ? [{ kind: "note", onDay, note: noteView(note, sealer, mayEdit) }] : [];
      }
      case "step": {
        const step = steps.get(row.id);
        if (!step) return [];
        const { id, text, doer, category } = stepView(step, sealer);
        return [{ kind: "step", onDay, step: { id, text, doer, category } }];
      }
      case "milestone":
        return [
          { kind: "milestone", onDay, stepId: row.id, service: row.code!, event: row.event as never, category: row.category as never },
        ];
      case "legal_domain":
        return [{ kind: "legal_domain", onDay, periodId: row.id, legalDomain: row.code as never, category: row.category as never }];
      default:
        return [{ kind: row.kind as "opened" | "closed", onDay }];
    }
  });
  return { items, page, hasMore: found.length > storyPageSize };
}

async function readStory(call: Call, opened: OpenedCase, page: number, filter: StoryFilter) {
  const { tx, actor } = call;
  const { file } = opened;
  const found = await queries.listStory(tx, actor.siteId, file, storyKinds[filter], storyPageSize + 1, (page - 1) * storyPageSize);
  const idsOf = (kind: string) => found.filter((row) => row.kind === kind).map((row) => row.id);
  const [contacts, notes, steps, doneSteps] = await Promise.all([
    queries.listDetailsById(tx, actor.siteId, "contact", idsOf("contact")),
    queries.listDetailsById(tx, actor.siteId, "note", idsOf("note")),
    queries.listDetailsById(tx, actor.siteId, "step", idsOf("step")),
    queries.listStepsDoneBy(tx, actor.siteId, file, idsOf("contact")),
  ]);
  return storyOf(opened, page, found, { contacts, notes, steps, doneSteps });
}

export async function listStory(call: Call, caseId: string, page: number, filter: StoryFilter) {
  const opened = await getReadableCase(call, caseId);
  const story = await readStory(call, opened, page, filter);
  await recordCaseAccess(call, opened, "cases.list_story");
  return story;
}

/** What the actor reads of the same person beside this case. */
export async function listOtherCases(call: Call, caseId: string) {
  const { tx, actor } = call;
  const file = await queries.findCase(tx, actor.siteId, caseId);
  if (!file) throw notFound();
  const clientIds = [file.client_id, ...(await listOtherRows(call, file.client_id))];
  const others = (await queries.listCasesOf(tx, actor.siteId, clientIds)).filter((one) => one.id !== caseId);
  const bases = await listBases(
    call,
    others.map((one) => one.client_id),
  );
  await recordListAccess(call, "cases.list_other_cases", bases);
  return {
    cases: others.map((one) => ({
      caseId: one.id,
      number: one.number,
      unitId: one.unit_id,
      caseManagerId: one.case_manager_id,
      openedOn: one.opened_on,
      closedOn: one.closed_on,
    })),
  };
}

const storyEvents = ["entitled", "registered", "started", "finished"] as const;

/** The newest entries of the story, in the order of `listStory`, from rows that were read already. */
function firstOfStory(file: queries.CaseFile, page: queries.CasePage, atMost: number): queries.StoryRow[] {
  type Placed = queries.StoryRow & { place: number; made: string };
  const entry = (kind: string, row: { id: string; category: string; created_at: string }, onDay: string, place: number): Placed => {
    const { id, category, created_at: made } = row;
    return { kind, id, on_day: onDay, event: null, code: null, category, place, made };
  };
  const entries: Placed[] = [
    ...page.contacts.map((row) => entry("contact", row, row.happened_on, 1)),
    ...page.notes.map((row) => entry("note", row, row.written_on, 2)),
    ...page.steps.flatMap((row) => (row.done_on === null ? [] : [entry("step", row, row.done_on, 3)])),
    ...page.steps.flatMap((row) =>
      storyEvents.flatMap((event, position) => {
        const onDay = row[`${event}_on`];
        return onDay === null ? [] : [{ ...entry("milestone", row, onDay, 4 + position), event, code: row.service }];
      }),
    ),
    ...page.periods.map((row) => ({ ...entry("legal_domain", row, row.from_on, 0), code: row.legal_domain })),
  ];
  const ofFile = { id: file.id, event: null, code: null, category: null, made: "" };
  entries.push({ kind: "opened", on_day: file.opened_on, place: -1, ...ofFile });
  if (file.closed_on !== null) entries.push({ kind: "closed", on_day: file.closed_on, place: 9, ...ofFile });
  const descending = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  entries.sort((a, b) => descending(a.on_day, b.on_day) || b.place - a.place || descending(a.made, b.made) || descending(b.id, a.id));
  return entries.slice(0, atMost);
}

async function listKnowers(call: Call, clientId: string): Promise<CaseView["knowers"]> {
  return (await listReaders(call, clientId)).map((reader) => ({
    unitId: reader.unitId,
    membershipId: reader.membershipId,
    basis: reader.basis as CaseView["knowers"][number]["basis"],
    categories: dataCategories.filter((category) => reader.categories.includes(category)),
    fromOn: dayOf(reader.fromAt),
    untilOn: reader.untilAt ? dayOf(new Date(reader.untilAt.getTime() - 1)) : null,
    untilAt: reader.basis === "emergency" && reader.untilAt ? reader.untilAt.toISOString() : null,
  }));
}

function deputiesOf(knowers: CaseView["knowers"]): CaseView["deputies"] {
  return knowers.flatMap((knower) =>
    knower.basis === "deputy" && knower.membershipId ? [{ membershipId: knower.membershipId, untilOn: knower.untilOn }] : [],
  );
}

export async function openCase(call: Call, caseId: string): Promise<CaseView> {
  const opened = await getReadableCase(call, caseId);
  const { tx, actor } = call;
  const { file, access, sealer } = opened;
  const [person, page, knowers, shares] = await Promise.all([
    openPerson(call, file.client_id, opened.key),
    queries.readCasePage(tx, file, today(), storyPageSize + 1),
    listKnowers(call, file.client_id),
    listSharesOf(call, { clientId: file.client_id, access, key: opened.key }),
  ]);
  const periods = page.periods.map((row) => periodView(row, sealer));
  const goals = page.goals.map((row) => goalView(row, sealer));
  const steps = page.steps.map((row) => stepView(row, sealer));
  const deadlines = page.deadlines.map((row) => deadlineView(row, sealer));
  const appointments = page.appointments.map((row) => appointmentView(row, sealer));
  const doneSteps = page.steps.filter((row) => row.done_contact_id !== null);
  const story = storyOf(opened, 1, firstOfStory(file, page, storyPageSize + 1), { ...page, doneSteps });
  const lastContactOn = page.contacts[0]?.happened_on;
  const personal = access.holds ? page.personal : null;
  const isOpen = file.closed_on === null;
  const openSteps = steps
    .filter((step) => step.doneOn === null && step.droppedOn === null)
    .sort((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999"));
  const restSteps = steps.filter((step) => step.doneOn !== null || step.droppedOn !== null);
  deadlines.sort(compareDeadlines);
  const nextStep = openSteps[0];
  const nextDeadline = deadlines[0];
  await recordCaseAccess(call, opened, "cases.open");
  return {
    ...caseRowOf(file, { access, identity: person.identity?.value }),
    nextDeadline: nextDeadline
      ? { id: nextDeadline.id, dueOn: nextDeadline.dueOn, what: nextDeadline.what, harm: nextDeadline.harm }
      : null,
    nextStep: nextStep ? { id: nextStep.id, text: nextStep.text, dueOn: nextStep.dueOn, doer: nextStep.doer } : null,
    lastContactOn: lastContactOn ?? (access.categories.has("plan") ? file.earlier_contact_on : null),
    readable: dataCategories.filter((category) => access.categories.has(category)),
    hidden: dataCategories.filter((category) => !access.categories.has(category)),
    identityVersion: person.identity?.version ?? null,
    contactDetails: person.contact ?? null,
    residence: person.residence ?? null,
    version: file.version,
    closingOutcome: access.categories.has("plan") ? (file.closing_outcome as CaseView["closingOutcome"]) : null,
    closingNote:
      access.categories.has("plan") && file.closing_note
        ? sealer.open({ table: "case_file", column: "closing_note", id: file.id }, file.closing_note)
        : null,
    fileNumber:
      access.categories.has("plan") && file.file_number
        ? sealer.open({ table: "case_file", column: "file_number", id: file.id }, file.file_number)
        : null,
    deputies: deputiesOf(knowers),
    periods: periods.sort((a, b) => b.fromOn.localeCompare(a.fromOn)),
    goals,
    steps: [...openSteps, ...restSteps],
    deadlines,
    appointments,
    personalNote: personal
      ? {
          text: sealer.open({ table: "personal_note", column: `text ${actor.membershipId}`, id: caseId }, personal.text),
          version: personal.version,
        }
      : null,
    personalNotes: access.holds ? page.personalNotes : null,
    story,
    knowers,
    shares,
    abilities: {
      edit: access.holds && isOpen,
      close: access.leads && isOpen,
      reopen: access.holds && !isOpen,
      setDeputy: access.leads && isOpen,
      share: access.leads && isOpen && !access.unchecked,
      recordLegalBasis: access.holds && access.unchecked,
      writePersonalNote: access.holds && isOpen,
    },
  };
}

// ---- opening, changing, closing

async function refuseUnknownTown(call: Call, townId: string | null): Promise<void> {
  if (townId !== null && !(await queries.isTown(call.tx, call.actor.siteId, townId)))
    throw invalid([{ path: "body.townId", code: "unknown_town" }]);
}

/** A number for a new case that no other of the site has. */
export async function chooseNumber(call: Call, caseId: string, openedOn: string): Promise<string> {
  const slug = await queries.getSiteSlug(call.tx, call.actor.siteId);
  const number = await queries.firstFreeNumber(call.tx, numbersFor(slug, openedOn, numberSeed(call, caseId)));
  if (number === null) throw conflict("no_number_left");
  return number;
}

/** The same for many new cases at once. */
export async function chooseNumbers(
  call: Call,
  files: readonly { readonly caseId: string; readonly openedOn: string }[],
): Promise<string[]> {
  if (files.length === 0) return [];
  const slug = await queries.getSiteSlug(call.tx, call.actor.siteId);
  const offered = files.map(({ caseId, openedOn }) => numbersFor(slug, openedOn, numberSeed(call, caseId)));
  const chosen: (string | undefined)[] = offered.map(() => undefined);
  const used = new Set<string>();
  for (let turn = 0; turn < offered[0]!.length && chosen.includes(undefined); turn++) {
    const wanted = offered.flatMap((numbers, at) => (chosen[at] === undefined ? [numbers[turn]!] : []));
    for (const taken of await queries.listTakenNumbers(call.tx, wanted)) used.add(taken);
    for (const [at, numbers] of offered.entries()) {
      const number = numbers[turn]!;
      if (chosen[at] !== undefined || used.has(number)) continue;
      chosen[at] = number;
      used.add(number);
    }
  }
  return chosen.map((number) => {
    if (number === undefined) throw conflict("no_number_left");
    return number;
  });
}

async function listSimilar(call: Call, identity: Identity, exceptClientId: string) {
  const found = (await findPeople(call, fullName(identity))).filter((person) => person.clientId !== exceptClientId).slice(0, 5);
  const cases = await queries.listCasesOf(
    call.tx,
    call.actor.siteId,
    found.map((person) => person.clientId),
  );
  return found.map((person) => ({
    clientId: person.clientId,
    caseId: cases.find((file) => file.client_id === person.clientId)?.id ?? null,
    identity: person.identity,
  }));
}

export async function createCase(call: Call, body: Body<"createCase">) {
  const { tx, actor } = call;
  if (actor.role !== "case_manager") throw forbidden();
  const known = await queries.findCase(tx, actor.siteId, body.id);
  if (known) {
    if (known.client_id !== body.clientId) throw conflict("id_taken");
    return { id: known.id, number: known.number, similar: await listSimilar(call, body.identity, body.clientId) };
  }
  await refuseUnknownTown(call, body.townId);
  if (body.openedOn > today()) throw invalid([{ path: "body.openedOn", code: "in_future" }]);
  refuseUnborn(body.identity);
  const similar = await listSimilar(call, body.identity, body.clientId);
  await addClient(call, {
    id: body.clientId,
    identity: body.identity,
    contact: body.contactDetails ?? undefined,
    legalBasis: body.legalBasis,
  });
  const number = await chooseNumber(call, body.id, body.openedOn);
  await queries.insertCase(tx, {
    site_id: actor.siteId,
    id: body.id,
    client_id: body.clientId,
    unit_id: actor.unitId,
    case_manager_id: actor.membershipId,
    number,
    town_id: body.townId,
    phase: body.phase,
    opened_on: body.openedOn,
  });
  await recordAccess(call, { action: "cases.create", clientIds: [body.clientId], basis: "holder" });
  return { id: body.id, number, similar };
}

async function changed(call: Call, opened: OpenedCase, version: number, change: Parameters<typeof queries.updateCase>[3]): Promise<Saved> {
  const { file } = opened;
  const isCurrent = file.version === version && (await queries.updateCase(call.tx, call.actor.siteId, { id: file.id, version }, change));
  if (!isCurrent) {
    const current = await queries.findCase(call.tx, call.actor.siteId, file.id);
    throw changedInCase(
      opened,
      current && {
        phase: current.phase,
        townId: current.town_id,
        closedOn: current.closed_on,
        closingOutcome: current.closing_outcome,
        version: current.version,
      },
    );
  }
  return { id: file.id, version: version + 1 };
}

export async function changeCase(call: Call, caseId: string, body: Body<"changeCase">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  await refuseUnknownTown(call, body.townId);
  const saved = await changed(call, opened, body.version, { phase: body.phase, town_id: body.townId });
  if (body.townId !== null && opened.file.town_id === null)
    await queries.fillMilestoneTown(call.tx, call.actor.siteId, opened.file.client_id, body.townId);
  await recordCaseAccess(call, opened, "cases.change");
  return saved;
}

/** Such as 2091 typed for 1991. */
function refuseUnborn({ birthDate, birthYear }: Body<"createCase">["identity"]): void {
  if (birthDate !== null && birthDate > today()) throw invalid([{ path: "body.identity.birthDate", code: "in_future" }]);
  if (birthYear !== null && String(birthYear) > today().slice(0, 4))
    throw invalid([{ path: "body.identity.birthYear", code: "in_future" }]);
}

export async function changePerson(call: Call, caseId: string, body: Body<"changePerson">): Promise<{ version: number }> {
  const { file } = await getCaseToEdit(call, caseId, { closed: true });
  refuseUnborn(body.identity);
  return { version: await changeIdentity(call, file.client_id, body.version, body.identity) };
}

export async function changeContactDetails(call: Call, caseId: string, body: Body<"changeContactDetails">): Promise<{ version: number }> {
  const { file } = await getCaseToEdit(call, caseId, { closed: true });
  return { version: await changeContactDetailsOf(call, file.client_id, body.version ?? undefined, body.contactDetails) };
}

export async function changeResidence(call: Call, caseId: string, body: Body<"changeResidence">): Promise<{ version: number }> {
  const { file } = await getCaseToEdit(call, caseId, { closed: true });
  const { status } = body.residence;
  if (status !== null && !(await queries.isWord(call.tx, call.actor.siteId, "residence_status", status)))
    throw invalid([{ path: "body.residence.status", code: "unknown_code" }]);
  return { version: await changeResidenceDetails(call, file.client_id, body.version ?? undefined, body.residence) };
}

export async function closeCase(call: Call, caseId: string, body: Body<"closeCase">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  // not in an emergency: what closing removes never comes back
  if (!opened.access.leads) throw forbidden();
  if (body.closedOn > today()) throw invalid([{ path: "body.closedOn", code: "in_future" }]);
  if (body.closedOn < opened.file.opened_on) throw invalid([{ path: "body.closedOn", code: "before_start" }]);
  const note = body.note ? opened.sealer.seal({ table: "case_file", column: "closing_note", id: caseId }, body.note) : null;
  const saved = await changed(call, opened, body.version, { closed_on: body.closedOn, closing_outcome: body.outcome, closing_note: note });
  await queries.purgePersonalNotes(call.tx, caseId);
  await recordCaseAccess(call, opened, "cases.close");
  return saved;
}

export async function reopenCase(call: Call, caseId: string, version: number): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId, { closed: true });
  if (opened.file.closed_on === null) throw conflict("case_open");
  const saved = await changed(call, opened, version, { closed_on: null, closing_outcome: null, closing_note: null });
  await recordCaseAccess(call, opened, "cases.reopen");
  return saved;
}

export async function recordLegalBasis(call: Call, caseId: string, body: Body<"recordLegalBasis">): Promise<null> {
  const opened = await getCaseToEdit(call, caseId, { closed: true });
  if (body.recordedOn > today()) throw invalid([{ path: "body.recordedOn", code: "in_future" }]);
  await recordLegalBasisOf(call, opened.file.client_id, body.legalBasis, body.recordedOn);
  await recordCaseAccess(call, opened, "cases.record_legal_basis");
  return null;
}

// ---- who stands in

export async function setDeputy(call: Call, caseId: string, body: Body<"setDeputy">): Promise<{ deputies: CaseView["deputies"] }> {
  const opened = await getCaseToEdit(call, caseId);
  if (!opened.access.leads) throw forbidden();
  const { tx, actor } = call;
  const { client_id: clientId, unit_id: unitId, case_manager_id: caseManagerId } = opened.file;
  if (body.membershipId !== null) {
    const isColleague =
      body.membershipId !== caseManagerId && (await queries.isColleague(tx, actor.siteId, unitId, body.membershipId, today()));
    if (!isColleague) throw invalid([{ path: "body.membershipId", code: "not_a_colleague" }]);
    if (body.untilOn !== null && body.untilOn < today()) throw invalid([{ path: "body.untilOn", code: "already_over" }]);
    await grantToDeputy(call, {
      clientId,
      membershipId: body.membershipId,
      sourceId: newId(),
      untilAt: body.untilOn === null ? null : startOfDay(addDays(body.untilOn, 1)),
    });
  }
  // the earlier ones end last: a deputy who hands on must still be one while doing so
  const before = (await listReaders(call, clientId)).filter((reader) => reader.basis === "deputy" && reader.sourceId !== null);
  const newest = body.membershipId === null ? undefined : before.findLast((reader) => reader.membershipId === body.membershipId)?.sourceId;
  await recordCaseAccess(call, opened, body.membershipId === null ? "cases.end_deputy" : "cases.set_deputy");
  for (const reader of before) if (reader.sourceId !== newest) await endGrants(call, reader.sourceId!);
  const access = (await listAccess(call, [clientId])).get(clientId);
  return { deputies: access ? deputiesOf(await listKnowers(call, clientId)) : [] };
}

export async function takeOver(call: Call, body: Body<"takeOver">): Promise<{ caseId: string; untilAt: string }> {
  const { tx, actor } = call;
  const known = await queries.findTakeOver(tx, actor.siteId, body.id);
  if (known) return { caseId: known.case_id, untilAt: known.until_at.toISOString() };
  const found = await queries.findInUnit(tx, body.number);
  if (!found) throw notFound();
  if ((await listAccess(call, [found.client_id])).get(found.client_id)?.holds) throw conflict("works_with_it_already");
  if (await queries.awaitsNote(tx, found.case_id)) throw conflict("repeat_awaits_note");
  const readerIds = dataCategories.map(() => newId());
  const untilAt = await queries.takeOverCase(tx, found.case_id, body.id, readerIds);
  const key = (await openKeys(call, [found.client_id])).get(found.client_id);
  if (!key) throw notFound();
  await queries.insertTakeOver(tx, {
    site_id: actor.siteId,
    id: body.id,
    case_id: found.case_id,
    client_id: found.client_id,
    taken_by_id: actor.membershipId,
    reason: sealerFor(call, found.client_id, key).seal({ table: "take_over", column: "reason", id: body.id }, body.reason),
    from_at: now(),
    until_at: untilAt,
  });
  await recordAccess(call, { action: "cases.take_over", clientIds: [found.client_id], basis: "emergency" });
  return { caseId: found.case_id, untilAt: untilAt.toISOString() };
}

export async function acknowledgeTakeOver(call: Call, takeOverId: string): Promise<null> {
  const known = await queries.findTakeOver(call.tx, call.actor.siteId, takeOverId);
  if (!known) throw notFound();
  const access = (await listAccess(call, [known.client_id])).get(known.client_id);
  if (!access?.leads) throw forbidden();
  if (known.acknowledged_at === null) await queries.acknowledgeTakeOver(call.tx, call.actor.siteId, takeOverId, now());
  await recordAccess(call, { action: "cases.acknowledge_take_over", clientIds: [known.client_id], basis: access.basis });
  return null;
}

function requireTeamLead(call: Call): void {
  if (call.actor.role !== "team_lead") throw forbidden();
}

/** Who took over which number when; neither the person nor the reason. */
export async function listUnitTakeOvers(call: Call) {
  requireTeamLead(call);
  const rows = await queries.listTakeOversOfUnit(call.tx);
  return {
    takeOvers: rows.map((row) => ({
      id: row.id,
      number: row.number,
      byId: row.taken_by_id,
      fromAt: row.from_at.toISOString(),
      untilAt: row.until_at.toISOString(),
    })),
  };
}

export async function takeNoteOfTakeOver(call: Call, takeOverId: string): Promise<null> {
  requireTeamLead(call);
  if (!(await queries.takeNoteOf(call.tx, takeOverId))) throw notFound();
  await recordAccess(call, { action: "cases.take_note_of_take_over", basis: "supervision" });
  return null;
}

/**
 * What a gap report from this case can begin with: where it is, and the step that another unit has had longest. Only what the actor may read.
 * Undefined for a case the actor does not see.
 */
export async function findPrefill(
  call: Call,
  caseId: string,
): Promise<
  { townId: string | null; unitId: string | null; service: string | null; category: string | null; sinceOn: string | null } | undefined
> {
  const found = await findCase(call, caseId);
  if (!found) return undefined;
  const step = await queries.findLongestWait(call.tx, call.actor.siteId, found.clientId, found.id);
  return {
    townId: found.townId,
    unitId: step?.doer_unit_id ?? null,
    service: step?.service ?? null,
    category: step?.category ?? null,
    sinceOn: step?.since_on ?? null,
  };
}

/** A case the actor may read, for other domains. */
export async function findCase(
  call: Call,
  caseId: string,
): Promise<{ id: string; clientId: string; unitId: string; number: string; townId: string | null; mayEdit: boolean } | undefined> {
  const file = await queries.findCase(call.tx, call.actor.siteId, caseId);
  if (!file) return undefined;
  const access = (await listAccess(call, [file.client_id])).get(file.client_id);
  if (!access) return undefined;
  return {
    id: file.id,
    clientId: file.client_id,
    unitId: file.unit_id,
    number: file.number,
    townId: access.categories.has("contact") ? file.town_id : null,
    mayEdit: access.holds && file.closed_on === null,
  };
}
