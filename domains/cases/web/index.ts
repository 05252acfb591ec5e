import type { WebDomain } from "../../../platform/web/domain.ts";
import { caseRoles } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofConsultation } from "./consultation/texts.de.ts";
import type { de as ofImport } from "./import/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofImport>, TextsOf<typeof ofConsultation> {}
}

export const cases: WebDomain = {
  pages: [
    { path: "/cases", roles: ["case_manager", "partner"], load: () => import("./cases-page.tsx").then((module) => module.CasesPage) },
    { path: "/cases/new", roles: ["case_manager"], load: () => import("./new-case-page.tsx").then((module) => module.NewCasePage) },
    { path: "/cases/import", roles: ["case_manager"], load: () => import("./import-page.tsx").then((module) => module.ImportPage) },
    { path: "/cases/imports", roles: ["case_manager"], load: () => import("./imports-page.tsx").then((module) => module.ImportsPage) },
    { path: "/cases/take-over", roles: ["case_manager"], load: () => import("./take-over-page.tsx").then((module) => module.TakeOverPage) },
    { path: "/cases/$caseId", roles: caseRoles, load: () => import("./case-page.tsx").then((module) => module.CasePage) },
    { path: "/cases/$caseId/person", roles: ["case_manager"], load: () => import("./person-page.tsx").then((module) => module.PersonPage) },
    { path: "/cases/$caseId/shares", roles: caseRoles, load: () => import("./shares-page.tsx").then((module) => module.SharesPage) },
    {
      path: "/consultations",
      roles: ["case_manager", "partner"],
      load: () => import("./consultation/count-page.tsx").then((module) => module.CountPage),
    },
    { path: "/consultations/days", roles: caseRoles, load: () => import("./consultation/days-page.tsx").then((module) => module.DaysPage) },
    {
      path: "/consultations/figures",
      roles: ["coordinator"],
      load: () => import("./consultation/figures-page.tsx").then((module) => module.FiguresPage),
    },
    { path: "/shared", roles: ["partner"], load: () => import("./shared-page.tsx").then((module) => module.SharedPage) },
  ],
  slots: [
    { slot: "line", roles: ["case_manager", "partner"], load: () => import("./line.tsx").then((module) => module.Line) },
    { slot: "homeLead", roles: ["case_manager"], load: () => import("./today.tsx").then((module) => module.TodayLead) },
    { slot: "home", roles: ["case_manager"], order: 10, load: () => import("./today.tsx").then((module) => module.Today) },
    { slot: "home", roles: ["case_manager"], order: 70, place: "side", load: () => import("./today.tsx").then((module) => module.Waiting) },
    {
      slot: "home",
      roles: ["case_manager"],
      order: 80,
      place: "side",
      load: () => import("./today.tsx").then((module) => module.OwnCases),
    },
    { slot: "home", roles: ["partner"], order: 10, load: () => import("./shared-page.tsx").then((module) => module.PartnerHome) },
    { slot: "home", roles: ["team_lead"], order: 5, load: () => import("./caseload.tsx").then((module) => module.UnitTakeOvers) },
    { slot: "home", roles: ["team_lead"], order: 80, load: () => import("./caseload.tsx").then((module) => module.Caseload) },
  ],
  navigation: [
    { path: "/cases", label: "cases.nav.cases", roles: ["case_manager"], order: 10 },
    { path: "/shared", label: "cases.nav.shared", roles: ["partner"], order: 20 },
    { path: "/consultations", label: "cases.nav.consultations", roles: ["case_manager", "partner"], order: 25 },
    { path: "/consultations/days", label: "cases.nav.consultations", roles: ["team_lead"], order: 25 },
    { path: "/consultations/figures", label: "cases.nav.consultations", roles: ["coordinator"], kind: "account", order: 60 },
  ],
  texts: {
    de: async () => ({
      ...(await import("./texts.de.ts")).de,
      ...(await import("./import/texts.de.ts")).de,
      ...(await import("./consultation/texts.de.ts")).de,
    }),
    en: async () => ({
      ...(await import("./texts.en.ts")).en,
      ...(await import("./import/texts.en.ts")).en,
      ...(await import("./consultation/texts.en.ts")).en,
    }),
  },
};
