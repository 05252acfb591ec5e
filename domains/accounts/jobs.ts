import type { Job } from "../../platform/server/jobs.ts";
import { sealAccessLog } from "./access-log.ts";
import { pruneSignIn } from "./verbs.ts";

export const jobs: Job[] = [
  {
    name: "accounts.seal_access_log",
    everySeconds: 1,
    run: async ({ database, config }) => {
      await sealAccessLog(database, config.sealsFolder);
    },
  },
  {
    name: "accounts.prune_sign_in",
    everySeconds: 3_600,
    run: async ({ database }) => {
      await pruneSignIn(database);
    },
  },
];
