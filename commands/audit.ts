import { type AuditFinding, verifyAccessLog } from "../domains/accounts/index.ts";
import { domains } from "../platform/server/app.ts";
import { readConfig } from "../platform/server/config.ts";
import { openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { refuseWithoutInstallation, shareStore } from "../platform/server/embedded/store.ts";

export const summary = "recomputes the seals of the access log and names the first row changed, removed or added";
export const usage = "audit verify";

const sentences: Record<AuditFinding["kind"], string> = {
  row_changed: "was changed after it was written",
  row_removed: "was removed after it was sealed",
  row_added: "was added past the log",
  row_unsealed: "was never sealed, though later ones were",
  seal_broken: "does not fit its rows",
  seal_missing: "is missing",
  seal_differs_from_file: "is not the one in the file of seals",
  seal_missing_in_file: "is missing in the file of seals",
};

const mostLines = 200;

function describe(finding: AuditFinding): string {
  const what =
    "rowId" in finding ? `row ${finding.rowId}${finding.seal === undefined ? "" : ` under seal ${finding.seal}`}` : `seal ${finding.seal}`;
  const when = "at" in finding ? ` of ${finding.at}` : "";
  return `site ${finding.siteId}: ${what}${when} ${sentences[finding.kind]}`;
}

export async function run(args: string[]): Promise<number> {
  if (args[0] !== "verify" || args.length > 1) {
    console.error(`There is one kind of audit: ./verbund ${usage}`);
    return 2;
  }
  const config = readConfig();
  refuseWithoutInstallation(config);
  const store = await shareStore(config, console.log);
  try {
    const { adminUrl } = store;
    const { appUrl, keys } = await prepareDatabase({
      adminUrl,
      keysFolder: config.keysFolder,
      domains: domains.map(({ name }) => name),
      mustBeThere: true,
    });
    const database = openDatabase(appUrl, keys, { max: 1 });
    try {
      const { sites, rows, seals, unsealed, findings } = await verifyAccessLog(database, config.sealsFolder);
      for (const finding of findings.slice(0, mostLines)) console.log(describe(finding));
      if (findings.length > mostLines) console.log(`… and ${findings.length - mostLines} more`);
      if (unsealed > 0)
        console.log(
          `${unsealed} rows are not sealed yet; those written in the last ten minutes, or after the newest seal, are no finding.`,
        );
      console.log(`sites ${sites}, rows ${rows}, seals ${seals}, unsealed ${unsealed}, findings ${findings.length}`);
      return findings.length === 0 ? 0 : 1;
    } finally {
      await database.close();
    }
  } finally {
    await store.stop();
  }
}
