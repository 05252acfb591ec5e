import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { call, type Problem, problemOf } from "../../../../platform/web/api.ts";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { getWall, type WallView } from "../../contract.ts";

const everyMilliseconds = 2_000;

export type Wall = {
  readonly wall: WallView | undefined;
  readonly problem: Problem | undefined;
  /** What is seen may be older than a few seconds. */
  readonly isBehind: boolean;
  /** Changes the wall. Whoever was faster is told about, and the wall is as they left it. Answers whether it was done. */
  readonly change: (work: () => Promise<WallView>) => Promise<boolean>;
};

/** The wall as everybody sees it: asked anew every two seconds, and sent only when something changed. */
export function useWall(meetingId: string): Wall {
  const t = useTexts();
  const say = useToast();
  const client = useQueryClient();
  const query = useQuery<WallView, Problem>({
    queryKey: ["wall", meetingId],
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<WallView>(["wall", meetingId]);
      const answer = await call(getWall, { params: { meetingId }, query: before ? { known: before.revision } : {} }, { signal });
      if (answer.wall) return answer.wall;
      return client.getQueryData<WallView>(["wall", meetingId]) ?? Promise.reject(new Error("no wall"));
    },
    refetchInterval: everyMilliseconds,
    // the beamer's window is seldom the one that somebody types in
    refetchIntervalInBackground: true,
    retry: false,
  });
  const change = useCallback(
    async (work: () => Promise<WallView>) => {
      const keep = async (wall: WallView) => {
        await client.cancelQueries({ queryKey: ["wall", meetingId] });
        client.setQueryData(["wall", meetingId], wall);
      };
      try {
        await keep(await work());
        return true;
      } catch (error) {
        const problem = problemOf(error);
        if (problem.code === "changed_meanwhile" && problem.current) await keep(problem.current as WallView);
        say({
          text:
            problem.code === "changed_meanwhile"
              ? t("bodies.conference.wall.faster")
              : (t.maybe(`bodies.conference.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`)),
        });
        return false;
      }
    },
    [client, meetingId, say, t],
  );
  return {
    wall: query.data,
    problem: query.data ? undefined : (query.error ?? undefined),
    isBehind: query.data !== undefined && query.isError,
    change,
  };
}
