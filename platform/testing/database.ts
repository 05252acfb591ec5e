import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { type Database, openDatabase } from "../server/database/pool.ts";
import { prepareDatabase } from "../server/database/prepare.ts";
import type { InstallationKeys } from "../server/keys.ts";
import { domains } from "../server/app.ts";
import { inDatabase } from "./database-server.ts";

export type TestDatabase = {
  readonly database: Database;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly keys: InstallationKeys;
};

export function testKeys(): InstallationKeys {
  const keys = inject("keys");
  return { epochs: new Map([[1, Buffer.from(keys.epoch, "base64")]]), currentEpoch: 1, permanent: Buffer.from(keys.permanent, "base64") };
}

/** A database of its own, cloned from the migrated template and dropped afterwards. */
export async function createTestDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const server = inject("adminUrl");
  const name = `verbund_test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} template ${inject("template")} strategy file_copy`);
  const adminUrl = inDatabase(server, name);
  const keys = testKeys();
  const { appUrl } = await prepareDatabase({ adminUrl, keysFolder: "/nonexistent", domains: domains.map((domain) => domain.name), keys });
  const database = openDatabase(appUrl, keys, { max: 10 });
  return {
    database,
    adminUrl,
    appUrl,
    keys,
    drop: async () => {
      await database.close();
      await onServer(server, `drop database ${name} with (force)`);
      await onServer(server, `drop role if exists verbund_login_${name}`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** For a test file: one database before all its tests. Read it inside tests only. */
export function useTestDatabase(): { readonly current: TestDatabase } {
  let made: (TestDatabase & { drop(): Promise<void> }) | undefined;
  beforeAll(async () => {
    made = await createTestDatabase();
  });
  afterAll(async () => {
    await made?.drop();
  });
  return {
    get current() {
      if (!made) throw new Error("the test database exists only inside tests");
      return made;
    },
  };
}

/** What lies in the tables, past all policies: as a superuser, who only exists in tests. */
export async function asSuperuser<T extends pg.QueryResultRow>(at: TestDatabase, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: at.adminUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
