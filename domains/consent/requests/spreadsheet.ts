import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { type AccessBasis, recordListAccess } from "../../accounts/index.ts";
import { getSiteView } from "../../network/index.ts";
import { listBases } from "../../people/index.ts";
import { listDataRequests } from "./verbs.ts";
import { wordsOf } from "./words.ts";

/** The clocks as the page shows them: a name stands there for who works with the person and for nobody else. */
export async function makeRequestsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { open, answered } = await listDataRequests(call);
  const rows = [...open, ...answered];
  const site = await getSiteView(call);
  const known = rows.flatMap((row) => row.client?.clientId ?? []);
  await recordListAccess(call, "consent.export_data_requests", new Map<string, AccessBasis>(await listBases(call, known)));
  const unitOf = new Map(site.units.map((unit) => [unit.id, `${unit.organisationName}, ${unit.name}`]));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [[words.site, site.site.name], ...(known.length > 0 ? [["", words.confidential] as const] : [])],
      columns: [
        { label: words.mark, of: (row) => row.mark },
        ...(known.length > 0
          ? [
              { label: words.familyName, of: (row: (typeof rows)[number]) => row.client?.identity?.familyName ?? null },
              { label: words.givenNames, of: (row: (typeof rows)[number]) => row.client?.identity?.givenNames ?? null },
            ]
          : []),
        { label: words.unit, of: (row) => unitOf.get(row.unitId) ?? null },
        { label: words.kind, of: (row) => words.kinds[row.kind] },
        { label: words.receivedOn, kind: "day", of: (row) => row.receivedOn },
        { label: words.dueOn, kind: "day", of: (row) => row.dueOn },
        { label: words.daysLeft, kind: "number", of: (row) => (row.outcome === null ? row.daysLeft : null) },
        { label: words.extended, of: (row) => (row.extendedReason === null ? null : words.reasons[row.extendedReason]) },
        { label: words.outcome, of: (row) => (row.outcome === null ? words.open : words.outcomes[row.outcome]) },
        { label: words.answeredOn, kind: "day", of: (row) => row.answeredOn },
        { label: words.daysOpen, kind: "number", of: (row) => row.daysOpen },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
