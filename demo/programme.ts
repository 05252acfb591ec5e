import {
  addMembership,
  addOrganisation,
  addTown,
  addUnit,
  createAccount,
  foundProgramme,
  foundSite,
  setDeputy,
  setPhase,
} from "../domains/network/index.ts";
import { asActor } from "../platform/server/database/actor.ts";
import type { Database } from "../platform/server/database/pool.ts";
import type { StoryDays } from "./story-days.ts";

/** The fictional programme "Gemeinsam ankommen": no place, organisation or person in it exists. */
export type DemoSite = {
  readonly slug: string;
  readonly siteId: string;
  readonly systemMembershipId: string;
  readonly towns: Readonly<Record<string, string>>;
  readonly organisations: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly unitsOfOrganisations: Readonly<Record<string, { readonly unitId: string; readonly organisationId: string }>>;
  /** Memberships by a short name of the person, such as `wolters`. */
  readonly members: Readonly<Record<string, string>>;
};

type Role = Parameters<typeof addMembership>[1]["role"];
type Kind = Parameters<typeof foundSite>[1]["kind"];

type SitePlan = {
  slug: string;
  name: string;
  kind: Kind;
  population?: number;
  structureOnly?: boolean;
  phase: number;
  phaseMonths: number;
  office: { organisation: string; kind: string; regime: string; unit: string; slug: string; unitKind: string };
  towns?: [name: string, population: number, hasAbh?: boolean][];
  organisations?: {
    key: string;
    name: string;
    short?: string;
    kind: string;
    regime: string;
    units: [slug: string, name: string, kind: string, town?: string, domains?: string[]][];
  }[];
  /** Further units of the office's own organisation. */
  officeUnits?: [slug: string, name: string, kind: string, domains?: string[]][];
  members: [key: string, name: string, role: Role, unit: string, title?: string][];
  deputies?: [member: string, deputy: string][];
};

