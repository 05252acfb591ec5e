import type { WebDomain } from "../../../platform/web/domain.ts";
import { type Role, roles } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

export { OfferField } from "./offer-field.tsx";
export { OfferLink } from "./offer-link.tsx";

const programmeRoles: readonly Role[] = ["accompaniment", "evaluator", "programme_lead"];
/** A directory belongs to a site; roles of the programme look at many. */
const siteRoles: readonly Role[] = roles.filter((role) => !programmeRoles.includes(role));

export const directory: WebDomain = {
  pages: [
    { path: "/directory", roles: siteRoles, load: () => import("./directory-page.tsx").then((module) => module.DirectoryPage) },
    {
      path: "/directory/below/$pageId",
      roles: siteRoles,
      load: () => import("./directory-page.tsx").then((module) => module.DirectoryBelowPage),
    },
    { path: "/directory/pages/$pageId", roles: siteRoles, load: () => import("./page-page.tsx").then((module) => module.PagePage) },
    {
      path: "/directory/import",
      roles: ["coordinator", "site_admin"],
      load: () => import("./import-page.tsx").then((module) => module.ImportPage),
    },
    { path: "/directory/offers/new", roles: ["coordinator"], load: () => import("./offer-page.tsx").then((module) => module.NewOfferPage) },
    {
      path: "/directory/offers/$offerId",
      roles: ["coordinator"],
      load: () => import("./offer-page.tsx").then((module) => module.EditOfferPage),
    },
  ],
  navigation: [{ path: "/directory", label: "directory.nav.directory", roles: siteRoles, order: 60 }],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
