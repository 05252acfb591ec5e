import { useFormat } from "../../../platform/web/formats.ts";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import type { EntryView, MilestoneCode, PhaseNumber } from "../contract.ts";

type WithCode = { readonly title: string | null; readonly code: MilestoneCode | null };

/** Words of the template where the site has none of its own, and labels of the site. */
export function useStrategyWords() {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies ?? {});
  const phase = (number: PhaseNumber, title: string | null = null) => title ?? t(`strategy.phase.${number}`);
  const milestone = (of: WithCode) => of.title ?? (of.code === null ? "" : t(`strategy.template.${of.code}`));
  return {
    phase,
    milestone,
    field: (code: string) => label("field_of_action", code),
    period: (fromOn: string | null, untilOn: string | null) =>
      fromOn !== null ? f.period(fromOn, untilOn) : untilOn !== null ? t("strategy.until", { day: f.day(untilOn) }) : null,
    /** What happened, as a sentence. */
    entry: (entry: EntryView) => {
      const name = t.maybe(`strategy.template.${entry.label}`) ?? entry.label;
      const values = {
        name,
        number: entry.number ?? 0,
        phase: entry.number === null ? "" : t.maybe(`strategy.phase.${entry.number}`),
        from: entry.fromOn === null ? "" : f.dayWithYear(entry.fromOn),
        to: entry.toOn === null ? "" : f.dayWithYear(entry.toOn),
        hasFrom: entry.fromOn === null ? "no" : "yes",
        hasTo: entry.toOn === null ? "no" : "yes",
      };
      return t.maybe(`strategy.entry.${entry.subject}.${entry.kind}`, values) ?? t(`strategy.entry.${entry.kind}`, values);
    },
  };
}
