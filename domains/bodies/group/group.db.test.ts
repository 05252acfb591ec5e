import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../platform/server/ids.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import { openTheme, takeFromGroup } from "../../themes/contract.ts";
import { createTestTheme } from "../../themes/factory.ts";
import * as contract from "../contract.ts";
import { createTestBody, testBody } from "../factory.ts";
import { addMember } from "../verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const coordinator = () => world.actors.coordinator.token;
const member = () => world.actors.bodyMember.token;
const foundGroup = (name: string, members: readonly string[] = []) =>
  world.as("coordinator", (call) => createTestBody(call, members, { kind: "project_group", name }));
const freshTheme = (title = "Kein Kurs ohne Betreuung") => world.as("coordinator", (call) => createTestTheme(call, { title }));
const versionOf = async (themeId: string) => (await server.ask(coordinator(), openTheme, { params: { themeId } })).version;
async function give(themeId: string, bodyId: string, id = newId(), version?: number) {
  const body = { id, themeId, sentence: null, version: version ?? (await versionOf(themeId)) };
  return await server.send(coordinator(), contract.giveThemeToGroup, { params: { bodyId }, body });
}
const worksOn = async (bodyId: string, token = coordinator()) =>
  (await server.ask(token, contract.listThemesOfGroup, { params: { bodyId } })).themes;
const groupOf = async (themeId: string, token = coordinator()) =>
  (await server.ask(token, contract.findGroupOfTheme, { params: { themeId } })).group;

describe("a theme and the project group that works on it", () => {
  it("show each other, until the theme goes on to another group or back", async () => {
    const [first, second] = [await foundGroup("Kurse", [world.actors.bodyMember.membershipId]), await foundGroup("Betreuung")];
    const themeId = await freshTheme();
    const id = newId();
    const version = await versionOf(themeId);
    for (let click = 0; click < 2; click += 1) {
      expect((await give(themeId, first, id, version)).json()).toEqual({ themeId, bodyId: first, version: version + 1 });
    }
    expect(await groupOf(themeId)).toMatchObject({ bodyId: first, name: "Kurse", nextMeeting: null });
    expect(await worksOn(first)).toMatchObject([{ id: themeId, state: "in_project_group", isCurrent: true }]);
    expect(await worksOn(first, member())).toMatchObject([{ id: themeId, isCurrent: true }]);
    await give(themeId, second);
    expect(await groupOf(themeId)).toMatchObject({ bodyId: second });
    // a member of the first group alone: it worked on it once, and who does now is a body that it does not see
    expect(await worksOn(first, member())).toMatchObject([{ id: themeId, isCurrent: false }]);
    expect(await groupOf(themeId, member())).toBeNull();
    await server.ask(coordinator(), takeFromGroup, { params: { themeId } });
    expect(await groupOf(themeId)).toBeNull();
    expect(await worksOn(second)).toMatchObject([{ id: themeId, isCurrent: false }]);
    expect((await give(themeId, first)).statusCode).toBe(200);
    expect(await worksOn(first)).toMatchObject([{ id: themeId, isCurrent: true }]);
  });

  it("goes by the group itself, not by its name", async () => {
    const [one, other] = [await foundGroup("Runde"), await foundGroup("Runde")];
    const themeId = await freshTheme();
    await give(themeId, one);
    expect((await give(themeId, other)).statusCode).toBe(200);
    expect(await groupOf(themeId)).toMatchObject({ bodyId: other });
    const { kind: _kind, ...fields } = testBody;
    await server.ask(coordinator(), contract.changeBody, {
      params: { bodyId: other },
      body: { ...fields, name: "Runde Sprache", version: 1 },
    });
    expect(await server.ask(coordinator(), openTheme, { params: { themeId } })).toMatchObject({ groupName: "Runde Sprache" });
  });

  it("is refused to a body that is no project group, and a group at work is not removed", async () => {
    const steering = await world.as("coordinator", (call) => createTestBody(call, []));
    const themeId = await freshTheme();
    expect((await give(themeId, steering)).json()).toMatchObject({ code: "conflict", reason: "no_project_group" });
    const group = await foundGroup("Am Werk");
    await give(themeId, group);
    const removal = await server.send(coordinator(), contract.removeBody, { params: { bodyId: group } });
    expect(removal.json()).toMatchObject({ code: "conflict", reason: "works_on_theme" });
    await server.ask(coordinator(), takeFromGroup, { params: { themeId } });
    await server.ask(coordinator(), contract.removeBody, { params: { bodyId: group } });
    expect(await groupOf(themeId)).toBeNull();
  });

  it("of two who give it to two groups at once one is told that it changed, and nothing is half done", async () => {
    const groups = [await foundGroup("Eins"), await foundGroup("Zwei")];
    const themeId = await freshTheme();
    const version = await versionOf(themeId);
    const answers = await Promise.all(groups.map((bodyId) => give(themeId, bodyId, newId(), version)));
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    expect(answers.find((one) => one.statusCode === 409)!.json()).toMatchObject({ code: "changed_meanwhile" });
    const winner = groups[answers.findIndex((one) => one.statusCode === 200)]!;
    expect(await groupOf(themeId)).toMatchObject({ bodyId: winner });
    expect((await Promise.all(groups.map((bodyId) => worksOn(bodyId)))).flat()).toHaveLength(1);
  });

  it("is hidden from a member until its theme is named, and from who left the group", async () => {
    const group = await foundGroup("Später");
    const themeId = await freshTheme();
    await give(themeId, group);
    expect((await server.send(member(), contract.listThemesOfGroup, { params: { bodyId: group } })).statusCode).toBe(404);
    expect(await groupOf(themeId, member())).toBeNull();
    await world.as("coordinator", (call) =>
      addMember(call, group, { id: newId(), membershipId: world.actors.bodyMember.membershipId, bodyRole: "member" }),
    );
    expect(await groupOf(themeId, member())).toMatchObject({ name: "Später" });
  });
});
