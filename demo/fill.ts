import type { Database } from "../platform/server/database/pool.ts";
import { describeChains } from "./lindenau/chains.ts";
import { bringDirectory } from "./lindenau/directory.ts";
import { tellFrameSites } from "./frame-sites.ts";
import { tellEvaluation } from "./evaluation.ts";
import { tellCooperation } from "./lindenau/cooperation.ts";
import { tellReports } from "./lindenau/reports.ts";
import { tellRetention } from "./lindenau/retention.ts";
import { reconstructCases } from "./lindenau/reconstructions.ts";
import { enterResponsibilities } from "./lindenau/responsibilities.ts";
import { tellLindenau } from "./lindenau/story.ts";
import { tellRoadmaps, tellStrategy } from "./lindenau/strategy.ts";
import { countLindenau } from "./lindenau/consultations.ts";
import { tellOtherSites } from "./other-sites.ts";
import { tellThemeLife } from "./theme-life.ts";
import { performer, visits } from "./perform.ts";
import { fillProgramme } from "./programme.ts";
import { storyDaysFromNow } from "./story-days.ts";

/**
 * Fills an empty installation with the fictional programme, through the product's own endpoints. The same day gives the same story.
 * The installation must have been marked as a demo before.
 */
export async function fillDemo(database: Database): Promise<void> {
  const days = storyDaysFromNow();
  const programme = await days.on(days.ago(720), async () => await fillProgramme(database, days));
  await days.on(days.ago(400), async () => await enterResponsibilities(database, programme.lindenau, days.ago(400)));
  const perform = performer(database);
  await bringDirectory(database, programme.lindenau, days);
  await tellLindenau(perform, visits(database), programme.lindenau, days);
  await countLindenau(perform, programme.lindenau, days);
  await tellCooperation(database, perform, programme.lindenau, days);
  await tellRetention(perform, programme.lindenau, days);
  await describeChains(perform, programme.lindenau, days);
  await reconstructCases(perform, programme.lindenau, days);
  await tellStrategy(perform, programme.lindenau, days);
  await tellOtherSites(perform, programme.others, days);
  await tellFrameSites(perform, programme.others, days);
  await tellRoadmaps(perform, programme.others, days);
  await tellThemeLife(perform, programme, days);
  await tellEvaluation(perform, programme, days);
  await tellReports(perform, programme.lindenau, days);
}
