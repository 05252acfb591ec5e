import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type { Audience, ReportKind } from "./contract.ts";

export type Standing = { may_write: boolean; takes_part: boolean; audience: string | null };

export async function getStanding(tx: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select coalesce(publication.may_write(), false) as may_write, coalesce(publication.takes_part(), false) as takes_part,
      publication.own_audience() as audience`.execute(tx);
  return rows[0]!;
}

export type Removable = "report" | "section" | "figure";

export async function setRemoved(tx: Db, what: Removable, id: string, isRemoved: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select publication.set_removed(${what}, ${id}, ${isRemoved}) as done`.execute(tx);
  return rows[0]!.done;
}

/** The report of a part that was removed. */
export async function findReportOfRemoved(tx: Db, what: "section" | "figure", id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select publication.find_removed(${what}, ${id}) as id`.execute(tx);
  return rows[0]!.id;
}

// ---- reports ------------------------------------------------------------------------------------------------------------------------------

export type ReportRow = {
  id: string;
  kind: ReportKind;
  language: "de" | "en";
  title: string;
  addressee: string | null;
  from_on: string;
  until_on: string;
  due_on: string | null;
  state: "draft" | "issued";
  replaces_id: string | null;
  replaces_title: string | null;
  replaced_by_id: string | null;
  replaced_by_title: string | null;
  sections: number;
  unconfirmed: number;
  number: number | null;
  issued_at: Date | null;
  issuer: string | null;
  created_by: string;
  version: number;
};

const reportsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<ReportRow>`
  select r.id, r.kind, r.language, r.title, r.addressee, r.from_on, r.until_on, r.due_on, r.state, b.id as replaces_id, b.title as replaces_title,
    n.id as replaced_by_id, n.title as replaced_by_title,
    (select count(*)::integer from publication.section s where s.site_id = r.site_id and s.report_id = r.id) as sections,
    (select count(*)::integer from publication.section s where s.site_id = r.site_id and s.report_id = r.id and s.confirmed_at is null) as unconfirmed,
    i.number, i.issued_at, p.display_name as issuer, r.created_by, r.version
  from publication.report r
  left join publication.report b on b.site_id = r.site_id and b.id = r.replaces_id
  left join publication.issue i on i.site_id = r.site_id and i.report_id = r.id
  left join network.membership p on p.site_id = i.site_id and p.id = i.issued_by
  left join lateral (select x.id, x.title from publication.report x where x.site_id = r.site_id and x.replaces_id = r.id and x.state = 'issued'
                     order by x.id desc limit 1) n on true
  where r.site_id = ${siteId} and ${condition}
  order by r.state, case when r.state = 'draft' then r.due_on end nulls last, i.number desc nulls last, r.id desc limit 300`;

/** Drafts first, those that are due first of them; then what was issued, the newest first. */
export async function listReports(tx: Db, siteId: string): Promise<ReportRow[]> {
  return (await reportsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findReport(tx: Db, siteId: string, id: string): Promise<ReportRow | undefined> {
  return (await reportsWhere(siteId, sql`r.id = ${id}`).execute(tx)).rows[0];
}

/** Until the end of the transaction nobody else writes into it or issues it. Says whether it is a draft. */
export async function lockReport(tx: Db, siteId: string, id: string): Promise<{ state: "draft" | "issued"; version: number } | undefined> {
  const { rows } = await sql<{ state: "draft" | "issued"; version: number }>`
    select r.state, r.version from publication.report r where r.site_id = ${siteId} and r.id = ${id} for update`.execute(tx);
  return rows[0];
}

export type HeadColumns = {
  title: string;
  addressee: string | null;
  from_on: string;
  until_on: string;
  due_on: string | null;
};

export async function insertReport(
  tx: Db,
  row: HeadColumns & { site_id: string; id: string; kind: string; language: string; replaces_id: string | null; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("publication.report")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateReport(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: HeadColumns | { state: "issued" },
): Promise<boolean> {
  const result = await tx
    .updateTable("publication.report")
    .set({ ...(row as object), version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Something in it changed: whoever issues it must have seen that. */
export async function touchReport(tx: Db, siteId: string, id: string): Promise<void> {
  await sql`update publication.report set version = version + 1 where site_id = ${siteId} and id = ${id}`.execute(tx);
}

/** Other drafts that shall replace the same report. */
export async function isReplacedAlready(tx: Db, siteId: string, id: string, except: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from publication.report r where r.site_id = ${siteId} and r.replaces_id = ${id} and r.id <> ${except} limit 1`.execute(tx);
  return rows.length > 0;
}

