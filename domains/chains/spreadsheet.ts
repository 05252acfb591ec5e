import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../network/index.ts";
import { listWordsOf } from "./documents/list-words.ts";
import { wordsOf } from "./documents/words.ts";
import { listChains } from "./verbs.ts";

/** The chains of the site, each with its last version as on the page. */
export async function makeChainsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const says = wordsOf[language];
  const { chains } = await listChains(call);
  const rows = chains.map((chain) => ({ chain, last: chain.versions.at(-1) }));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.chain, of: ({ chain }) => chain.title },
        { label: says.aim, of: ({ chain }) => chain.aim },
        { label: words.version, of: ({ last }) => (last ? says.version(says[last.kind], last.number) : null) },
        { label: words.state, of: ({ last }) => (last ? words.states[last.state] : null) },
        { label: says.agreed, kind: "day", of: ({ last }) => last?.agreedOn ?? null },
        { label: says.agreedIn, of: ({ last }) => last?.agreedIn ?? null },
        { label: says.reviewOn, kind: "day", of: ({ last }) => last?.reviewOn ?? null },
        { label: says.steps, kind: "number", of: ({ last }) => last?.steps ?? null },
        { label: says.interfaces, kind: "number", of: ({ last }) => last?.interfaces ?? null },
        { label: words.versions, kind: "number", of: ({ chain }) => chain.versions.length },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
