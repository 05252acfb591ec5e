import { permissionTable } from "../../platform/testing/permissions.ts";
import type { ActorName } from "../network/permissions.ts";

/** Nobody asks the gate by itself: figures pass it on their way to a page of another domain. No request writes a table of it. */
export const permissions = permissionTable<ActorName>()({ domain: "disclosure", abilities: {}, columns: {} });
