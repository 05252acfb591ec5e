import { listImports, previewUndo, undoImport as takeBack } from "../../domains/cases/index.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { Problem } from "../../platform/server/problem.ts";

type Given = {
  readonly database: Database;
  readonly membership: string;
  /** Without one the imports of the unit are listed. */
  readonly importId: string | undefined;
  readonly write: boolean;
  /** What nothing was built on goes, the others stay. */
  readonly rest: boolean;
  readonly place: string;
};

const builtWords: Record<string, string> = {
  merged: "was merged with another person",
  shared: "is shared, or sharing was asked for",
  other_reader: "somebody else got access to it",
  referred_to: "a report was made from it",
  contact: "has a contact",
  later_list: "a later list changed it",
  edited: "was changed by hand",
};
const mostLines = 500;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const casesOf = (n: number) => `${n} ${n === 1 ? "case" : "cases"}`;

async function sayImports({ database, membership, place }: Given): Promise<number> {
  const { imports } = await asActor(database, { membership }, async (call) => await listImports(call));
  for (const one of imports) {
    const end = one.undoneAt === null ? "" : `, taken back ${one.undoneAt.slice(0, 10)} (${one.undone})`;
    console.log(
      `${one.id}  ${one.importedAt.slice(0, 16).replace("T", " ")}  ${one.fileLabel ?? "without a name"}: read ${one.read}, created ${one.created}, changed ${one.changed}${end}`,
    );
  }
  console.log(imports.length === 0 ? "This unit has not imported any list." : `take one back: ./verbund import undo ID ${place}`);
  return 0;
}

/** Says what goes and what stays, then removes it. Answers how it ended. */
export async function undoImport(given: Given): Promise<number> {
  const { database, membership, importId, write, rest } = given;
  if (importId === undefined) return await sayImports(given);
  const none = "This unit has no such import. Without an ID the imports of the unit are listed.";
  if (!uuid.test(importId)) {
    console.error(none);
    return 2;
  }
  try {
    const preview = await asActor(database, { membership }, async (call) => await previewUndo(call, importId));
    if (preview.isUndone) {
      console.error("This import was taken back already.");
      return 1;
    }
    for (const { number, why } of preview.stays.slice(0, mostLines))
      console.log(`${number} stays: it ${builtWords[why] ?? "was worked with"}`);
    if (preview.staysCount > mostLines) console.log(`… and ${preview.staysCount - mostLines} more`);
    if (preview.changed > 0) console.log(`${casesOf(preview.changed)} that the list changed keep what it said`);
    if (preview.staysCount > 0 && !rest) {
      console.error(
        preview.goes === 0
          ? "Something was built on every case. Nothing was taken back."
          : `Nothing was taken back. Add --rest to remove the other ${casesOf(preview.goes)}.`,
      );
      return 1;
    }
    if (preview.goes === 0) {
      console.error("This import created nothing that could be taken back.");
      return 1;
    }
    if (!write) {
      console.log(
        `${casesOf(preview.goes)} would go, with the people and all that is kept of them. Nothing was changed: this was a trial.`,
      );
      return 0;
    }
    const { undone } = await asActor(database, { membership }, async (call) => await takeBack(call, importId, { rest }));
    console.log(`${casesOf(undone)} removed, with the people and their keys; ${preview.staysCount} stay`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const said = error.body.code === "not_found" ? none : error.body.code === "conflict" ? "Somebody was quicker: look again." : undefined;
    if (said === undefined) throw error;
    console.error(said);
    return error.body.code === "not_found" ? 2 : 1;
  }
}