export type DueRow = { report_id: string; due_on: string; membership_id: string };

/** Drafts that are due soon or were due lately, with those who write them; nothing for anybody but the job. */
export async function listDue(tx: Db): Promise<DueRow[]> {
  return (await sql<DueRow>`select * from publication.list_due()`.execute(tx)).rows;
}

// ---- sections and figures -----------------------------------------------------------------------------------------------------------------

export type SectionRow = {
  id: string;
  report_id: string;
  code: string | null;
  position: number;
  title: string;
  text: string;
  drafted_text: string;
  confirmed_at: Date | null;
  confirmer: string | null;
  version: number;
};

const sectionsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<SectionRow>`
  select s.id, s.report_id, s.code, s.position, s.title, s.text, s.drafted_text, s.confirmed_at, p.display_name as confirmer, s.version
  from publication.section s
  left join network.membership p on p.site_id = s.site_id and p.id = s.confirmed_by
  where s.site_id = ${siteId} and ${condition} order by s.position, s.id limit 200`;

export async function listSections(tx: Db, siteId: string, reportId: string): Promise<SectionRow[]> {
  return (await sectionsWhere(siteId, sql`s.report_id = ${reportId}`).execute(tx)).rows;
}

export async function findSection(tx: Db, siteId: string, id: string): Promise<SectionRow | undefined> {
  return (await sectionsWhere(siteId, sql`s.id = ${id}`).execute(tx)).rows[0];
}

