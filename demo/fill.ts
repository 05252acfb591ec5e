import type { Database } from "../platform/server/database/pool.ts";
import { fillProgramme } from "./programme.ts";
import { storyDaysFromNow } from "./story-days.ts";

/** Fills an empty installation with the fictional programme, through the product's own verbs. The installation must have been marked as a demo before. */
export async function fillDemo(database: Database): Promise<void> {
  const days = storyDaysFromNow();
  await days.on(days.ago(400), async () => await fillProgramme(database, days));
}
