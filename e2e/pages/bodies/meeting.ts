import type { Visitor } from "../../visitor.ts";

export async function planMeeting(visitor: Visitor, body: string, meeting: { day: string; place: string }): Promise<void> {
  await visitor.open("/bodies");
  await visitor.looksRight("bodies");
  await visitor.follow(body, visitor.page.getByRole("list", { name: visitor.words("bodies.list.all") }));
  await visitor.hasTitle(body);
  const fold = await visitor.unfold(visitor.words("bodies.plan"));
  await visitor.fill(visitor.words("bodies.meeting.day"), meeting.day, fold);
  await visitor.fill(visitor.words("bodies.meeting.place"), meeting.place, fold);
  await visitor.looksRight("body");
  await visitor.press(visitor.words("bodies.plan"), fold);
  await visitor.page.waitForURL(/\/bodies\/meetings\//);
  await visitor.hasTitle();
}

export async function putThemeOnAgenda(visitor: Visitor, theme: string): Promise<void> {
  const fold = await visitor.unfold(visitor.words("bodies.agenda.add"));
  await visitor.find(visitor.words("bodies.item.theme"), theme, fold);
  await visitor.press(visitor.words("bodies.agenda.add"), fold);
  await visitor.page
    .getByRole("list", { name: visitor.words("bodies.agenda.title") })
    .getByRole("link", { name: theme })
    .waitFor();
}

export async function writePaper(visitor: Visitor, theme: string, paper: { question: string; proposal: string }): Promise<void> {
  await visitor.follow(theme);
  await visitor.hasTitle(visitor.words("bodies.paper.of", { title: theme }));
  await visitor.fill(visitor.words("bodies.paper.question"), paper.question);
  await visitor.fill(visitor.words("bodies.paper.proposal"), paper.proposal);
  await visitor.looksRight("paper");
  await visitor.press(visitor.words("bodies.paper.save"));
  await visitor.isTold("bodies.paper.saved");
}

/** Invites, opens or closes: the meeting moves on from where it stands. */
export async function moveMeeting(visitor: Visitor, from: "planned" | "invited" | "in_session"): Promise<void> {
  const to = { planned: "invited", invited: "in_session", in_session: "closed" } as const;
  await visitor.press(visitor.words(`bodies.move.${from}`));
  // nobody was noted as present, so it asks once
  if (from === "in_session") await visitor.press(visitor.words("bodies.close.anyway"), visitor.page.getByRole("dialog"));
  await visitor.isTold(`bodies.moved.${to[from]}`);
}

/** The address that was copied for one member. */
export async function copyLink(visitor: Visitor, member: string): Promise<string> {
  await visitor.press(visitor.words("bodies.links.copy_for", { name: member }));
  const toast = visitor.page.locator("output").filter({ hasText: member });
  await toast.first().waitFor();
  await toast.getByRole("button", { name: visitor.words("platform.close"), exact: true }).click();
  return await visitor.page.evaluate(() => navigator.clipboard.readText());
}

export type Decision = {
  readonly owner: string;
  readonly due: string;
  readonly measure: string;
  readonly service: string;
  readonly targetWeeks: number;
  readonly followUpWeeks: number;
  readonly baselineUntil: string;
  readonly answer: string;
};

export async function writeDecision(visitor: Visitor, decision: Decision): Promise<void> {
  await visitor.find(visitor.words("bodies.decision.owner"), decision.owner);
  await visitor.fill(visitor.words("bodies.decision.due"), decision.due);
  await visitor.choose(visitor.words("bodies.decision.how"), visitor.words("bodies.decision.reached.consensus"));
  await visitor.fill(visitor.words("bodies.measure.name"), decision.measure);
  await visitor.press(visitor.words("bodies.measure.declare"));
  await visitor.select(visitor.words("bodies.measure.service"), decision.service);
  await visitor.fill(visitor.words("bodies.measure.baseline_until"), decision.baselineUntil);
  await visitor.fill(visitor.words("bodies.measure.target"), String(decision.targetWeeks));
  await visitor.fill(visitor.words("bodies.measure.follow_up"), String(decision.followUpWeeks));
  await visitor.fill(visitor.words("bodies.measure.intake"), "4");
  await visitor.fill(visitor.words("bodies.decision.answer"), decision.answer);
}

export async function saveDecision(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("bodies.decision.save.agreed"));
}

/** The paper of one item of the next meeting of a body. */
export async function openPaper(visitor: Visitor, body: string, item: string): Promise<void> {
  await visitor.open("/bodies");
  await visitor.follow(body, visitor.page.getByRole("list", { name: visitor.words("bodies.list.upcoming") }));
  await visitor.follow(item);
  await visitor.hasTitle(visitor.words("bodies.paper.of", { title: item }));
}
