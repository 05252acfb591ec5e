import type { Call } from "../../platform/server/database/actor.ts";
import type { HashesUnderEpochs, Moved } from "../network/index.ts";
import { rowHashes } from "./pseudonyms.ts";
import { listRowsToMove, moveRows, type RowToMove, tryLockLists } from "./queries-import.ts";

const atOnce = 1_000;

type Page = Moved & { readonly last: RowToMove | undefined };

/**
 * Takes what rows of lists are known by from one epoch of keys to the next, without knowing what it was made from: the lists themselves are not kept.
 * Where a list is being taken over, its unit waits for the next round, which still finds the rows under the old epoch.
 */
async function moveImportedRows(asSystem: <T>(work: (call: Call) => Promise<T>) => Promise<T>, epoch: number): Promise<Moved> {
  const moved = new Set<number>();
  let broken = 0;
  let after: RowToMove | undefined;
  do {
    const from = after;
    const page: Page = await asSystem((call) => movePage(call, epoch, from));
    for (const old of page.moved) moved.add(old);
    broken += page.broken;
    after = page.last;
  } while (after !== undefined);
  return { moved: [...moved], broken };
}

export const importedRows: HashesUnderEpochs = {
  schema: "cases",
  table: "cases.import_row",
  functions: ["list_rows_to_move", "move_rows"],
  move: moveImportedRows,
};

async function movePage(call: Call, epoch: number, after: RowToMove | undefined): Promise<Page> {
  const rows = await listRowsToMove(call.tx, epoch, after, atOnce);
  const by = rowHashes(call);
  const moved = new Set<number>();
  let broken = 0;
  for (const [unitId, ofUnit] of Map.groupBy(rows, (row) => row.unit_id)) {
    if (!(await tryLockLists(call.tx, call.actor.siteId, unitId))) continue;
    const fresh = ofUnit.flatMap((old) => {
      const key = by.uncover(old.epoch, old.key_hash);
      const content = by.uncover(old.epoch, old.content_hash);
      return key === undefined || content === undefined ? [] : [{ old, key: by.cover(epoch, key), content: by.cover(epoch, content) }];
    });
    broken += ofUnit.length - fresh.length;
    for (const { old } of fresh) moved.add(old.epoch);
    await moveRows(call.tx, unitId, epoch, fresh);
  }
  return { moved: [...moved], broken, last: rows.at(-1) };
}
