import { dayOf, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { mostSpreadsheetRows, spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteView } from "../../network/index.ts";
import { listErasures } from "./verbs.ts";
import { wordsOf } from "./words.ts";

/** The protocol as it stands on the page: marks, reasons, days and counts, no person. */
export async function makeErasuresSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { waiting, past, pages } = await listErasures(call, 1, mostSpreadsheetRows);
  const site = await getSiteView(call);
  const unitOf = new Map(site.units.map((unit) => [unit.id, `${unit.organisationName}, ${unit.name}`]));
  const memberOf = new Map(site.members.map((member) => [member.id, member.name]));
  const rows = [...waiting, ...past];
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: pages > 1 ? pages * mostSpreadsheetRows : rows.length,
      about: [[words.site, site.site.name]],
      columns: [
        { label: words.mark, of: (row) => row.mark },
        { label: words.unit, of: (row) => unitOf.get(row.unitId) ?? null },
        { label: words.reason, of: (row) => words.reasons[row.reason] },
        { label: words.archive, of: (row) => words.archives[row.archive] },
        { label: words.archiveOfferedOn, kind: "day", of: (row) => row.archiveOfferedOn },
        { label: words.state, of: (row) => words.states[row.state] },
        { label: words.askedOn, kind: "day", of: (row) => dayOf(new Date(row.askedAt)) },
        { label: words.askedBy, of: (row) => memberOf.get(row.askedById) ?? null },
        { label: words.answeredOn, kind: "day", of: (row) => (row.answeredAt ? dayOf(new Date(row.answeredAt)) : null) },
        { label: words.answeredBy, of: (row) => (row.answeredById ? (memberOf.get(row.answeredById) ?? null) : null) },
        { label: words.gone, kind: "number", of: (row) => row.gone },
        { label: words.stayed, kind: "number", of: (row) => row.stayed },
        { label: words.unreadableOn, kind: "day", of: (row) => row.unreadableOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
