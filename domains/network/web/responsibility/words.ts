import { useFormat } from "../../../../platform/web/formats.ts";
import { useLabel, useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import type { Conditions, SiteView } from "../../contract.ts";

/** Spoken by many who come; a site may enter any other as its ISO 639 code. */
export const languageCodes = [
  "ar",
  "fa",
  "ps",
  "kmr",
  "ckb",
  "uk",
  "ru",
  "tr",
  "fr",
  "en",
  "es",
  "ti",
  "so",
  "sq",
  "sr",
  "ro",
  "bg",
  "pl",
  "ur",
  "vi",
] as const;

type Said = Omit<Conditions, "languages" | "legalDomains" | "matters"> &
  Partial<Pick<Conditions, "languages" | "legalDomains" | "matters">>;

/** Speaks about rules: for whom they are, what about, and which unit. */
export function useResponsibilityWords(site: SiteView) {
  const t = useTexts();
  const f = useFormat();
  const label = useLabel(site.vocabularies);
  const language = useLanguage();
  const names = new Intl.DisplayNames([language], { type: "language" });
  // the browser calls both "Kurdisch"
  const languageName = (code: string) => t.maybe(`network.responsible.language_name.${code}`) ?? names.of(code) ?? code;
  const townName = (id: string) => site.towns.find((town) => town.id === id)?.name ?? "";
  const ages = (from: number | null, to: number | null): string[] => {
    if (from !== null && from === to) return [t("network.responsible.says.age_one", { from })];
    if (from !== null && to !== null && to < 120) return [t("network.responsible.says.ages", { from, to })];
    if (from !== null && from > 0) return [t("network.responsible.says.age_from", { from })];
    return to === null || to >= 120 ? [] : [t("network.responsible.says.age_to", { to })];
  };
  return {
    languageName,
    townName,
    unitName: (id: string) => {
      const unit = site.units.find((one) => one.id === id);
      return unit ? `${unit.name}, ${unit.organisationName}` : "";
    },
    matterName: (matters: readonly string[]) =>
      matters.length === 0 ? t("network.responsible.says.any_matter") : f.list(matters.map((one) => label("matter", one))),
    /** For whom, as parts of a sentence; empty means everybody. */
    conditions: (it: Said): string[] => [
      ...(it.townIds.length > 0 ? [t("network.responsible.says.towns", { names: f.list(it.townIds.map(townName)) })] : []),
      ...ages(it.ageFrom, it.ageTo),
      ...(it.residenceStatuses.length > 0
        ? [t("network.responsible.says.statuses", { names: f.list(it.residenceStatuses.map((one) => label("residence_status", one))) })]
        : []),
      ...(it.letterFrom !== null && it.letterTo !== null
        ? [
            it.letterFrom === it.letterTo
              ? t("network.responsible.says.letter", { from: it.letterFrom })
              : t("network.responsible.says.letters", { from: it.letterFrom, to: it.letterTo }),
          ]
        : []),
      ...(it.languages && it.languages.length > 0
        ? [t("network.responsible.says.languages", { names: f.list(it.languages.map(languageName)) })]
        : []),
      ...(it.legalDomains && it.legalDomains.length > 0
        ? [t("network.responsible.says.laws", { names: f.list(it.legalDomains.map((one) => label("legal_domain", one))) })]
        : []),
    ],
    options: (vocabulary: string) =>
      (site.vocabularies[vocabulary] ?? []).map(({ code }) => ({ value: code, label: label(vocabulary, code) })),
  };
}

export type ResponsibilityWords = ReturnType<typeof useResponsibilityWords>;
