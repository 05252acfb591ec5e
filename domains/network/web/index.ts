import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofResponsibility } from "./responsibility/texts.de.ts";
import type { de } from "./texts.de.ts";
import type { de as ofVocabulary } from "./vocabulary/texts.de.ts";
import { type Role, roles } from "../../../platform/web/session.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofResponsibility>, TextsOf<typeof ofVocabulary> {}
}

export { useSite } from "./site.ts";

/** Everyone who works at a site; the programme has no responsibilities of its own. */
const siteRoles: readonly Role[] = roles.filter((role) => !["accompaniment", "evaluator", "programme_lead"].includes(role));
const editors: readonly Role[] = ["coordinator", "site_admin"];

export const network: WebDomain = {
  pages: [
    { path: "/sign-in", open: true, load: () => import("./sign-in-page.tsx").then((module) => module.SignInPage) },
    { path: "/choose", open: true, load: () => import("./choose-page.tsx").then((module) => module.ChoosePage) },
    { path: "/units", roles: ["site_admin"], load: () => import("./units-page.tsx").then((module) => module.UnitsPage) },
    { path: "/members", roles: ["site_admin"], load: () => import("./members-page.tsx").then((module) => module.MembersPage) },
    {
      path: "/sign-in-rules",
      roles: ["site_admin"],
      load: () => import("./sign-in-rules-page.tsx").then((module) => module.SignInRulesPage),
    },
    { path: "/register", roles: ["data_protection_officer"], load: () => import("./register.tsx").then((module) => module.RegisterPage) },
    {
      path: "/responsible",
      roles: siteRoles,
      load: () => import("./responsibility/responsibilities-page.tsx").then((module) => module.ResponsibilitiesPage),
    },
    { path: "/words", roles: editors, load: () => import("./vocabulary/words-page.tsx").then((module) => module.WordsPage) },
  ],
  slots: [
    { slot: "signIn", load: () => import("./sign-in-again.tsx").then((module) => module.SignInAgain) },
    { slot: "home", roles: ["site_admin"], order: 10, load: () => import("./setup-home.tsx").then((module) => module.SetupHome) },
    {
      slot: "home",
      roles: ["data_protection_officer"],
      order: 70,
      load: () => import("./register.tsx").then((module) => module.RegisterHome),
    },
  ],
  navigation: [
    { path: "/units", label: "network.nav.units", roles: ["site_admin"], order: 10 },
    { path: "/members", label: "network.nav.members", roles: ["site_admin"], order: 20 },
    { path: "/sign-in-rules", label: "network.nav.rules", roles: ["site_admin"], order: 25 },
    { path: "/register", label: "network.nav.register", roles: ["data_protection_officer"], order: 30 },
    { path: "/words", label: "network.words.nav", roles: ["site_admin"], order: 30 },
    { path: "/words", label: "network.words.nav", roles: ["coordinator"], order: 80 },
    { path: "/responsible", label: "network.responsible.nav", roles: siteRoles.filter((role) => role !== "body_member"), order: 60 },
    { path: "/responsible", label: "network.responsible.nav", roles: ["body_member"], kind: "account", order: 60 },
  ],
  texts: {
    de: async () => ({
      ...(await import("./texts.de.ts")).de,
      ...(await import("./responsibility/texts.de.ts")).de,
      ...(await import("./vocabulary/texts.de.ts")).de,
    }),
    en: async () => ({
      ...(await import("./texts.en.ts")).en,
      ...(await import("./responsibility/texts.en.ts")).en,
      ...(await import("./vocabulary/texts.en.ts")).en,
    }),
  },
};
