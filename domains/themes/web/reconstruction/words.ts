import { useLabel, useTexts } from "../../../../platform/web/texts.ts";
import { useSite } from "../../../network/web/index.ts";
import type { CaseEvent, Notice, ReconstructionRow, ReconstructionStep } from "../../contract.ts";

/** How the parts of a reconstruction are called on every page. `units`: names that come along where the site is another one. */
export function useReconstructionWords(units?: readonly { readonly id: string; readonly name: string }[]) {
  const t = useTexts();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const unitOf = (unitId: string | null) => {
    if (units) return units.find((unit) => unit.id === unitId)?.name;
    const unit = site.data?.units.find((one) => one.id === unitId);
    return unit && `${unit.organisationName}, ${unit.name}`;
  };
  return {
    label,
    titleOf: (title: string) => (title === "" ? t("themes.reconstruction.untitled") : title),
    whoOf: (step: Pick<ReconstructionStep, "role" | "unitId">) => unitOf(step.unitId) ?? t(`themes.reconstruction.by.${step.role}`),
    lawOf: (code: string) => label("legal_domain", code),
    stepOf: (step: Pick<ReconstructionStep, "week" | "what">) =>
      t("themes.reconstruction.edit.step", {
        week: step.week,
        what: step.what === "" ? t("themes.reconstruction.edit.step_untold") : step.what,
      }),
    sizeOf: (row: Pick<ReconstructionRow, "steps" | "weeks" | "breaks">) =>
      t("themes.reconstruction.list.size", { steps: row.steps, weeks: row.weeks, breaks: row.breaks }),
    noticeOf: (one: Notice) =>
      t(`themes.reconstruction.notice.${one.code}`, { n: one.count, words: one.words.map((word) => `„${word}“`).join(", ") }),
    /** What a step is called before anybody has written it: words of the house, never those of the case. */
    eventOf: (event: CaseEvent): string => {
      switch (event.kind) {
        case "legal_domain":
          return t("themes.reconstruction.event.legal_domain", { law: label("legal_domain", event.legalDomain ?? "") });
        case "milestone":
          return t("themes.reconstruction.event.milestone", {
            service: label("service", event.service ?? ""),
            event: label("milestone_event", event.event ?? ""),
          });
        case "contact":
          return t("themes.reconstruction.event.contact", { kind: label("contact_kind", event.contactKind ?? "") });
        case "step":
          return event.service === null
            ? t("themes.reconstruction.event.step")
            : t("themes.reconstruction.event.step_of", { service: label("service", event.service) });
        default:
          return t(`themes.reconstruction.event.${event.kind}`);
      }
    },
  };
}
export type ReconstructionWords = ReturnType<typeof useReconstructionWords>;

export function useReconstructionReasons(): (problem: { readonly reason?: string | undefined }) => string | undefined {
  const t = useTexts();
  return (problem) => (problem.reason === undefined ? undefined : t.maybe(`themes.reconstruction.reason.${problem.reason}`));
}
