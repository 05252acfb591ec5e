import type { WebDomain } from "../../../platform/web/domain.ts";
import type { Role } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

const planners: readonly Role[] = ["coordinator", "body_member"];
const team: readonly Role[] = ["accompaniment", "evaluator"];
/** Anybody who works for an organisation of the site may be asked to answer for it. */
const askable: readonly Role[] = [
  "case_manager",
  "team_lead",
  "partner",
  "coordinator",
  "body_member",
  "data_protection_officer",
  "site_admin",
];

export const cooperation: WebDomain = {
  pages: [
    { path: "/cooperation", roles: [...planners, ...team], load: () => import("./frame.tsx").then((module) => module.FirstPart) },
    {
      path: "/cooperation/network",
      roles: [...planners, ...team],
      load: () => import("./network-page.tsx").then((module) => module.NetworkPage),
    },
    {
      path: "/cooperation/structures",
      roles: [...planners, ...team],
      load: () => import("./structures-page.tsx").then((module) => module.StructuresPage),
    },
    {
      path: "/cooperation/agreements",
      roles: planners,
      load: () => import("./agreements-page.tsx").then((module) => module.AgreementsPage),
    },
    {
      path: "/cooperation/chances",
      roles: [...planners, ...team],
      load: () => import("./chances-page.tsx").then((module) => module.ChancesPage),
    },
    { path: "/cooperation/waves", roles: ["coordinator"], load: () => import("./waves-page.tsx").then((module) => module.WavesPage) },
    {
      path: "/cooperation/plan-wave",
      roles: ["coordinator"],
      load: () => import("./plan-wave-page.tsx").then((module) => module.PlanWavePage),
    },
    { path: "/cooperation/waves/$waveId", roles: ["coordinator"], load: () => import("./wave-page.tsx").then((module) => module.WavePage) },
    {
      path: "/cooperation/waves/$waveId/answer",
      roles: askable,
      load: () => import("./answer-page.tsx").then((module) => module.AnswerPage),
    },
    { path: "/survey", open: true, bare: true, load: () => import("./survey-page.tsx").then((module) => module.SurveyPage) },
  ],
  slots: [
    {
      slot: "home",
      roles: askable.filter((role) => role !== "coordinator"),
      order: 8,
      load: () => import("./home.tsx").then((module) => module.AskedHome),
    },
    { slot: "home", roles: ["coordinator"], order: 8, load: () => import("./home.tsx").then((module) => module.AskedAtDesk) },
    { slot: "homeDue", roles: ["coordinator"], load: () => import("./home.tsx").then((module) => module.EndingsDue) },
    { slot: "programmeSite", roles: team, order: 20, load: () => import("./released-parts.tsx").then((module) => module.ReleasedLines) },
  ],
  navigation: [{ path: "/cooperation", label: "cooperation.nav", roles: ["coordinator", "body_member", ...team], order: 62 }],
  mail: {
    "cooperation.asked": "cooperation.mail_kind.asked",
    "cooperation.agreement_ends": "cooperation.mail_kind.agreement_ends",
    "cooperation.funding_ends": "cooperation.mail_kind.funding_ends",
  },
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
