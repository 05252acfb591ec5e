import type { Call } from "../../platform/server/database/actor.ts";
import type { Key } from "../../platform/server/vault.ts";
import { openForClient, sealWithKey } from "../people/index.ts";

/** Each sealed text is bound to its table, column and row, so that none can be moved to another. */
export type Place = { readonly table: string; readonly column: string; readonly id: string };

/** Seals and opens what belongs to one client, with its key. */
export type Sealer = {
  seal(place: Place, plain: string): Buffer;
  open(place: Place, sealed: Buffer): string;
};

const boundTo = (place: Place) => ({ table: `cases.${place.table}`, column: `${place.column} ${place.id}` });

export function sealerFor(call: Call, clientId: string, key: Key): Sealer {
  return {
    seal: (place, plain) => sealWithKey(call, key, clientId, boundTo(place), plain),
    open: (place, sealed) => openForClient(call, key, clientId, boundTo(place), sealed),
  };
}
