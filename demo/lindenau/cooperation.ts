import * as cooperation from "../../domains/cooperation/contract.ts";
import { takeFigures } from "../../domains/cooperation/index.ts";
import { addMembership, addOrganisation, addUnit, createAccount } from "../../domains/network/index.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { chanceOf } from "../chance.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

/** Who answers for an organisation: somebody of the story, or somebody who sits in bodies and has only a link. */
type RaterPlan = { key: string; circle: readonly Circle[]; member?: string; name?: string; title?: string; silent?: readonly number[] };
type Circle = "authorities" | "welfare" | "courses" | "town";

const raters: readonly RaterPlan[] = [
  { key: "office", circle: ["authorities", "welfare", "courses", "town"], member: "vogt" },
  { key: "stadt", circle: ["authorities", "welfare"], member: "ritter" },
  { key: "erlbach", circle: ["authorities"], member: "wolf" },
  { key: "jobcenter", circle: ["authorities", "courses"], member: "maas" },
  { key: "agentur", circle: ["authorities", "courses"], name: "Heike Franke", title: "Teamleitung", silent: [1] },
  { key: "diakonie", circle: ["welfare", "authorities"], member: "wolters-konferenz" },
  { key: "caritas", circle: ["welfare"], member: "fuchs" },
  { key: "awo", circle: ["welfare"], name: "Murat Aydın", title: "Leitung der Flüchtlingsberatung" },
  { key: "drk", circle: ["welfare"], name: "Gabi Neumann", title: "Sprachmittlung" },
  { key: "bruecke", circle: ["welfare", "town"], name: "Samira Osman", title: "Geschäftsführung" },
  { key: "vhs", circle: ["courses"], member: "lehmann" },
  { key: "horizont", circle: ["courses"], name: "Igor Melnyk", title: "Schulleitung" },
  { key: "kammer", circle: ["courses"], name: "Bernd Kessler", title: "Anerkennungsberatung" },
  { key: "ihk", circle: ["courses"], name: "Lena Hartwig", title: "Anerkennungsberatung" },
  { key: "schule", circle: ["courses", "town"], name: "Andrea Vogel", title: "Internationale Klassen" },
  { key: "verein", circle: ["town", "welfare"], member: "haddad" },
  { key: "kurdisch", circle: ["town"], name: "Azad Demir", title: "Vorstand" },
  { key: "wohnen", circle: ["town"], name: "Uwe Paulsen", title: "Wohnberatung", silent: [1, 2] },
  { key: "klinik", circle: ["welfare"], name: "Dr. Nele Arndt", title: "Sozialdienst", silent: [2] },
  { key: "sport", circle: ["town"], name: "Kemal Şahin", title: "Integration durch Sport" },
  { key: "buecherei", circle: ["town", "courses"], name: "Ruth Ebert", title: "Leitung", silent: [1] },
];

type Fields = cooperation.StructureFields;
type StructurePlan = {
  organisation: string;
  name: string;
  kind: Fields["kind"];
  fields: readonly string[];
  towns: readonly string[];
  groups: Fields["targetGroups"];
  places: number;
  hours: number;
  opening?: string;
  fundedBy: string;
  /** Days ahead; nothing: without end. */
  untilAhead?: number;
};

