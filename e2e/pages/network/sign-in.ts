import type { Visitor } from "../../visitor.ts";

/** The entrance of the demo: one click, as whoever stands there. */
export async function signInAs(visitor: Visitor, name: string, options: { site?: string; role?: string } = {}): Promise<void> {
  const { page } = visitor;
  await page.goto("/sign-in");
  await visitor.hasTitle(visitor.words("network.demo.title"));
  const fold = await visitor.unfold(
    options.site === undefined ? visitor.words("network.demo.all", { site: "Kreis Lindenau" }) : visitor.words("network.demo.other_sites"),
  );
  const row = fold.getByRole("listitem").filter({ hasText: options.role === undefined ? name : `${name}, ${options.role}` });
  await row
    .getByRole("button", { name: visitor.words("network.demo.enter", { name }), exact: true })
    .first()
    .click();
  await page.waitForURL((url) => url.pathname === "/");
  await visitor.hasTitle();
}
