import { createHash } from "node:crypto";
import { dayOf, now, today } from "../../platform/server/clock.ts";
import { atDoor, type Call } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { newId } from "../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import { type OfferedFigure, type Passage, type ReportSource, toBeAdded } from "../../platform/server/report-source.ts";
import { recordAccess } from "../accounts/index.ts";
import { enqueueMail, getSiteName } from "../network/index.ts";
import {
  type Audience,
  audiences,
  type FigureFacts,
  type FigureView,
  type GivenHead,
  type HeadFields,
  type IssuedDocument,
  issuedDocument,
  type IssueView,
  mostFigures,
  mostSections,
  type ReportHead,
  type ReportKind,
  type ReportView,
  type SectionView,
} from "./contract.ts";
import { draftReport, draftSection as draftOfSection } from "./outline.ts";
import * as queries from "./queries.ts";
import { differs, type Period, periodFaults, reminderOf, whyNotIssued } from "./rules.ts";

/** Those who have something to tell, as `platform/server/app.ts` puts them together. */
export type Sources = readonly ReportSource[];

/** For those whom reports do not concern there are none. */
async function requirePart(call: Call): Promise<{ mayWrite: boolean }> {
  const standing = await queries.getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  return { mayWrite: standing.may_write };
}

async function requireWriter(call: Call): Promise<void> {
  const { mayWrite } = await requirePart(call);
  if (mayWrite) return;
  // the programme works at no site: to it drafts are not there
  if (call.actor.role !== "body_member") throw notFound();
  throw forbidden();
}

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `publication.${action}`, basis: "structure" });
}

const named = (id: string | null, title: string | null) => (id === null || title === null ? null : { id, title });

const headOf = (row: queries.ReportRow): ReportHead => ({
  id: row.id,
  kind: row.kind,
  language: row.language,
  title: row.title,
  addressee: row.addressee,
  fromOn: row.from_on,
  untilOn: row.until_on,
  dueOn: row.due_on,
  state: row.state,
  replaces: named(row.replaces_id, row.replaces_title),
  replacedBy: named(row.replaced_by_id, row.replaced_by_title),
  sections: row.sections,
  unconfirmed: row.unconfirmed,
  issued: row.number === null || row.issued_at === null ? null : { number: row.number, on: dayOf(row.issued_at), by: row.issuer ?? "" },
  version: row.version,
});

const factsOf = (row: queries.FigureColumns): FigureFacts => ({
  label: row.label,
  unit: row.unit,
  definition: row.definition,
  source: row.source,
  value: row.value,
  counted: row.counted,
  hint: row.hint,
  fromOn: row.from_on,
  untilOn: row.until_on,
  asOfOn: row.as_of_on,
});

const figureOf = (row: queries.FigureRow): FigureView => ({
  id: row.id,
  sectionId: row.section_id,
  key: row.key,
  ...factsOf(row),
  version: row.version,
});

const columnsOf = (figure: OfferedFigure): queries.FigureColumns => ({
  label: figure.label,
  unit: figure.unit,
  definition: figure.definition,
  source: figure.source,
  value: figure.value,
  counted: figure.value === null ? null : figure.counted,
  hint: figure.value === null ? figure.hint : null,
  from_on: figure.fromOn,
  until_on: figure.untilOn,
  as_of_on: figure.asOfOn,
});

const isUnfinished = (text: string): boolean => text.includes(toBeAdded);

const sectionOf = (row: queries.SectionRow, figures: readonly queries.FigureRow[]): SectionView => ({
  id: row.id,
  code: row.code,
  title: row.title,
  text: row.text,
  confirmed: row.confirmed_at === null ? null : { by: row.confirmer ?? "", at: row.confirmed_at.toISOString() },
  isUnfinished: isUnfinished(row.text),
  isAsDrafted: row.code !== null && row.text === row.drafted_text,
  figures: figures.filter((one) => one.section_id === row.id).map(figureOf),
  version: row.version,
});

/** Of one that is known to be there: what was issued is read as it was written down, never put together anew. */
const issueOf = (row: { document: string; digest: Buffer; issued_at: Date }): IssueView => ({
  document: issuedDocument.parse(JSON.parse(row.document)),
  digest: row.digest.toString("hex"),
  issuedAt: row.issued_at.toISOString(),
});

