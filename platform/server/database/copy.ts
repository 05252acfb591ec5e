import pg from "pg";
import { Refusal } from "../embedded/refusal.ts";
import { lockOf } from "../jobs.ts";
import { connectionOf } from "./pool.ts";

export const guide = "docs/guides/back-up-and-restore.md";

export async function connectTo(adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client(connectionOf(adminUrl));
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** The rows of every table, past all policies. */
async function countRows(client: pg.Client): Promise<Record<string, number>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = (await client.query<{ count: number }>(`select count(*) from ${name}`)).rows[0]!.count;
  return counts;
}

/** What a database says of itself, to know it again. */
export type Described = {
  readonly migrations: readonly string[];
  readonly permanentKey: string;
  /** The epochs of keys without which something in it does not open. */
  readonly epochs: readonly { readonly number: number; readonly fingerprint: string }[];
  readonly rows: Readonly<Record<string, number>>;
};

export async function describe(client: pg.Client): Promise<Described> {
  const { rows: using } = await client.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'epoch' and table_schema not in ('platform', 'pg_catalog', 'information_schema')
       and (table_schema, table_name) <> ('network', 'organisation_key')`,
  );
  const used = using.map(({ name }) => `select epoch from ${name}`).join(" union ");
  const { rows: epochs } = await client.query<{ number: number; fingerprint: string }>(
    `select number, fingerprint from platform.key_epoch where number in (${used} union select max(epoch) from network.organisation_key) order by number`,
  );
  const { rows: migrations } = await client.query<{ name: string }>("select name from platform.migration order by name");
  const { rows: installation } = await client.query<{ permanent: string }>(
    "select permanent_key_fingerprint as permanent from platform.installation",
  );
  if (!installation[0]) throw new Refusal("The database holds no installation of Verbund yet; start Verbund with it first.");
  return { migrations: migrations.map(({ name }) => name), permanentKey: installation[0].permanent, epochs, rows: await countRows(client) };
}

/** Answers the first piece of the log that the copy needs. Until the connection goes no such piece is used again. */
export async function beginCopy(client: pg.Client): Promise<string> {
  await client.query("select pg_create_physical_replication_slot($1, true, true)", [`verbund_backup_${process.pid}`]);
  const { rows } = await client.query<{ first: string }>("select pg_walfile_name(pg_backup_start('verbund', true)) as first");
  return rows[0]!.first;
}

/** Answers the label that belongs to the copy and the last piece of the log that it needs. */
export async function endCopy(client: pg.Client): Promise<{ label: string; last: string }> {
  const { rows } = await client.query<{ label: string; last: string }>(
    "select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)",
  );
  return rows[0]!;
}

/** While the job that seals the access log waits, its file is exactly as far as the database. */
export async function sealing(client: pg.Client, does: "waits" | "goes on"): Promise<void> {
  const lock = lockOf("accounts.seal_access_log");
  await client.query(does === "waits" ? "select pg_advisory_lock($1, $2)" : "select pg_advisory_unlock($1, $2)", [...lock]);
}
