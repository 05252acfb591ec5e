import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { TemplateKind } from "./contract.ts";

export async function keepsTemplates(tx: Db): Promise<boolean> {
  return (await sql<{ keeps: boolean }>`select coalesce(bodies.keeps_templates(), false) as keeps`.execute(tx)).rows[0]!.keeps;
}

export type TemplateRow = {
  id: string;
  kind: TemplateKind;
  file_name: string;
  fields: string[];
  missing: string[];
  unknown: string[];
  in_use: boolean;
  uploaded_at: Date;
  uploaded_by: string;
  uploader: string;
};

export async function listTemplates(tx: Db, siteId: string): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select d.id, d.kind, d.file_name, d.fields, d.missing, d.unknown, d.in_use, d.uploaded_at, d.uploaded_by, p.display_name as uploader
    from bodies.document_template d
    join network.membership p on p.site_id = d.site_id and p.id = d.uploaded_by
    where d.site_id = ${siteId} order by d.uploaded_at desc, d.id limit 100`.execute(tx);
  return rows;
}

export async function findTemplateContent(tx: Db, siteId: string, id: string): Promise<{ content: Buffer; file_name: string } | undefined> {
  const { rows } = await sql<{ content: Buffer; file_name: string }>`
    select d.content, d.file_name from bodies.document_template d where d.site_id = ${siteId} and d.id = ${id}`.execute(tx);
  return rows[0];
}

export async function findContentInUse(tx: Db, siteId: string, kind: TemplateKind): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`
    select d.content from bodies.document_template d where d.site_id = ${siteId} and d.kind = ${kind} and d.in_use
    order by d.uploaded_at desc, d.id limit 1`.execute(tx);
  return rows[0]?.content;
}

export async function insertTemplate(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    kind: string;
    file_name: string;
    content: Buffer;
    fields: string[];
    missing: string[];
    unknown: string[];
    in_use: boolean;
    uploaded_by: string;
    uploaded_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.document_template")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** One of a kind is in use, or none. */
export async function updateInUse(tx: Db, siteId: string, kind: TemplateKind, id: string | null): Promise<void> {
  await sql`
    update bodies.document_template d set in_use = (d.id = ${id}::uuid) is true, version = d.version + 1
    where d.site_id = ${siteId} and d.kind = ${kind} and d.in_use <> ((d.id = ${id}::uuid) is true)`.execute(tx);
}

export async function setTemplateRemoved(tx: Db, id: string, isRemoved: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select bodies.set_template_removed(${id}, ${isRemoved}) as done`.execute(tx);
  return rows[0]!.done;
}