async function getReport(call: Call, reportId: string): Promise<ReportView> {
  const { tx, actor } = call;
  const { mayWrite } = await requirePart(call);
  const row = await queries.findReport(tx, actor.siteId, reportId);
  if (!row) throw notFound();
  const isDraft = row.state === "draft";
  const figures = isDraft ? await queries.listFigures(tx, actor.siteId, reportId) : [];
  const sections = isDraft ? await queries.listSections(tx, actor.siteId, reportId) : [];
  const issue = isDraft ? undefined : await queries.findIssue(tx, actor.siteId, reportId);
  const releases = mayWrite && !isDraft ? await queries.listReleases(tx, actor.siteId, reportId) : [];
  return {
    ...headOf(row),
    parts: sections.map((section) => sectionOf(section, figures)),
    issue: issue ? issueOf(issue) : null,
    publicPath: mayWrite && !isDraft ? `/publication/public/${await queries.getSiteSlug(tx, actor.siteId)}` : null,
    releases: audiences.flatMap((audience) => {
      const found = releases.find((one) => one.audience === audience);
      return mayWrite && !isDraft ? [{ audience, releasedOn: found?.released_on ?? null, version: found?.version ?? 0 }] : [];
    }),
    abilities: {
      edit: mayWrite && isDraft,
      release: mayWrite && !isDraft,
      replace: mayWrite && !isDraft && row.replaced_by_id === null,
    },
  };
}

export async function openReport(call: Call, reportId: string): Promise<ReportView> {
  return await getReport(call, reportId);
}

export async function listReports(call: Call): Promise<{ reports: ReportHead[]; abilities: { begin: boolean } }> {
  const { mayWrite } = await requirePart(call);
  const { tx, actor } = call;
  return { reports: (await queries.listReports(tx, actor.siteId)).map(headOf), abilities: { begin: mayWrite } };
}

// ---- the data -----------------------------------------------------------------------------------------------------------------------------

type Of = { readonly kind: ReportKind; readonly language: "de" | "en"; readonly period: Period };

async function askFigures(call: Call, sources: Sources, { period, language }: Of): Promise<OfferedFigure[]> {
  const offered = [];
  for (const source of sources) offered.push(...(await source.offer(call, period, language)));
  return offered;
}

async function askPassages(call: Call, sources: Sources, { period, language }: Of): Promise<Passage[]> {
  const told = [];
  for (const source of sources) told.push(...(await source.tell(call, period, language)));
  return told;
}

const ofRow = (row: queries.ReportRow): Of => ({
  kind: row.kind,
  language: row.language,
  period: { fromOn: row.from_on, untilOn: row.until_on },
});

/** A draft, for looking at what the data say to it. */
async function findDraft(call: Call, reportId: string): Promise<queries.ReportRow> {
  await requirePart(call);
  const row = await queries.findReport(call.tx, call.actor.siteId, reportId);
  if (!row) throw notFound();
  await requireWriter(call);
  if (row.state === "issued") throw conflict("already_issued");
  return row;
}

/** A draft, with the report held until the end of the transaction, so that nobody issues it meanwhile. */
async function holdDraft(call: Call, reportId: string): Promise<queries.ReportRow> {
  const { tx, actor } = call;
  await requirePart(call);
  if (!(await queries.findReport(tx, actor.siteId, reportId))) throw notFound();
  await requireWriter(call);
  const held = await queries.lockReport(tx, actor.siteId, reportId);
  const row = await queries.findReport(tx, actor.siteId, reportId);
  if (!held || !row) throw notFound();
  if (held.state === "issued") throw conflict("already_issued");
  return row;
}

// ---- writing ------------------------------------------------------------------------------------------------------------------------------

const headColumns = (wanted: HeadFields): queries.HeadColumns => ({
  title: wanted.title,
  addressee: wanted.addressee,
  from_on: wanted.fromOn,
  until_on: wanted.untilOn,
  due_on: wanted.dueOn,
});

function refuseFaults(period: Period): void {
  const faults = periodFaults(period, today());
  if (faults.length > 0) throw invalid(faults.map(({ path, code }) => ({ path: `body.${path}`, code })));
}

