import { useRefresh } from "../../../platform/web/answers.tsx";
import { problemOf } from "../../../platform/web/api.ts";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useReasons } from "./reasons.ts";

/** Something done by one button: what is refused is said, and the page shows how it is now. */
export function useAct(): (work: () => Promise<unknown>, done?: { readonly text: string; readonly undo?: () => Promise<unknown> }) => void {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons();
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const problem = problemOf(error);
      const isStale = problem.code === "changed_meanwhile" || problem.code === "not_found";
      say({ text: reasons.problem(problem) ?? t(isStale ? "strategy.meanwhile" : "strategy.failed") });
      return false;
    } finally {
      await refresh();
    }
  }
  return (work, done) => {
    void run(work).then((isDone) => {
      if (!isDone || !done) return;
      const { text, undo } = done;
      say(undo ? { text, undo: () => run(undo) } : { text });
    });
  };
}
