import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { OfferedFigure, ReportSource } from "../../platform/server/report-source.ts";
import type { Audience, HeadFields, ReportKind, ReportView } from "./contract.ts";
import { likelyPeriod } from "./rules.ts";
import { addFigures, beginReport, changeSection, issueReport, openReport, releaseReport } from "./verbs.ts";

export const testHead = (more: Partial<HeadFields> = {}): HeadFields => ({
  title: "Sachstand zur Zusammenarbeit",
  addressee: "Ausschuss für Soziales",
  ...likelyPeriod("status_report", today()),
  dueOn: null,
  ...more,
});

/** Somebody with one figure to tell, which may be another the next time it is asked. */
export function testSource(of: { value: number | null }): ReportSource {
  return {
    offer: (_call, period) => {
      const figure: OfferedFigure = {
        key: "themes.reports",
        group: "Gemeldete Hürden",
        label: "Gemeldete Hürden",
        unit: "Strukturhinweise",
        definition: "Was im Zeitraum gemeldet wurde.",
        source: "Verbund, Strukturebene des Standorts",
        value: of.value,
        counted: null,
        hint: of.value === null ? "Weniger als 5. Ein längerer Zeitraum zeigt mehr." : null,
        ...period,
        asOfOn: today(),
      };
      return Promise.resolve([figure]);
    },
    tell: () => Promise.resolve([{ topic: "decisions", lines: ["Die Betreuung neben dem Kurs wird weitergeführt."] }]),
  };
}

/** A draft with one figure. Acts as the coordinator. */
export async function createTestReport(
  call: Call,
  more: Partial<HeadFields> & { kind?: ReportKind; replacesId?: string } = {},
  source: ReportSource = testSource({ value: 41 }),
): Promise<ReportView> {
  const { kind = "status_report", replacesId = null, ...head } = more;
  return await beginReport(call, [source], { ...testHead(head), id: newId(), kind, language: "de", replacesId });
}

export async function confirmTestReport(call: Call, reportId: string): Promise<ReportView> {
  const report = await openReport(call, reportId);
  for (const part of report.parts)
    await changeSection(call, part.id, {
      title: part.title,
      text: part.text === "" ? "Dazu gibt es nichts zu berichten." : part.text,
      version: part.version,
    });
  return await openReport(call, reportId);
}

/** Issued, and given to these. */
export async function issueTestReport(
  call: Call,
  audience: readonly Audience[] = [],
  more: { replacesId?: string } = {},
): Promise<ReportView> {
  const { id } = await createTestReport(call, more);
  const ready = await confirmTestReport(call, id);
  let report = await issueReport(call, id, ready.version);
  for (const one of audience) report = await releaseReport(call, id, one, { isReleased: true, version: 0 });
  return report;
}

/** The first figure of a draft. */
export const figureOf = (report: ReportView) => report.parts.flatMap((part) => part.figures)[0]!;

export async function addTestFigure(call: Call, report: ReportView): Promise<string> {
  const id = newId();
  await addFigures(call, [testSource({ value: 41 })], report.parts[0]!.id, [{ id, key: "themes.reports" }]);
  return id;
}