export async function beginReport(
  call: Call,
  sources: Sources,
  wanted: HeadFields & { id: string; kind: ReportKind; language: "de" | "en"; replacesId: string | null },
): Promise<ReportView> {
  const { tx, actor } = call;
  await requirePart(call);
  const replaced = wanted.replacesId === null ? undefined : await queries.findReport(tx, actor.siteId, wanted.replacesId);
  if (wanted.replacesId !== null && !replaced) throw notFound();
  await requireWriter(call);
  if (replaced) {
    if (replaced.kind !== wanted.kind) throw invalid([{ path: "body.kind", code: "other_kind" }]);
    if (replaced.state !== "issued") throw conflict("not_issued");
    // two corrections of one report would leave open which of them holds
    await queries.lockReport(tx, actor.siteId, replaced.id);
    if (await queries.isReplacedAlready(tx, actor.siteId, replaced.id, wanted.id)) throw conflict("replaced_already");
  }
  // a correction is about the days of what it corrects, however long ago they are
  const isSamePeriod = replaced?.from_on === wanted.fromOn && replaced.until_on === wanted.untilOn;
  if (!isSamePeriod) refuseFaults(wanted);
  const isNew = await queries.insertReport(tx, {
    ...headColumns(wanted),
    site_id: actor.siteId,
    id: wanted.id,
    kind: wanted.kind,
    language: wanted.language,
    replaces_id: wanted.replacesId,
    created_by: actor.membershipId,
  });
  if (!isNew) {
    const there = await queries.findReport(tx, actor.siteId, wanted.id);
    if (there?.created_by !== actor.membershipId) throw conflict("already_there");
    return await getReport(call, wanted.id);
  }
  if (replaced) await copySections(call, replaced.id, wanted.id);
  else await writeDraft(call, sources, wanted.id);
  await note(call, "begin_report");
  return await getReport(call, wanted.id);
}

async function writeDraft(call: Call, sources: Sources, reportId: string): Promise<void> {
  const { tx, actor } = call;
  const row = (await queries.findReport(tx, actor.siteId, reportId))!;
  const of = ofRow(row);
  const offered = new Map((await askFigures(call, sources, of)).map((figure) => [figure.key, figure]));
  const passages = await askPassages(call, sources, of);
  for (const [at, draft] of draftReport(passages, { ...of, site: await getSiteName(call) }).entries()) {
    const sectionId = newId();
    await queries.insertSection(tx, {
      site_id: actor.siteId,
      id: sectionId,
      report_id: reportId,
      code: draft.code,
      position: at + 1,
      title: draft.title,
      text: draft.text,
      drafted_text: draft.text,
      confirmed_by: null,
      confirmed_at: null,
    });
    const figures = draft.figures.flatMap((key) => offered.get(key) ?? []);
    for (const [place, figure] of figures.entries())
      await insertFigure(call, { id: newId(), reportId, sectionId, position: place + 1, figure });
  }
}

/** A correction begins with what was issued, so that only what was wrong has to be touched. */
async function copySections(call: Call, fromId: string, toId: string): Promise<void> {
  const { tx, actor } = call;
  const figures = await queries.listFigures(tx, actor.siteId, fromId);
  for (const section of await queries.listSections(tx, actor.siteId, fromId)) {
    const sectionId = newId();
    await queries.insertSection(tx, {
      site_id: actor.siteId,
      id: sectionId,
      report_id: toId,
      code: section.code,
      position: section.position,
      title: section.title,
      text: section.text,
      drafted_text: section.drafted_text,
      confirmed_by: actor.membershipId,
      confirmed_at: now(),
    });
    for (const { version: _version, ...figure } of figures.filter((one) => one.section_id === section.id))
      await queries.insertFigure(tx, { ...figure, site_id: actor.siteId, id: newId(), report_id: toId, section_id: sectionId });
  }
}

async function insertFigure(
  call: Call,
  it: { id: string; reportId: string; sectionId: string; position: number; figure: OfferedFigure },
): Promise<boolean> {
  return await queries.insertFigure(call.tx, {
    ...columnsOf(it.figure),
    site_id: call.actor.siteId,
    id: it.id,
    report_id: it.reportId,
    section_id: it.sectionId,
    position: it.position,
    key: it.figure.key,
  });
}

export async function changeReport(call: Call, reportId: string, wanted: HeadFields & { version: number }): Promise<ReportView> {
  const row = await holdDraft(call, reportId);
  if (row.from_on !== wanted.fromOn || row.until_on !== wanted.untilOn) refuseFaults(wanted);
  if (!(await queries.updateReport(call.tx, call.actor.siteId, reportId, wanted.version, headColumns(wanted))))
    throw changedMeanwhile(await getReport(call, reportId));
  await note(call, "change_report");
  return await getReport(call, reportId);
}

