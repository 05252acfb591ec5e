import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { mostSpreadsheetRows, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../network/index.ts";
import { listAll } from "./queries.ts";
import { wordsOf } from "./words.ts";

/** The directory as a list: source and licence stand in every row, because rows are copied on. */
export async function makeOffersSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const rows = await listAll(call.tx, call.actor.siteId, language, mostSpreadsheetRows);
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows[0]?.total ?? 0,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.kind, of: (row) => words.kinds[row.kind] },
        { label: words.name, of: (row) => row.title },
        { label: words.below, of: (row) => row.below },
        { label: words.excerpt, of: (row) => row.excerpt },
        { label: words.audience, of: (row) => row.audience },
        { label: words.validUntil, kind: "day", of: (row) => row.valid_until_on },
        { label: words.phone, of: (row) => row.contacts.phone ?? null },
        { label: words.mail, of: (row) => row.contacts.mail ?? null },
        { label: words.web, of: (row) => row.contacts.web ?? null },
        { label: words.address, of: (row) => row.contacts.address ?? null },
        { label: words.hours, of: (row) => row.contacts.hours ?? null },
        { label: words.url, of: (row) => row.url },
        { label: words.language, of: (row) => row.language },
        { label: words.changed, kind: "day", of: (row) => row.changed_on },
        { label: words.source, of: (row) => row.source },
        { label: words.licence, of: (row) => row.licence },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
