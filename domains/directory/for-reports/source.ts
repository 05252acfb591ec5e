import { today } from "../../../platform/server/clock.ts";
import type { OfferedFigure, ReportSource } from "../../../platform/server/report-source.ts";
import { countOffers } from "./queries.ts";
import { wordsOf } from "./words.ts";

/** What the directory has to tell in a report of the site: it holds nobody, so its counts are told as they are. */
export const reportSource: ReportSource = {
  offer: async (call, _period, language) => {
    const on = today();
    const counted = await countOffers(call.tx, call.actor.siteId, on);
    if (counted.offers === 0) return [];
    const words = wordsOf[language];
    const of = (what: "offers" | "languages"): OfferedFigure => ({
      key: `directory.${what}`,
      group: words.group,
      ...words[what],
      source: words.source,
      value: counted[what],
      counted: null,
      hint: null,
      fromOn: null,
      untilOn: on,
      asOfOn: on,
    });
    return [of("offers"), of("languages")];
  },
  tell: () => Promise.resolve([]),
};