export async function removeReport(call: Call, reportId: string): Promise<{ removed: boolean }> {
  await holdDraft(call, reportId);
  await queries.setRemoved(call.tx, "report", reportId, true);
  await note(call, "remove_report");
  return { removed: true };
}

export async function restoreReport(call: Call, reportId: string): Promise<ReportView> {
  await requireWriter(call);
  if (await queries.setRemoved(call.tx, "report", reportId, false)) await note(call, "restore_report");
  return await getReport(call, reportId);
}

/** Once for each day on which a report is due, and once when that day is over: put off it is told anew. */
export async function remindOfReports(call: Call): Promise<void> {
  for (const due of await queries.listDue(call.tx)) {
    const { version } = reminderOf(due.due_on, today());
    await enqueueMail(call, {
      to: [due.membership_id],
      kind: "publication.report_due",
      group: "tasks",
      subjectId: due.report_id,
      version,
    });
  }
}

// ---- sections -----------------------------------------------------------------------------------------------------------------------------

/** The section, its report held. */
async function holdSection(call: Call, sectionId: string): Promise<{ section: queries.SectionRow; report: queries.ReportRow }> {
  await requirePart(call);
  const found = await queries.findSection(call.tx, call.actor.siteId, sectionId);
  if (!found) throw notFound();
  const report = await holdDraft(call, found.report_id);
  const section = await queries.findSection(call.tx, call.actor.siteId, sectionId);
  if (!section) throw notFound();
  return { section, report };
}

async function viewSection(call: Call, sectionId: string): Promise<SectionView> {
  const { tx, actor } = call;
  const section = await queries.findSection(tx, actor.siteId, sectionId);
  if (!section) throw notFound();
  return sectionOf(section, await queries.listFigures(tx, actor.siteId, section.report_id));
}

export async function addSection(call: Call, reportId: string, wanted: { id: string; title: string; text: string }): Promise<SectionView> {
  await holdDraft(call, reportId);
  const { tx, actor } = call;
  const there = await queries.listSections(tx, actor.siteId, reportId);
  if (there.some((one) => one.id === wanted.id)) return await viewSection(call, wanted.id);
  if (there.length >= mostSections) throw conflict("too_many_sections");
  const isNew = await queries.insertSection(tx, {
    site_id: actor.siteId,
    id: wanted.id,
    report_id: reportId,
    code: null,
    position: Math.max(0, ...there.map((one) => one.position)) + 1,
    title: wanted.title,
    text: wanted.text,
    drafted_text: "",
    confirmed_by: actor.membershipId,
    confirmed_at: now(),
  });
  if (!isNew) throw conflict("already_there");
  await queries.touchReport(tx, actor.siteId, reportId);
  await note(call, "add_section");
  return await viewSection(call, wanted.id);
}

export async function changeSection(
  call: Call,
  sectionId: string,
  wanted: { title: string; text: string; version: number },
): Promise<SectionView> {
  const { section } = await holdSection(call, sectionId);
  const { tx, actor } = call;
  const row = { title: wanted.title, text: wanted.text, confirmed_by: actor.membershipId, confirmed_at: now() };
  if (!(await queries.updateSection(tx, actor.siteId, sectionId, wanted.version, row)))
    throw changedMeanwhile(await viewSection(call, sectionId));
  await queries.touchReport(tx, actor.siteId, section.report_id);
  await note(call, "change_section");
  return await viewSection(call, sectionId);
}

async function draftAnew(call: Call, sources: Sources, section: queries.SectionRow, report: queries.ReportRow): Promise<string> {
  const of = ofRow(report);
  return draftOfSection(section.code, await askPassages(call, sources, of), { ...of, site: await getSiteName(call) });
}

export async function draftSection(call: Call, sources: Sources, sectionId: string): Promise<{ text: string; isSame: boolean }> {
  await requirePart(call);
  const section = await queries.findSection(call.tx, call.actor.siteId, sectionId);
  if (!section) throw notFound();
  const report = await findDraft(call, section.report_id);
  const text = await draftAnew(call, sources, section, report);
  return { text, isSame: text === section.text };
}

