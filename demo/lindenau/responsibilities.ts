import { saveResponsibility } from "../../domains/network/index.ts";
import type { ResponsibilityForm } from "../../domains/network/contract.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { newId } from "../../platform/server/ids.ts";
import type { DemoSite } from "../programme.ts";

type Entry = Partial<Omit<ResponsibilityForm, "unitId" | "deputyUnitId" | "townIds">> & {
  unit: string;
  deputy?: string;
  towns?: string[];
};

/** All towns but the Kreis town, which has an Ausländerbehörde of its own. Talheim and Quellfurt were forgotten: that is a gap to be found. */
const kreisTowns = ["Hohenfeld", "Erlbach", "Steinau", "Westerode", "Auental", "Brückheim", "Nordkirch"];

const entries: Entry[] = [
  {
    unit: "stadt-abh",
    deputy: "auslaenderbehoerde",
    towns: ["Lindenau"],
    matters: ["residence_permit"],
    phone: "02999 100-410",
    handling: "Termine nur nach Anmeldung im Netz, bei ablaufender Fiktionsbescheinigung sofort anrufen.",
  },
  {
    unit: "auslaenderbehoerde",
    towns: kreisTowns,
    letterFrom: "A",
    letterTo: "K",
    matters: ["residence_permit"],
    phone: "02999 200-310",
    handling: "Sprechzeit Montag und Donnerstag. Unterlagen vorher per Post, Pass zum Termin mitbringen.",
  },
  {
    unit: "auslaenderbehoerde",
    towns: kreisTowns,
    letterFrom: "L",
    letterTo: "Z",
    matters: ["residence_permit"],
    phone: "02999 200-320",
    handling: "Sprechzeit Dienstag und Freitag. Unterlagen vorher per Post, Pass zum Termin mitbringen.",
  },
  {
    unit: "sozialamt",
    residenceStatuses: ["aufenthaltsgestattung", "duldung"],
    matters: ["benefits"],
    phone: "02999 200-500",
    handling: "Leistungen nach dem Asylbewerberleistungsgesetz. Beim Wechsel zum Jobcenter ruft das Sozialamt dort an.",
  },
  {
    unit: "jc-leistung",
    deputy: "jc-vermittlung",
    residenceStatuses: ["aufenthaltserlaubnis", "niederlassungserlaubnis", "fiktionsbescheinigung", "eu_freizuegigkeit"],
    ageFrom: 15,
    ageTo: 66,
    matters: ["benefits"],
    phone: "02999 300-0",
    handling: "Antrag am selben Tag möglich, auch ohne Termin. Fester Kontakt für den Wechsel aus dem Asylbewerberleistungsgesetz.",
  },
  {
    unit: "jugendamt-erlbach",
    towns: ["Erlbach"],
    ageTo: 20,
    matters: ["youth"],
    phone: "02999 410-20",
    handling: "Ab 18 Jahren nur mit einem Antrag auf Hilfe für junge Volljährige.",
  },
  {
    unit: "jugendamt",
    deputy: "jmd",
    towns: ["Lindenau", ...kreisTowns.filter((town) => town !== "Erlbach"), "Talheim", "Quellfurt"],
    ageTo: 17,
    matters: ["youth"],
    phone: "02999 200-700",
    handling: "Erstgespräch in der Wohnung oder in der Schule möglich.",
  },
  {
    unit: "jmd",
    ageFrom: 12,
    ageTo: 26,
    matters: ["counselling"],
    phone: "02999 520-11",
    handling: "Offene Sprechstunde mittwochs, Arabisch und Persisch im Haus.",
  },
  { unit: "migrationsberatung", ageFrom: 27, matters: ["counselling"], phone: "02999 510-0", handling: "Termine in einer Woche." },
  { unit: "stadt-kim", towns: ["Lindenau"], matters: ["case_management"], phone: "02999 100-600" },
  {
    unit: "kreis-kim",
    deputy: "migrationsberatung",
    towns: [...kreisTowns, "Talheim", "Quellfurt"],
    matters: ["case_management"],
    phone: "02999 200-600",
  },
  {
    unit: "einbuergerung",
    legalDomains: ["stag"],
    matters: ["citizenship"],
    phone: "02999 200-330",
    handling: "Vorprüfung im Netz, danach Termin.",
  },
];

/** Who is responsible for whom in Kreis Lindenau, with the gaps that such lists have. */
export async function enterResponsibilities(database: Database, site: DemoSite, sinceOn: string): Promise<void> {
  await asActor(database, { membership: site.systemMembershipId }, async (call) => {
    for (const { unit, deputy, towns, ...rest } of entries) {
      await saveResponsibility(call, newId(), {
        deputyUnitId: deputy === undefined ? null : site.units[deputy]!,
        townIds: (towns ?? []).map((name) => site.towns[name]!),
        ageFrom: null,
        ageTo: null,
        residenceStatuses: [],
        letterFrom: null,
        letterTo: null,
        languages: [],
        legalDomains: [],
        matters: [],
        phone: null,
        handling: null,
        validFromOn: sinceOn,
        validUntilOn: null,
        ...rest,
        unitId: site.units[unit]!,
        version: null,
      });
    }
  });
}
