import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, forbidden, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import { builtOnReasons } from "./contract.ts";
import * as queries from "./queries-import.ts";

const mostNamed = 500;

/** The imports of the actor's unit, newest first. */
export async function listImports(call: Call) {
  const { tx, actor } = call;
  if (actor.role !== "case_manager" && actor.role !== "system") throw forbidden();
  const runs = await queries.listImportRuns(tx, actor.siteId, actor.unitId);
  return {
    imports: runs.map((run) => ({
      id: run.id,
      importedById: run.imported_by_id,
      importedAt: run.imported_at.toISOString(),
      fileLabel: run.file_label,
      read: run.rows_read,
      created: run.created,
      changed: run.changed,
      unchanged: run.unchanged,
      leftOut: run.left_out,
      undoneAt: run.undone_at?.toISOString() ?? null,
      undone: run.undone,
      abilities: {
        undo: run.undone_at === null && run.created > 0 && (actor.role === "system" || run.imported_by_id === actor.membershipId),
      },
    })),
  };
}

async function mustBeMine(call: Call, importId: string) {
  const run = await queries.findImportRun(call.tx, call.actor.siteId, importId);
  if (!run) throw notFound();
  if (!(await queries.mayUndo(call.tx, importId))) throw forbidden();
  return run;
}

/** What would go, and what stays because something was built on it. Changed cases keep what the list said: what they said before is not kept. */
export async function previewUndo(call: Call, importId: string) {
  const run = await mustBeMine(call, importId);
  const found = await queries.listImportedCases(call.tx, importId);
  const built = found.flatMap(({ number, built: why }) => {
    const reason = builtOnReasons.find((one) => one === why);
    return reason === undefined ? [] : [{ number, why: reason }];
  });
  return {
    created: run.created,
    goes: run.undone_at === null ? found.length - built.length : 0,
    stays: built.slice(0, mostNamed),
    staysCount: built.length,
    changed: run.changed,
    isUndone: run.undone_at !== null,
  };
}

/**
 * Removes the people whom an import brought, with their keys: nobody can read them again. Where something was built on some of them nothing goes,
 * unless the rest is asked for. Asked again it answers what is gone already.
 */
export async function undoImport(call: Call, importId: string, { rest }: { readonly rest: boolean }) {
  const run = await mustBeMine(call, importId);
  if (run.undone_at !== null) throw conflict("import_undone");
  const gone = await queries.undoImport(call.tx, importId, rest);
  if (gone.length === 0) throw conflict("import_built_on");
  for (let at = 0; at < gone.length; at += mostNamed)
    await recordAccess(call, {
      action: "cases.undo_import",
      clientIds: gone.slice(at, at + mostNamed),
      basis: call.actor.role === "system" ? "administration" : "holder",
    });
  return { undone: gone.length };
}