export async function insertSection(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    report_id: string;
    code: string | null;
    position: number;
    title: string;
    text: string;
    drafted_text: string;
    confirmed_by: string | null;
    confirmed_at: Date | null;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("publication.section")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateSection(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: { title: string; text: string; confirmed_by: string; confirmed_at: Date } | { text: string; drafted_text: string },
): Promise<boolean> {
  const result = await tx
    .updateTable("publication.section")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function placeSection(tx: Db, siteId: string, id: string, position: number): Promise<void> {
  await sql`update publication.section set position = ${position} where site_id = ${siteId} and id = ${id} and position <> ${position}`.execute(
    tx,
  );
}

export type FigureColumns = {
  label: string;
  unit: string;
  definition: string;
  source: string;
  value: number | null;
  counted: number | null;
  hint: string | null;
  from_on: string | null;
  until_on: string;
  as_of_on: string;
};
export type FigureRow = FigureColumns & {
  id: string;
  report_id: string;
  section_id: string;
  position: number;
  key: string;
  version: number;
};

const figuresWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<FigureRow>`
  select f.id, f.report_id, f.section_id, f.position, f.key, f.label, f.unit, f.definition, f.source, f.value, f.counted, f.hint, f.from_on, f.until_on,
    f.as_of_on, f.version
  from publication.figure f
  join publication.section s on s.site_id = f.site_id and s.id = f.section_id
  where f.site_id = ${siteId} and ${condition} order by s.position, f.position, f.id limit 500`;

/** Those of sections that are there: with a section its figures go, and come back with it. */
export async function listFigures(tx: Db, siteId: string, reportId: string): Promise<FigureRow[]> {
  return (await figuresWhere(siteId, sql`f.report_id = ${reportId}`).execute(tx)).rows;
}

export async function findFigure(tx: Db, siteId: string, id: string): Promise<FigureRow | undefined> {
  return (await figuresWhere(siteId, sql`f.id = ${id}`).execute(tx)).rows[0];
}

export async function insertFigure(
  tx: Db,
  row: FigureColumns & { site_id: string; id: string; report_id: string; section_id: string; position: number; key: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("publication.figure")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateFigure(tx: Db, siteId: string, id: string, version: number, row: FigureColumns): Promise<boolean> {
  const result = await tx
    .updateTable("publication.figure")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

// ---- issue and release --------------------------------------------------------------------------------------------------------------------

export type IssueRow = { report_id: string; number: number; document: string; digest: Buffer; issued_at: Date };

export async function findIssue(tx: Db, siteId: string, reportId: string): Promise<IssueRow | undefined> {
  const { rows } = await sql<IssueRow>`
    select i.report_id, i.number, i.document, i.digest, i.issued_at from publication.issue i where i.site_id = ${siteId} and i.report_id = ${reportId}`.execute(
    tx,
  );
  return rows[0];
}

/** Reports of a site are counted through; two that are issued at once get two numbers. */
export async function nextNumber(tx: Db, siteId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`issue of ${siteId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(i.number), 0) + 1 as next from publication.issue i where i.site_id = ${siteId}`.execute(tx);
  return rows[0]!.next;
}

export async function insertIssue(
  tx: Db,
  row: { site_id: string; report_id: string; number: number; document: string; digest: Buffer; issued_by: string },
): Promise<void> {
  await tx.insertInto("publication.issue").values(row).execute();
}

export async function findNameOf(tx: Db, siteId: string, membershipId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select p.display_name as name from network.membership p where p.site_id = ${siteId} and p.id = ${membershipId}`.execute(tx);
  return rows[0]?.name ?? "";
}

export type ReleaseRow = { audience: Audience; released_on: string | null; version: number };

export async function listReleases(tx: Db, siteId: string, reportId: string): Promise<ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`
    select g.audience, g.released_on, g.version from publication.release g where g.site_id = ${siteId} and g.report_id = ${reportId}`.execute(
    tx,
  );
  return rows;
}

/** Version 0 makes the row. */
export async function saveRelease(
  tx: Db,
  siteId: string,
  reportId: string,
  it: { audience: Audience; releasedOn: string | null; by: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } =
    it.version === 0
      ? await sql`
          insert into publication.release (site_id, report_id, audience, released_on, released_by)
          values (${siteId}, ${reportId}, ${it.audience}, ${it.releasedOn}::date, ${it.by}) on conflict do nothing`.execute(tx)
      : await sql`
          update publication.release set released_on = ${it.releasedOn}::date, released_by = ${it.by}, version = version + 1
          where site_id = ${siteId} and report_id = ${reportId} and audience = ${it.audience} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

// ---- what sites gave ----------------------------------------------------------------------------------------------------------------------

export type GivenRow = {
  site_id: string;
  site_name: string;
  report_id: string;
  kind: ReportKind;
  language: "de" | "en";
  title: string;
  from_on: string;
  until_on: string;
  number: number;
  document: string;
  digest: Buffer;
  issued_at: Date;
  released_on: string;
  replaced_by_id: string | null;
  replaced_by_title: string | null;
};

export async function listGiven(tx: Db): Promise<GivenRow[]> {
  return (await sql<GivenRow>`select * from publication.list_given()`.execute(tx)).rows;
}

export async function findGiven(tx: Db, siteId: string, reportId: string): Promise<GivenRow | undefined> {
  const { rows } = await sql<GivenRow>`
    select * from publication.list_given() g where g.site_id = ${siteId} and g.report_id = ${reportId}`.execute(tx);
  return rows[0];
}

export type PublicRow = { report_id: string; document: string; digest: Buffer };

/** What a site shows everybody; undefined where there is no such site. */
export async function listPublic(tx: Db, siteSlug: string): Promise<{ siteName: string; rows: PublicRow[] } | undefined> {
  const site = await sql<{ name: string | null }>`select publication.find_public_site(${siteSlug}) as name`.execute(tx);
  const siteName = site.rows[0]?.name;
  if (!siteName) return undefined;
  return { siteName, rows: (await sql<PublicRow>`select * from publication.list_public(${siteSlug})`.execute(tx)).rows };
}

/** Whether a site shows everybody anything at all. */
export async function hasPublic(tx: Db, siteSlug: string): Promise<boolean> {
  return (await sql`select 1 from publication.list_public(${siteSlug}) limit 1`.execute(tx)).rows.length > 0;
}

export async function getSiteSlug(tx: Db, siteId: string): Promise<string> {
  return (await sql<{ slug: string }>`select n.slug from network.site n where n.id = ${siteId}`.execute(tx)).rows[0]?.slug ?? "";
}
