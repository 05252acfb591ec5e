import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import { roles } from "../../../platform/web/session.ts";
import type { de as ofMail } from "./mail/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofMail> {}
}

export { useCodeWords } from "./code-words.ts";
export { pathAfter, takeUpSession } from "./enter.ts";

export const accounts: WebDomain = {
  pages: [
    { path: "/account/mail", load: () => import("./mail/own-mail-page.tsx").then((module) => module.OwnMailPage) },
    { path: "/unsubscribe", open: true, load: () => import("./mail/unsubscribe-page.tsx").then((module) => module.UnsubscribePage) },
    { path: "/post", roles: ["coordinator", "site_admin"], load: () => import("./mail/post-page.tsx").then((module) => module.PostPage) },
    {
      path: "/account/second-factor",
      open: true,
      load: () => import("./second-factor-page.tsx").then((module) => module.SecondFactorPage),
    },
    { path: "/forgot-password", open: true, load: () => import("./forgot-page.tsx").then((module) => module.ForgotPage) },
    { path: "/set-password", open: true, load: () => import("./set-password-page.tsx").then((module) => module.SetPasswordPage) },
  ],
  slots: [{ slot: "account", load: () => import("./own-account.tsx").then((module) => module.OwnAccountSections) }],
  navigation: [
    { path: "/account/mail", label: "accounts.mail.nav.own", roles, kind: "account", order: 30 },
    { path: "/post", label: "accounts.mail.nav.post", roles: ["site_admin"], order: 50 },
    { path: "/post", label: "accounts.mail.nav.post", roles: ["coordinator"], order: 90 },
  ],
  texts: {
    de: async () => ({ ...(await import("./texts.de.ts")).de, ...(await import("./mail/texts.de.ts")).de }),
    en: async () => ({ ...(await import("./texts.en.ts")).en, ...(await import("./mail/texts.en.ts")).en }),
  },
};
