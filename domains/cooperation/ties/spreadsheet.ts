import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { wordsOf } from "../documents/list-words.ts";
import type { Lens } from "./contract.ts";
import { isInLens } from "./rules.ts";
import { getResult } from "./verbs.ts";

/** The organisations of a prepared result; who rated whom stands nowhere in it. */
export async function makeOrganisationsSpreadsheet(call: Call, waveId: string, language: Language): Promise<FileAnswer> {
  const { organisations: words, network, ...says } = wordsOf[language];
  const result = await getResult(call, waveId);
  const order = new Intl.Collator("de").compare;
  const rows = result.organisations.toSorted((a, b) => b.partners - a.partners || order(a.name, b.name));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [
        [says.site, result.siteName],
        [network.wave, result.title],
        [network.answered, network.answeredOf(result.answered, result.asked)],
        ["", says.protectedNote],
      ],
      columns: [
        { label: words.organisation, of: (row) => row.name },
        { label: words.partners, kind: "number", of: (row) => (row.standings.includes("not_answered") ? null : row.partners) },
        { label: words.lived, kind: "number", of: (row) => row.livedWith },
        { label: words.group, kind: "number", of: (row) => (row.group === 0 ? null : row.group) },
        { label: words.standing, of: (row) => row.standings.map((one) => words.standings[one]).join(", ") },
        {
          label: words.named,
          kind: "number",
          of: (row) => (row.standings.includes("not_answered") ? (row.named ?? says.protected) : null),
        },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

/** The ties as the page shows them under the same lens. */
export async function makeTiesSpreadsheet(call: Call, waveId: string, lens: Lens, language: Language): Promise<FileAnswer> {
  const { ties: words, network, ...says } = wordsOf[language];
  const result = await getResult(call, waveId);
  const nameOf = new Map(result.organisations.map((one) => [one.id, one.name]));
  const rows = result.ties.filter(isInLens[lens]);
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [
        [says.site, result.siteName],
        [network.wave, result.title],
        [says.selection, words.lenses[lens]],
        ["", says.protectedNote],
      ],
      columns: [
        { label: words.one, of: (row) => nameOf.get(row.one) ?? null },
        { label: words.other, of: (row) => nameOf.get(row.other) ?? null },
        { label: words.view, of: (row) => words.views[row.view] },
        { label: words.frequency, of: (row) => (row.frequency === null ? null : (words.frequencies[row.frequency] ?? null)) },
        { label: words.there, kind: "number", of: (row) => row.referralsThere ?? says.protected },
        { label: words.back, kind: "number", of: (row) => row.referralsBack ?? says.protected },
        {
          label: words.shares,
          kind: "number",
          of: (row) => (row.sharesThere === null || row.sharesBack === null ? says.protected : row.sharesThere + row.sharesBack),
        },
        { label: words.bodies, kind: "number", of: (row) => row.bodies },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
