import { expect, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { newUnlinkableId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";

const server = useTestServer();
const year = Number(today().slice(0, 4));

/** Talks as they stand in the table: this domain knows a count of them alone. */
async function addTalks(world: TestNetwork, talks: number, of: { town?: string; language?: string; sex?: string; status?: string } = {}) {
  for (let n = 0; n < talks; n += 1)
    await asSuperuser(
      server.at,
      `insert into cases.consultation (site_id, id, unit_id, counted_by_id, talked_on, town_id, fields, language, sex, status_group, outcome)
       values ($1, $2, $3, $4, platform.today(), $5, '{work}', $6, $7, $8, 'informed')`,
      [
        world.siteId,
        newUnlinkableId(),
        world.actors.holder.unitId,
        world.actors.holder.membershipId,
        of.town ?? null,
        of.language ?? null,
        of.sex ?? null,
        of.status ?? null,
      ],
    );
}

const chances = async (world: TestNetwork, actor: "coordinator" | "bodyMember" = "coordinator") => {
  const found = await server.ask(world.actors[actor].token, contract.getChances, { query: { year } });
  const talks = found.measures.find((one) => one.measure === "consultation");
  const rows = new Map(
    (talks?.dimensions ?? []).flatMap(({ dimension, rows: of }) => of.map((row) => [`${dimension} ${row.value}`, row.people] as const)),
  );
  return { talks, rows };
};

/** The page of `cases` that shows the same counts. */
async function shownByCases(world: TestNetwork) {
  const { token } = world.actors.coordinator;
  const answer = await server.server.inject({
    method: "GET",
    url: `/api/cases/consultations/figures?year=${year}`,
    headers: { "x-csrf-token": csrfToken(token) },
    cookies: { [sessionCookie]: token },
  });
  return answer.json<{
    total: number | null;
    towns: { townId: string | null; talks: number | null }[];
    languages: { language: string | null; talks: number | null }[];
  }>();
}

test("short consultations join, by whom they were with; where nothing was said stands so", async () => {
  const world = await createTestNetwork(server.at.database);
  expect((await chances(world)).talks).toBeUndefined();
  const [town, other] = world.towns as [string, string];
  await addTalks(world, 14, { town, language: "ar", sex: "female", status: "duldung" });
  await addTalks(world, 9, { town: other, language: "uk", sex: "male", status: "section_24" });
  await addTalks(world, 8, { town, language: "ar", status: "protection" });
  const { talks, rows } = await chances(world);
  expect(talks).toMatchObject({ origin: "cases", total: 31 });
  expect(Object.fromEntries(rows)).toEqual({
    "sex female": 14,
    "sex male": 9,
    "sex unknown": 8,
    "status_group protected": 17,
    "status_group tolerated": 14,
    "language ar": 22,
    "language uk": 9,
    [`town ${town}`]: 22,
    [`town ${other}`]: 9,
  });
  expect((await chances(world, "bodyMember")).rows).toEqual(rows);
});

test("two pages of one count never differ, whoever looks first, and no small group follows from both", async () => {
  for (const first of ["cases", "chances"] as const) {
    const world = await createTestNetwork(server.at.database);
    const [town, other] = world.towns as [string, string];
    await addTalks(world, 20, { town, language: "ar" });
    await addTalks(world, 3, { town: other, language: "ti" });
    await addTalks(world, 12, { language: "uk" });
    if (first === "cases") await shownByCases(world);
    const { rows, talks } = await chances(world);
    const page = await shownByCases(world);
    expect(page.total).toBe(talks!.total);
    for (const { townId, talks: shown } of page.towns) expect(rows.get(`town ${townId ?? "unknown"}`)).toBe(shown);
    for (const { language, talks: shown } of page.languages) expect(rows.get(`language ${language ?? "unknown"}`)).toBe(shown);
    // three, and one more so that they do not follow from the total
    const towns = [...rows].filter(([key]) => key.startsWith("town "));
    expect(rows.get(`town ${other}`)).toBeNull();
    expect(towns.filter(([, people]) => people === null).length).toBeGreaterThanOrEqual(2);
    // one talk more moves neither
    await addTalks(world, 1, { town: other, language: "ti" });
    expect((await chances(world)).rows).toEqual(rows);
    expect(await shownByCases(world)).toEqual(page);
  }
});

test("who does not plan learns nothing of them", async () => {
  const world = await createTestNetwork(server.at.database);
  await addTalks(world, 20);
  for (const actor of ["holder", "partner", "teamLead", "dataProtectionOfficer", "accompaniment"] as const)
    expect((await server.send(world.actors[actor].token, contract.getChances, { query: { year } })).statusCode).toBe(404);
});
