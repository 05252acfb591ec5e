import type { WebDomain } from "../../../platform/web/domain.ts";
import { caseRoles, type Role, roles } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofReconstruction } from "./reconstruction/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofReconstruction> {}
}

declare module "../../../platform/web/domain.ts" {
  interface Slots {
    /** What other domains say of one site on the page of all sites. */
    programmeSite: { readonly siteId: string };
    /** The choice of a project group that shall work on a theme. */
    giveThemeToGroup: { readonly themeId: string; readonly version: number };
    /** The way to the project group that works on a theme. */
    groupOfTheme: { readonly themeId: string };
  }
}

export { type CheckedWords, GapCheck, type MarkIn, useCheckBy } from "./gap-check.tsx";

const programmeRoles: readonly Role[] = ["accompaniment", "evaluator", "programme_lead"];
const makers: readonly Role[] = ["case_manager", "partner"];
const reconstructionReaders: readonly Role[] = [...makers, "team_lead", "coordinator", "body_member"];
const team: readonly Role[] = ["accompaniment", "evaluator"];
/** Everyone who works at a site reports gaps and gets answers. */
const siteRoles: readonly Role[] = roles.filter((role) => !programmeRoles.includes(role));

const patternRoles: readonly Role[] = ["coordinator", "body_member", ...programmeRoles];

