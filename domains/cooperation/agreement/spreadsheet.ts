import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../../network/index.ts";
import { wordsOf } from "../documents/list-words.ts";
import { listAgreements } from "./verbs.ts";

/** One line for each organisation that takes part, with its day of signing. */
export async function makeAgreementsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language].agreements;
  const { agreements } = await listAgreements(call);
  const rows = agreements.flatMap((agreement) => agreement.parties.map((party) => ({ agreement, party })));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [[wordsOf[language].site, await getSiteName(call)]],
      columns: [
        { label: words.agreement, of: ({ agreement }) => agreement.title },
        { label: words.content, of: ({ agreement }) => agreement.content },
        { label: words.state, of: ({ agreement }) => words.states[agreement.state] },
        { label: words.from, kind: "day", of: ({ agreement }) => agreement.fromOn },
        { label: words.until, kind: "day", of: ({ agreement }) => agreement.untilOn },
        { label: words.endedOn, kind: "day", of: ({ agreement }) => agreement.endedOn },
        { label: words.organisation, of: ({ party }) => party.name },
        { label: words.signedOn, kind: "day", of: ({ party }) => party.signedOn },
        { label: words.note, of: ({ party }) => (party.hasLeft ? words.hasLeft : null) },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
