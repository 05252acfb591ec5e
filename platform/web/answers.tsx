import { type QueryKey, queryOptions, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useCallback, useContext } from "react";
import type { AnswerOf, AnyEndpoint, RequestOf } from "../contract/endpoint.ts";
import { call, Problem, problemOf } from "./api.ts";
import { Button } from "./form/button.tsx";
import { Empty, Loading } from "./page/states.tsx";
import { InPage, Page } from "./page/page.tsx";
import { Note } from "./page/panel.tsx";
import { useTexts } from "./texts.ts";

function keyOf(definition: AnyEndpoint, request?: unknown): QueryKey {
  return request === undefined ? [definition.method, definition.path] : [definition.method, definition.path, request];
}

/** For several answers at once, with `useQueries`. */
export function answerOptions<E extends AnyEndpoint>(definition: E, request: RequestOf<E>) {
  return queryOptions<AnswerOf<E>, Problem>({
    queryKey: keyOf(definition, request),
    queryFn: ({ signal }) => call(definition, request, { signal }),
  });
}

/**
 * Reads from an endpoint and keeps the answer: `const cases = useAnswer(listCases, { query: { page } })`. `when: false` waits.
 * `keep` shows the former answer until the new one is there: for paging, never where another person's data would show.
 */
export function useAnswer<E extends AnyEndpoint>(
  definition: E,
  request: RequestOf<E>,
  options: { readonly when?: boolean; readonly keep?: boolean } = {},
): UseQueryResult<AnswerOf<E>, Problem> {
  return useQuery<AnswerOf<E>, Problem>({
    ...answerOptions(definition, request),
    enabled: options.when ?? true,
    ...(options.keep ? { placeholderData: (before: AnswerOf<E> | undefined) => before } : {}),
  });
}

/** After a change: `const refresh = useRefresh(); await refresh(openCase, listCases)` reads these anew where they are shown. Without arguments: everything. */
export function useRefresh(): (...definitions: readonly AnyEndpoint[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (...definitions) => {
      if (definitions.length === 0) await client.invalidateQueries();
      await Promise.all(definitions.map((definition) => client.invalidateQueries({ queryKey: keyOf(definition) })));
    },
    [client],
  );
}

/** An address that somebody shortened or invented is no fault of the house: what it names does not exist. */
function asMissing(problem: Problem): Problem {
  const isAddress =
    problem.code === "invalid" && problem.fields.length > 0 && problem.fields.every(({ path }) => path.startsWith("params"));
  return isAddress ? new Problem({ code: "not_found" }) : problem;
}

/** Shows what an answer holds, or that it is on its way, or why there is none. */
export function Answered<Answer>(it: {
  readonly query: UseQueryResult<Answer, Problem>;
  readonly children: (answer: Answer) => ReactNode;
  /** Instead of the sentence "gibt es nicht". */
  readonly notFound?: ReactNode;
}): ReactNode {
  const { query } = it;
  const t = useTexts();
  const isInPage = useContext(InPage);
  if (query.data !== undefined) return it.children(query.data);
  if (query.error) {
    const problem = asMissing(problemOf(query.error));
    if (problem.code === "not_found" && it.notFound !== undefined) return it.notFound;
    const said = <Failed problem={problem} onRetry={() => void query.refetch()} />;
    if (isInPage) return said;
    // no page came of it, so this is the page
    return <Page title={t(problem.code === "not_found" ? "platform.page.not_found.title" : "platform.page.broken.title")}>{said}</Page>;
  }
  return <Loading />;
}

/** A problem in words, with a way to try again where that may help. */
export function Failed(it: { readonly problem: Problem; readonly onRetry?: () => void }): ReactNode {
  const t = useTexts();
  const { problem } = it;
  if (problem.code === "not_found") return <Empty>{t("platform.problem.not_found")}</Empty>;
  const mayHelp = problem.code === "offline" || problem.code === "unavailable" || problem.code === "failed" || problem.code === "too_many";
  return (
    <Note tone="bad" live title={problem.code === "offline" ? t("platform.offline.title") : t("platform.problem.title")}>
      <p>{problem.code === "offline" ? t("platform.offline.body") : t(`platform.problem.${problem.code}`)}</p>
      {problem.code === "failed" && problem.requestId !== undefined && (
        <p className="small muted">{t("platform.problem.request", { id: problem.requestId })}</p>
      )}
      {mayHelp && it.onRetry && (
        <p>
          <Button kind="secondary" onPress={it.onRetry}>
            {t("platform.retry")}
          </Button>
        </p>
      )}
    </Note>
  );
}
