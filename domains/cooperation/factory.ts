import { today } from "../../platform/server/clock.ts";
import { addDays } from "../../platform/contract/days.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import type { TestActor, TestNetwork } from "../network/factory.ts";
import { addOrganisation, addUnit } from "../network/index.ts";
import type { AgreementFields, Rating, StructureFields, WaveView } from "./contract.ts";
import { addStructure, getAnswerSheet, handInAnswer, makeAgreement, moveWave, planWave, saveAnswer } from "./verbs.ts";

export const testStructure = (organisationId: string, more: Partial<StructureFields> = {}): StructureFields => ({
  organisationId,
  kind: "mbe",
  name: "Migrationsberatung für Erwachsene",
  fields: ["work", "language"],
  townIds: [],
  targetGroups: ["adults"],
  placesAYear: 240,
  hoursAWeek: 39,
  openingHours: "Montag bis Donnerstag, 9 bis 12 Uhr",
  fundedBy: "Bund",
  fundedUntilOn: null,
  ...more,
});

export async function createTestStructure(call: Call, organisationId: string, more: Partial<StructureFields> = {}): Promise<string> {
  return (await addStructure(call, { ...testStructure(organisationId, more), id: newId() })).id;
}

export const testAgreement = (organisationIds: readonly string[], more: Partial<AgreementFields> = {}): AgreementFields => ({
  title: "Gemeinsame Sprechstunde",
  content: "Jeden Dienstag beraten beide Stellen im selben Haus.",
  fromOn: addDays(today(), -100),
  untilOn: addDays(today(), 300),
  remindDays: 60,
  parties: organisationIds.map((organisationId) => ({ organisationId, signedOn: today() })),
  ...more,
});

export async function createTestAgreement(
  call: Call,
  organisationIds: readonly string[],
  more: Partial<AgreementFields> = {},
): Promise<string> {
  return (await makeAgreement(call, { ...testAgreement(organisationIds, more), id: newId() })).id;
}

export type Rater = { readonly organisationId: string; readonly membershipId: string; readonly actor: TestActor };

/** Seven organisations of the test network, each with somebody who answers; the last three have nothing else to do there. */
export async function createTestRaters(network: TestNetwork): Promise<readonly Rater[]> {
  const { actors, organisations } = network;
  const rater = (organisationId: string, actor: TestActor): Rater => ({ organisationId, membershipId: actor.membershipId, actor });
  const made: Rater[] = [
    rater(organisations.welfare, actors.holder),
    rater(organisations.jobcenter, actors.partnerWithShare),
    rater(organisations.school, actors.partner),
    rater(organisations.kreis, actors.bodyMember),
  ];
  for (const name of ["Caritasverband", "Begegnung e. V.", "Verein der Nachbarn"]) {
    const unit = await network.as("siteAdmin", async (call) => {
      const organisationId = await addOrganisation(call, { name, kind: "welfare_organisation", regime: "dsgvo_dsg_nrw" });
      const slug = `beratung-${organisationId.slice(-12)}`;
      return { organisationId, id: await addUnit(call, { organisationId, slug, name: "Beratung", kind: "counselling" }) };
    });
    made.push(rater(unit.organisationId, await network.join("own", unit.id, "partner")));
  }
  return made;
}

export async function createTestWave(
  call: Call,
  raters: readonly Rater[],
  state: "planned" | "open" = "open",
  untilOn = addDays(today(), 14),
): Promise<WaveView> {
  const wave = await planWave(call, {
    id: newId(),
    title: "Zusammenarbeit im Herbst",
    untilOn,
    organisations: raters.map(({ organisationId, membershipId }) => ({ organisationId, membershipId })),
  });
  return state === "planned" ? wave : await moveWave(call, wave.id, { to: "open", version: wave.version });
}

/** Answers as the actor; who is not named works with it monthly and well. */
export async function createTestAnswer(
  call: Call,
  waveId: string,
  ratings: readonly Partial<Rating>[] = [],
  state: "draft" | "handed_in" = "handed_in",
): Promise<string> {
  const sheet = await getAnswerSheet(call, waveId);
  const own = (id: string) => ratings.find((one) => one.organisationId === id) ?? {};
  const saved = await saveAnswer(call, waveId, {
    id: newUnlinkableId(),
    ratings: sheet.others.map(({ id }) => ({ frequency: 3, quality: 3, importance: 2, ...own(id), organisationId: id })),
    version: sheet.answer?.version ?? 0,
  });
  if (state === "handed_in") await handInAnswer(call, waveId, saved.answer!.version);
  return saved.answer!.id;
}
