import pg from "pg";
import { expect, it } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork } from "../network/factory.ts";
import { aFile, aPublishedPage, bring } from "./factory.ts";

const server = useTestServer();

/** What `directory.search` asks of the texts, without what it does with the answer. */
const question = `select t.page_id from unnest(array['de', 'en'], array['german', 'english']) a (language, rule)
  join directory.page_text t on t.site_id = network.actor_site() and t.language = a.language and t.words @@ to_tsquery(a.rule::regconfig, 'seltenes')`;

/*
 * With 20,000 pages of a real directory (8 languages, 362 pages 55 times over) on two cores: one language by the same question as the actor, past the function,
 * 110 to 140 ms, each text read; through the function 1 to 6 ms for a rare word, 30 to 50 ms for one that stands on 2,700 pages. A word's neighbours 20 to 30 ms.
 */
it("reaches the index of words through the function, and could not without it", async () => {
  const network = await createTestNetwork(server.at.database);
  await bring(network, aFile([aPublishedPage("eins"), aPublishedPage("zwei", { content: "<p>Ein seltenes Wort.</p>" })]));
  await asSuperuser(
    server.at,
    `insert into directory.page (site_id, id, source_id, kind)
     select site_id, md5(id::text || k)::uuid, source_id, kind from directory.page, generate_series(1, 4000) k`,
  );
  await asSuperuser(
    server.at,
    `insert into directory.page_text (site_id, page_id, language, source_id, title, imported_at, words)
     select site_id, md5(page_id::text || k)::uuid, language, source_id, title, imported_at, to_tsvector('german', title || ' ' || k)
     from directory.page_text, generate_series(1, 4000) k`,
  );
  await asSuperuser(server.at, "analyze directory.page_text");
  const client = new pg.Client({ connectionString: server.at.adminUrl });
  await client.connect();
  const planAs = async (role: string) => {
    await client.query(`begin; set local role ${role}; select set_config('app.site', '${network.siteId}', true)`);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${question}`);
    await client.query("rollback");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  try {
    expect(await planAs("verbund_definer")).toContain("page_text_by_words");
    expect(await planAs("verbund_actor")).not.toContain("page_text_by_words");
  } finally {
    await client.end();
  }
});
