import type { Problem } from "../../../platform/web/api.ts";
import { useTexts } from "../../../platform/web/texts.ts";

/** What a refusal of the domain means, and how to go on. */
export function useReasons(): {
  problem: (problem: Problem) => string | undefined;
  field: (field: { code: string }) => string | undefined;
} {
  const t = useTexts();
  return {
    problem: (problem) => (problem.reason ? t.maybe(`strategy.reason.${problem.reason}`) : undefined),
    field: ({ code }) => t.maybe(`strategy.field.${code}`),
  };
}
