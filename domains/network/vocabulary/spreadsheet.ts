import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { listWordsOf } from "../documents/list-words.ts";
import { getSiteName } from "../verbs.ts";
import { listWords } from "./verbs.ts";

/** Every word of every list, in the order in which it is offered. */
export async function makeWordsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const { vocabularies } = await listWords(call);
  const nameOf = (vocabulary: string) => words.vocabularies[vocabulary] ?? vocabulary;
  const rows = vocabularies
    .toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed) || nameOf(a.vocabulary).localeCompare(nameOf(b.vocabulary), language))
    .flatMap((list) => list.words.map((word) => ({ list, word })));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.list, of: ({ list }) => nameOf(list.vocabulary) },
        { label: words.german, of: ({ word }) => word.de },
        { label: words.english, of: ({ word }) => word.en },
        { label: words.builtIn, of: ({ list, word }) => (list.isClosed || word.builtIn ? words.yes : null) },
        { label: words.until, kind: "day", of: ({ word }) => word.validUntilOn },
        { label: words.responsibilities, kind: "number", of: ({ word }) => word.responsibilities },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
