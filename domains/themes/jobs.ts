import { asActor } from "../../platform/server/database/actor.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { listSystemMemberships } from "../network/index.ts";
import { listChangesDue, lookAtChange } from "./measure/verbs.ts";

export const jobs: Job[] = [
  {
    name: "themes.look_at_changes",
    everySeconds: 3_600,
    run: async ({ database }) => {
      const failures: unknown[] = [];
      for (const site of await listSystemMemberships(database)) {
        const who = { membership: site.membership_id };
        // each look is a transaction of its own: one that fails holds up no other
        for (const due of await asActor(database, who, (call) => listChangesDue(call))) {
          await asActor(database, who, (call) => lookAtChange(call, due.id)).catch((error: unknown) => failures.push(error));
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} changes could not be looked at`);
    },
  },
];
