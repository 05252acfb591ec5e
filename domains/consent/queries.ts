import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type ShareRow = {
  id: string;
  client_id: string;
  unit_id: string;
  categories: string[];
  purpose: string;
  from_on: string;
  until_on: string;
  state: string;
  asked_on: string;
  answered_on: string | null;
  consent_id: string | null;
  version: number;
  given_by: string | null;
  judgement: Buffer | null;
  language: string | null;
  form: string | null;
  text_version: string | null;
  given_on: string | null;
  secrecy_released_on: string | null;
};

// the declaration is missing where the actor may not read it
const shareColumns = sql`s.id, s.client_id, s.unit_id, s.categories, s.purpose, s.from_on, s.until_on, s.state, s.asked_on, s.answered_on, s.consent_id, s.version,
  c.given_by, c.judgement, c.language, c.form, c.text_version, c.given_on, c.secrecy_released_on`;
const shareTables = sql`consent.share s left join consent.consent c on c.site_id = s.site_id and c.id = s.consent_id`;

export async function findShare(tx: Db, siteId: string, id: string): Promise<ShareRow | undefined> {
  const { rows } = await sql<ShareRow>`select ${shareColumns} from ${shareTables} where s.site_id = ${siteId} and s.id = ${id}`.execute(tx);
  return rows[0];
}

export async function listShares(tx: Db, siteId: string, clientIds: readonly string[]): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`select ${shareColumns} from ${shareTables}
    where s.site_id = ${siteId} and s.client_id = any(${clientIds}::uuid[]) order by s.created_at desc, s.id desc limit 200`.execute(tx);
  return rows;
}

/** Asked and not answered yet, of everyone the actor works with. */
export async function listAsked(tx: Db, siteId: string): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`select ${shareColumns} from ${shareTables}
    where s.site_id = ${siteId} and s.state = 'asked' order by s.asked_on, s.id limit 100`.execute(tx);
  return rows;
}

/** Given to a unit and open on that day. */
export async function listOpenShares(tx: Db, siteId: string, unitId: string, today: string): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`select ${shareColumns} from ${shareTables}
    where s.site_id = ${siteId} and s.unit_id = ${unitId} and s.state = 'given' and s.from_on <= ${today} and s.until_on >= ${today}
    order by s.from_on desc, s.id limit 1000`.execute(tx);
  return rows;
}

export type NewShare = {
  site_id: string;
  id: string;
  client_id: string;
  unit_id: string;
  categories: string[];
  purpose: string;
  from_on: string;
  until_on: string;
  state: string;
  asked_on: string;
  asked_by_id: string;
  answered_on: string | null;
  consent_id: string | null;
};

/** False if the id is taken. */
export async function insertShare(tx: Db, row: NewShare): Promise<boolean> {
  const result = await tx
    .insertInto("consent.share")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function insertConsent(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    client_id: string;
    given_by: string;
    judgement: Buffer;
    language: string;
    form: string;
    text_version: string;
    given_on: string;
    secrecy_released_on: string | null;
    recorded_by_id: string;
  },
): Promise<void> {
  await tx.insertInto("consent.consent").values(row).execute();
}

/** False if somebody else answered in between. */
export async function answerShare(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  answer: { state: string; answeredOn: string; consentId: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("consent.share")
    .set({ state: answer.state, answered_on: answer.answeredOn as never, consent_id: answer.consentId, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function endConsent(tx: Db, siteId: string, id: string, reason: "withdrawn" | "invalid", on: string): Promise<void> {
  const ended = reason === "withdrawn" ? { withdrawn_on: on as never } : { invalid_on: on as never };
  await tx
    .updateTable("consent.consent")
    .set({ ...ended, secrecy_withdrawn_on: on as never })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}

export async function findUnit(tx: Db, siteId: string, id: string): Promise<{ kind: string } | undefined> {
  return await tx
    .selectFrom("network.unit")
    .select("kind")
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
}

export async function isPurpose(tx: Db, siteId: string, code: string, today: string): Promise<boolean> {
  const { rows } = await sql`select 1 from network.vocabulary_entry
    where site_id = ${siteId} and vocabulary = 'purpose' and code = ${code} and valid_from_on <= ${today} and (valid_until_on is null or valid_until_on >= ${today})`.execute(
    tx,
  );
  return rows.length > 0;
}