const lindenau: SitePlan = {
  slug: "lindenau",
  name: "Kreis Lindenau",
  kind: "kreis",
  population: 330_000,
  phase: 4,
  phaseMonths: 8,
  office: {
    organisation: "Kreis Lindenau",
    kind: "kreis_administration",
    regime: "dsgvo_dsg_nrw",
    unit: "Kommunales Integrationszentrum",
    slug: "ki",
    unitKind: "coordination",
  },
  officeUnits: [
    ["kreis-kim", "Fallmanagement des Kreises", "case_management"],
    ["auslaenderbehoerde", "Ausländerbehörde", "auslaenderbehoerde", ["aufenthg", "asylg"]],
    ["einbuergerung", "Einbürgerungsbehörde", "einbuergerungsbehoerde", ["stag"]],
    ["sozialamt", "Sozialamt", "social_office", ["asylblg", "sgb_xii"]],
    ["jugendamt", "Jugendamt", "youth_office", ["sgb_viii"]],
    ["gesundheitsamt", "Gesundheitsamt", "health_office"],
    ["datenschutz", "Datenschutzbeauftragte", "other"],
    ["leitung", "Verwaltungsleitung", "other"],
  ],
  towns: [
    ["Lindenau", 84_000, true],
    ["Hohenfeld", 41_000],
    ["Erlbach", 38_000],
    ["Steinau", 33_000],
    ["Westerode", 29_000],
    ["Auental", 27_000],
    ["Brückheim", 24_000],
    ["Nordkirch", 21_000],
    ["Talheim", 18_000],
    ["Quellfurt", 15_000],
  ],
  organisations: [
    {
      key: "stadt",
      name: "Stadt Lindenau",
      kind: "town_administration",
      regime: "dsgvo_dsg_nrw",
      units: [
        ["stadt-kim", "Fallmanagement der Stadt", "case_management", "Lindenau"],
        ["kita-fachberatung", "Kita-Fachberatung", "child_care", "Lindenau", ["sgb_viii"]],
        ["stadt-abh", "Ausländerbehörde der Stadt", "auslaenderbehoerde", "Lindenau", ["aufenthg"]],
      ],
    },
    {
      key: "erlbach",
      name: "Stadt Erlbach",
      kind: "town_administration",
      regime: "dsgvo_dsg_nrw",
      units: [["jugendamt-erlbach", "Jugendamt Erlbach", "youth_office", "Erlbach", ["sgb_viii"]]],
    },
    {
      key: "diakonie",
      name: "Diakonie Lindenau",
      short: "Diakonie",
      kind: "welfare_organisation",
      regime: "dsg_ekd",
      units: [["migrationsberatung", "Migrationsberatung", "case_management"]],
    },
    {
      key: "caritas",
      name: "Caritasverband Lindenau",
      short: "Caritas",
      kind: "welfare_organisation",
      regime: "kdg",
      units: [
        ["caritas-fallmanagement", "Fallmanagement", "case_management"],
        ["jmd", "Jugendmigrationsdienst", "counselling"],
      ],
    },
    {
      key: "jobcenter",
      name: "Jobcenter Lindenau",
      kind: "jobcenter",
      regime: "sgb_x",
      units: [
        ["jc-vermittlung", "Vermittlung", "jobcenter", undefined, ["sgb_ii"]],
        ["jc-leistung", "Leistung", "jobcenter", undefined, ["sgb_ii"]],
      ],
    },
    {
      key: "agentur",
      name: "Agentur für Arbeit Lindenau",
      kind: "employment_agency",
      regime: "sgb_x",
      units: [["agentur-beratung", "Beratung", "employment_agency", undefined, ["sgb_iii"]]],
    },
    {
      key: "vhs",
      name: "Volkshochschule Lindenau",
      short: "VHS",
      kind: "education_provider",
      regime: "dsgvo_dsg_nrw",
      units: [["vhs-kurse", "Integrationskurse", "course_provider"]],
    },
    {
      key: "horizont",
      name: "Sprachschule Horizont",
      kind: "education_provider",
      regime: "dsgvo_dsg_nrw",
      units: [["horizont-kurse", "Kurse", "course_provider"]],
    },
    {
      key: "awo",
      name: "AWO Kreisverband Lindenau",
      short: "AWO",
      kind: "welfare_organisation",
      regime: "dsgvo_dsg_nrw",
      units: [["awo-beratung", "Flüchtlingsberatung", "counselling"]],
    },
    {
      key: "drk",
      name: "DRK Lindenau",
      short: "DRK",
      kind: "welfare_organisation",
      regime: "dsgvo_dsg_nrw",
      units: [["drk-sprachmittlung", "Sprachmittlung", "counselling"]],
    },
    {
      key: "bruecke",
      name: "Migrationsdienst Brücke",
      kind: "welfare_organisation",
      regime: "dsgvo_dsg_nrw",
      units: [["bruecke-beratung", "Beratung", "counselling"]],
    },
    {
      key: "kammer",
      name: "Handwerkskammer Westmark",
      kind: "chamber",
      regime: "dsgvo_dsg_nrw",
      units: [["kammer-anerkennung", "Anerkennungsberatung", "chamber"]],
    },
    {
      key: "ihk",
      name: "Industrie- und Handelskammer Westmark",
      short: "IHK",
      kind: "chamber",
      regime: "dsgvo_dsg_nrw",
      units: [["ihk-anerkennung", "Anerkennungsberatung", "chamber"]],
    },
    {
      key: "schule",
      name: "Berufskolleg Lindenau",
      kind: "school",
      regime: "dsgvo_dsg_nrw",
      units: [["berufskolleg", "Internationale Klassen", "school"]],
    },
    {
      key: "verein",
      name: "Frauenverein Miteinander",
      kind: "migrant_organisation",
      regime: "dsgvo_dsg_nrw",
      units: [["miteinander", "Lotsinnen", "counselling"]],
    },
    {
      key: "kurdisch",
      name: "Kulturhaus Zagros",
      kind: "migrant_organisation",
      regime: "dsgvo_dsg_nrw",
      units: [["zagros", "Begegnung", "counselling"]],
    },
    {
      key: "klinik",
      name: "Klinikum Lindenau",
      kind: "health",
      regime: "dsgvo_dsg_nrw",
      units: [["klinik-sozialdienst", "Sozialdienst", "other"]],
    },
    {
      key: "wohnen",
      name: "Wohnungsgesellschaft Lindenau",
      kind: "other",
      regime: "dsgvo_dsg_nrw",
      units: [["wohnberatung", "Wohnberatung", "counselling"]],
    },
  ],
  members: [
    ["wolters", "Karin Wolters", "case_manager", "migrationsberatung"],
    ["oduya", "Paul Oduya", "case_manager", "migrationsberatung"],
    ["brandt", "Silke Brandt", "case_manager", "migrationsberatung"],
    ["sommer", "Birgit Sommer", "case_manager", "kreis-kim"],
    ["yildiz", "Cem Yıldız", "case_manager", "kreis-kim"],
    ["hansen", "Jörg Hansen", "case_manager", "kreis-kim"],
    ["petrova", "Elena Petrova", "case_manager", "kreis-kim"],
    ["lang", "Miriam Lang", "case_manager", "stadt-kim"],
    ["kaya", "Emre Kaya", "case_manager", "stadt-kim"],
    ["weiss", "Sabine Weiß", "case_manager", "stadt-kim"],
    ["nowak", "Anna Nowak", "case_manager", "caritas-fallmanagement"],
    ["ferreira", "João Ferreira", "case_manager", "caritas-fallmanagement"],
    ["reuter", "Martin Reuter", "team_lead", "migrationsberatung", "Fachaufsicht"],
    ["aksoy", "Derya Aksoy", "coordinator", "ki", "Koordination"],
    ["thiel", "Hanna Thiel", "coordinator", "ki", "Koordination"],
    ["vogt", "Renate Vogt", "body_member", "leitung", "Sozialdezernentin"],
    ["maas", "Thomas Maas", "body_member", "jc-leistung", "Geschäftsführung des Jobcenters"],
    ["lehmann", "Ute Lehmann", "body_member", "vhs-kurse", "Leitung der Volkshochschule"],
    ["braun", "Stefan Braun", "body_member", "auslaenderbehoerde", "Leitung der Ausländerbehörde"],
    ["wolf", "Christa Wolf-Berger", "body_member", "jugendamt-erlbach", "Leitung des Jugendamts Erlbach"],
    // who has two roles has two memberships, and acts as one of them at a time
    ["wolters-konferenz", "Karin Wolters", "body_member", "migrationsberatung", "Mitglied der Planungskonferenz"],
    ["sommer-konferenz", "Birgit Sommer", "body_member", "kreis-kim", "Mitglied der Planungskonferenz"],
    ["schulte-konferenz", "Petra Schulte", "body_member", "jc-leistung", "Mitglied der Planungskonferenz"],
    ["krause", "Dirk Krause", "partner", "jc-vermittlung"],
    ["schulte", "Petra Schulte", "partner", "jc-leistung"],
    ["albrecht", "Jens Albrecht", "partner", "auslaenderbehoerde"],
    ["ritter", "Nina Ritter", "partner", "kita-fachberatung"],
    ["busch", "Olga Busch", "partner", "vhs-kurse"],
    ["haddad", "Rania Haddad", "partner", "miteinander"],
    ["fuchs", "Tim Fuchs", "partner", "jmd"],
    ["seidel", "Frank Seidel", "data_protection_officer", "datenschutz"],
    ["moritz", "Ines Moritz", "site_admin", "ki"],
  ],
  deputies: [
    ["wolters", "oduya"],
    ["oduya", "wolters"],
    ["sommer", "yildiz"],
    ["yildiz", "sommer"],
    ["lang", "kaya"],
    ["nowak", "ferreira"],
  ],
};

