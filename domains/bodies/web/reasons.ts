import type { Problem } from "../../../platform/web/api.ts";
import { useTexts } from "../../../platform/web/texts.ts";

/** What a refusal with a reason means here; undefined where the house's own words will do. */
export function useReasons(): (problem: Problem) => string | undefined {
  const t = useTexts();
  return (problem) => (problem.reason === undefined ? undefined : t.maybe(`bodies.reason.${problem.reason}`));
}
