import { asActor, atDoor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import type { Job } from "../../platform/server/jobs.ts";
import * as queries from "./queries.ts";

/** What was removed and not taken back goes for good after 30 days, through the door of each domain: its function purge_removed. Answers how many rows went. */
export async function purgeRemoved(database: Database, schemas: readonly string[]): Promise<number> {
  let gone = 0;
  for (const site of await atDoor(database, (call) => queries.listSystemMemberships(call.tx))) {
    for (const schema of schemas) {
      gone += await asActor(database, { membership: site.membership_id }, (call) => queries.purgeRemoved(call.tx, schema));
    }
  }
  return gone;
}

export function purgeRemovedJob(schemas: readonly string[]): Job {
  return {
    name: "network.purge_removed",
    everySeconds: 21_600,
    run: async ({ database }) => {
      await purgeRemoved(database, schemas);
    },
  };
}
