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

const testKey = "test.counted";

/** Somebody with one figure to tell, which may be another the next time it is asked. */
export function testSource(of: { value: number | null; key?: string }): ReportSource {
  return {
    offer: (_call, period) => {
      const figure: OfferedFigure = {
        key: of.key ?? testKey,
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
    tell: () => Promise.resolve([{ subject: "decisions", lines: ["Die Betreuung neben dem Kurs wird weitergeführt."] }]),
  };
}

/** A draft with one figure. Acts as the coordinator. */
export async function createTestReport(
  call: Call,
  more: Partial<HeadFields> & { kind?: ReportKind; replacesId?: string } = {},
  source: ReportSource = testSource({ value: 41 }),
): Promise<ReportView> {
  const { kind = "status_report", replacesId = null, ...head } = more;
  const report = await beginReport(call, [source], { ...testHead(head), id: newId(), kind, language: "de", replacesId });
  if (report.parts.some((part) => part.figures.length > 0)) return report;
  await addFigures(call, [source], report.parts[0]!.id, [{ id: newId(), key: testKey }]);
  return await openReport(call, report.id);
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
