import { asActor } from "../../platform/server/database/actor.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { listSystemMemberships } from "../network/index.ts";
import { remindOfEndings } from "./verbs.ts";

export const jobs: Job[] = [
  {
    name: "cooperation.remind_of_endings",
    everySeconds: 3_600,
    run: async ({ database }) => {
      for (const site of await listSystemMemberships(database)) {
        await asActor(database, { membership: site.membership_id }, (call) => remindOfEndings(call));
      }
    },
  },
];
