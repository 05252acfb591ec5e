import { domains } from "../server/app.ts";
import type { Config } from "../server/config.ts";
import { openDatabase } from "../server/database/pool.ts";
import type { InstallationKeys } from "../server/keys.ts";

export type MailProcessOrders = {
  readonly appUrl: string;
  readonly keys: { readonly epoch: string; readonly permanent: string };
  readonly config: Pick<Config, "sealsFolder" | "mail" | "address">;
};

/** Sends what is due, once, in a process of its own: so that a test can kill it at any point. */
process.on("message", (orders: MailProcessOrders) => {
  const keys: InstallationKeys = {
    epochs: new Map([[1, Buffer.from(orders.keys.epoch, "base64")]]),
    currentEpoch: 1,
    permanent: Buffer.from(orders.keys.permanent, "base64"),
  };
  const database = openDatabase(orders.appUrl, keys, { max: 4 });
  const job = domains.flatMap((domain) => domain.jobs ?? []).find((one) => one.name === "accounts.send_mail")!;
  const mailKinds = domains.flatMap((domain) => domain.mail ?? []);
  void job.run({ database, config: orders.config, mailKinds }).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.("ready");
