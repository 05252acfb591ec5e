import type { Problem } from "../../../../platform/web/api.ts";
import { useTexts } from "../../../../platform/web/texts.ts";

/** What a refusal with a reason means at a planning conference. */
export function useConferenceReasons(): (problem: Problem) => string | undefined {
  const t = useTexts();
  return (problem) =>
    problem.code === "changed_meanwhile"
      ? t("bodies.conference.faster")
      : problem.reason === undefined
        ? undefined
        : (t.maybe(`bodies.conference.reason.${problem.reason}`) ?? t.maybe(`bodies.reason.${problem.reason}`));
}
