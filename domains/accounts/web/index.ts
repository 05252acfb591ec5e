import type { WebDomain } from "../../../platform/web/domain.ts";
import { roles } from "../../../platform/web/session.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofMail } from "./mail/texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof ofMail> {}
}

export const accounts: WebDomain = {
  pages: [
    { path: "/account/mail", load: () => import("./mail/own-mail-page.tsx").then((module) => module.OwnMailPage) },
    { path: "/post", roles: ["coordinator", "site_admin"], load: () => import("./mail/post-page.tsx").then((module) => module.PostPage) },
  ],
  navigation: [
    { path: "/account/mail", label: "accounts.mail.nav.own", roles, kind: "account", order: 30 },
    { path: "/post", label: "accounts.mail.nav.post", roles: ["site_admin"], order: 50 },
    { path: "/post", label: "accounts.mail.nav.post", roles: ["coordinator"], kind: "account", order: 40 },
  ],
  texts: {
    de: () => import("./mail/texts.de.ts").then((module) => module.de),
    en: () => import("./mail/texts.en.ts").then((module) => module.en),
  },
};
