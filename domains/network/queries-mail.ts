import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type NewMail = {
  members: readonly string[];
  mails: readonly string[];
  kind: string;
  group: string;
  isPrivate: boolean;
  subjectId: string;
  version: number;
  ids: readonly string[];
  notBefore: Date;
};

export async function insertMail(tx: Db, it: NewMail): Promise<void> {
  await sql`select network.enqueue_mail(${it.members}::uuid[], ${it.mails}::uuid[], ${it.kind}, ${it.group}, ${it.isPrivate}, ${it.subjectId}, ${it.version},
    ${it.ids}::uuid[], ${it.notBefore})`.execute(tx);
}

export async function stopMail(tx: Db, kind: string, subjectId: string): Promise<number> {
  return (await sql<{ n: number }>`select network.withdraw_mail(${kind}, ${subjectId}) as n`.execute(tx)).rows[0]!.n;
}
