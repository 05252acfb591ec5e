import type { Routes } from "../../platform/server/http/routes.ts";
import { findPeople } from "./contract.ts";
import * as duplicates from "./duplicates/contract.ts";
import { listDuplicates, mergePeople, sayNotSame, undoMerge } from "./duplicates/verbs.ts";
import { readSearch } from "./search.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(
    findPeople,
    async (call) => ({
      found: await verbs.findPeople(call, call.body.text),
      isNoDay: readSearch(call.body.text).isNoDay,
    }),
    ({ body }) => verbs.searchAhead(body.text),
  );
  on(duplicates.listDuplicates, async (call) => await listDuplicates(call));
  on(duplicates.mergePeople, async (call) => await mergePeople(call, call.body));
  on(duplicates.undoMerge, async (call) => await undoMerge(call, call.params.mergeId));
  on(duplicates.sayNotSame, async (call) => await sayNotSame(call, call.body));
};
