import { useFormat } from "../../../platform/web/formats.ts";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import type { ChainDocument, ChainFault, LaneView, MilestonePoint, VersionRow } from "../contract.ts";
import { inOrder } from "../rules.ts";
import { lettersOf } from "../rules-layout.ts";

/** How the parts of a chain are called on every page. */
export function useChainWords(lanes: readonly LaneView[]) {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const unitOf = (unitId: string | null): string => {
    if (unitId === null) return t("chains.drawing.person");
    return lanes.find((lane) => lane.unitId === unitId)?.name ?? site.data?.units.find((unit) => unit.id === unitId)?.name ?? "";
  };
  const organisationOf = (unitId: string | null): string => {
    const lane = lanes.find((one) => one.unitId === unitId);
    return lane?.organisationName ?? site.data?.units.find((unit) => unit.id === unitId)?.organisationName ?? "";
  };
  const titleOf = (title: string | undefined) => (title === undefined || title === "" ? t("chains.drawing.untitled") : title);
  const pointOf = (point: MilestonePoint) =>
    t("chains.field.milestone_word", { service: label("service", point.service), event: label("milestone_event", point.event) });
  return {
    unitOf,
    organisationOf,
    titleOf,
    legalDomainOf: (code: string) => label("legal_domain", code),
    pointOf,
    /** Milestones one after the other; a service that they all belong to is named once. */
    wayOf: (points: readonly MilestonePoint[]) => {
      const [first] = points;
      if (!first || points.some((point) => point.service !== first.service)) return points.map(pointOf).join(" → ");
      const events = points.map((point) => label("milestone_event", point.event)).join(" → ");
      return t("chains.field.milestone_word", { service: label("service", first.service), event: events });
    },
    fromTo: (from: MilestonePoint, to: MilestonePoint) =>
      from.service === to.service
        ? t("chains.field.milestones_words", {
            service: label("service", from.service),
            from: label("milestone_event", from.event),
            to: label("milestone_event", to.event),
          })
        : `${label("service", from.service)} ${label("milestone_event", from.event)} – ${label("service", to.service)} ${label("milestone_event", to.event)}`,
    label,
    versionOf: (version: Pick<VersionRow, "kind" | "number">) =>
      t("chains.version.name", { kind: t(`chains.kind.${version.kind}`), n: version.number }),
    stateOf: (version: VersionRow) =>
      version.agreedOn === null
        ? t("chains.version.draft")
        : t(version.kind === "as_is" ? "chains.version.confirmed" : "chains.version.agreed", { day: f.dayWithYear(version.agreedOn) }),
    weeks: (n: number) => t("chains.weeks", { n }),
  };
}
export type ChainWords = ReturnType<typeof useChainWords>;

/** The name of every step and every interface of a chain, as it is read out. */
export function useElementNames(document: ChainDocument, words: ChainWords): (id: string) => string {
  const t = useTexts();
  const letters = lettersOf(document);
  const steps = inOrder(document);
  return (id) => {
    const at = steps.findIndex((step) => step.id === id);
    const step = steps[at];
    if (step) return t("chains.drawing.step", { n: at + 1, title: words.titleOf(step.title), unit: words.unitOf(step.unitId) });
    const one = document.interfaces.find((it) => it.id === id);
    if (!one) return "";
    const [from, to] = [steps.find((it) => it.id === one.fromStepId), steps.find((it) => it.id === one.toStepId)];
    const key = from?.unitId === to?.unitId ? "chains.drawing.way" : "chains.drawing.interface";
    return t(key, { letter: letters.get(id) ?? "", from: words.titleOf(from?.title), to: words.titleOf(to?.title) });
  };
}

export function useFaultWords(document: ChainDocument, words: ChainWords): (fault: ChainFault) => string {
  const t = useTexts();
  const f = useFormat();
  return (fault) => {
    const titles = fault.stepIds.map((id) => words.titleOf(document.steps.find((step) => step.id === id)?.title));
    const steps = fault.code === "branches_apart" ? (titles[0] ?? "") : f.list(titles.map((title) => `„${title}“`));
    return t(`chains.fault.${fault.code}`, { n: fault.stepIds.length, steps });
  };
}