const office: SitePlan = {
  slug: "programm",
  name: "Programm Gemeinsam ankommen",
  kind: "programme_office",
  structureOnly: true,
  phase: 4,
  phaseMonths: 8,
  office: {
    organisation: "Ministerium des Landes",
    kind: "land",
    regime: "dsgvo_dsg_nrw",
    unit: "Gesamtsteuerung",
    slug: "gesamtsteuerung",
    unitKind: "overall_steering",
  },
  organisations: [
    {
      key: "hochschule",
      name: "Hochschule Westmark",
      kind: "university",
      regime: "dsgvo_dsg_nrw",
      units: [
        ["begleitung", "Wissenschaftliche Begleitung", "accompaniment"],
        ["evaluation", "Externe Evaluation", "accompaniment"],
      ],
    },
  ],
  members: [
    ["berg", "Prof. Dr. Judith Berg", "accompaniment", "begleitung", "Wissenschaftliche Leitung"],
    ["arslan", "Dr. Selim Arslan", "accompaniment", "begleitung", "Begleitung vor Ort"],
    ["keller", "Dr. Monika Keller", "evaluator", "evaluation"],
    ["dorn", "Matthias Dorn", "programme_lead", "gesamtsteuerung"],
  ],
};

/** A site in outline: phase and dates, a coordinator, and with it everything needed to begin. */
function outline(
  slug: string,
  name: string,
  kind: Kind,
  population: number,
  phase: number,
  phaseMonths: number,
  coordinator: string,
  structureOnly = false,
): SitePlan {
  const short = name.replace(/^(Kreis|Stadt|Gemeinde) /, "");
  return {
    slug,
    name,
    kind,
    population,
    structureOnly,
    phase,
    phaseMonths,
    office: {
      organisation: kind === "kreis" ? name : `Stadt ${short}`,
      kind: kind === "kreis" ? "kreis_administration" : kind === "city" ? "city_administration" : "town_administration",
      regime: "dsgvo_dsg_nrw",
      unit: "Koordination Einwanderung",
      slug: "koordination",
      unitKind: "coordination",
    },
    officeUnits: [["auslaenderbehoerde", "Ausländerbehörde", "auslaenderbehoerde", ["aufenthg"]]],
    members: [["koordination", coordinator, "coordinator", "koordination"]],
  };
}

