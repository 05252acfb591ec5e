import type { WebDomain } from "../../../platform/web/domain.ts";
import type { Role } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

const readers: readonly Role[] = ["coordinator", "body_member"];
const programme: readonly Role[] = ["accompaniment", "evaluator", "programme_lead"];

export const publication: WebDomain = {
  pages: [
    { path: "/publication", roles: readers, load: () => import("./reports-page.tsx").then((module) => module.ReportsPage) },
    {
      path: "/publication/begin",
      roles: ["coordinator"],
      load: () => import("./begin-page.tsx").then((module) => module.BeginPage),
    },
    {
      path: "/publication/reports/$reportId",
      roles: readers,
      load: () => import("./report-page.tsx").then((module) => module.ReportPage),
    },
    { path: "/publication/given", roles: programme, load: () => import("./given-page.tsx").then((module) => module.GivenPage) },
    {
      path: "/publication/given/$siteId/$reportId",
      roles: programme,
      load: () => import("./given-page.tsx").then((module) => module.GivenReportPage),
    },
  ],
  slots: [{ slot: "homeDue", roles: ["coordinator"], load: () => import("./home.tsx").then((module) => module.ReportsDue) }],
  navigation: [
    { path: "/publication", label: "publication.nav", roles: readers, order: 62 },
    { path: "/publication/given", label: "publication.nav.given", roles: programme, order: 62 },
  ],
  mail: { "publication.report_due": "publication.mail_kind.report_due" },
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
