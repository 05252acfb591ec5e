import type { Job } from "../../platform/server/jobs.ts";
import { sealAccessLog } from "./access-log.ts";

export const jobs: Job[] = [
  {
    name: "accounts.seal_access_log",
    everySeconds: 1,
    run: async ({ database, config }) => {
      await sealAccessLog(database, config.sealsFolder);
    },
  },
];
