import { parseArgs } from "node:util";
import { readConfig } from "../platform/server/config.ts";
import { restoreBackup } from "../platform/server/embedded/backup.ts";

export const summary = "puts a backup in the place of the embedded database; one that is there is moved aside, never deleted";
export const usage = "restore --from FOLDER [--replace]";

export async function run(args: string[]): Promise<number> {
  const options = { from: { type: "string" }, replace: { type: "boolean" } } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options });
  if (positionals.length > 0 || typeof values.from !== "string" || values.from === "") {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const { manifest, movedAside } = await restoreBackup(readConfig(), values.from, { replace: values.replace === true, log: console.log });
  for (const folder of movedAside) console.log(`What was there before is kept in ${folder}.`);
  console.log(`Restored as of ${manifest.takenAt}. Start Verbund, and delete again whoever was deleted since then.`);
  return 0;
}