export async function redraftSection(call: Call, sources: Sources, sectionId: string, version: number): Promise<SectionView> {
  const { section, report } = await holdSection(call, sectionId);
  const { tx, actor } = call;
  if (section.version !== version) throw changedMeanwhile(await viewSection(call, sectionId));
  if (section.confirmed_at !== null) throw conflict("edited_by_people");
  if (section.code === null) throw conflict("no_draft");
  const text = await draftAnew(call, sources, section, report);
  await queries.updateSection(tx, actor.siteId, sectionId, version, { text, drafted_text: text });
  await queries.touchReport(tx, actor.siteId, section.report_id);
  await note(call, "redraft_section");
  return await viewSection(call, sectionId);
}

export async function removeSection(call: Call, sectionId: string): Promise<{ removed: boolean }> {
  const { section } = await holdSection(call, sectionId);
  await queries.setRemoved(call.tx, "section", sectionId, true);
  await queries.touchReport(call.tx, call.actor.siteId, section.report_id);
  await note(call, "remove_section");
  return { removed: true };
}

/** What was removed is not visible; its report must be. */
async function holdReportOfRemoved(call: Call, what: "section" | "figure", id: string): Promise<string | null> {
  await requireWriter(call);
  const reportId = await queries.findReportOfRemoved(call.tx, what, id);
  if (reportId !== null) await holdDraft(call, reportId);
  return reportId;
}

export async function restoreSection(call: Call, sectionId: string): Promise<SectionView> {
  const reportId = await holdReportOfRemoved(call, "section", sectionId);
  if (reportId !== null && (await queries.setRemoved(call.tx, "section", sectionId, false))) {
    await queries.touchReport(call.tx, call.actor.siteId, reportId);
    await note(call, "restore_section");
  }
  return await viewSection(call, sectionId);
}

export async function orderSections(call: Call, reportId: string, sectionIds: readonly string[]): Promise<ReportView> {
  await holdDraft(call, reportId);
  const { tx, actor } = call;
  const there = await queries.listSections(tx, actor.siteId, reportId);
  const isComplete =
    new Set(sectionIds).size === sectionIds.length &&
    there.length === sectionIds.length &&
    there.every((one) => sectionIds.includes(one.id));
  // somebody added or removed one in the meantime
  if (!isComplete) throw changedMeanwhile(await getReport(call, reportId));
  for (const [at, id] of sectionIds.entries()) await queries.placeSection(tx, actor.siteId, id, at + 1);
  await queries.touchReport(tx, actor.siteId, reportId);
  await note(call, "order_sections");
  return await getReport(call, reportId);
}

// ---- figures ------------------------------------------------------------------------------------------------------------------------------

const factsOfOffered = (figure: OfferedFigure): FigureFacts => factsOf(columnsOf(figure));

export async function listOfferedFigures(call: Call, sources: Sources, reportId: string) {
  const row = await findDraft(call, reportId);
  const there = new Set((await queries.listFigures(call.tx, call.actor.siteId, reportId)).map((one) => one.key));
  const offered = await askFigures(call, sources, ofRow(row));
  return {
    figures: offered.map((figure) => ({ key: figure.key, group: figure.group, ...factsOfOffered(figure), isIn: there.has(figure.key) })),
  };
}

export async function addFigures(
  call: Call,
  sources: Sources,
  sectionId: string,
  wanted: readonly { id: string; key: string }[],
): Promise<SectionView> {
  const { section, report } = await holdSection(call, sectionId);
  const { tx, actor } = call;
  const there = await queries.listFigures(tx, actor.siteId, report.id);
  const fresh = wanted.filter(({ id }) => !there.some((one) => one.id === id));
  if (there.length + fresh.length > mostFigures) throw conflict("too_many_figures");
  const offered = new Map((await askFigures(call, sources, ofRow(report))).map((figure) => [figure.key, figure]));
  const unknown = wanted.flatMap(({ key }, at) => (offered.has(key) ? [] : [{ path: `body.figures.${at}.key`, code: "unknown" }]));
  if (unknown.length > 0) throw invalid(unknown);
  const last = Math.max(0, ...there.filter((one) => one.section_id === sectionId).map((one) => one.position));
  for (const [at, { id, key }] of fresh.entries()) {
    const isNew = await insertFigure(call, { id, reportId: report.id, sectionId, position: last + at + 1, figure: offered.get(key)! });
    if (!isNew) throw conflict("already_there");
  }
  await queries.touchReport(tx, actor.siteId, section.report_id);
  await note(call, "add_figures");
  return await viewSection(call, sectionId);
}

