import pg from "pg";
import type { TestProject } from "vitest/node";
import { buildWeb } from "../commands/build.ts";
import { fillDemo } from "../demo/fill.ts";
import { domains } from "../platform/server/app.ts";
import { openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { startEmbedded } from "../platform/server/embedded/embedded.ts";
import { newKeys } from "../platform/server/keys.ts";
import { inDatabase } from "../platform/testing/database-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    webFolder: string;
  }
}

const template = "verbund_demo";

/** For the journeys: the built pages, and a database with the demo in it that every story clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded({ throwAway: true, log: () => {} });
  const keys = newKeys();
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const adminUrl = inDatabase(server.adminUrl, template);
  const names = domains.map((domain) => domain.name);
  const prepared = await prepareDatabase({ adminUrl, keysFolder: "/nonexistent", domains: names, keys, demoWhenEmpty: true });
  const database = openDatabase(prepared.appUrl, keys, { max: 4 });
  await fillDemo(database);
  await database.close();
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  await owner.query("update platform.installation set demo_filled_at = now()");
  await owner.end();
  project.provide("adminUrl", server.adminUrl);
  project.provide("template", template);
  project.provide("keys", { epoch: keys.epochs.get(1)!.toString("base64"), permanent: keys.permanent.toString("base64") });
  project.provide("webFolder", await buildWeb(console.log));
  return () => server.stop();
}
