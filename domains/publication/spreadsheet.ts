import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../network/index.ts";
import { listWordsOf } from "./documents/list-words.ts";
import { wordsOf } from "./documents/words.ts";
import { listGiven, listReports } from "./verbs.ts";

/** The reports of the site that the actor reads; who issued one stands in the report. */
export async function makeReportsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const { reports } = await listReports(call);
  const rows = [...reports.filter((one) => one.state === "draft"), ...reports.filter((one) => one.state === "issued")];
  return spreadsheetAnswer(
    {
      name: words.reports,
      rows,
      total: rows.length,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.title, of: (row) => row.title },
        { label: words.kind, of: (row) => wordsOf[language].kinds[row.kind] },
        { label: words.addressee, of: (row) => row.addressee },
        { label: words.from, kind: "day", of: (row) => row.fromOn },
        { label: words.until, kind: "day", of: (row) => row.untilOn },
        { label: words.state, of: (row) => words.states[row.state] },
        { label: words.due, kind: "day", of: (row) => (row.state === "draft" ? row.dueOn : null) },
        { label: words.confirmed, kind: "number", of: (row) => (row.state === "draft" ? row.sections - row.unconfirmed : null) },
        { label: words.sections, kind: "number", of: (row) => (row.state === "draft" ? row.sections : null) },
        { label: words.number, kind: "number", of: (row) => row.issued?.number ?? null },
        { label: words.issuedOn, kind: "day", of: (row) => row.issued?.on ?? null },
        { label: words.replacedBy, of: (row) => row.replacedBy?.title ?? null },
      ],
    },
    language,
    `${words.files.reports}-${today()}`,
  );
}

/** What sites gave to whoever asks. */
export async function makeGivenSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const { reports } = await listGiven(call);
  return spreadsheetAnswer(
    {
      name: words.given,
      rows: reports,
      total: reports.length,
      about: [],
      columns: [
        { label: words.site, of: (row) => row.site },
        { label: words.title, of: (row) => row.title },
        { label: words.kind, of: (row) => wordsOf[language].kinds[row.kind] },
        { label: words.from, kind: "day", of: (row) => row.fromOn },
        { label: words.until, kind: "day", of: (row) => row.untilOn },
        { label: words.number, kind: "number", of: (row) => row.number },
        { label: words.issuedOn, kind: "day", of: (row) => row.issuedOn },
        { label: words.givenOn, kind: "day", of: (row) => row.releasedOn },
        { label: words.replacedBy, of: (row) => row.replacedBy?.title ?? null },
      ],
    },
    language,
    `${words.files.given}-${today()}`,
  );
}
