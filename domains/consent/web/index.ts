import { lazy } from "react";
import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofErasure } from "./erasure/texts.de.ts";
import type { de as ofRetention } from "./retention/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofErasure>, TextsOf<typeof ofRetention> {}
}

/** All shares of a person, and the form that asks for a new one. The page around it belongs to who shows the person. */
export const ClientShares = lazy(() => import("./client-shares.tsx").then((module) => ({ default: module.ClientShares })));

/** What is kept of a person, and the way to have it deleted. For who leads the case. */
export const ClientData = lazy(() => import("./erasure/client-data.tsx").then((module) => ({ default: module.ClientData })));

export const consent: WebDomain = {
  pages: [
    {
      path: "/erasures",
      roles: ["case_manager", "team_lead", "data_protection_officer"],
      load: () => import("./erasure/erasures-page.tsx").then((module) => module.ErasuresPage),
    },
    {
      path: "/retention",
      roles: ["case_manager", "team_lead", "data_protection_officer", "site_admin"],
      load: () => import("./retention/retention-page.tsx").then((module) => module.RetentionPage),
    },
    {
      path: "/data-requests",
      roles: ["case_manager", "team_lead", "data_protection_officer"],
      load: () => import("./retention/requests.tsx").then((module) => module.RequestsPage),
    },
  ],
  slots: [
    {
      slot: "homeLead",
      roles: ["data_protection_officer"],
      load: () => import("./retention/requests.tsx").then((module) => module.RequestsLead),
    },
    {
      slot: "home",
      roles: ["data_protection_officer"],
      order: 20,
      load: () => import("./retention/requests.tsx").then((module) => module.RequestsHome),
    },
    {
      slot: "home",
      roles: ["data_protection_officer"],
      order: 65,
      load: () => import("./retention/due.tsx").then((module) => module.DueHome),
    },
    {
      slot: "homeDue",
      roles: ["case_manager", "team_lead"],
      load: () => import("./retention/home-due.tsx").then((module) => module.ConsentDue),
    },
    {
      slot: "home",
      roles: ["site_admin"],
      order: 20,
      load: () => import("./retention/due.tsx").then((module) => module.PeriodsHome),
    },
    {
      slot: "home",
      roles: ["case_manager", "team_lead"],
      order: 60,
      load: () => import("./erasure/erasures-page.tsx").then((module) => module.ErasuresHome),
    },
  ],
  navigation: [
    { path: "/data-requests", label: "consent.request.nav", roles: ["data_protection_officer"], order: 25 },
    { path: "/erasures", label: "consent.erasure.nav", roles: ["data_protection_officer"], order: 30 },
    { path: "/retention", label: "consent.retention.nav", roles: ["data_protection_officer", "site_admin"], order: 35 },
    { path: "/data-requests", label: "consent.request.nav", roles: ["case_manager", "team_lead"], order: 58, kind: "account" },
    { path: "/retention", label: "consent.retention.nav", roles: ["case_manager", "team_lead"], order: 62, kind: "account" },
    { path: "/erasures", label: "consent.erasure.nav", roles: ["case_manager", "team_lead"], order: 60, kind: "account" },
  ],
  texts: {
    de: async () => ({
      ...(await import("./texts.de.ts")).de,
      ...(await import("./erasure/texts.de.ts")).de,
      ...(await import("./retention/texts.de.ts")).de,
    }),
    en: async () => ({
      ...(await import("./texts.en.ts")).en,
      ...(await import("./erasure/texts.en.ts")).en,
      ...(await import("./retention/texts.en.ts")).en,
    }),
  },
};
