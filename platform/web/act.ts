import type { AnyEndpoint } from "../contract/endpoint.ts";
import { useRefresh } from "./answers.tsx";
import { type Problem, problemOf } from "./api.ts";
import { useToast } from "./page/toast.tsx";
import { type TextKey, useTexts } from "./texts.ts";

/** A domain, or a part of one, that has words of its own for what it refuses: `bodies` for `bodies.reason.meeting_closed`. */
export type Refusing = TextKey extends infer Key ? (Key extends `${infer Domain}.reason.${string}` ? Domain : never) : never;

/** What a refusal means there, and how to go on; undefined where the house's own words will do. For `<Form wordsForProblem wordsFor>`. */
export function useReasons(of: Refusing): {
  problem: (problem: Problem) => string | undefined;
  field: (field: { code: string }) => string | undefined;
} {
  const t = useTexts();
  return {
    problem: (problem) => (problem.reason === undefined ? undefined : t.maybe(`${of}.reason.${problem.reason}`)),
    field: ({ code }) => t.maybe(`${of}.field.${code}`),
  };
}

type Done = { readonly text: string; readonly undo?: () => Promise<unknown> };
/** `done` may need what was answered for its words. */
export type Act = <Answer>(work: () => Promise<Answer>, done?: Done | ((answer: Answer) => Done)) => Promise<boolean>;

/**
 * For what one button does: `const act = useAct("strategy"); await act(() => call(removePhase, …), { text, undo })`. What is refused is said in the words of the domain, and
 * the page shows how it is now: these answers, or all. Answers whether it was done.
 */
export function useAct(of: Refusing, ...shown: readonly AnyEndpoint[]): Act {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons(of);
  function wordsOf(problem: Problem): string {
    const isStale = problem.code === "changed_meanwhile" || problem.code === "not_found";
    return reasons.problem(problem) ?? t(isStale ? "platform.act.meanwhile" : `platform.problem.${problem.code}`);
  }
  return async (work, told) => {
    let answer: Awaited<ReturnType<typeof work>>;
    try {
      answer = await work();
    } catch (error) {
      say({ text: wordsOf(problemOf(error)), isRefusal: true });
      await refresh(...shown);
      return false;
    }
    // whoever reads that it is done sees it too
    await refresh(...shown);
    const done = typeof told === "function" ? told(answer) : told;
    const undo = done?.undo;
    if (done) say({ text: done.text, ...(undo ? { undo: () => undo().finally(() => refresh(...shown)), wordsForProblem: wordsOf } : {}) });
    return true;
  };
}
