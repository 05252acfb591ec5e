import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { SubmissionResult } from "./contract.ts";

export type SubmissionRow = {
  id: string;
  addressee: string;
  number: string | null;
  kind: "for_decision" | "for_information";
  is_public: boolean;
  meeting_on: string | null;
  subject: string;
  proposal: string;
  reasons: string;
  cost: string;
  decision_id: string | null;
  decision_wording: string | null;
  state: "draft" | "sent" | "answered";
  sent_on: string | null;
  result: SubmissionResult | null;
  result_words: string | null;
  result_on: string | null;
  version: number;
  created_by: string;
};

function papersWhere(siteId: string, condition: RawBuilder<unknown>, most: number, after = 0) {
  return sql<SubmissionRow>`
    select c.id, c.addressee, c.number, c.kind, c.is_public, c.meeting_on, c.subject, c.proposal, c.reasons, c.cost, c.decision_id, d.wording as decision_wording,
      c.state, c.sent_on, c.result, c.result_words, c.result_on, c.version, c.created_by
    from bodies.submission c
    left join bodies.decision d on d.site_id = c.site_id and d.id = c.decision_id
    where c.site_id = ${siteId} and ${condition}
    order by array_position(array['draft', 'sent', 'answered'], c.state), c.meeting_on desc nulls first, c.id limit ${most} offset ${after}`;
}

export async function listSubmissions(tx: Db, siteId: string, page: number, pageSize: number) {
  const { rows } = await papersWhere(siteId, sql`true`, pageSize, (page - 1) * pageSize).execute(tx);
  const counted = await sql<{ n: number }>`
    select count(*)::integer as n from bodies.submission c where c.site_id = ${siteId}`.execute(tx);
  return { rows, count: counted.rows[0]!.n };
}

export async function findSubmission(tx: Db, siteId: string, id: string): Promise<SubmissionRow | undefined> {
  return (await papersWhere(siteId, sql`c.id = ${id}`, 1).execute(tx)).rows[0];
}

type PaperColumns = {
  addressee: string;
  number: string | null;
  kind: string;
  is_public: boolean;
  meeting_on: string | null;
  subject: string;
  proposal: string;
  reasons: string;
  cost: string;
};

export async function insertSubmission(
  tx: Db,
  row: PaperColumns & { site_id: string; id: string; decision_id: string | null; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.submission")
    .values({ ...row, meeting_on: row.meeting_on as never })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateSubmission(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: Partial<PaperColumns> & {
    state?: string;
    sent_on?: string;
    result?: string;
    result_words?: string | null;
    result_on?: string;
  },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.submission")
    .set({ ...(row as object), version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
