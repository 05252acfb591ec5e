import { type Language, shortDay } from "../../../platform/server/paper/days.ts";
import type { FigureFacts } from "../contract.ts";
import { wordsOf } from "./words.ts";

/** How a figure reads on paper: value with unit, the time it is about, what it means. */
export function figureWords(language: Language) {
  const words = wordsOf[language];
  const number = (value: number) => new Intl.NumberFormat(language === "de" ? "de-DE" : "en-GB").format(value);
  const day = (on: string) => shortDay(on, language);
  return {
    value: (figure: FigureFacts): string => {
      if (figure.value === null) return words.held;
      const counted = figure.counted === null ? "" : ` (${words.counted(number(figure.counted))})`;
      return `${number(figure.value)}${figure.unit === "" ? "" : ` ${figure.unit}`}${counted}`;
    },
    when: (figure: FigureFacts): string => {
      const about = figure.fromOn === null ? words.onDay(day(figure.untilOn)) : words.span(day(figure.fromOn), day(figure.untilOn));
      return figure.fromOn === null && figure.untilOn === figure.asOfOn
        ? about
        : `${about}, ${words.asOf(day(figure.asOfOn)).replaceAll(" ", "\u00A0")}`;
    },
    meaning: (figure: FigureFacts): string =>
      [figure.definition, ...(figure.hint === null ? [] : [figure.hint]), words.sourceOf(figure.source)].join(" "),
  };
}