const structures: readonly StructurePlan[] = [
  {
    organisation: "diakonie",
    name: "Migrationsberatung",
    kind: "mbe",
    fields: ["language", "work", "residence"],
    towns: ["Lindenau", "Hohenfeld", "Erlbach"],
    groups: ["adults", "families"],
    places: 320,
    hours: 78,
    opening: "Montag bis Donnerstag, 9 bis 12 Uhr",
    fundedBy: "Bund (MBE)",
    untilAhead: 400,
  },
  {
    organisation: "caritas",
    name: "Migrationsberatung",
    kind: "mbe",
    fields: ["language", "work", "housing"],
    towns: ["Lindenau", "Steinau", "Westerode"],
    groups: ["adults", "families"],
    places: 260,
    hours: 58.5,
    fundedBy: "Bund (MBE)",
    untilAhead: 400,
  },
  {
    organisation: "caritas",
    name: "Jugendmigrationsdienst",
    kind: "jmd",
    fields: ["education", "work", "language"],
    towns: ["Lindenau", "Hohenfeld", "Auental"],
    groups: ["young_people"],
    places: 210,
    hours: 58.5,
    opening: "Dienstag und Donnerstag, 14 bis 17 Uhr",
    fundedBy: "Bund (JMD)",
    untilAhead: 400,
  },
  {
    organisation: "awo",
    name: "Flüchtlingsberatung",
    kind: "fluechtlingsberatung",
    fields: ["residence", "health", "housing"],
    towns: ["Lindenau", "Brückheim", "Nordkirch"],
    groups: ["refugees"],
    places: 280,
    hours: 58.5,
    fundedBy: "Land, soziale Beratung",
    untilAhead: 38,
  },
  {
    organisation: "drk",
    name: "Beratung und Sprachmittlung",
    kind: "other",
    fields: ["health", "participation"],
    towns: [],
    groups: ["refugees", "families"],
    places: 150,
    hours: 30,
    fundedBy: "Kreis",
    untilAhead: 770,
  },
  {
    organisation: "bruecke",
    name: "Integrationsagentur",
    kind: "integrationsagentur",
    fields: ["participation", "housing"],
    towns: ["Lindenau", "Talheim"],
    groups: ["families", "women"],
    places: 120,
    hours: 39,
    fundedBy: "Land",
    untilAhead: 400,
  },
  {
    organisation: "bruecke",
    name: "Beratung für Menschen aus der EU",
    kind: "other",
    fields: ["work", "housing", "residence"],
    towns: ["Lindenau", "Steinau"],
    groups: ["eu_citizens"],
    places: 180,
    hours: 39,
    opening: "Mittwoch, 15 bis 18 Uhr, rumänisch und bulgarisch",
    fundedBy: "ESF Plus",
    untilAhead: 61,
  },
  {
    organisation: "kammer",
    name: "Anerkennungsberatung Handwerk",
    kind: "other",
    fields: ["work"],
    towns: [],
    groups: ["skilled_workers"],
    places: 140,
    hours: 19.5,
    fundedBy: "Land, IQ Netzwerk",
    untilAhead: 400,
  },
  {
    organisation: "ihk",
    name: "Anerkennungsberatung IHK",
    kind: "other",
    fields: ["work"],
    towns: [],
    groups: ["skilled_workers"],
    places: 110,
    hours: 15,
    fundedBy: "eigene Mittel",
  },
  {
    organisation: "verein",
    name: "Lotsinnen für Mütter",
    kind: "other",
    fields: ["child_care", "participation"],
    towns: ["Lindenau", "Hohenfeld"],
    groups: ["women", "families"],
    places: 60,
    hours: 12,
    fundedBy: "Stiftung und Kreis",
    untilAhead: 220,
  },
  {
    organisation: "kurdisch",
    name: "Offene Sprechstunde",
    kind: "other",
    fields: ["participation", "residence"],
    towns: ["Lindenau"],
    groups: ["refugees", "families"],
    places: 80,
    hours: 6,
    opening: "Samstag, 11 bis 14 Uhr",
    fundedBy: "Ehrenamt",
  },
  {
    organisation: "stadt",
    name: "Willkommensbüro",
    kind: "other",
    fields: ["residence", "housing", "child_care"],
    towns: ["Lindenau"],
    groups: [],
    places: 400,
    hours: 78,
    fundedBy: "Stadt Lindenau",
  },
  {
    organisation: "vhs",
    name: "Kursberatung und Einstufung",
    kind: "other",
    fields: ["language"],
    towns: ["Lindenau", "Erlbach", "Quellfurt"],
    groups: ["adults", "young_people", "refugees"],
    places: 600,
    hours: 30,
    fundedBy: "BAMF",
    untilAhead: 400,
  },
  {
    organisation: "wohnen",
    name: "Wohnberatung",
    kind: "other",
    fields: ["housing"],
    towns: ["Lindenau", "Hohenfeld", "Westerode"],
    groups: ["families"],
    places: 90,
    hours: 19.5,
    fundedBy: "eigene Mittel",
  },
  {
    organisation: "klinik",
    name: "Sozialdienst mit Sprachmittlung",
    kind: "other",
    fields: ["health"],
    towns: ["Lindenau"],
    groups: [],
    places: 130,
    hours: 20,
    fundedBy: "Klinikum",
  },
];

type AgreementPlan = {
  title: string;
  content: string;
  parties: readonly string[];
  unsigned?: readonly string[];
  fromAgo: number;
  untilAhead?: number;
};
const agreements: readonly AgreementPlan[] = [
  {
    title: "Ein Antrag beim Wechsel vom AsylbLG zum SGB II",
    content: "Sozialamt und Jobcenter nehmen denselben Antrag an. Die Leistung läuft weiter, bis das Jobcenter entschieden hat.",
    parties: ["office", "jobcenter"],
    fromAgo: 210,
    untilAhead: 155,
  },
  {
    title: "Gemeinsame Sprachmittlung",
    content: "Das DRK vermittelt Sprachmittlung für alle Beteiligten. Die Kosten teilen sie nach Stunden.",
    parties: ["office", "stadt", "drk", "klinik", "jobcenter"],
    unsigned: ["klinik"],
    fromAgo: 320,
    untilAhead: 45,
  },
  {
    title: "Mobiler Einstufungstag",
    content: "Die VHS prüft jeden ersten Dienstag in Erlbach und Quellfurt. Die Kommunen stellen den Raum.",
    parties: ["vhs", "erlbach", "office"],
    fromAgo: 140,
  },
  {
    title: "Beratung zur Anerkennung an einem Ort",
    content: "Handwerkskammer und IHK beraten mittwochs gemeinsam im Jobcenter.",
    parties: ["kammer", "ihk", "jobcenter"],
    fromAgo: 390,
    untilAhead: -20,
  },
];

