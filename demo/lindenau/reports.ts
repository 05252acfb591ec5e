import * as publication from "../../domains/publication/contract.ts";
import { firstDayOf, lastDayOf, quarterOfDay } from "../../platform/contract/quarters.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

/** The half year that was over last on a day. */
function halfYearBefore(day: string): { name: string; fromOn: string; untilOn: string } {
  const year = Number(day.slice(0, 4));
  const isSecond = Number(quarterOfDay(day).slice(5)) > 2;
  return isSecond
    ? { name: `erstes Halbjahr ${year}`, fromOn: firstDayOf(`${year}-1`), untilOn: lastDayOf(`${year}-2`) }
    : { name: `zweites Halbjahr ${year - 1}`, fromOn: firstDayOf(`${year - 1}-3`), untilOn: lastDayOf(`${year - 1}-4`) };
}

/** What people wrote where the data say nothing, or not enough. */
const written: Readonly<Record<string, (drafted: string) => string>> = {
  mandate: (drafted) =>
    `${drafted}\nDer Kreistag hat die Verwaltung beauftragt, zweimal im Jahr darüber zu berichten. Der Bericht ist mit der Steuerungsgruppe abgestimmt.`,
  proposal: () =>
    "Der Ausschuss nimmt den Sachstandsbericht zur Kenntnis und bittet, über die Betreuung neben den Kursen weiter zu berichten.",
  purpose: (drafted) =>
    `${drafted}\nDie Zuwendung dient dazu, die Zusammenarbeit der Ämter, des Jobcenters und der Wohlfahrtsverbände für Menschen, die neu im Kreis sind, dauerhaft zu ordnen.`,
  necessity: (drafted) =>
    `Die Arbeit war notwendig, weil keine Stelle allein ändern kann, was zwischen den Rechtskreisen verloren geht. Der Aufwand war angemessen: Er ging vor allem in die Vorbereitung der Sitzungen.\n${drafted}`,
};

/** Writes what people would, and confirms the rest as it was drafted. */
async function confirm(perform: Perform, coordinator: string, parts: readonly publication.SectionView[]): Promise<void> {
  for (const part of parts) {
    const text = written[part.code ?? ""]?.(part.text) ?? part.text;
    await perform(coordinator, publication.changeSection, {
      params: { sectionId: part.id },
      body: {
        title: part.title,
        text: text === "" && part.figures.length === 0 ? "Dazu gibt es in diesem Zeitraum nichts zu berichten." : text,
        version: part.version,
      },
    });
  }
}

/** A status report that the committee has got, and a narrative report for the grant authority in the works. */
export async function tellReports(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const coordinator = site.members.aksoy!;
  const half = halfYearBefore(days.today);
  const statusId = newId();
  const params = { reportId: statusId };
  // told today: what has happened meanwhile would stand in a report of an earlier day
  const drafted = await perform(coordinator, publication.beginReport, {
    body: {
      id: statusId,
      kind: "status_report",
      language: "de",
      title: `Gemeinsam ankommen: ${half.name}`,
      addressee: "Ausschuss für Soziales, Familie und Senioren",
      fromOn: half.fromOn,
      untilOn: half.untilOn,
      dueOn: null,
      replacesId: null,
    },
  });
  await confirm(perform, coordinator, drafted.parts);
  const { version } = await perform(coordinator, publication.openReport, { params });
  await perform(coordinator, publication.issueReport, { params, body: { version } });
  for (const audience of ["bodies", "programme", "public"] as const)
    await perform(coordinator, publication.releaseReport, { params: { ...params, audience }, body: { isReleased: true, version: 0 } });
  // the year of the grant: this one once it comes to its end
  const year = Number(days.today.slice(0, 4)) - (Number(days.today.slice(5, 7)) >= 10 ? 0 : 1);
  const narrative = await perform(coordinator, publication.beginReport, {
    body: {
      id: newId(),
      kind: "narrative_report",
      language: "de",
      title: `Sachbericht ${year}`,
      addressee: "Bezirksregierung",
      fromOn: `${year}-01-01`,
      untilOn: `${year}-12-31`,
      dueOn: days.ahead(67),
      replacesId: null,
    },
  });
  const done = narrative.parts.filter((part) => part.code === "purpose" || part.code === "goals" || part.code === "necessity");
  await confirm(perform, coordinator, done);
}
