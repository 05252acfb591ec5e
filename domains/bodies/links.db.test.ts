import { expect, it } from "vitest";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { chooseLanguage, useLink } from "../accounts/contract.ts";
import { getDraft, getSession } from "../network/contract.ts";
import { createTestNetwork } from "../network/factory.ts";
import { listMyReports, listThemes, submitReport } from "../themes/contract.ts";
import { addMember, createPersonalLink, foundBody, getMeeting, getMemberHome, planMeeting } from "./contract.ts";

const server = useTestServer();

it("opens the papers by a personal link, and nothing else that the account may do", async () => {
  const world = await createTestNetwork(server.at.database);
  const { coordinator, bodyMember } = world.actors;
  const [bodyId, meetingId] = [newId(), newId()];
  await server.ask(coordinator.token, foundBody, {
    body: {
      id: bodyId,
      kind: "steering_group",
      name: "Steuerungsgruppe",
      mandate: "Entscheidet.",
      fieldOfAction: null,
      townId: null,
      socialSpace: null,
      targetGroup: null,
    },
  });
  await server.ask(coordinator.token, addMember, {
    params: { bodyId },
    body: { id: newId(), membershipId: bodyMember.membershipId, bodyRole: "member" },
  });
  await server.ask(coordinator.token, planMeeting, {
    params: { bodyId },
    body: { id: meetingId, heldOn: "2030-01-15", begins: "14:00", minutesPlanned: 60, place: null, onlineLink: null, papersDueOn: null },
  });
  const { path } = await server.ask(coordinator.token, createPersonalLink, { body: { membershipId: bodyMember.membershipId, meetingId } });
  const token = path.slice(path.indexOf("#") + 1);
  const opened = await server.send(undefined, useLink, { body: { token } });
  const session = opened.cookies.find((one) => one.name === sessionCookie)!.value;
  expect((await server.ask(session, getSession, {})).isLink).toBe(true);
  expect((await server.send(session, getMemberHome, { query: {} })).statusCode).toBe(200);
  expect((await server.send(session, getMeeting, { params: { meetingId } })).statusCode).toBe(200);
  expect((await server.send(session, chooseLanguage, { body: { language: "en" } })).statusCode).toBe(200);
  for (const response of [
    await server.send(session, listThemes, {}),
    await server.send(session, listMyReports, {}),
    await server.send(session, getDraft, { params: { key: "gap-report" } }),
    await server.send(session, submitReport, { body: { id: newUnlinkableId(), text: "Es hängt.", visibility: "named" } }),
  ]) {
    expect(response.statusCode, response.body).toBe(403);
    expect(response.json<{ reason: string }>().reason).toBe("personal_link");
  }
});
