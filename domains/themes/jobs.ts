import { asActor } from "../../platform/server/database/actor.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { listSystemMemberships } from "../network/index.ts";
import { lookAtDueChanges } from "./measure/verbs.ts";

export const jobs: Job[] = [
  {
    name: "themes.look_at_changes",
    everySeconds: 3_600,
    run: async ({ database }) => {
      // one site after the other, each as its own system membership and in its own transaction
      for (const site of await listSystemMemberships(database)) {
        await asActor(database, { membership: site.membership_id }, (call) => lookAtDueChanges(call));
      }
    },
  },
];
