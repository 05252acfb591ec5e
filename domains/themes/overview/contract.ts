import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id } from "../../../platform/contract/values.ts";
import { measureRow } from "../measure/contract.ts";
import { reportRow } from "../report/contract.ts";
import { shownCount, statementView, themeRow, themeState } from "../theme/contract.ts";

/** What is next for a coordinator. */
export const getCoordinatorDesk = endpoint({
  method: "GET",
  path: "/api/themes/desk",
  answer: z.object({
    toRead: z.array(reportRow),
    unanswered: z.array(reportRow.extend({ daysWithoutAnswer: z.int() })),
    statements: z.array(statementView.extend({ themeTitle: z.string() })),
    lateMeasures: z.array(measureRow),
    changesDue: z.array(measureRow),
    themes: z.array(themeRow),
    /** "39 von 41 Hinweisen dieses Jahres haben eine Antwort." */
    answeredThisYear: z.object({ answered: z.int(), of: z.int() }),
  }),
});

/** The sites of the programme, the quiet ones first; no ranking. */
export const getProgrammeOverview = endpoint({
  method: "GET",
  path: "/api/themes/programme",
  answer: z.object({
    sites: z.array(
      z.object({
        siteId: id,
        name: z.string(),
        kind: z.string(),
        structureOnly: z.boolean(),
        phase: z.int(),
        phaseSinceOn: day.nullable(),
        themes: z.array(z.object({ state: themeState, themes: shownCount })),
        measuresLate: shownCount,
        reportsWithoutAnswer: shownCount,
        lastActiveOn: day.nullable(),
        quietWeeks: z.int().nullable(),
        /** The last thing that happened on the structure level, as a kind of event. */
        lastEvent: z.string().nullable(),
        /** What keeps it from going on, most pressing first. */
        stuck: z.array(z.enum(["quiet", "statement_overdue", "measures_late", "reports_unanswered", "no_theme_yet", "waits_for_the_land"])),
        recent: z.array(z.object({ kind: z.string(), on: day })),
      }),
    ),
  }),
});

/** How often a word of the site was chosen in reports and themes: before the coordination ends it. */
export const countWordUse = endpoint({
  method: "GET",
  path: "/api/themes/word-use",
  answer: z.object({ uses: z.array(z.object({ vocabulary: z.string(), code: z.string(), reports: z.int(), themes: z.int() })) }),
});
