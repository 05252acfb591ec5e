import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { notFound } from "../../../platform/server/problem.ts";
import { getStanding } from "../queries.ts";
import { isOverdue } from "../rules.ts";
import type { RoadmapSite } from "./contract.ts";
import * as queries from "./queries.ts";

async function requireProgramme(call: Call): Promise<void> {
  if (!(await getStanding(call.tx)).may_read_released) throw notFound();
}

/** Every site with its phase; its plan only where it released it. */
export async function getRoadmap(call: Call): Promise<{ sites: RoadmapSite[] }> {
  await requireProgramme(call);
  const sites = await queries.listSites(call.tx);
  const phases = await queries.listReleasedPhases(call.tx);
  const milestones = await queries.listReleasedMilestones(call.tx);
  return {
    sites: sites.map((site) => ({
      siteId: site.site_id,
      name: site.name,
      phase: site.phase,
      sinceOn: site.phase_since_on,
      frameworkReleasedOn: site.framework_released_on,
      plan:
        site.roadmap_released_on === null
          ? null
          : {
              releasedOn: site.roadmap_released_on,
              phases: phases
                .filter((row) => row.site_id === site.site_id)
                .map((row) => ({
                  number: row.number,
                  title: row.title,
                  fromOn: row.from_on,
                  untilOn: row.until_on,
                  begunOn: row.begun_on,
                  endedOn: row.ended_on,
                })),
              milestones: milestones
                .filter((row) => row.site_id === site.site_id)
                .map((row) => ({
                  id: row.id,
                  phaseNumber: row.phase_number,
                  code: row.code,
                  title: row.title,
                  dueOn: row.due_on,
                  reachedOn: row.reached_on,
                  isOverdue: isOverdue({ dueOn: row.due_on, doneOn: row.reached_on }, today()),
                  moved: row.moved,
                })),
            },
    })),
  };
}

export async function openReleasedFramework(call: Call, siteId: string) {
  await requireProgramme(call);
  const row = await queries.findReleasedFramework(call.tx, siteId);
  if (!row) throw notFound();
  return {
    siteId: row.site_id,
    siteName: row.site_name,
    number: row.number,
    decidedOn: row.decided_on,
    bodyName: row.body_name,
    document: row.document,
  };
}
