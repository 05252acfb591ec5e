import { asActor } from "../../platform/server/database/actor.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { proposeDeletions } from "../consent/index.ts";
import { listSystemMemberships } from "../network/index.ts";
import { listOver } from "./queries.ts";

export const jobs: Job[] = [
  {
    // whose period is over; it finds out anew each time, so that a period that was changed or a case that was opened again counts at once
    name: "cases.propose_deletions",
    everySeconds: 3_600,
    run: async ({ database }) => {
      for (const site of await listSystemMemberships(database)) {
        await asActor(database, { membership: site.membership_id }, async (call) => {
          await proposeDeletions(call, await listOver(call.tx));
        });
      }
    },
  },
];
