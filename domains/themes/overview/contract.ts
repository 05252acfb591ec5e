import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id } from "../../../platform/contract/values.ts";
import { measureRow } from "../measure/contract.ts";
import { escalatedTheme, programmeTheme } from "../programme/contract.ts";
import { reconstructionRow } from "../reconstruction/contract.ts";
import { myReportRow, reportRow } from "../report/contract.ts";
import { shownCount, statementView, themeRow, themeState } from "../theme/contract.ts";

/** So many answers to own reports stand on Home; the others are one way further. */
export const answersAtHome = 3;

/** On Home of everybody at a site: what became of own reports, what the own organisation is asked, what waits for the actor as the second person. */
export const getOwnHome = endpoint({
  method: "GET",
  path: "/api/themes/home",
  answer: z.object({
    /** Those with the newest answers. */
    answers: z.array(myReportRow),
    statements: z.array(statementView.extend({ themeTitle: z.string() })),
    releases: z.array(reconstructionRow),
  }),
});

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
    /** To reports of the coordinator's own. */
    answers: z.array(myReportRow),
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
    /** Common themes that most sites have, the first three. */
    common: z.array(programmeTheme),
    /** Handed up and without a reply that ends it, the longest waiting first: for the programme lead alone. */
    toReply: z.array(escalatedTheme),
  }),
});

/** How often a word of the site was chosen in reports and themes: before the coordination ends it. */
export const countWordUse = endpoint({
  method: "GET",
  path: "/api/themes/word-use",
  answer: z.object({ uses: z.array(z.object({ vocabulary: z.string(), code: z.string(), reports: z.int(), themes: z.int() })) }),
});
