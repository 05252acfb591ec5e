import * as cases from "../../domains/cases/contract.ts";
import * as consent from "../../domains/consent/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

const advice = [
  {
    kind: "closed_case",
    months: 12,
    reasons: "Nach einem Jahr kommt kaum jemand mit demselben Anliegen wieder, und Ansprüche aus der Beratung sind geklärt.",
  },
  { kind: "without_case", months: 6, reasons: "Wer ein halbes Jahr nach dem Eintragen keinen Fall hat, braucht keinen." },
  { kind: "unchecked", months: 6, reasons: "Ohne geprüfte Rechtsgrundlage darf nichts länger liegen bleiben." },
] as const;

/** Accompanied a while ago, and since then over. */
const past = [
  { familyName: "Petrenko", givenNames: "Oleh", birthDate: "1979-09-30", opened: 690, closed: 402, outcome: "goals_reached" },
  { familyName: "Traoré", givenNames: "Aminata", birthDate: "1992-01-12", opened: 640, closed: 371, outcome: "moved_away" },
] as const;

/** What the data protection officer advised, what the units decided, two people whose period is over, and two who asked about their data. */
export async function tellRetention(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const { seidel, reuter, moritz, wolters, sommer } = site.members as Record<string, string>;
  await days.on(days.ago(300), async () => {
    for (const one of advice) await perform(seidel!, consent.adviseRetention, { body: { id: newId(), ...one } });
  });
  await days.on(days.ago(280), async () => {
    const unitId = site.units["migrationsberatung"]!;
    for (const { kind, months } of advice)
      await perform(reuter!, consent.setRetention, { body: { id: newId(), unitId, kind, months, reasons: null } });
  });
  await days.on(days.ago(260), async () => {
    for (const unit of ["kreis-kim", "stadt-kim"])
      for (const { kind, months } of advice.slice(0, 2))
        await perform(moritz!, consent.setRetention, { body: { id: newId(), unitId: site.units[unit]!, kind, months, reasons: null } });
  });
  for (const person of past) {
    const ids = { caseId: newId(), clientId: newId() };
    const { familyName, givenNames, birthDate } = person;
    await days.on(days.ago(person.opened), () =>
      perform(wolters!, cases.createCase, {
        body: {
          id: ids.caseId,
          clientId: ids.clientId,
          identity: { familyName, givenNames, birthDate, birthYear: null, sex: null, nationality: null, languages: [], isPseudonym: false },
          townId: site.towns["Lindenau"] ?? null,
          phase: "monitoring",
          openedOn: days.ago(person.opened),
          legalBasis: "public_task",
        },
      }),
    );
    await days.on(days.ago(person.closed), () =>
      perform(wolters!, cases.closeCase, {
        params: { caseId: ids.caseId },
        body: { version: 1, closedOn: days.ago(person.closed), outcome: person.outcome },
      }),
    );
  }
  for (const [member, kind, daysAgo] of [
    [wolters, "access", 24],
    [sommer, "rectification", 9],
  ] as const) {
    const { cases: own } = await perform(member!, cases.listCases, { query: { sort: "opened" } });
    const day = days.ago(daysAgo);
    await days.on(day, () =>
      perform(member!, consent.recordRequest, { params: { clientId: own[0]!.clientId }, body: { id: newId(), kind, receivedOn: day } }),
    );
  }
}
