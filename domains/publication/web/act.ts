import { useRefresh } from "../../../platform/web/answers.tsx";
import { type Problem, problemOf } from "../../../platform/web/api.ts";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** What a refusal of the domain means, and how to go on. */
export function useReasons(): {
  problem: (problem: Problem) => string | undefined;
  field: (field: { code: string }) => string | undefined;
} {
  const t = useTexts();
  return {
    problem: (problem) => (problem.reason ? t.maybe(`publication.reason.${problem.reason}`) : undefined),
    field: ({ code }) => t.maybe(`publication.field.${code}`),
  };
}

/** Something done by one button: what is refused is said, and the page shows how it is now. */
export function useAct(): (
  work: () => Promise<unknown>,
  done?: { readonly text: string; readonly undo?: () => Promise<unknown> },
) => Promise<boolean> {
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
      say({ text: reasons.problem(problem) ?? t(isStale ? "publication.meanwhile" : "publication.failed") });
      return false;
    } finally {
      await refresh();
    }
  }
  return async (work, done) => {
    const isDone = await run(work);
    if (isDone && done) say(done.undo ? { text: done.text, undo: () => run(done.undo!) } : { text: done.text });
    return isDone;
  };
}
