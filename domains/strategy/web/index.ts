import type { WebDomain } from "../../../platform/web/domain.ts";
import type { Role } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

const planners: readonly Role[] = ["coordinator", "body_member"];
const programme: readonly Role[] = ["accompaniment", "evaluator", "programme_lead"];

export const strategy: WebDomain = {
  pages: [
    { path: "/strategy", roles: planners, load: () => import("./frame.tsx").then((module) => module.FirstPart) },
    { path: "/strategy/framework", roles: planners, load: () => import("./framework-page.tsx").then((module) => module.FrameworkPage) },
    {
      path: "/strategy/versions/$versionId",
      roles: planners,
      load: () => import("./version-page.tsx").then((module) => module.VersionPage),
    },
    { path: "/strategy/measures", roles: planners, load: () => import("./measures-page.tsx").then((module) => module.MeasuresPage) },
    { path: "/strategy/agreements", roles: planners, load: () => import("./agreements-page.tsx").then((module) => module.AgreementsPage) },
    {
      path: "/strategy/agreements/$agreementId",
      roles: planners,
      load: () => import("./agreement-page.tsx").then((module) => module.AgreementPage),
    },
    {
      path: "/strategy/add-agreement",
      roles: ["coordinator"],
      load: () => import("./add-agreement-page.tsx").then((module) => module.AddAgreementPage),
    },
    { path: "/strategy/phases", roles: planners, load: () => import("./phases-page.tsx").then((module) => module.PhasesPage) },
    { path: "/strategy/anchored", roles: planners, load: () => import("./anchored-page.tsx").then((module) => module.AnchoredPage) },
    {
      path: "/strategy/connections",
      roles: planners,
      load: () => import("./connections-page.tsx").then((module) => module.ConnectionsPage),
    },
    { path: "/strategy/roadmap", roles: programme, load: () => import("./roadmap-page.tsx").then((module) => module.RoadmapPage) },
    {
      path: "/strategy/roadmap/$siteId",
      roles: programme,
      load: () => import("./released-framework-page.tsx").then((module) => module.ReleasedFrameworkPage),
    },
  ],
  slots: [
    { slot: "homeDue", roles: ["coordinator"], load: () => import("./home.tsx").then((module) => module.StrategyDue) },
    {
      slot: "home",
      roles: ["programme_lead"],
      order: 20,
      place: "side",
      load: () => import("./home.tsx").then((module) => module.RoadmapHome),
    },
    { slot: "themePanels", roles: planners, order: 60, load: () => import("./home.tsx").then((module) => module.GoalsOfTheme) },
  ],
  navigation: [
    { path: "/strategy", label: "strategy.nav", roles: planners, order: 61 },
    { path: "/strategy/roadmap", label: "strategy.nav.roadmap", roles: programme, order: 61 },
  ],
  mail: {
    "strategy.agreement_ends": "strategy.mail_kind.agreement_ends",
    "strategy.milestone_due": "strategy.mail_kind.milestone_due",
    "strategy.anchored_due": "strategy.mail_kind.anchored_due",
  },
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
