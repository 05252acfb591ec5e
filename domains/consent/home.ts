import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { getDataHome as getDataHomeEndpoint } from "./contract.ts";
import { listErasures } from "./erasure/verbs.ts";
import { listOpenRequests } from "./requests/verbs.ts";
import { isKept } from "./retention/rules.ts";
import { listDue } from "./retention/verbs.ts";

const requestsShown = 5;
const othersShown = 3;
const firstOf = <One>(all: readonly One[], most: number) => ({ total: all.length, first: all.slice(0, most) });

/** What runs out on somebody's data, and what waits for a second person. */
export async function getDataHome(call: Call): Promise<AnswerOf<typeof getDataHomeEndpoint>> {
  const requests = await listOpenRequests(call);
  const { due, unitsWithoutPeriod } = await listDue(call, 1);
  const { waiting } = await listErasures(call, 1);
  return {
    requests: firstOf(requests, requestsShown),
    due: firstOf(
      due.filter((one) => !one.isAsked && !isKept(one.keptUntilOn, today())),
      othersShown,
    ),
    erasures: firstOf(
      waiting.filter((one) => one.abilities.confirm),
      othersShown,
    ),
    unitsWithoutPeriod,
  };
}
