import { lazy } from "react";
import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de as ofErasure } from "./erasure/texts.de.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de>, TextsOf<typeof ofErasure> {}
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
  ],
  slots: [
    {
      slot: "home",
      roles: ["case_manager", "team_lead"],
      order: 60,
      load: () => import("./erasure/erasures-page.tsx").then((module) => module.ErasuresHome),
    },
  ],
  navigation: [
    { path: "/erasures", label: "consent.erasure.nav", roles: ["data_protection_officer"], order: 30 },
    { path: "/erasures", label: "consent.erasure.nav", roles: ["case_manager", "team_lead"], order: 60, kind: "account" },
  ],
  texts: {
    de: async () => ({ ...(await import("./texts.de.ts")).de, ...(await import("./erasure/texts.de.ts")).de }),
    en: async () => ({ ...(await import("./texts.en.ts")).en, ...(await import("./erasure/texts.en.ts")).en }),
  },
};
