import { wordsOf } from "../../reconstruction/rules.ts";
import type { Written } from "../../reconstruction/rules-editing.ts";

/** Free text by the name of its place, as the check answers it. */
export const textsOf = (written: Written): Record<string, string> =>
  Object.fromEntries(wordsOf(written.content, written.worksheet).map((one) => [one.field, one.text]));
