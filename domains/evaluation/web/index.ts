import type { WebDomain } from "../../../platform/web/domain.ts";
import type { Role } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

const team: readonly Role[] = ["accompaniment", "evaluator"];
const parts: readonly Role[] = [...team, "coordinator"];
const readers: readonly Role[] = [...parts, "programme_lead", "body_member"];

export const evaluation: WebDomain = {
  pages: [
    { path: "/evaluation", roles: readers, load: () => import("./evaluation-page.tsx").then((module) => module.EvaluationPage) },
    {
      path: "/evaluation/sites/$siteId/process",
      roles: parts,
      load: () => import("./process-page.tsx").then((module) => module.ProcessPage),
    },
    {
      path: "/evaluation/sites/$siteId/findings",
      roles: parts,
      load: () => import("./findings-page.tsx").then((module) => module.FindingsPage),
    },
    { path: "/evaluation/sites/$siteId/advice", roles: parts, load: () => import("./advice-page.tsx").then((module) => module.AdvicePage) },
    {
      path: "/evaluation/sites/$siteId/feedback",
      roles: parts,
      load: () => import("./feedback-page.tsx").then((module) => module.FeedbackPage),
    },
    {
      path: "/evaluation/sites/$siteId/releases",
      roles: parts,
      load: () => import("./releases-page.tsx").then((module) => module.ReleasesPage),
    },
  ],
  slots: [
    { slot: "programmeSite", roles: team, order: 10, load: () => import("./site-lines.tsx").then((module) => module.ProgrammeSiteLines) },
    { slot: "home", roles: team, order: 5, load: () => import("./home.tsx").then((module) => module.TeamHome) },
    { slot: "homeDue", roles: ["coordinator"], load: () => import("./home.tsx").then((module) => module.SiteDue) },
    {
      slot: "home",
      roles: ["programme_lead", "body_member"],
      order: 50,
      place: "side",
      load: () => import("./home.tsx").then((module) => module.GivenHome),
    },
  ],
  navigation: [
    { path: "/evaluation", label: "evaluation.nav.sites", roles: team, order: 20 },
    { path: "/evaluation", label: "evaluation.nav.accompaniment", roles: ["coordinator"], order: 70 },
    { path: "/evaluation", label: "evaluation.nav.given", roles: ["programme_lead"], order: 40 },
  ],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
