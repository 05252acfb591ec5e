import { roles } from "../session.ts";
import type { WebDomain } from "../domain.ts";

/** Pages of the house itself: they belong to no domain. */
export const house: WebDomain = {
  pages: [
    { path: "/imprint", open: true, load: () => import("./legal-pages.tsx").then((module) => module.ImprintPage) },
    { path: "/privacy", open: true, load: () => import("./legal-pages.tsx").then((module) => module.PrivacyPage) },
    { path: "/accessibility", open: true, load: () => import("./legal-pages.tsx").then((module) => module.AccessibilityPage) },
    { path: "/account", load: () => import("./account-page.tsx").then((module) => module.AccountPage) },
  ],
  navigation: [
    { path: "/account", label: "platform.account.nav", roles, kind: "account", order: 10 },
    { path: "/imprint", label: "platform.imprint.title", roles, kind: "footer", order: 910 },
    { path: "/privacy", label: "platform.privacy.title", roles, kind: "footer", order: 920 },
    { path: "/accessibility", label: "platform.accessibility.title", roles, kind: "footer", order: 930 },
  ],
};
