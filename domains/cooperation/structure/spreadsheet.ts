import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../../network/index.ts";
import { wordsOf } from "../documents/words.ts";
import { readSite } from "./queries.ts";
import { listStructures } from "./verbs.ts";

/** The counselling structures of the site as a table. */
export async function makeStructuresSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { structures } = await listStructures(call);
  const site = await readSite(call.tx, call.actor.siteId);
  const fieldOf = (code: string) => site.fields.find((field) => field.code === code)?.[language] ?? code;
  const townOf = (id: string) => site.towns.find((town) => town.id === id)?.name ?? "";
  return spreadsheetAnswer(
    {
      name: words.structures,
      rows: structures,
      total: structures.length,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.organisation, of: (row) => row.organisationName },
        { label: words.name, of: (row) => row.name },
        { label: words.kind, of: (row) => words.kinds[row.kind] },
        { label: words.fields, of: (row) => row.fields.map(fieldOf).join(", ") },
        { label: words.towns, of: (row) => (row.townIds.length === 0 ? words.everyTown : row.townIds.map(townOf).join(", ")) },
        {
          label: words.groups,
          of: (row) =>
            row.targetGroups.length === 0 ? words.everybody : row.targetGroups.map((one) => words.targetGroups[one]).join(", "),
        },
        { label: words.places, kind: "number", of: (row) => row.placesAYear },
        { label: words.hours, kind: "number", of: (row) => row.hoursAWeek },
        { label: words.opening, of: (row) => row.openingHours },
        { label: words.fundedBy, of: (row) => row.fundedBy },
        { label: words.fundedUntil, kind: "day", of: (row) => row.fundedUntilOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
