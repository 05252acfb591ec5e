import pg from "pg";
import type { TestProject } from "vitest/node";
import { domains } from "../server/app.ts";
import { prepareDatabase } from "../server/database/prepare.ts";
import { startEmbedded } from "../server/embedded/embedded.ts";
import { newKeys } from "../server/keys.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    template: string;
    keys: { epoch: string; permanent: string };
  }
}

const template = "verbund_template";

/** One throw-away PostgreSQL for all test files; each file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded({ throwAway: true, log: () => {} });
  const keys = newKeys();
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  await prepareDatabase({
    adminUrl: inDatabase(server.adminUrl, template),
    keysFolder: "/nonexistent",
    domains: domains.map((domain) => domain.name),
    keys,
  });
  project.provide("adminUrl", server.adminUrl);
  project.provide("template", template);
  project.provide("keys", { epoch: keys.epochs.get(1)!.toString("base64"), permanent: keys.permanent.toString("base64") });
  return () => server.stop();
}

/** The same server, another database. */
export function inDatabase(url: string, name: string): string {
  return url.replace(/(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}