async function holdFigure(call: Call, figureId: string): Promise<queries.FigureRow> {
  await requirePart(call);
  const found = await queries.findFigure(call.tx, call.actor.siteId, figureId);
  if (!found) throw notFound();
  await holdDraft(call, found.report_id);
  return found;
}

export async function removeFigure(call: Call, figureId: string): Promise<{ removed: boolean }> {
  const figure = await holdFigure(call, figureId);
  await queries.setRemoved(call.tx, "figure", figureId, true);
  await queries.touchReport(call.tx, call.actor.siteId, figure.report_id);
  await note(call, "remove_figure");
  return { removed: true };
}

export async function restoreFigure(call: Call, figureId: string): Promise<FigureView> {
  const reportId = await holdReportOfRemoved(call, "figure", figureId);
  if (reportId !== null && (await queries.setRemoved(call.tx, "figure", figureId, false))) {
    await queries.touchReport(call.tx, call.actor.siteId, reportId);
    await note(call, "restore_figure");
  }
  const row = await queries.findFigure(call.tx, call.actor.siteId, figureId);
  if (!row) throw notFound();
  return figureOf(row);
}

const readingOf = (facts: FigureFacts) => ({
  value: facts.value,
  hint: facts.hint,
  fromOn: facts.fromOn,
  untilOn: facts.untilOn,
  asOfOn: facts.asOfOn,
});

export async function compareFigures(call: Call, sources: Sources, reportId: string) {
  const row = await findDraft(call, reportId);
  const offered = new Map((await askFigures(call, sources, ofRow(row))).map((figure) => [figure.key, factsOfOffered(figure)]));
  const there = await queries.listFigures(call.tx, call.actor.siteId, reportId);
  return {
    differences: there.flatMap((figure) => {
      const before = factsOf(figure);
      const after = offered.get(figure.key);
      if (after && !differs(before, after)) return [];
      return [
        {
          figureId: figure.id,
          version: figure.version,
          label: figure.label,
          unit: figure.unit,
          before: readingOf(before),
          now: after ? readingOf(after) : null,
        },
      ];
    }),
  };
}

export async function takeFigures(
  call: Call,
  sources: Sources,
  reportId: string,
  wanted: readonly { id: string; version: number }[],
): Promise<ReportView> {
  const row = await holdDraft(call, reportId);
  const { tx, actor } = call;
  const offered = new Map((await askFigures(call, sources, ofRow(row))).map((figure) => [figure.key, figure]));
  const there = new Map((await queries.listFigures(tx, actor.siteId, reportId)).map((one) => [one.id, one]));
  for (const { id, version } of wanted) {
    const figure = there.get(id);
    const after = figure && offered.get(figure.key);
    if (!after || !(await queries.updateFigure(tx, actor.siteId, id, version, columnsOf(after))))
      throw changedMeanwhile(await getReport(call, reportId));
  }
  await queries.touchReport(tx, actor.siteId, reportId);
  await note(call, "take_figures");
  return await getReport(call, reportId);
}

// ---- issuing ------------------------------------------------------------------------------------------------------------------------------

async function documentOf(call: Call, row: queries.ReportRow, number: number): Promise<IssuedDocument> {
  const { tx, actor } = call;
  const replaced = row.replaces_id === null ? undefined : await queries.findReport(tx, actor.siteId, row.replaces_id);
  const figures = await queries.listFigures(tx, actor.siteId, row.id);
  return {
    site: await getSiteName(call),
    kind: row.kind,
    language: row.language,
    title: row.title,
    addressee: row.addressee,
    fromOn: row.from_on,
    untilOn: row.until_on,
    number,
    issuedOn: today(),
    issuedBy: await queries.findNameOf(tx, actor.siteId, actor.membershipId),
    replaces:
      replaced?.number != null && replaced.issued_at !== null
        ? { title: replaced.title, number: replaced.number, issuedOn: dayOf(replaced.issued_at) }
        : null,
    sections: (await queries.listSections(tx, actor.siteId, row.id)).map((section) => ({
      title: section.title,
      text: section.text,
      figures: figures.filter((one) => one.section_id === section.id).map(factsOf),
    })),
  };
}

/** What a draft would be issued as today, for looking at it on paper. */
export async function previewReport(call: Call, reportId: string): Promise<IssuedDocument> {
  await requireWriter(call);
  const row = await queries.findReport(call.tx, call.actor.siteId, reportId);
  if (!row) throw notFound();
  return await documentOf(call, row, 0);
}