export const themes: WebDomain = {
  pages: [
    { path: "/report", roles: siteRoles, load: () => import("./report-form-page.tsx").then((module) => module.ReportPage) },
    {
      path: "/cases/$caseId/report",
      roles: caseRoles,
      load: () => import("./report-form-page.tsx").then((module) => module.ReportFromCasePage),
    },
    { path: "/my-reports", roles: siteRoles, load: () => import("./my-reports-page.tsx").then((module) => module.MyReportsPage) },
    { path: "/my-reports/$reportId", roles: siteRoles, load: () => import("./my-report-page.tsx").then((module) => module.MyReportPage) },
    { path: "/reports", roles: ["coordinator"], load: () => import("./reports-page.tsx").then((module) => module.ReportsPage) },
    { path: "/reports/$reportId", roles: ["coordinator"], load: () => import("./report-page.tsx").then((module) => module.ReportPage) },
    { path: "/themes", roles: siteRoles, load: () => import("./themes-page.tsx").then((module) => module.ThemesPage) },
    { path: "/themes/$themeId", roles: siteRoles, load: () => import("./theme-page.tsx").then((module) => module.ThemePage) },
    {
      path: "/statements/$statementId",
      roles: siteRoles,
      load: () => import("./statement-page.tsx").then((module) => module.StatementPage),
    },
    { path: "/measures", roles: siteRoles, load: () => import("./measures-page.tsx").then((module) => module.MeasuresPage) },
    { path: "/measures/$measureId", roles: siteRoles, load: () => import("./measure-page.tsx").then((module) => module.MeasurePage) },
    {
      path: "/themes/$themeId/pattern",
      roles: ["coordinator"],
      load: () => import("./offer-pattern-page.tsx").then((module) => module.OfferPatternPage),
    },
    { path: "/patterns", roles: patternRoles, load: () => import("./patterns-page.tsx").then((module) => module.PatternsPage) },
    { path: "/patterns/$patternId", roles: patternRoles, load: () => import("./pattern-page.tsx").then((module) => module.PatternPage) },
    { path: "/escalated", roles: ["programme_lead"], load: () => import("./escalated-page.tsx").then((module) => module.EscalatedPage) },
    {
      path: "/escalated/$themeId",
      roles: ["programme_lead"],
      load: () => import("./escalated-theme-page.tsx").then((module) => module.EscalatedThemePage),
    },
    {
      path: "/programme-themes",
      roles: [...programmeRoles, "coordinator"],
      load: () => import("./programme-themes-page.tsx").then((module) => module.ProgrammeThemesPage),
    },
    {
      path: "/reconstructions",
      roles: reconstructionReaders,
      load: () => import("./reconstruction/reconstructions-page.tsx").then((module) => module.ReconstructionsPage),
    },
    {
      path: "/reconstructions/new",
      roles: makers,
      load: () => import("./reconstruction/begin-page.tsx").then((module) => module.BeginByHandPage),
    },
    {
      path: "/cases/$caseId/reconstruct",
      roles: makers,
      load: () => import("./reconstruction/begin-page.tsx").then((module) => module.BeginFromCasePage),
    },
    {
      path: "/reconstructions/$reconstructionId",
      roles: reconstructionReaders,
      load: () => import("./reconstruction/reconstruction-page.tsx").then((module) => module.ReconstructionPage),
    },
    {
      path: "/reconstructions/$reconstructionId/edit",
      roles: [...makers, "coordinator"],
      load: () => import("./reconstruction/editor-page.tsx").then((module) => module.EditorPage),
    },
    {
      path: "/shared-reconstructions",
      roles: team,
      load: () => import("./reconstruction/shared-pages.tsx").then((module) => module.SharedReconstructionsPage),
    },
    {
      path: "/shared-reconstructions/$reconstructionId",
      roles: team,
      load: () => import("./reconstruction/shared-pages.tsx").then((module) => module.SharedReconstructionPage),
    },
  ],
  slots: [
    { slot: "home", roles: ["coordinator"], order: 20, load: () => import("./desk.tsx").then((module) => module.Desk) },
    {
      slot: "home",
      roles: siteRoles.filter((role) => role !== "coordinator"),
      order: 30,
      load: () => import("./asked-statements.tsx").then((module) => module.AskedStatements),
    },
    {
      slot: "home",
      roles: siteRoles.filter((role) => role !== "coordinator"),
      order: 60,
      place: "side",
      load: () => import("./my-answers.tsx").then((module) => module.MyAnswers),
    },
    {
      slot: "home",
      roles: ["coordinator"],
      order: 60,
      place: "side",
      load: () => import("./my-answers.tsx").then((module) => module.AnswersAtDesk),
    },
    { slot: "homeTitle", roles: team, load: () => import("./programme.tsx").then((module) => module.ProgrammeTitle) },
    { slot: "homeTitle", roles: ["programme_lead"], load: () => import("./programme.tsx").then((module) => module.LandTitle) },
    { slot: "home", roles: ["programme_lead"], order: 5, load: () => import("./programme.tsx").then((module) => module.ThemesToReply) },
    {
      slot: "home",
      roles: programmeRoles,
      order: 8,
      place: "side",
      load: () => import("./programme-themes-page.tsx").then((module) => module.CommonThemesAtHome),
    },
    { slot: "home", roles: programmeRoles, order: 10, load: () => import("./programme.tsx").then((module) => module.Programme) },
    { slot: "wordUse", roles: ["coordinator"], load: () => import("./word-use.tsx").then((module) => module.WordUse) },
    { slot: "responsibilityGap", roles: siteRoles, load: () => import("./report-gap.tsx").then((module) => module.ReportGap) },
    { slot: "consultationGap", roles: siteRoles, load: () => import("./report-gap.tsx").then((module) => module.ReportAfterTalk) },
    {
      slot: "casePanels",
      roles: makers,
      order: 60,
      load: () => import("./reconstruction/slots.tsx").then((module) => module.ReconstructionsOfCase),
    },
    {
      slot: "home",
      roles: [...makers, "team_lead"],
      order: 35,
      load: () => import("./reconstruction/slots.tsx").then((module) => module.AwaitedReleases),
    },
    { slot: "casePanels", order: 50, load: () => import("./case-reports.tsx").then((module) => module.CaseReports) },
  ],
  navigation: [
    { path: "/cases/$caseId/report", label: "themes.nav.report", roles: caseRoles, kind: "report", order: 10 },
    { path: "/report", label: "themes.nav.report", roles: siteRoles, kind: "report", order: 20 },
    { path: "/reports", label: "themes.nav.reports", roles: ["coordinator"], order: 20 },
    { path: "/themes", label: "themes.nav.themes", roles: ["coordinator", "team_lead"], order: 30 },
    { path: "/measures", label: "themes.nav.measures", roles: ["coordinator"], order: 50 },
    {
      path: "/my-reports",
      label: "themes.nav.my_reports",
      roles: ["case_manager", "team_lead", "partner", "coordinator", "data_protection_officer", "site_admin", "body_member"],
      order: 80,
    },
    { path: "/reconstructions", label: "themes.reconstruction.nav", roles: ["coordinator", "team_lead", "body_member"], order: 70 },
    { path: "/reconstructions", label: "themes.reconstruction.nav", roles: makers, order: 70, kind: "account" },
    { path: "/shared-reconstructions", label: "themes.reconstruction.nav", roles: team, order: 70 },
    { path: "/escalated", label: "themes.nav.escalated", roles: ["programme_lead"], order: 30 },
    { path: "/programme-themes", label: "themes.nav.programme_themes", roles: programmeRoles, order: 34 },
    { path: "/patterns", label: "themes.nav.patterns", roles: patternRoles, order: 70 },
  ],
  mail: { "themes.answered": "themes.mail_kind.answered", "themes.statement_asked": "themes.mail_kind.statement_asked" },
  texts: {
    de: async () => ({ ...(await import("./texts.de.ts")).de, ...(await import("./reconstruction/texts.de.ts")).de }),
    en: async () => ({ ...(await import("./texts.en.ts")).en, ...(await import("./reconstruction/texts.en.ts")).en }),
  },
};
