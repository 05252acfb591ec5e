import { now } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestNetwork } from "../network/factory.ts";
import { conferenceTrials } from "./conference/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter, emptyPaper, testBody, testDecision } from "./factory.ts";
import { createTestTheme } from "../themes/factory.ts";
import { permissions } from "./permissions.ts";
import { insertTemplate } from "./template/queries.ts";
import { removeTemplate } from "./template/verbs.ts";
import { createPersonalLink, getBody, removeAgendaItem, removeBody, removeMeeting } from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const { bodyMember, coordinator, partner } = network.actors;
  const bodyId = await network.as("coordinator", (call) => createTestBody(call, [bodyMember.membershipId]));
  return {
    ...network,
    database: server.at.database,
    bodyId,
    memberId: bodyMember.membershipId,
    coordinatorId: coordinator.membershipId,
    partnerUnitId: partner.unitId,
  };
}
type World = Awaited<ReturnType<typeof build>>;

const { kind: _kind, ...changedBody } = testBody;
const meetingFields = { heldOn: dayAfter(20), begins: "10:00", minutesPlanned: 90, place: null, onlineLink: null, papersDueOn: null };

const freshBody = (world: World) => world.as("coordinator", (call) => createTestBody(call, [world.memberId], { name: "Projektgruppe" }));
const freshMeeting = (world: World, state: contract.MeetingState) =>
  world.as("coordinator", (call) => createTestMeeting(call, world.bodyId, state));
const rowOf = (table: string, id: string) => ({ table: `bodies.${table}`, id });

/** A meeting in session with a decision, owned by the member or by a unit that is not the member's. */
async function freshDecision(world: World, owner: "member" | "other") {
  const meeting = await freshMeeting(world, "in_session");
  return await world.as("coordinator", (call) =>
    createTestDecision(call, meeting, owner === "member" ? { membershipId: world.memberId } : { unitId: world.partnerUnitId }),
  );
}

async function freshMember(world: World) {
  const bodyId = await freshBody(world);
  const body = await world.as("coordinator", (call) => getBody(call, bodyId));
  return body.members[0]!;
}

