import { useTexts } from "../../../../platform/web/texts.ts";
import { useLanguage } from "../../../../platform/web/texts.ts";
import { type ConsultationPattern, talkLanguages } from "../../contract.ts";
import { useCaseWords } from "../words.ts";

/** Speaks about talks: what one was about, and the rest in a few words. */
export function useTalkWords() {
  const t = useTexts();
  const words = useCaseWords();
  const language = useLanguage();
  const names = new Intl.DisplayNames([language], { type: "language" });
  const languageName = (code: string) => names.of(code) ?? code;
  return {
    ...words,
    languageName,
    languages: talkLanguages.map((code) => ({ value: code as string, label: languageName(code) })),
    title: (talk: ConsultationPattern) =>
      talk.concern === null ? words.label("field_of_action", talk.fields[0]!) : words.label("concern", talk.concern),
    details: (talk: ConsultationPattern): string[] => [
      ...(talk.concern === null ? talk.fields.slice(1) : talk.fields).map((field) => words.label("field_of_action", field)),
      ...(talk.townId === null ? [] : [words.town(talk.townId) ?? ""]),
      ...(talk.language === null ? [] : [languageName(talk.language)]),
      ...(talk.needsInterpreter ? [t("cases.consultation.with_interpreter")] : []),
      talk.referredUnitId === null
        ? t(`cases.consultation.outcome.${talk.outcome}`)
        : t("cases.consultation.referred_to", { unit: words.unit(talk.referredUnitId) }),
    ],
  };
}
