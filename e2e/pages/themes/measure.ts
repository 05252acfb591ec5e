import type { Visitor } from "../../visitor.ts";

export async function openMeasure(visitor: Visitor, title: string): Promise<void> {
  await visitor.open("/measures");
  await visitor.follow(title);
  await visitor.hasTitle(title);
}

export async function startMeasure(visitor: Visitor, sentence: string): Promise<void> {
  const fold = await visitor.unfold(visitor.words("themes.measure.start"));
  await visitor.fill(visitor.words("themes.measure.sentence"), sentence, fold);
  await visitor.press(visitor.words("themes.measure.start"), fold);
  await visitor.isTold("themes.measure.started");
}

export async function finishMeasure(visitor: Visitor, sentence: string): Promise<void> {
  const fold = await visitor.unfold(visitor.words("themes.measure.finish"));
  await visitor.fill(visitor.words("themes.measure.sentence"), sentence, fold);
  await visitor.press(visitor.words("themes.measure.finish"), fold);
  await visitor.isTold("themes.measure.finished");
}

export async function lookAtChange(visitor: Visitor, sentence: string): Promise<void> {
  const form = visitor.formOf(visitor.words("themes.measure.look"));
  await visitor.fill(visitor.words("themes.measure.sentence"), sentence, form);
  await visitor.press(visitor.words("themes.measure.look"), form);
  await visitor.isTold("themes.measure.looked");
}

export async function judgeContribution(visitor: Visitor, judgement: { reasons: string; judgedBy: string }): Promise<void> {
  const title = visitor.words("themes.contribution.title");
  await visitor.unfold(visitor.words("themes.contribution.save"));
  await visitor.choose(title, visitor.words("themes.contribution.cannot_say"));
  await visitor.fill(visitor.words("themes.contribution.reasons"), judgement.reasons);
  await visitor.fill(visitor.words("themes.contribution.judged_by"), judgement.judgedBy);
  await visitor.press(visitor.words("themes.contribution.save"));
  await visitor.isTold("themes.contribution.saved");
}

export async function anchorMeasure(visitor: Visitor, anchor: { which: string; sentence: string }): Promise<void> {
  await visitor.choose(visitor.words("themes.closing.title"), visitor.words("themes.closing.anchored"));
  await visitor.select(visitor.words("themes.closing.anchor"), visitor.words("themes.closing.anchor.instruction"));
  await visitor.fill(visitor.words("themes.closing.which"), anchor.which);
  const form = visitor.formOf(visitor.words("themes.closing.save"));
  await visitor.fill(visitor.words("themes.measure.sentence"), anchor.sentence, form);
  await visitor.press(visitor.words("themes.closing.save"));
  await visitor.isTold("themes.closing.saved");
}
