import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import type { WordsOfSite } from "../contract.ts";

/** What a site calls its fields of action, its towns and the laws. */
export type SiteWords = {
  readonly field: (code: string) => string;
  readonly town: (id: string | null) => string;
  readonly legalDomain: (code: string) => string;
};

export function useOwnWords(): SiteWords {
  const t = useTexts();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies ?? {});
  return {
    field: (code) => label("field_of_action", code),
    town: (id) => site.data?.towns.find((town) => town.id === id)?.name ?? t("cooperation.whole_site"),
    legalDomain: (code) => label("legal_domain", code),
  };
}

/** Of a site that released something, which brings them along. */
export function useReleasedWords(words: WordsOfSite): SiteWords {
  const t = useTexts();
  const label = useLabel({ field_of_action: words.fields, legal_domain: words.legalDomains });
  return {
    field: (code) => label("field_of_action", code),
    town: (id) => words.towns.find((town) => town.id === id)?.name ?? t("cooperation.whole_site"),
    legalDomain: (code) => label("legal_domain", code),
  };
}
