import { parseArgs } from "node:util";
import { makePasswordLink } from "../domains/accounts/index.ts";
import { domains } from "../platform/server/app.ts";
import { addressToOpen, readConfig } from "../platform/server/config.ts";
import { openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { refuseWithoutInstallation, shareStore } from "../platform/server/embedded/store.ts";

export const summary = "makes a link for a new password, for somebody who cannot get one by mail; who lost phone and recovery codes too";
export const usage = "account new-password --email ADDRESS [--without-second-factor]";

/** For whoever runs the installation: a site's administration cannot do it, or it could sign in as anybody. */
export async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { email: { type: "string" }, "without-second-factor": { type: "boolean" } },
  });
  const { email } = values;
  if (positionals[0] !== "new-password" || positionals.length > 1 || typeof email !== "string" || email.trim() === "") {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const config = readConfig();
  refuseWithoutInstallation(config);
  const store = await shareStore(config, console.log);
  try {
    const { adminUrl } = store;
    const names = domains.map(({ name }) => name);
    const { appUrl, keys } = await prepareDatabase({ adminUrl, keysFolder: config.keysFolder, domains: names, mustBeThere: true });
    const database = openDatabase(appUrl, keys, { max: 2 });
    try {
      const removesSecondFactor = values["without-second-factor"] === true;
      const link = await makePasswordLink(database, email.trim(), { removesSecondFactor });
      if (!link) {
        console.error(`There is no account ${email.trim()} that could get a password here.`);
        return 1;
      }
      console.log(`Within ${link.minutes} minutes, once: ${addressToOpen(config)}${link.path}`);
      return 0;
    } finally {
      await database.close();
    }
  } finally {
    await store.stop();
  }
}
