import { dayOf, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteView } from "../../network/index.ts";
import { importWordsOf } from "../documents/import-words.ts";
import { listImports } from "../import-undo.ts";

/** Who of the unit brought which list when: counts alone, nobody who stands in one. */
export async function makeImportsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = importWordsOf[language];
  const { imports } = await listImports(call);
  const site = await getSiteView(call);
  const nameOf = new Map(site.members.map((member) => [member.id, member.name]));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows: imports,
      total: imports.length,
      about: [[words.site, site.site.name]],
      columns: [
        { label: words.when, kind: "day", of: (row) => dayOf(new Date(row.importedAt)) },
        { label: words.fileLabel, of: (row) => row.fileLabel },
        { label: words.who, of: (row) => nameOf.get(row.importedById) ?? null },
        { label: words.read, kind: "number", of: (row) => row.read },
        { label: words.created, kind: "number", of: (row) => row.created },
        { label: words.changed, kind: "number", of: (row) => row.changed },
        { label: words.unchanged, kind: "number", of: (row) => row.unchanged },
        { label: words.leftOut, kind: "number", of: (row) => row.leftOut },
        { label: words.undone, kind: "number", of: (row) => row.undone },
        { label: words.undoneOn, kind: "day", of: (row) => (row.undoneAt === null ? null : dayOf(new Date(row.undoneAt))) },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
