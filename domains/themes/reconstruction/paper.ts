import { today } from "../../../platform/server/clock.ts";
import type { Begin, FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { pdfAnswer, type Sheet, typeset } from "../../../platform/server/paper/typeset.ts";
import { endedOf, type SiteView } from "../../network/contract.ts";
import { getSiteView } from "../../network/index.ts";
import { reconstructionWords } from "../documents/reconstruction-words.ts";
import type { ReconstructionView } from "./contract.ts";
import { inOrder, weeksOf } from "./rules.ts";
import { openReconstruction } from "./verbs.ts";

/** The worksheet of the joint hour: what happened, and room for what nobody has written yet. */
export function reconstructionSheet(view: Pick<ReconstructionView, "content" | "worksheet">, site: SiteView, language: Language) {
  const words = reconstructionWords[language];
  const { content, worksheet } = view;
  const label = (vocabulary: string, code: string) =>
    [...(site.vocabularies[vocabulary] ?? []), ...(site.vocabularies[endedOf(vocabulary)] ?? [])].find((entry) => entry.code === code)?.[
      language
    ] ?? code;
  const steps = inOrder(content.steps);
  const unitOf = (id: string | null) => {
    const unit = site.units.find((one) => one.id === id);
    return unit && `${unit.organisationName}, ${unit.name}`;
  };
  return {
    situation: content.situation,
    facts: [
      ...(content.fieldOfAction === null ? [] : [{ label: words.field, value: label("field_of_action", content.fieldOfAction) }]),
      ...(steps.length > 1 ? [{ label: words.span, value: words.weeks(weeksOf(content)) }] : []),
    ],
    steps: steps.map((step) => [
      words.week(step.week),
      unitOf(step.unitId) ?? words.role[step.role],
      step.legalDomain === null ? "–" : label("legal_domain", step.legalDomain),
      step.what === "" ? "–" : step.what,
    ]),
    breaks: steps.flatMap((step) => {
      const one = worksheet.breaks.find((it) => it.stepId === step.id);
      return one ? [{ at: `${words.week(step.week)}: ${step.what}`, broke: one.broke, why: one.why, needed: one.needed }] : [];
    }),
    potentials: worksheet.potentials,
    lesson: worksheet.lesson,
    words: {
      timeline: words.timeline,
      no_steps: words.noSteps,
      header: words.header,
      breaks: words.breaks,
      no_breaks: words.noBreaks,
      broke: words.broke,
      why: words.why,
      needed: words.needed,
      potentials: words.potentials,
      lesson: words.lesson,
    },
  };
}

export async function printReconstruction(begin: Begin, id: string, language: Language): Promise<FileAnswer> {
  const { view, site } = await begin(async (call) => ({ view: await openReconstruction(call, id), site: await getSiteView(call) }));
  const words = reconstructionWords[language];
  const heading = view.content.title === "" ? words.untitled : view.content.title;
  const sheet: Sheet = {
    language,
    site: site.site.name,
    today: today(),
    title: `${words.kind}: ${heading}`,
    kind: words.kind,
    heading,
    notice: view.state === "released" ? "" : words.draft,
  };
  const template = new URL("../documents/reconstruction.typ", import.meta.url);
  // a file has no name of its own that would say too much in a folder of downloads
  return pdfAnswer(await typeset(template, sheet, reconstructionSheet(view, site, language)), `${words.file}-${today()}`);
}