const population = [
  "Merkmal;Ausprägung;Anzahl",
  "Geschlecht;weiblich;22.140",
  "Geschlecht;männlich;24.060",
  "Statusgruppe;EU;16.210",
  "Statusgruppe;Schutzberechtigte;9.830",
  "Statusgruppe;Asylsuchende;1.890",
  "Statusgruppe;Geduldete;1.070",
  "Statusgruppe;Drittstaaten;17.200",
  ...[16_800, 5_900, 5_100, 4_300, 3_700, 3_200, 2_700, 2_100, 1_500, 900].map(
    (count, index) =>
      `Kommune;${["Lindenau", "Hohenfeld", "Erlbach", "Steinau", "Westerode", "Auental", "Brückheim", "Nordkirch", "Talheim", "Quellfurt"][index]};${count}`,
  ),
];
const consultations = [
  "Merkmal;Ausprägung;Anzahl",
  "Geschlecht;weiblich;512",
  "Geschlecht;männlich;716",
  "Geschlecht;unbekannt;12",
  "Statusgruppe;EU;118",
  "Statusgruppe;Schutzberechtigte;521",
  "Statusgruppe;Asylsuchende;166",
  "Statusgruppe;Geduldete;41",
  "Statusgruppe;Drittstaaten;372",
  "Statusgruppe;unbekannt;22",
  ...[
    ["Arabisch", 338],
    ["Ukrainisch", 287],
    ["Türkisch", 131],
    ["Persisch", 118],
    ["Kurdisch", 96],
    ["Russisch", 61],
    ["Rumänisch", 54],
    ["Bulgarisch", 38],
    ["Tigrinya", 31],
    ["Englisch", 28],
    ["Polnisch", 27],
    ["andere", 31],
  ].map(([language, count]) => `Sprache;${language};${count}`),
  ...[402, 171, 143, 121, 98, 88, 77, 62, 49, 29].map(
    (count, index) =>
      `Kommune;${["Lindenau", "Hohenfeld", "Erlbach", "Steinau", "Westerode", "Auental", "Brückheim", "Nordkirch", "Talheim", "Quellfurt"][index]};${count}`,
  ),
  "Kinderbetreuung;ja;226",
  "Kinderbetreuung;nein;874",
  "Kinderbetreuung;unbekannt;140",
];