export async function issueReport(call: Call, reportId: string, version: number): Promise<ReportView> {
  const { tx, actor } = call;
  await requirePart(call);
  if (!(await queries.findReport(tx, actor.siteId, reportId))) throw notFound();
  await requireWriter(call);
  const held = await queries.lockReport(tx, actor.siteId, reportId);
  const row = await queries.findReport(tx, actor.siteId, reportId);
  if (!held || !row) throw notFound();
  // a second click, or the other of two who issued it at once
  if (held.state === "issued") return await getReport(call, reportId);
  if (row.version !== version) throw changedMeanwhile(await getReport(call, reportId));
  const sections = await queries.listSections(tx, actor.siteId, reportId);
  const figures = await queries.listFigures(tx, actor.siteId, reportId);
  const reason = whyNotIssued({
    sections: sections.map((one) => ({
      text: one.text,
      isConfirmed: one.confirmed_at !== null,
      isUnfinished: isUnfinished(one.text),
      figures: figures.filter((figure) => figure.section_id === one.id).length,
    })),
  });
  if (reason) throw conflict(reason);
  const number = await queries.nextNumber(tx, actor.siteId);
  const document = JSON.stringify(await documentOf(call, row, number));
  const digest = createHash("sha256").update(document, "utf8").digest();
  await queries.insertIssue(tx, {
    site_id: actor.siteId,
    report_id: reportId,
    number,
    document,
    digest,
    issued_by: actor.membershipId,
  });
  await queries.updateReport(tx, actor.siteId, reportId, version, { state: "issued" });
  await note(call, "issue_report");
  return await getReport(call, reportId);
}

export async function releaseReport(
  call: Call,
  reportId: string,
  audience: Audience,
  wanted: { isReleased: boolean; version: number },
): Promise<ReportView> {
  const { tx, actor } = call;
  await requirePart(call);
  const row = await queries.findReport(tx, actor.siteId, reportId);
  if (!row) throw notFound();
  await requireWriter(call);
  if (row.state !== "issued") throw conflict("not_issued");
  const isDone = await queries.saveRelease(tx, actor.siteId, reportId, {
    audience,
    releasedOn: wanted.isReleased ? today() : null,
    by: actor.membershipId,
    version: wanted.version,
  });
  if (!isDone) throw changedMeanwhile(await getReport(call, reportId));
  await note(call, wanted.isReleased ? "release_report" : "withdraw_report");
  return await getReport(call, reportId);
}

// ---- what sites gave ----------------------------------------------------------------------------------------------------------------------

/** Only the programme reads what sites gave it. */
async function requireReader(call: Call): Promise<void> {
  const { audience } = await queries.getStanding(call.tx);
  if (audience !== "programme" && audience !== "accompaniment") throw notFound();
}

const givenOf = (row: queries.GivenRow): GivenHead => ({
  siteId: row.site_id,
  site: row.site_name,
  reportId: row.report_id,
  kind: row.kind,
  title: row.title,
  fromOn: row.from_on,
  untilOn: row.until_on,
  number: row.number,
  issuedOn: dayOf(row.issued_at),
  releasedOn: row.released_on,
  replacedBy: named(row.replaced_by_id, row.replaced_by_title),
});

export async function listGiven(call: Call): Promise<{ reports: GivenHead[] }> {
  await requireReader(call);
  return { reports: (await queries.listGiven(call.tx)).map(givenOf) };
}

export async function openGiven(call: Call, siteId: string, reportId: string): Promise<GivenHead & { issue: IssueView }> {
  await requireReader(call);
  const row = await queries.findGiven(call.tx, siteId, reportId);
  if (!row) throw notFound();
  return { ...givenOf(row), issue: issueOf(row) };
}

/** For nobody in particular; undefined where there is no such site. */
export async function listPublic(
  database: Database,
  siteSlug: string,
): Promise<{ siteName: string; reports: { id: string; document: IssuedDocument; digest: string }[] } | undefined> {
  const found = await atDoor(database, (call) => queries.listPublic(call.tx, siteSlug));
  if (!found) return undefined;
  return {
    siteName: found.siteName,
    reports: found.rows.map((row) => ({
      id: row.report_id,
      document: issuedDocument.parse(JSON.parse(row.document)),
      digest: row.digest.toString("hex"),
    })),
  };
}
