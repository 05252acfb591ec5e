import { lazy } from "react";
import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

/** All shares of a person, and the form that asks for a new one. The page around it belongs to who shows the person. */
export const ClientShares = lazy(() => import("./client-shares.tsx").then((module) => ({ default: module.ClientShares })));

export const consent: WebDomain = {
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
