import type { Visitor } from "../../visitor.ts";

/** In a session: the body cannot solve it, so it goes to the Land. */
export async function decideToEscalate(visitor: Visitor, decision: { wording: string; reason: string; answer: string }): Promise<void> {
  await visitor.choose(visitor.words("bodies.decision.outcome"), visitor.words("bodies.outcome.escalated"));
  await visitor.fill(visitor.words("bodies.decision.wording.escalated"), decision.wording);
  await visitor.fill(visitor.words("bodies.decision.reason"), decision.reason);
  await visitor.fill(visitor.words("bodies.decision.answer"), decision.answer);
  await visitor.press(visitor.words("bodies.decision.save.escalated"));
  await visitor.isTold("bodies.decision.saved");
}

/** What the Land should know; a name in it is found before it leaves the site. */
export async function tellTheLand(visitor: Visitor, note: { tried: string; marked: string; asked: string }): Promise<void> {
  await visitor.fill(visitor.words("themes.land.tried"), note.tried);
  await visitor.fill(visitor.words("themes.land.asked"), note.asked);
  await visitor.press(visitor.words("themes.land.save"));
  const row = visitor.page.getByRole("listitem").filter({ has: visitor.page.locator("mark", { hasText: note.marked }) });
  await row.first().waitFor();
  await visitor.looksRight("note to the Land, checked");
  await row.first().getByRole("button").first().click();
  await visitor.press(visitor.words("themes.land.save"));
  await visitor.isTold("themes.land.saved");
}

export async function replyAsTheLand(
  visitor: Visitor,
  reply: { kind: "solved" | "possible_here"; sentence: string; reasons: string },
): Promise<void> {
  await visitor.choose(visitor.words("themes.land.kind"), visitor.words(`themes.land.kind.${reply.kind}`));
  await visitor.fill(visitor.words("themes.land.sentence"), reply.sentence);
  await visitor.fill(visitor.words("themes.land.reasons"), reply.reasons);
  await visitor.press(visitor.words("themes.land.send"));
  await visitor.isTold("themes.land.sent");
}
