import { atDoor } from "../../platform/server/database/actor.ts";
import type { PublicWay } from "../../platform/server/http/reading-page.ts";
import { listPath } from "./documents/public-page.ts";
import { publicWordsOf } from "./documents/words.ts";
import { hasPublic } from "./queries.ts";

/** The reports that a site shows everybody. */
export const publicWay: PublicWay = async (database, siteSlug, language) =>
  (await atDoor(database, (call) => hasPublic(call.tx, siteSlug)))
    ? { label: publicWordsOf[language].way, path: `${listPath(siteSlug)}?language=${language}` }
    : undefined;
