import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

export { useSite } from "./site.ts";

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
  ],
  slots: [
    { slot: "signIn", load: () => import("./sign-in-again.tsx").then((module) => module.SignInAgain) },
    { slot: "home", roles: ["site_admin"], load: () => import("./units-page.tsx").then((module) => module.UnitsHome) },
    {
      slot: "home",
      roles: ["data_protection_officer"],
      order: 10,
      load: () => import("./register.tsx").then((module) => module.RegisterHome),
    },
  ],
  navigation: [
    { path: "/units", label: "network.nav.units", roles: ["site_admin"], order: 10 },
    { path: "/members", label: "network.nav.members", roles: ["site_admin"], order: 20 },
    { path: "/sign-in-rules", label: "network.nav.rules", roles: ["site_admin"], order: 25 },
    { path: "/register", label: "network.nav.register", roles: ["data_protection_officer"], order: 30 },
  ],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