function withPartners(plan: SitePlan, caseManager: string | undefined): SitePlan {
  const short = plan.name.replace(/^(Kreis|Stadt|Gemeinde) /, "");
  return {
    ...plan,
    towns:
      plan.kind === "kreis"
        ? [
            [`${short}-Mitte`, 52_000],
            [`${short}-Nord`, 31_000],
            [`${short}-Süd`, 27_000],
          ]
        : [],
    officeUnits: [
      ...(plan.officeUnits ?? []),
      ["fallmanagement", "Fallmanagement", "case_management"],
      ["jugendamt", "Jugendamt", "youth_office", ["sgb_viii"]],
    ],
    organisations: [
      {
        key: "jobcenter",
        name: `Jobcenter ${short}`,
        kind: "jobcenter",
        regime: "sgb_x",
        units: [["jobcenter", "Vermittlung", "jobcenter", undefined, ["sgb_ii"]]],
      },
      {
        key: "awo",
        name: `AWO ${short}`,
        kind: "welfare_organisation",
        regime: "dsgvo_dsg_nrw",
        units: [["awo", "Migrationsberatung", "counselling"]],
      },
      {
        key: "vhs",
        name: `Volkshochschule ${short}`,
        kind: "education_provider",
        regime: "dsgvo_dsg_nrw",
        units: [["vhs", "Kurse", "course_provider"]],
      },
    ],
    members: [
      ...plan.members,
      ["partner", `Kim Adler (${short})`, "partner", "jobcenter"],
      ["beratung", `Luca Stein (${short})`, "partner", "awo"],
      ...(caseManager ? ([["fallmanagement", caseManager, "case_manager", "fallmanagement"]] satisfies SitePlan["members"]) : []),
    ],
  };
}

const otherSites: SitePlan[] = [
  withPartners(outline("rabenstadt", "Stadt Rabenstadt", "city", 212_000, 3, 5, "Jonas Pfeiffer"), "Meike Sander"),
  withPartners(outline("hagenrode", "Stadt Hagenrode", "town_with_abh", 64_000, 3, 9, "Aylin Demir"), "Ralf Günther"),
  withPartners(outline("auwald", "Kreis Auwald", "kreis", 271_000, 2, 7, "Regina Scholz", true), undefined),
  outline("sonnberg", "Kreis Sonnberg", "kreis", 398_000, 3, 4, "Wiebke Hartung"),
  outline("emstal", "Kreis Emstal", "kreis", 305_000, 2, 11, "Lars Engel"),
  outline("hohenmark", "Kreis Hohenmark", "kreis", 246_000, 1, 6, "Beate Kühn"),
  outline("wesselburg", "Stadt Wesselburg", "city", 178_000, 4, 3, "Farid Nasser"),
  outline("marienhafen", "Stadt Marienhafen", "city", 155_000, 2, 8, "Sonja Beck"),
  outline("bergrade", "Stadt Bergrade", "city", 121_000, 1, 10, "Oliver Haas"),
  outline("neuhagen", "Stadt Neuhagen", "town_with_abh", 48_000, 2, 5, "Tatjana Frick"),
  outline("steinbrueck", "Stadt Steinbrück", "town_with_abh", 39_000, 0, 4, "Nils Ackermann"),
];

