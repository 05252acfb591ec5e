import { asActor, type Call } from "../../platform/server/database/actor.ts";
import { atDoor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { openSession } from "../accounts/index.ts";
import type { Role } from "./contract.ts";
import type { ActorName } from "./permissions.ts";
import { addMembership, addOrganisation, addTown, addUnit, createAccount, foundProgramme, foundSite } from "./verbs.ts";

export type TestActor = { readonly token: string; readonly membershipId: string; readonly unitId: string; readonly accountId: string };

/** A programme with two sites and one membership of every kind. */
export type TestNetwork = {
  readonly programmeId: string;
  readonly siteId: string;
  readonly otherSiteId: string;
  readonly systemMembershipId: string;
  readonly towns: readonly string[];
  readonly organisations: Readonly<Record<"welfare" | "kreis" | "jobcenter" | "school", string>>;
  readonly actors: Readonly<Record<Exclude<ActorName, "nobody">, TestActor>> & {
    readonly nobody: { readonly token: undefined; readonly membershipId: undefined };
  };
  /** Runs as one of them. */
  as<T>(actor: Exclude<ActorName, "nobody">, work: (call: Call) => Promise<T>): Promise<T>;
  /** One more membership in an existing unit. */
  join(site: "own" | "other" | "office", unitId: string, role: Role, name?: string): Promise<TestActor>;
};

let counter = 0;

export async function createTestNetwork(database: Database): Promise<TestNetwork> {
  counter += 1;
  const suffix = `${counter}-${Math.trunc(Number(process.hrtime.bigint() % 1_000_000n))}`;
  const programmeId = await foundProgramme(database, "Testprogramm");
  const office = await foundSite(database, {
    programmeId,
    slug: `office-${suffix}`,
    name: "Geschäftsstelle",
    kind: "programme_office",
    structureOnly: true,
    organisation: { name: "Hochschule Westheim", kind: "university", regime: "dsgvo_dsg_nrw" },
    unit: { slug: "team", name: "Wissenschaftliches Team", kind: "accompaniment" },
  });
  const own = await foundSite(database, {
    programmeId,
    slug: `lindenau-${suffix}`,
    name: "Kreis Lindenau",
    kind: "kreis",
    population: 330_000,
    organisation: { name: "Kreis Lindenau", kind: "kreis_administration", regime: "dsgvo_dsg_nrw" },
    unit: { slug: "ki", name: "Kommunales Integrationszentrum", kind: "coordination" },
  });
  const other = await foundSite(database, {
    programmeId,
    slug: `erlstadt-${suffix}`,
    name: "Stadt Erlstadt",
    kind: "city",
    organisation: { name: "Stadt Erlstadt", kind: "city_administration", regime: "dsgvo_dsg_nrw" },
    unit: { slug: "ki", name: "Integrationsstelle", kind: "coordination" },
  });
  const made = await asActor(database, { membership: own.systemMembershipId }, async (call) => {
    const towns = [
      await addTown(call, { name: "Hohenfeld", population: 28_000 }),
      await addTown(call, { name: "Erlbach", population: 12_000, hasAbh: true }),
    ];
    const welfare = await addOrganisation(call, {
      name: "Diakonie Lindenau",
      shortName: "Diakonie",
      kind: "welfare_organisation",
      regime: "dsg_ekd",
    });
    const jobcenter = await addOrganisation(call, { name: "Jobcenter Lindenau", kind: "jobcenter", regime: "sgb_x" });
    const school = await addOrganisation(call, { name: "Volkshochschule Lindenau", kind: "education_provider", regime: "dsgvo_dsg_nrw" });
    return {
      towns,
      organisations: { welfare, jobcenter, school, kreis: own.organisationId },
      counselling: await addUnit(call, {
        organisationId: welfare,
        slug: "migrationsberatung",
        name: "Migrationsberatung",
        kind: "case_management",
      }),
      kim: await addUnit(call, { organisationId: own.organisationId, slug: "kreis-kim", name: "Fallmanagement", kind: "case_management" }),
      placement: await addUnit(call, {
        organisationId: jobcenter,
        slug: "vermittlung",
        name: "Vermittlung",
        kind: "jobcenter",
        legalDomains: ["sgb_ii"],
      }),
      courses: await addUnit(call, { organisationId: school, slug: "kurse", name: "Kurse", kind: "course_provider" }),
      abh: await addUnit(call, {
        organisationId: own.organisationId,
        slug: "abh",
        name: "Ausländerbehörde",
        kind: "auslaenderbehoerde",
        legalDomains: ["aufenthg"],
      }),
      dsb: await addUnit(call, { organisationId: own.organisationId, slug: "dsb", name: "Datenschutz", kind: "other" }),
    };
  });
  const otherUnit = await asActor(database, { membership: other.systemMembershipId }, async (call) =>
    addUnit(call, { organisationId: other.organisationId, slug: "fallmanagement", name: "Fallmanagement", kind: "case_management" }),
  );

  const founders = { own: own.systemMembershipId, other: other.systemMembershipId, office: office.systemMembershipId };
  let people = 0;
  async function join(site: "own" | "other" | "office", unitId: string, role: Role, name?: string): Promise<TestActor> {
    people += 1;
    const shown = name ?? `Test ${role.replaceAll("_", " ")} ${people}`;
    const accountId = await createAccount(database, { email: `${role}.${people}@${suffix}.example`, name: shown });
    const membershipId = await asActor(database, { membership: founders[site] }, async (call) =>
      addMembership(call, { accountId, unitId, role, name: shown }),
    );
    const { token } = await atDoor(database, async (call) => openSession(call, { accountId, membershipId, isLink: false }));
    return { token, membershipId, unitId, accountId };
  }
  const actors = {
    holder: await join("own", made.counselling, "case_manager", "Karin Wolters"),
    colleague: await join("own", made.counselling, "case_manager", "Paul Oduya"),
    otherCaseManager: await join("own", made.kim, "case_manager", "Birgit Sommer"),
    teamLead: await join("own", made.counselling, "team_lead"),
    partnerWithShare: await join("own", made.placement, "partner"),
    partner: await join("own", made.courses, "partner"),
    foreignersAuthority: await join("own", made.abh, "partner"),
    coordinator: await join("own", own.unitId, "coordinator", "Derya Aksoy"),
    bodyMember: await join("own", made.dsb, "body_member"),
    accompaniment: await join("office", office.unitId, "accompaniment"),
    evaluator: await join("office", office.unitId, "evaluator"),
    programmeLead: await join("office", office.unitId, "programme_lead"),
    dataProtectionOfficer: await join("own", made.dsb, "data_protection_officer"),
    siteAdmin: await join("own", own.unitId, "site_admin"),
    foreignCaseManager: await join("other", otherUnit, "case_manager"),
    foreignCoordinator: await join("other", other.unitId, "coordinator"),
    nobody: { token: undefined, membershipId: undefined },
  } as const;
  return {
    programmeId,
    siteId: own.siteId,
    otherSiteId: other.siteId,
    systemMembershipId: own.systemMembershipId,
    towns: made.towns,
    organisations: made.organisations,
    actors,
    as: async (actor, work) => await asActor(database, { membership: actors[actor].membershipId }, work),
    join,
  };
}
