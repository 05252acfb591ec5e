import type { WordTemplates } from "../../../platform/server/report-source.ts";
import { makeDefaultTemplate } from "../template/default-template.ts";
import { findTemplateToFill } from "../template/verbs.ts";

/** The site's Word file for reports is kept with those for agendas, minutes and dossiers, on one page. */
export const wordTemplates: WordTemplates = {
  find: async (call) => await findTemplateToFill(call, "report"),
  make: (language) => makeDefaultTemplate("report", language),
};
