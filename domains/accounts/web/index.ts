import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

export { useCodeWords } from "./code-words.ts";
export { pathAfter, takeUpSession } from "./enter.ts";

export const accounts: WebDomain = {
  pages: [
    {
      path: "/account/second-factor",
      open: true,
      load: () => import("./second-factor-page.tsx").then((module) => module.SecondFactorPage),
    },
    { path: "/forgot-password", open: true, load: () => import("./forgot-page.tsx").then((module) => module.ForgotPage) },
    { path: "/set-password", open: true, load: () => import("./set-password-page.tsx").then((module) => module.SetPasswordPage) },
  ],
  slots: [{ slot: "account", load: () => import("./own-account.tsx").then((module) => module.OwnAccountSections) }],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
