import pg from "pg";
import { expect, test } from "vitest";
import { underEpochs } from "../../server/app.ts";
import { useTestDatabase } from "../database.ts";
import { catalogueViolations, type Ask } from "./catalogue.ts";
import { filesOfGuide } from "./guide.ts";
import { readTree } from "./tree.ts";

const at = useTestDatabase();

const keyTables = [...underEpochs.wrappedKeys, ...underEpochs.hashes];

test("the SQL of the guide applies to the house as it stands, and keeps its invariants", async () => {
  const files = Object.entries(filesOfGuide(readTree()));
  const sql = files.filter(([path]) => path.endsWith(".sql")).map(([, text]) => text);
  expect(sql).toHaveLength(2);
  const client = new pg.Client({ connectionString: at.current.adminUrl });
  await client.connect();
  const ask: Ask = async <Row>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Row[];
  try {
    const before = await catalogueViolations(ask, keyTables);
    await client.query("begin; set local role verbund_owner;");
    for (const text of sql) await client.query(text);
    // what a deploy does after applying policies
    await client.query(`revoke all on all functions in schema learning from public; grant create on schema learning to verbund_definer;
      alter function learning.purge_removed() owner to verbund_definer; revoke create on schema learning from verbund_definer; reset role;`);
    expect(await catalogueViolations(ask, keyTables)).toEqual(before);
  } finally {
    await client.end();
  }
});
