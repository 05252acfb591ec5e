import type { Problem } from "../../../platform/web/api.ts";
import { useTexts } from "../../../platform/web/texts.ts";

/** What a refusal of the domain means, and how to go on. */
export function useReasons(): {
  problem: (problem: Problem) => string | undefined;
  field: (field: { name: string; code: string }) => string | undefined;
} {
  const t = useTexts();
  return {
    problem: (problem) => (problem.reason ? t.maybe(`cooperation.reason.${problem.reason}`) : undefined),
    // what was typed into a list and is not in it has the words of the house
    field: ({ name, code }) => (code === "unknown_code" && !name.startsWith("fields") ? undefined : t.maybe(`cooperation.field.${code}`)),
  };
}