function emailOf(key: string, slug: string): string {
  return `${key}@${slug}.example`;
}

async function addSite(database: Database, programmeId: string, plan: SitePlan, days: StoryDays): Promise<DemoSite> {
  const founded = await foundSite(database, {
    programmeId,
    slug: plan.slug,
    name: plan.name,
    kind: plan.kind,
    structureOnly: plan.structureOnly ?? false,
    ...(plan.population ? { population: plan.population } : {}),
    organisation: { name: plan.office.organisation, kind: plan.office.kind, regime: plan.office.regime },
    unit: { slug: plan.office.slug, name: plan.office.unit, kind: plan.office.unitKind },
  });
  const accounts = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const [key, name] of plan.members) {
    const account = byName.get(name) ?? (await createAccount(database, { email: emailOf(key, plan.slug), name, isDemo: true }));
    byName.set(name, account);
    accounts.set(key, account);
  }
  const system = await createAccount(database, { email: `import@${plan.slug}.invalid`, name: "Verbund" });
  return await asActor(database, { membership: founded.systemMembershipId }, async (call) => {
    await setPhase(call, plan.phase, days.ago(plan.phaseMonths * 30));
    const towns: Record<string, string> = {};
    for (const [name, population, hasAbh] of plan.towns ?? [])
      towns[name] = await addTown(call, { name, population, hasAbh: hasAbh ?? false });
    const organisations: Record<string, string> = { office: founded.organisationId };
    const units: Record<string, string> = { [plan.office.slug]: founded.unitId };
    const owners: Record<string, string> = { [plan.office.slug]: founded.organisationId };
    for (const [slug, name, kind, legalDomains] of plan.officeUnits ?? []) {
      units[slug] = await addUnit(call, { organisationId: founded.organisationId, slug, name, kind, legalDomains: legalDomains ?? [] });
      owners[slug] = founded.organisationId;
    }
    for (const organisation of plan.organisations ?? []) {
      const organisationId = await addOrganisation(call, {
        name: organisation.name,
        kind: organisation.kind,
        regime: organisation.regime,
        ...(organisation.short ? { shortName: organisation.short } : {}),
      });
      organisations[organisation.key] = organisationId;
      for (const [slug, name, kind, town, legalDomains] of organisation.units) {
        const townId = town === undefined ? undefined : towns[town];
        units[slug] = await addUnit(call, {
          organisationId,
          slug,
          name,
          kind,
          legalDomains: legalDomains ?? [],
          ...(townId ? { townId } : {}),
        });
        owners[slug] = organisationId;
      }
    }
    const members: Record<string, string> = {};
    for (const [key, name, role, unit, title] of plan.members) {
      members[key] = await addMembership(call, {
        accountId: accounts.get(key)!,
        unitId: units[unit]!,
        role,
        name,
        ...(title ? { title } : {}),
      });
    }
    // imports run as a named membership of the unit that will hold the cases
    for (const [slug, unitId] of Object.entries(units)) {
      if (slug.includes("kim") || slug.includes("fallmanagement") || slug === "migrationsberatung") {
        await addMembership(call, { accountId: system, unitId, role: "system", name: "Verbund, Import" });
      }
    }
    for (const [member, deputy] of plan.deputies ?? []) await setDeputy(call, members[member]!, members[deputy]!);
    return {
      slug: plan.slug,
      siteId: founded.siteId,
      systemMembershipId: founded.systemMembershipId,
      towns,
      organisations,
      units,
      unitsOfOrganisations: Object.fromEntries(
        Object.entries(units).map(([slug, unitId]) => [slug, { unitId, organisationId: owners[slug]! }]),
      ),
      members,
    };
  });
}

export type DemoProgramme = { readonly office: DemoSite; readonly lindenau: DemoSite; readonly others: readonly DemoSite[] };

export async function fillProgramme(database: Database, days: StoryDays): Promise<DemoProgramme> {
  const programmeId = await foundProgramme(database, "Gemeinsam ankommen");
  const full = await addSite(database, programmeId, lindenau, days);
  const others: DemoSite[] = [];
  for (const plan of otherSites) others.push(await addSite(database, programmeId, plan, days));
  return { lindenau: full, others, office: await addSite(database, programmeId, office, days) };
}
