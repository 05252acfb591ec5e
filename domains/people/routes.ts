import type { Routes } from "../../platform/server/http/routes.ts";
import { findPeople } from "./contract.ts";
import { readSearch } from "./rules.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(findPeople, async (call) => ({
    found: await verbs.findPeople(call, call.body.text),
    isNoDay: readSearch(call.body.text).isNoDay,
  }));
};