/** A draft that only those who keep templates read. */
async function freshTemplate(world: World): Promise<string> {
  const id = newId();
  await world.as("coordinator", async (call) => {
    const uploaded = { uploaded_by: call.actor.membershipId, uploaded_at: now() };
    const file = { file_name: "Vorlage.docx", content: Buffer.from("x"), fields: [], missing: [], unknown: [], in_use: false };
    await insertTemplate(call.tx, { site_id: call.actor.siteId, id, kind: "agenda", ...file, ...uploaded });
  });
  return id;
}

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listBodies: () => trial(contract.listBodies, {}),
    getBody: (world) => trial(contract.getBody, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    foundBody: () => trial(contract.foundBody, { body: { ...testBody, id: newId() } }),
    changeBody: async (world) => {
      const bodyId = await freshBody(world);
      return trial(
        contract.changeBody,
        { params: { bodyId }, body: { ...changedBody, version: 1 } },
        { row: rowOf("body", bodyId), write: "update bodies.body set name = 'Anders' where id = $id" },
      );
    },
    removeBody: async (world) => {
      const bodyId = await freshBody(world);
      return trial(contract.removeBody, { params: { bodyId } }, { row: rowOf("body", bodyId) });
    },
    restoreBody: async (world) => {
      const bodyId = await freshBody(world);
      await world.as("coordinator", (call) => removeBody(call, bodyId));
      return trial(contract.restoreBody, { params: { bodyId } });
    },
    addMember: async (world) => {
      const bodyId = await world.as("coordinator", (call) => createTestBody(call, [world.memberId]));
      return trial(
        contract.addMember,
        { params: { bodyId }, body: { id: newId(), membershipId: world.coordinatorId, bodyRole: "coordinator" } },
        {
          row: rowOf("body", bodyId),
          write: `insert into bodies.member (site_id, id, body_id, membership_id, body_role) values ('${world.siteId}', '${newId()}', $id, '${world.coordinatorId}', 'member')`,
        },
      );
    },
    changeMember: async (world) => {
      const member = await freshMember(world);
      return trial(
        contract.changeMember,
        { params: { memberId: member.id }, body: { bodyRole: "chair", untilOn: null, version: 1 } },
        { row: rowOf("member", member.id), write: "update bodies.member set body_role = 'chair' where id = $id" },
      );
    },
    removeMember: async (world) => {
      const member = await freshMember(world);
      return trial(
        contract.removeMember,
        { params: { memberId: member.id } },
        { row: rowOf("member", member.id), write: "update bodies.member set removed_at = platform.moment() where id = $id" },
      );
    },
    listMeetings: () => trial(contract.listMeetings, {}),
    makeMeetingsSpreadsheet: () => trial(contract.makeMeetingsSpreadsheet, { query: {} }),
    getMeeting: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(contract.getMeeting, { params: { meetingId: meeting.id } }, { row: rowOf("agenda_item", meeting.items[0]!.id) });
    },
    printAgenda: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.printAgenda,
        { params: { meetingId: meeting.id }, query: {} },
        { row: rowOf("agenda_item", meeting.items[0]!.id) },
      );
    },
    printMinutes: async (world) => {
      const meeting = await freshMeeting(world, "in_session");
      return trial(
        contract.printMinutes,
        { params: { meetingId: meeting.id }, query: {} },
        { row: rowOf("agenda_item", meeting.items[0]!.id) },
      );
    },
    getCalendarFile: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.getCalendarFile,
        { params: { meetingId: meeting.id }, query: {} },
        { row: rowOf("agenda_item", meeting.items[0]!.id) },
      );
    },
    listCancelledMeetings: (world) =>
      trial(contract.listCancelledMeetings, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    listCalendarAnswers: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(contract.listCalendarAnswers, { params: { meetingId: meeting.id } }, { row: rowOf("meeting", meeting.id) });
    },
    // without a file the answer says that it is no calendar
    noteCalendarAnswer: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.noteCalendarAnswer,
        { params: { meetingId: meeting.id } },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.calendar_answer (site_id, meeting_id, membership_id, body_id, answer, answered_at, sequence, noted_by)
            values ('${world.siteId}', $id, '${world.memberId}', '${world.bodyId}', 'accepted', platform.moment(), 0, network.actor_id())`,
        },
      );
    },
    planMeeting: (world) =>
      trial(
        contract.planMeeting,
        { params: { bodyId: world.bodyId }, body: { ...meetingFields, id: newId() } },
        {
          row: rowOf("body", world.bodyId),
          write: `insert into bodies.meeting (site_id, id, body_id, starts_at, minutes_planned, created_by) values ('${world.siteId}', '${newId()}', $id, platform.moment(), 60, network.actor_id())`,
        },
      ),
    changeMeeting: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.changeMeeting,
        { params: { meetingId: meeting.id }, body: { ...meetingFields, version: meeting.version } },
        { row: rowOf("meeting", meeting.id), write: "update bodies.meeting set place = 'Anderswo' where id = $id" },
      );
    },
    moveMeeting: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.moveMeeting,
        { params: { meetingId: meeting.id }, body: { to: "in_session", version: meeting.version } },
        { row: rowOf("meeting", meeting.id), write: "update bodies.meeting set state = 'closed' where id = $id" },
      );
    },
    removeMeeting: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(contract.removeMeeting, { params: { meetingId: meeting.id } }, { row: rowOf("meeting", meeting.id) });
    },
    restoreMeeting: async (world) => {
      const meeting = await freshMeeting(world, "planned");
      await world.as("coordinator", (call) => removeMeeting(call, meeting.id));
      return trial(contract.restoreMeeting, { params: { meetingId: meeting.id } });
    },
    noteAttendance: async (world) => {
      const meeting = await freshMeeting(world, "in_session");
      return trial(
        contract.noteAttendance,
        { params: { meetingId: meeting.id }, body: { membershipId: world.memberId, state: "present" } },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.attendance (site_id, meeting_id, membership_id, body_id, state, noted_by) values ('${world.siteId}', $id, '${world.memberId}', '${world.bodyId}', 'present', network.actor_id())`,
        },
      );
    },
    listThemesToPut: () => trial(contract.listThemesToPut, {}),
    addAgendaItem: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.addAgendaItem,
        {
          params: { meetingId: meeting.id },
          body: { id: newId(), kind: "other", themeId: null, title: "Verschiedenes", minutesPlanned: 10, paper: emptyPaper },
        },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.agenda_item (site_id, id, meeting_id, body_id, position, kind, title, minutes_planned, created_by) values ('${world.siteId}', '${newId()}', $id, '${world.bodyId}', 9, 'other', 'x', 5, network.actor_id())`,
        },
      );
    },
    changeAgendaItem: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      const item = meeting.items[0]!;
      return trial(
        contract.changeAgendaItem,
        { params: { itemId: item.id }, body: { title: "Anders", minutesPlanned: 5, paper: emptyPaper, version: item.version } },
        { row: rowOf("agenda_item", item.id), write: "update bodies.agenda_item set title = 'Anders' where id = $id" },
      );
    },
    removeAgendaItem: async (world) => {
      const item = (await freshMeeting(world, "invited")).items[0]!;
      return trial(contract.removeAgendaItem, { params: { itemId: item.id } }, { row: rowOf("agenda_item", item.id) });
    },
    restoreAgendaItem: async (world) => {
      const item = (await freshMeeting(world, "invited")).items[0]!;
      await world.as("coordinator", (call) => removeAgendaItem(call, item.id));
      return trial(contract.restoreAgendaItem, { params: { itemId: item.id } });
    },
    orderAgenda: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.orderAgenda,
        { params: { meetingId: meeting.id }, body: { itemIds: meeting.items.map((item) => item.id).reverse(), version: meeting.version } },
        { row: rowOf("agenda_item", meeting.items[0]!.id), write: "update bodies.agenda_item set position = 7 where id = $id" },
      );
    },
    callItem: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(
        contract.callItem,
        { params: { itemId: item.id } },
        { row: rowOf("agenda_item", item.id), write: "update bodies.agenda_item set begun_at = platform.moment() where id = $id" },
      );
    },
    saveMinutes: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(
        contract.saveMinutes,
        { params: { itemId: item.id }, body: { minutes: "Besprochen.", version: 1 } },
        { row: rowOf("agenda_item", item.id), write: "update bodies.agenda_item set minutes = 'x' where id = $id" },
      );
    },
    saveStances: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      const item = meeting.items[0]!;
      return trial(
        contract.saveStances,
        { params: { meetingId: meeting.id }, body: { stances: [{ itemId: item.id, stance: "support" }] } },
        {
          row: rowOf("agenda_item", item.id),
          write: `insert into bodies.stance (site_id, agenda_item_id, membership_id, body_id, stance) values (network.actor_site(), $id, network.actor_id(), '${world.bodyId}', 'against')`,
        },
      );
    },
    recordDecision: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(
        contract.recordDecision,
        { params: { itemId: item.id }, body: { ...testDecision, id: newId(), ownerUnitId: world.partnerUnitId, dueOn: dayAfter(30) } },
        {
          row: rowOf("agenda_item", item.id),
          write: `insert into bodies.decision (site_id, id, body_id, meeting_id, agenda_item_id, outcome, wording, decided_on, created_by)
            select i.site_id, '${newId()}', i.body_id, i.meeting_id, i.id, 'agreed', 'x', platform.today(), network.actor_id() from bodies.agenda_item i where i.id = $id`,
        },
      );
    },
    changeDecision: async (world) => {
      const decisionId = await freshDecision(world, "member");
      return trial(
        contract.changeDecision,
        { params: { decisionId }, body: { ownerUnitId: world.partnerUnitId, ownerMembershipId: null, dueOn: dayAfter(60), version: 1 } },
        { row: rowOf("decision", decisionId), write: "update bodies.decision set due_on = platform.today() where id = $id" },
      );
    },
    reportOwnTask: async (world) => {
      const decisionId = await freshDecision(world, "member");
      return trial(
        contract.reportDecision,
        { params: { decisionId }, body: { id: newId(), state: "done", report: "Seit Montag läuft es." } },
        {
          row: rowOf("decision", decisionId),
          write: `insert into bodies.decision_report (site_id, id, decision_id, body_id, state, report, reported_by) values (network.actor_site(), '${newId()}', $id, '${world.bodyId}', 'done', 'x', network.actor_id())`,
        },
      );
    },
    reportTaskOfOthers: async (world) => {
      const decisionId = await freshDecision(world, "other");
      return trial(
        contract.reportDecision,
        { params: { decisionId }, body: { id: newId(), state: "done", report: "Seit Montag läuft es." } },
        {
          row: rowOf("decision", decisionId),
          write: `insert into bodies.decision_report (site_id, id, decision_id, body_id, state, report, reported_by) values (network.actor_site(), '${newId()}', $id, '${world.bodyId}', 'done', 'x', network.actor_id())`,
        },
      );
    },
    findDecisions: () => trial(contract.findDecisions, { body: {} }),
    makeDecisionsSpreadsheet: () => trial(contract.makeDecisionsSpreadsheet, { body: {} }),
    printDossierForBody: async (world) => {
      const themeId = await world.as("coordinator", (call) => createTestTheme(call));
      return trial(contract.printDossierForBody, { params: { themeId }, query: {} });
    },
    listTemplates: () => trial(contract.listTemplates, {}),
    // without a file the answer says that it is empty
    readTemplate: () => trial(contract.readTemplate, { query: { kind: "agenda" } }),
    saveTemplate: () =>
      trial(
        contract.saveTemplate,
        { query: { id: newId(), kind: "agenda" } },
        {
          write: `insert into bodies.document_template (site_id, id, kind, file_name, content, fields, missing, unknown, in_use, uploaded_by)
            values (network.actor_site(), '${newId()}', 'agenda', 'x.docx', '\\x00', '{}', '{}', '{}', false, network.actor_id())`,
        },
      ),
    chooseTemplate: () => trial(contract.chooseTemplate, { body: { kind: "agenda", templateId: null } }),
    removeTemplate: async (world) => {
      const templateId = await freshTemplate(world);
      return trial(
        contract.removeTemplate,
        { params: { templateId } },
        { write: `update bodies.document_template set in_use = true where id = '${templateId}'` },
      );
    },
    restoreTemplate: async (world) => {
      const templateId = await freshTemplate(world);
      await world.as("coordinator", (call) => removeTemplate(call, templateId));
      return trial(contract.restoreTemplate, { params: { templateId } });
    },
    getTemplateFile: async (world) => {
      const templateId = await freshTemplate(world);
      return trial(contract.getTemplateFile, { params: { templateId } });
    },
    getDefaultTemplate: () => trial(contract.getDefaultTemplate, { params: { kind: "minutes" }, query: {} }),
    listLinks: (world) => trial(contract.listLinks, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    createPersonalLink: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.createPersonalLink,
        { body: { membershipId: world.memberId, meetingId: meeting.id } },
        { row: rowOf("meeting", meeting.id) },
      );
    },
    revokePersonalLink: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      const link = await world.as("coordinator", (call) =>
        createPersonalLink(call, { membershipId: world.memberId, meetingId: meeting.id }),
      );
      return trial(contract.revokePersonalLink, { params: { linkId: link.id } }, { row: rowOf("paper_link", link.id) });
    },
    getMemberHome: () => trial(contract.getMemberHome, { query: {} }),
    getDesk: () => trial(contract.getDesk, {}),
    ...conferenceTrials,
  },
});
