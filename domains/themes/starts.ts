import type { Call } from "../../platform/server/database/actor.ts";
import { holdFigures, listNotedScopes, type MemoryRule, mostNotedScopes, noteScope } from "../disclosure/index.ts";
import { daysOfLooks, figuresOfLooks, mayShowStarts, type StartFigure } from "./measure/ledger.ts";
import { type Beginning, countStarts, listLooks } from "./measure/queries.ts";
import { quarterOf } from "./rules.ts";

// Themes and chains, whatever they lead to, count the same cases by the day on which they began. What each shows over quarters and towns of somebody's choice is noted
// together, and each is weighed against all of it.

/** Whole quarters, and towns; none for all of them. */
export type StartScope = { readonly fromOn: string; readonly untilOn: string | null; readonly townIds: readonly string[] };

const subjectOf = (of: Beginning) => `cases.starts:${of.service}:${of.event}`;
const siteOf = (call: Call) => ({ siteId: call.actor.siteId, subjectId: call.actor.siteId });
const wordsOf = (scope: StartScope) => JSON.stringify([scope.fromOn, scope.untilOn, [...new Set(scope.townIds)].sort()]);

function figureOf(words: string): StartFigure {
  const [fromOn, untilOn, townIds] = JSON.parse(words) as [string, string | null, string[]];
  return {
    key: words,
    holds: (townId, startedOn) =>
      quarterOf(startedOn) >= fromOn &&
      (untilOn === null || quarterOf(startedOn) <= untilOn) &&
      (townIds.length === 0 || (townId !== null && townIds.includes(townId))),
  };
}

/** What was shown over quarters and towns of somebody's choice. */
export async function figuresOverScopes(call: Call, of: Beginning): Promise<StartFigure[]> {
  return (await listNotedScopes(call, subjectOf(of), siteOf(call))).map(figureOf);
}

/** Whether the number of cases that began in this scope may stand beside everything that was shown of them, until this day. */
export async function mayShowOver(call: Call, of: Beginning, scope: StartScope, on: string, rule: MemoryRule): Promise<boolean> {
  // whoever asks for another one at the same moment comes after or before, never beside
  await holdFigures(call);
  const noted = await listNotedScopes(call, subjectOf(of), siteOf(call));
  const words = wordsOf(scope);
  if (noted.includes(words)) return true;
  if (noted.length >= mostNotedScopes) return false;
  const looks = await listLooks(call.tx, of);
  const known = [...figuresOfLooks(looks), ...noted.map(figureOf)];
  if (known.length === 0) return true;
  const earliest = [scope, ...noted.map((one) => ({ fromOn: (JSON.parse(one) as [string])[0] }))].map((one) => one.fromOn).toSorted()[0]!;
  const starts = await countStarts(call.tx, of, daysOfLooks(looks, { fromOn: earliest, untilOn: on }));
  return mayShowStarts([figureOf(words)], known, starts, rule);
}

export async function noteShownOver(call: Call, of: Beginning, scope: StartScope): Promise<void> {
  await noteScope(call, subjectOf(of), siteOf(call), wordsOf(scope));
}
