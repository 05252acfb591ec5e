import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { isLate, isOverdue } from "../rules.ts";
import { requirePart } from "../standing.ts";
import type { Point, PointKind, PointLink } from "./contract.ts";
import * as queries from "./queries.ts";

const pointId = (kind: PointKind, id: string) => `${kind}:${id}`;

/** How framework, themes, decisions, measures and changes hang together, as far as the reader reads each of them. */
export async function getConnections(call: Call): Promise<{ points: Point[]; links: PointLink[] }> {
  await requirePart(call);
  const { siteId } = call.actor;
  const goals = await queries.listGoals(call.tx, siteId);
  const subGoals = (await queries.listSubGoals(call.tx, siteId)).filter((sub) => goals.some((goal) => goal.id === sub.goal_id));
  const themes = await queries.listThemePoints(call.tx, siteId);
  const decisions = (await queries.listDecisions(call.tx, siteId)).filter((one) => one.theme_id !== null);
  const measures = await queries.listMeasurePoints(call.tx, siteId);
  const made = await queries.listDecisionMeasures(call.tx, siteId);

  const points = new Map<string, Point>();
  const put = (kind: PointKind, id: string, of: Pick<Point, "title" | "state" | "on"> & Partial<Pick<Point, "openId" | "isLate">>) =>
    points.set(pointId(kind, id), { id: pointId(kind, id), kind, openId: id, isLate: false, ...of });
  for (const goal of goals) put("goal", goal.id, { title: goal.title, state: null, on: null });
  for (const sub of subGoals)
    put("sub_goal", sub.id, {
      title: sub.title,
      state: sub.reached_on === null ? null : "reached",
      on: sub.reached_on ?? sub.due_on,
      isLate: isOverdue({ dueOn: sub.due_on, doneOn: sub.reached_on }, today()),
    });
  for (const theme of themes) put("theme", theme.id, { title: theme.title, state: theme.state, on: theme.state_since_on });
  for (const one of decisions)
    put("decision", one.id, { title: one.wording, state: one.outcome, on: one.decided_on, openId: one.meeting_id });
  for (const one of measures) {
    put("measure", one.id, {
      title: one.title,
      state: one.state,
      on: one.due_on,
      isLate: isLate({ state: one.state, dueOn: one.due_on }, today()),
    });
    if (one.verdict !== null) put("change", one.id, { title: one.title, state: one.verdict, on: one.looked_on });
  }

  const links = new Map<string, PointLink>();
  const tie = (fromKind: PointKind, from: string, toKind: PointKind, to: string, through: string[] | null = null) => {
    const link = { from: pointId(fromKind, from), to: pointId(toKind, to), through };
    if (points.has(link.from) && points.has(link.to)) links.set(`${link.from} ${link.to}`, link);
  };
  const themeOf = new Map(measures.map((one) => [one.id, one.theme_id]));
  for (const sub of subGoals) {
    tie("goal", sub.goal_id, "sub_goal", sub.id);
    for (const theme of sub.themes) tie("sub_goal", sub.id, "theme", theme.id);
    // a theme that the goal gathers for the sake of some measures alone: its other measures belong to other goals, or to none
    const byTheme = Map.groupBy(sub.measures, (measure) => themeOf.get(measure.id));
    for (const [themeId, own] of byTheme)
      if (themeId !== undefined && !sub.themes.some((theme) => theme.id === themeId))
        tie(
          "sub_goal",
          sub.id,
          "theme",
          themeId,
          own.map((measure) => pointId("measure", measure.id)),
        );
  }
  for (const one of decisions) tie("theme", one.theme_id!, "decision", one.id);
  for (const one of made) tie("decision", one.decision_id, "measure", one.measure_id);
  const isDecided = new Set([...links.values()].map((link) => link.to));
  for (const one of measures) {
    // made by a decision that the reader does not see, or before there were decisions here
    if (!isDecided.has(pointId("measure", one.id))) tie("theme", one.theme_id, "measure", one.id);
    tie("measure", one.id, "change", one.id);
  }
  // a theme that nothing came of yet, and that belongs to no goal, hangs together with nothing
  const tied = new Set([...links.values()].flatMap((link) => [link.from, link.to]));
  return {
    points: [...points.values()].filter((one) => tied.has(one.id) || one.kind === "goal" || one.kind === "sub_goal"),
    links: [...links.values()],
  };
}