/** Two rounds of the survey, what counselling there is, four agreements, and figures beside the population. */
export async function tellCooperation(database: Database, perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const { aksoy } = site.members;
  const coordinator = aksoy!;
  const organisations: Record<string, string> = { ...site.organisations };
  const answering: Record<string, string> = {};
  await days.on(days.ago(330), async () => {
    for (const plan of raters) if (plan.member !== undefined) answering[plan.key] = site.members[plan.member]!;
    const accounts = new Map<string, string>();
    for (const { key, name } of raters)
      if (name !== undefined) accounts.set(key, await createAccount(database, { email: `netzwerk.${key}@${site.slug}.example`, name }));
    await asActor(database, { membership: site.systemMembershipId }, async (call) => {
      const units: Record<string, string> = {};
      for (const [key, name, unit] of [
        ["sport", "Kreissportbund Lindenau", "Integration durch Sport"],
        ["buecherei", "Stadtbücherei Hohenfeld", "Offene Angebote"],
      ] as const) {
        organisations[key] = await addOrganisation(call, { name, kind: "other", regime: "dsgvo_dsg_nrw" });
        units[key] = await addUnit(call, { organisationId: organisations[key], slug: key, name: unit, kind: "other" });
      }
      for (const { key, name, title } of raters) {
        const accountId = accounts.get(key);
        if (accountId === undefined || name === undefined) continue;
        const unitId =
          units[key] ?? Object.values(site.unitsOfOrganisations).find((unit) => unit.organisationId === organisations[key])?.unitId;
        answering[key] = await addMembership(call, { accountId, unitId: unitId!, role: "body_member", name, ...(title ? { title } : {}) });
      }
    });
  });

  await days.on(days.ago(325), async () => {
    for (const plan of structures)
      await perform(coordinator, cooperation.addStructure, {
        body: {
          id: newId(),
          organisationId: organisations[plan.organisation]!,
          kind: plan.kind,
          name: plan.name,
          fields: [...plan.fields],
          townIds: plan.towns.map((town) => site.towns[town]!),
          targetGroups: [...plan.groups],
          placesAYear: plan.places,
          hoursAWeek: plan.hours,
          openingHours: plan.opening ?? "",
          fundedBy: plan.fundedBy,
          fundedUntilOn: plan.untilAhead === undefined ? null : days.ahead(plan.untilAhead),
        },
      });
  });
  for (const plan of agreements)
    await days.on(days.ago(plan.fromAgo), async () => {
      await perform(coordinator, cooperation.makeAgreement, {
        body: {
          id: newId(),
          title: plan.title,
          content: plan.content,
          fromOn: days.ago(plan.fromAgo),
          untilOn: plan.untilAhead === undefined ? null : days.ahead(plan.untilAhead),
          remindDays: 60,
          parties: plan.parties.map((key) => ({
            organisationId: organisations[key]!,
            signedOn: plan.unsigned?.includes(key) ? null : days.ago(plan.fromAgo),
          })),
        },
      });
    });

  const asked = raters.map((plan) => ({ ...plan, organisationId: organisations[plan.key]!, membershipId: answering[plan.key]! }));
  for (const [number, title, openedAgo, closedAgo] of [
    [1, "Erste Umfrage", 310, 285],
    [2, "Zweite Umfrage", 45, 20],
  ] as const) {
    const waveId = newId();
    await days.on(days.ago(openedAgo), async () => {
      await perform(coordinator, cooperation.planWave, {
        body: {
          id: waveId,
          title,
          untilOn: days.ago(closedAgo),
          organisations: asked.map(({ organisationId, membershipId }) => ({ organisationId, membershipId })),
        },
      });
      await perform(coordinator, cooperation.moveWave, { params: { waveId }, body: { to: "open", version: 1 } });
    });
    await days.on(days.ago(closedAgo + 8), async () => {
      for (const plan of asked) {
        if (plan.silent?.includes(number)) continue;
        const chance = chanceOf(number * 1_000 + raters.findIndex((one) => one.key === plan.key));
        const saved = await perform(plan.membershipId, cooperation.saveAnswer, {
          params: { waveId },
          body: {
            id: newUnlinkableId(),
            version: 0,
            ratings: asked
              .filter((other) => other.key !== plan.key)
              .map((other) => {
                const shared = other.circle.filter((circle) => plan.circle.includes(circle)).length;
                const isOffice = plan.key === "office" || other.key === "office";
                const warmth = isOffice ? 0.5 : shared > 0 ? 0.62 + shared * 0.1 : number === 1 ? 0.06 : 0.1;
                const frequency = chance.often(warmth) ? chance.between(2, 4) : chance.between(0, 1);
                return {
                  organisationId: other.organisationId,
                  frequency,
                  quality: frequency === 0 ? null : chance.often(0.75) ? chance.between(3, 4) : chance.between(1, 2),
                  importance: chance.between(frequency >= 2 ? 2 : 1, 3),
                };
              }),
          },
        });
        await perform(plan.membershipId, cooperation.handInAnswer, { params: { waveId }, body: { version: saved.answer!.version } });
      }
    });
    await days.on(days.ago(closedAgo), async () => {
      await perform(coordinator, cooperation.moveWave, { params: { waveId }, body: { to: "closed", version: 2 } });
      await perform(coordinator, cooperation.showResult, { params: { waveId }, body: { bodies: true, team: true, version: 1 } });
    });
  }

  const bring = async (measure: cooperation.Measure, lines: readonly string[], source: string, asOfOn: string) =>
    await takeFigures(
      (work) => asActor(database, { membership: coordinator }, work),
      { bytes: Buffer.from(lines.join("\n")), name: `${measure}.csv` },
      { measure, source, asOfOn },
      { write: true },
    );
  const lastYear = `${Number(days.today.slice(0, 4)) - 1}-12-31`;
  await bring("population", population, "Statistisches Landesamt, Menschen mit ausländischer Staatsangehörigkeit (erfunden)", lastYear);
  await bring("consultation", consultations, "Zählung der Beratungsstellen (erfunden)", days.today);
  // the scientific team reads both
  await days.on(days.ago(300), async () => {
    await perform(coordinator, cooperation.releaseStructures, { body: { isReleased: true } });
  });
  await perform(coordinator, cooperation.showChances, { params: { year: Number(days.today.slice(0, 4)) }, body: { isShown: true } });
}
