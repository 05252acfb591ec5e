import type { Job } from "../../platform/server/jobs.ts";
import { sealAccessLog } from "./access-log.ts";
import { collectDigests, sendMail } from "./mail/verbs.ts";
import { pruneSignIn } from "./verbs.ts";

export const jobs: Job[] = [
  {
    name: "accounts.seal_access_log",
    everySeconds: 1,
    run: async ({ database, config }) => {
      await sealAccessLog(database, config.sealsFolder);
    },
  },
  { name: "accounts.send_mail", everySeconds: 5, run: sendMail },
  {
    name: "accounts.collect_digests",
    everySeconds: 60,
    run: async (around) => {
      await collectDigests(around);
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
