import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { inDatabase } from "../../testing/database-server.ts";
import { newKeys } from "../keys.ts";
import { prepareDatabase, StartError } from "./prepare.ts";

it("a command that only reads makes no installation out of an empty database", async () => {
  const name = `verbund_empty_${randomBytes(4).toString("hex")}`;
  const server = new pg.Client({ connectionString: inject("adminUrl") });
  await server.connect();
  await server.query(`create database ${name}`);
  const adminUrl = inDatabase(inject("adminUrl"), name);
  try {
    const tried = prepareDatabase({ adminUrl, keysFolder: "/nonexistent", domains: [], keys: newKeys(), mustBeThere: true });
    await expect(tried).rejects.toThrow(StartError);
    const inside = new pg.Client({ connectionString: adminUrl });
    await inside.connect();
    const { rows } = await inside.query("select 1 from pg_namespace where nspname = 'platform'");
    await inside.end();
    expect(rows).toEqual([]);
  } finally {
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  }
});
