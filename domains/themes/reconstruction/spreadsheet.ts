import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteView } from "../../network/index.ts";
import { wordsOf } from "../documents/list-words.ts";
import { listReconstructions, listSharedReconstructions } from "./verbs.ts";

/** What is released, without case, person or maker. A draft stays in its unit and is in no file. */
export async function makeReconstructionsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language].reconstructions;
  const { reconstructions } = await listReconstructions(call);
  const site = await getSiteView(call);
  const fieldOf = (code: string) => (site.vocabularies["field_of_action"] ?? []).find((entry) => entry.code === code)?.[language] ?? code;
  const rows = reconstructions.filter((one) => one.state === "released");
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [[words.site, site.site.name]],
      columns: [
        { label: words.name, of: (row) => row.title || words.untitled },
        { label: words.field, of: (row) => (row.fieldOfAction === null ? null : fieldOf(row.fieldOfAction)) },
        { label: words.steps, kind: "number", of: (row) => row.steps },
        { label: words.weeks, kind: "number", of: (row) => row.weeks },
        { label: words.breaks, kind: "number", of: (row) => row.breaks },
        { label: words.releasedOn, kind: "day", of: (row) => row.releasedOn },
        { label: words.sharedOn, kind: "day", of: (row) => row.sharedOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

export async function makeSharedReconstructionsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language].reconstructions;
  const { reconstructions } = await listSharedReconstructions(call);
  return spreadsheetAnswer(
    {
      name: words.title,
      rows: reconstructions,
      total: reconstructions.length,
      about: [],
      columns: [
        { label: words.site, of: (row) => row.siteName },
        { label: words.name, of: (row) => row.title || words.untitled },
        { label: words.steps, kind: "number", of: (row) => row.steps },
        { label: words.weeks, kind: "number", of: (row) => row.weeks },
        { label: words.breaks, kind: "number", of: (row) => row.breaks },
        { label: words.sharedOn, kind: "day", of: (row) => row.sharedOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
