import { lazy } from "react";
import type { WebDomain } from "../../../platform/web/domain.ts";
import type { TextsOf } from "../../../platform/web/texts.ts";
import type { de } from "./texts.de.ts";

declare module "../../../platform/web/texts.ts" {
  interface Texts extends TextsOf<typeof de> {}
}

export { usePersonName } from "./person-name.ts";
export { contactDetailsOf, type ContactValues, contactValues, identityOf, type PersonValues, personValues } from "./person-values.ts";
/** Fields of a form, under the names that the wire gives them. */
export const PersonFields = lazy(() => import("./person-fields.tsx").then((module) => ({ default: module.PersonFields })));
export const ContactFields = lazy(() => import("./person-fields.tsx").then((module) => ({ default: module.ContactFields })));

/** People are shown by the domains above; here is only what is about two of them. */
export const people: WebDomain = {
  pages: [
    {
      path: "/people/duplicates",
      roles: ["case_manager"],
      load: () => import("./duplicates-page.tsx").then((module) => module.DuplicatesPage),
    },
  ],
  navigation: [{ path: "/people/duplicates", label: "people.duplicates.nav", roles: ["case_manager"], order: 50, kind: "account" }],
  texts: {
    de: () => import("./texts.de.ts").then((module) => module.de),
    en: () => import("./texts.en.ts").then((module) => module.en),
  },
};
