import { parseArgs } from "node:util";
import { readConfig } from "../platform/server/config.ts";
import { takeBackup } from "../platform/server/embedded/backup.ts";
import { refuseWithoutInstallation } from "../platform/server/embedded/store.ts";

export const summary = "copies the embedded database into a new folder while it runs, and checks the copy; never the keys";
export const usage = "backup --to FOLDER";

export async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options: { to: { type: "string" } } });
  if (positionals.length > 0 || typeof values.to !== "string" || values.to === "") {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const config = readConfig();
  refuseWithoutInstallation(config);
  const { files, rows, epochs } = await takeBackup(config, values.to, console.log);
  const megabytes = Math.ceil(files.reduce((sum, file) => sum + file.bytes, 0) / 1_000_000);
  const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
  console.log(`Backup complete: ${values.to}, ${files.length} files, ${megabytes} MB; a copy of it was started and has ${count} rows.`);
  console.log(
    `The keys are not in it. It opens only with permanent.key and ${epochs.map(({ number }) => `epoch-${number}.key`).join(", ")} of ${config.keysFolder}: keep those elsewhere.`,
  );
  return 0;
}
