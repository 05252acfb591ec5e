import { useAnswer } from "../../../platform/web/answers.tsx";
import { getSite } from "../contract.ts";

/** Towns, organisations, units, colleagues and words of the actor's site: what forms choose from. */
export function useSite() {
  return useAnswer(getSite, {});
}
