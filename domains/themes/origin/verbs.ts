import type { Call } from "../../../platform/server/database/actor.ts";
import { showTables } from "../../disclosure/index.ts";
import { asShown, minimum } from "../gate.ts";
import type { ShownCount } from "../theme/contract.ts";

/**
 * How many themes of the site go back to cases, as its readers were last told. Who counts them is above: conferences know which cases were presented. The two
 * parts are shown together or not at all, since one of them and the sum give the other.
 */
export async function showShareFromCases(
  call: Call,
  counted: { readonly themes: number; readonly fromCases: number },
): Promise<{ fromCases: ShownCount; themes: ShownCount; minimum: number }> {
  const { siteId } = call.actor;
  const figures = [
    { key: "themes", count: counted.themes },
    { key: "from cases", count: counted.fromCases },
    { key: "without a case", count: counted.themes - counted.fromCases },
  ];
  const table = { figures, sums: [{ total: "themes", parts: ["from cases", "without a case"] }] };
  const groupOf = (key: string) => (key === "themes" ? null : "origin");
  const [shown] = await showTables(call, "themes.origin", [
    { siteId, subjectId: siteId, table, groupOf, keep: "themes", beside: () => null },
  ]);
  const countOf = (key: string) => asShown(shown?.figures.get(key) ?? null);
  return { fromCases: countOf("from cases"), themes: countOf("themes"), minimum };
}
