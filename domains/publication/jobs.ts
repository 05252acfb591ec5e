import { asActor } from "../../platform/server/database/actor.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { listSystemMemberships } from "../network/index.ts";
import { remindOfReports } from "./verbs.ts";

export const jobs: Job[] = [
  {
    name: "publication.remind_of_reports",
    everySeconds: 3_600,
    run: async ({ database }) => {
      for (const site of await listSystemMemberships(database)) {
        await asActor(database, { membership: site.membership_id }, (call) => remindOfReports(call));
      }
    },
  },
];
