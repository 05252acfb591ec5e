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
import { removeAgendaPattern, saveAgendaPattern, setAudience, suggest } from "./agenda/verbs.ts";
import { addAttachment, removeAttachment } from "./attachment/verbs.ts";
import { removeSubmission, saveSubmission, sendSubmission } from "./submission/verbs.ts";
import { adoptMinutes, commentMinutes, sendMinutes } from "./minutes/verbs.ts";
import { giveThemeToGroup } from "./group/verbs.ts";
import { planSeries } from "./series/verbs.ts";
import { getSiteSlug } from "./story/queries.ts";
import { publishStory } from "./story/verbs.ts";
import { addAgendaItem, addMember, createPersonalLink, getBody, removeAgendaItem, removeBody, removeMeeting } from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const { bodyMember, coordinator, partner } = network.actors;
  const bodyId = await network.as("coordinator", (call) => createTestBody(call, [bodyMember.membershipId]));
  const slug = await network.as("coordinator", (call) => getSiteSlug(call.tx, call.actor.siteId));
  return {
    ...network,
    slug,
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
const freshGroup = (world: World) => world.as("coordinator", (call) => createTestBody(call, [world.memberId], { kind: "project_group" }));
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

const testSeries = () => ({
  rhythm: "weeks" as const,
  step: 4,
  firstOn: dayAfter(30),
  begins: "09:30",
  minutesPlanned: 60,
  place: null,
  onlineLink: null,
  count: 2,
  without: [],
  patternId: null,
});
async function freshSeries(world: World): Promise<string> {
  const bodyId = await freshBody(world);
  return (await world.as("coordinator", (call) => planSeries(call, bodyId, { ...testSeries(), id: newId() }))).id;
}

const testPattern = {
  name: "Steuerungsgruppe",
  bodyKind: null,
  items: [{ kind: "other" as const, title: "Begrüßung", minutesPlanned: 5, audience: "members" as const }],
};
async function freshPattern(world: World): Promise<string> {
  const id = newId();
  await world.as("coordinator", (call) => saveAgendaPattern(call, id, { ...testPattern, version: 0 }));
  return id;
}
const testSuggestion = { title: "Räume für Kurse", why: "Zwei Träger finden keine Räume.", minutesPlanned: 15, themeId: null };
async function freshSuggestion(world: World): Promise<string> {
  const id = newId();
  // a body of its own: only so many suggestions of one member wait in one
  const bodyId = await freshBody(world);
  await world.as("bodyMember", (call) => suggest(call, bodyId, { ...testSuggestion, id }));
  return id;
}

async function freshThemeItem(world: World): Promise<string> {
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const meeting = await freshMeeting(world, "invited");
  const id = newId();
  const item = { kind: "theme", themeId, title: "Kurs ohne Betreuung", minutesPlanned: 20, paper: emptyPaper } as const;
  await world.as("coordinator", (call) => addAgendaItem(call, meeting.id, { ...item, id }));
  return id;
}

async function freshAdopted(world: World): Promise<string> {
  const meeting = await freshMeeting(world, "closed");
  const later = await world.as("coordinator", (call) => createTestMeeting(call, world.bodyId, "in_session", { heldOn: dayAfter(60) }));
  await world.as("coordinator", async (call) => {
    await sendMinutes(call, meeting.id, dayAfter(14));
    await adoptMinutes(call, meeting.id, { way: "in_meeting", inMeetingId: later.id, version: 1 });
  });
  return meeting.id;
}

const testFile = { name: "Übersicht.pdf", bytes: Buffer.from("%PDF-1.7\n") };
async function freshAttachment(world: World): Promise<string> {
  const item = (await freshMeeting(world, "invited")).items[0]!;
  const id = newId();
  await world.as("coordinator", (call) => addAttachment(call, item.id, { id, fileName: testFile.name, bytes: testFile.bytes }));
  return id;
}

const testSubmission = {
  addressee: "Ausschuss für Soziales",
  number: null,
  kind: "for_decision" as const,
  isPublic: true,
  meetingOn: null,
  subject: "Betreuung neben dem Kurs",
  proposal: "Der Ausschuss stimmt zu.",
  reasons: "Wer keine Betreuung hat, wartet dreimal so lange.",
  cost: "",
};
async function freshSubmission(world: World): Promise<string> {
  const id = newId();
  await world.as("coordinator", (call) => saveSubmission(call, id, { ...testSubmission, decisionId: null, version: 0 }));
  return id;
}

const testStory = {
  gap: "Eltern ohne Betreuung warteten lange auf einen Kurs.",
  answer: "Kinder werden jetzt im Haus des Kurses betreut.",
};
async function freshPublicItem(world: World): Promise<string> {
  const item = (await freshMeeting(world, "closed")).items[0]!;
  await world.as("coordinator", (call) => setAudience(call, item.id, { audience: "public", version: item.version }));
  return item.id;
}

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listBodies: () => trial(contract.listBodies, {}),
    getBody: (world) => trial(contract.getBody, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    makeMembersSpreadsheet: (world) =>
      trial(contract.makeMembersSpreadsheet, { params: { bodyId: world.bodyId }, query: {} }, { row: rowOf("body", world.bodyId) }),
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
    getBodyStanding: (world) => trial(contract.getBodyStanding, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    listThemesOfGroup: (world) =>
      trial(contract.listThemesOfGroup, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    giveThemeToGroup: async (world) => {
      const bodyId = await freshGroup(world);
      const themeId = await world.as("coordinator", (call) => createTestTheme(call));
      return trial(
        contract.giveThemeToGroup,
        { params: { bodyId }, body: { id: newId(), themeId, sentence: null, version: 2 } },
        {
          row: rowOf("body", bodyId),
          write: `insert into bodies.theme_group (site_id, id, body_id, theme_id, given_by)
            values ('${world.siteId}', gen_random_uuid(), $id, '${themeId}', network.actor_id())`,
        },
      );
    },
    findGroupOfTheme: async (world) => {
      const bodyId = await freshGroup(world);
      const themeId = await world.as("coordinator", (call) => createTestTheme(call));
      const id = newId();
      await world.as("coordinator", (call) => giveThemeToGroup(call, bodyId, { id, themeId, sentence: null, version: 2 }));
      return trial(contract.findGroupOfTheme, { params: { themeId } }, { row: rowOf("theme_group", id) });
    },
    changeBodyStanding: async (world) => {
      const bodyId = await freshBody(world);
      const standing = {
        termFromOn: "2026-01-01",
        termUntilOn: "2027-12-31",
        superiorId: null,
        leadMembershipId: null,
        leadQualification: null,
      };
      return trial(
        contract.changeBodyStanding,
        { params: { bodyId }, body: { ...standing, seats: [{ organisationId: world.organisations.jobcenter, seatCount: 2 }], version: 1 } },
        {
          row: rowOf("body", bodyId),
          write: `insert into bodies.seat (site_id, body_id, organisation_id, seat_count) values ('${world.siteId}', $id, '${world.organisations.jobcenter}', 1)`,
        },
      );
    },
    setDeputy: async (world) => {
      const bodyId = await freshBody(world);
      const coordinator = { id: newId(), membershipId: world.coordinatorId, bodyRole: "coordinator" } as const;
      const body = await world.as("coordinator", (call) => addMember(call, bodyId, coordinator));
      const member = body.members.find((one) => one.membershipId === world.memberId)!;
      return trial(
        contract.setDeputy,
        { params: { memberId: coordinator.id }, body: { standsInFor: member.id } },
        {
          row: rowOf("member", coordinator.id),
          write: `update bodies.member set stands_in_for = '${member.id}' where id = $id`,
        },
      );
    },
    listSeries: (world) => trial(contract.listSeries, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    planSeries: async (world) => {
      const bodyId = await freshBody(world);
      return trial(
        contract.planSeries,
        { params: { bodyId }, body: { ...testSeries(), id: newId() } },
        {
          row: rowOf("body", bodyId),
          write: `insert into bodies.series (site_id, id, body_id, rhythm, step, first_on, begins, minutes_planned, created_by)
            values ('${world.siteId}', '${newId()}', $id, 'weeks', 2, platform.today(), '09:00', 60, network.actor_id())`,
        },
      );
    },
    changeSeries: async (world) => {
      const seriesId = await freshSeries(world);
      const { begins, minutesPlanned, place, onlineLink } = testSeries();
      return trial(
        contract.changeSeries,
        { params: { seriesId }, body: { begins, minutesPlanned, place, onlineLink, version: 1 } },
        { row: rowOf("series", seriesId), write: "update bodies.series set place = 'Anderswo' where id = $id" },
      );
    },
    endSeries: async (world) => {
      const seriesId = await freshSeries(world);
      return trial(contract.endSeries, { params: { seriesId }, body: { version: 1 } }, { row: rowOf("series", seriesId) });
    },
    setAudience: async (world) => {
      const item = (await freshMeeting(world, "invited")).items[0]!;
      return trial(
        contract.setAudience,
        { params: { itemId: item.id }, body: { audience: "public", version: item.version } },
        { row: rowOf("agenda_item", item.id), write: "update bodies.agenda_item set audience = 'public' where id = $id" },
      );
    },
    readItemOfLead: async (world) => {
      const item = (await freshMeeting(world, "closed")).items[0]!;
      await world.as("coordinator", (call) => setAudience(call, item.id, { audience: "lead", version: item.version }));
      // the meeting itself is there for members; an item of those who lead is not
      return trial(
        contract.commentMinutes,
        { params: { itemId: item.id }, body: { id: newId(), comment: "Gelesen." } },
        { row: rowOf("agenda_item", item.id) },
      );
    },
    listAgendaPatterns: () => trial(contract.listAgendaPatterns, {}),
    saveAgendaPattern: () =>
      trial(
        contract.saveAgendaPattern,
        { params: { patternId: newId() }, body: { ...testPattern, version: 0 } },
        {
          write: `insert into bodies.agenda_pattern (site_id, id, name, items, created_by) values (network.actor_site(), '${newId()}', 'x', '[]', network.actor_id())`,
        },
      ),
    removeAgendaPattern: async (world) => trial(contract.removeAgendaPattern, { params: { patternId: await freshPattern(world) } }),
    restoreAgendaPattern: async (world) => {
      const patternId = await freshPattern(world);
      await world.as("coordinator", (call) => removeAgendaPattern(call, patternId));
      return trial(contract.restoreAgendaPattern, { params: { patternId } });
    },
    fillAgenda: async (world) => {
      const meeting = await freshMeeting(world, "planned");
      const patternId = await freshPattern(world);
      return trial(contract.fillAgenda, { params: { meetingId: meeting.id }, body: { patternId } }, { row: rowOf("meeting", meeting.id) });
    },
    listSuggestions: (world) => trial(contract.listSuggestions, { params: { bodyId: world.bodyId } }, { row: rowOf("body", world.bodyId) }),
    suggest: async (world) => {
      const bodyId = await freshBody(world);
      return trial(
        contract.suggest,
        { params: { bodyId }, body: { ...testSuggestion, id: newId() } },
        {
          row: rowOf("body", bodyId),
          write: `insert into bodies.suggestion (site_id, id, body_id, title, why, minutes_planned, suggested_by) values (network.actor_site(), '${newId()}', $id, 'x', 'x', 5, network.actor_id())`,
        },
      );
    },
    withdrawSuggestion: async (world) => {
      const suggestionId = await freshSuggestion(world);
      return trial(contract.withdrawSuggestion, { params: { suggestionId } }, { row: rowOf("suggestion", suggestionId) });
    },
    answerSuggestion: async (world) => {
      const suggestionId = await freshSuggestion(world);
      return trial(
        contract.answerSuggestion,
        { params: { suggestionId }, body: { meetingId: null, answer: "Das klärt die Projektgruppe.", version: 1 } },
        { row: rowOf("suggestion", suggestionId), write: "update bodies.suggestion set state = 'declined' where id = $id" },
      );
    },
    draftPaper: async (world) => {
      const item = await freshThemeItem(world);
      return trial(contract.draftPaper, { params: { itemId: item }, query: {} }, { row: rowOf("agenda_item", item) });
    },
    getInvitation: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.getInvitation,
        { params: { meetingId: meeting.id } },
        { row: { table: "bodies.invited_item", id: meeting.items[0]!.id, idColumn: "item_id" } },
      );
    },
    answerInvitation: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.answerInvitation,
        { params: { meetingId: meeting.id }, body: { answer: "comes" } },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.invitation_answer (site_id, meeting_id, membership_id, body_id, answer, answered_by)
            select network.actor_site(), $id, network.actor_id(), '${world.bodyId}', 'comes', network.actor_id() where network.actor_role() <> 'coordinator'`,
        },
      );
    },
    noteInvitationAnswer: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(
        contract.noteInvitationAnswer,
        { params: { meetingId: meeting.id }, body: { answer: "comes", membershipId: world.memberId } },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.invitation_answer (site_id, meeting_id, membership_id, body_id, answer, answered_by)
            values (network.actor_site(), $id, '${world.coordinatorId}', '${world.bodyId}', 'comes', network.actor_id())`,
        },
      );
    },
    tellAgendaChanged: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      const item = { kind: "other", themeId: null, title: "Nachtrag", minutesPlanned: 5, paper: emptyPaper } as const;
      await world.as("coordinator", (call) => addAgendaItem(call, meeting.id, { ...item, id: newId() }));
      return trial(
        contract.tellAgendaChanged,
        { params: { meetingId: meeting.id }, body: { version: meeting.version } },
        { row: rowOf("meeting", meeting.id), write: "update bodies.meeting set agenda_told_at = platform.moment() where id = $id" },
      );
    },
    getWriting: async (world) => {
      const meeting = await freshMeeting(world, "in_session");
      return trial(contract.getWriting, { params: { meetingId: meeting.id } }, { row: rowOf("meeting", meeting.id) });
    },
    takePen: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(
        contract.takePen,
        { params: { itemId: item.id } },
        {
          row: rowOf("agenda_item", item.id),
          write: `insert into bodies.pen (site_id, agenda_item_id, meeting_id, body_id, held_by)
            select i.site_id, i.id, i.meeting_id, i.body_id, network.actor_id() from bodies.agenda_item i where i.id = $id`,
        },
      );
    },
    askForPen: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(contract.askForPen, { params: { itemId: item.id } }, { row: rowOf("agenda_item", item.id) });
    },
    passPen: async (world) => {
      const item = (await freshMeeting(world, "in_session")).items[0]!;
      return trial(
        contract.passPen,
        { params: { itemId: item.id }, body: { minutes: "Besprochen.", version: 1, to: null } },
        { row: rowOf("agenda_item", item.id) },
      );
    },
    commentMinutes: async (world) => {
      const item = (await freshMeeting(world, "closed")).items[0]!;
      return trial(
        contract.commentMinutes,
        { params: { itemId: item.id }, body: { id: newId(), comment: "Es waren drei Orte, nicht zwei." } },
        {
          row: rowOf("agenda_item", item.id),
          write: `insert into bodies.minutes_comment (site_id, id, agenda_item_id, meeting_id, body_id, comment, made_by)
            select i.site_id, '${newId()}', i.id, i.meeting_id, i.body_id, 'x', network.actor_id() from bodies.agenda_item i where i.id = $id`,
        },
      );
    },
    settleComment: async (world) => {
      const item = (await freshMeeting(world, "closed")).items[0]!;
      const commentId = newId();
      await world.as("coordinator", (call) => commentMinutes(call, item.id, { id: commentId, comment: "Bitte prüfen." }));
      return trial(
        contract.settleComment,
        { params: { commentId }, body: { settled: "taken_in", because: null } },
        { row: rowOf("minutes_comment", commentId), write: "update bodies.minutes_comment set settled = 'taken_in' where id = $id" },
      );
    },
    correctMinutes: async (world) => {
      const item = (await freshMeeting(world, "closed")).items[0]!;
      return trial(
        contract.correctMinutes,
        { params: { itemId: item.id }, body: { minutes: "Drei Orte.", because: "Zahl berichtigt", version: 1 } },
        { row: rowOf("agenda_item", item.id) },
      );
    },
    sendMinutes: async (world) => {
      const meeting = await freshMeeting(world, "closed");
      return trial(
        contract.sendMinutes,
        { params: { meetingId: meeting.id }, body: { commentsUntilOn: dayAfter(14) } },
        {
          row: rowOf("meeting", meeting.id),
          write: `insert into bodies.minutes_adoption (site_id, meeting_id, body_id, sent_by, comments_until_on) values (network.actor_site(), $id, '${world.bodyId}', network.actor_id(), platform.today())`,
        },
      );
    },
    adoptMinutes: async (world) => {
      const meeting = await freshMeeting(world, "closed");
      const later = await world.as("coordinator", (call) => createTestMeeting(call, world.bodyId, "in_session", { heldOn: dayAfter(60) }));
      await world.as("coordinator", (call) => sendMinutes(call, meeting.id, dayAfter(14)));
      return trial(
        contract.adoptMinutes,
        { params: { meetingId: meeting.id }, body: { way: "in_meeting", inMeetingId: later.id, version: 1 } },
        {
          row: { table: "bodies.minutes_adoption", id: meeting.id, idColumn: "meeting_id" },
          write: "update bodies.minutes_adoption set way = 'by_silence', adopted_at = platform.moment() where meeting_id = $id",
        },
      );
    },
    addAddendum: async (world) => {
      const meetingId = await freshAdopted(world);
      return trial(
        contract.addAddendum,
        { params: { meetingId }, body: { id: newId(), itemId: null, words: "Der Raum war 2.12." } },
        {
          row: { table: "bodies.minutes_adoption", id: meetingId, idColumn: "meeting_id" },
          write: `insert into bodies.addendum (site_id, id, meeting_id, body_id, words, made_by) values (network.actor_site(), '${newId()}', $id, '${world.bodyId}', 'x', network.actor_id())`,
        },
      );
    },
    listAttachments: async (world) => {
      const meeting = await freshMeeting(world, "invited");
      return trial(contract.listAttachments, { params: { meetingId: meeting.id } }, { row: rowOf("meeting", meeting.id) });
    },
    addAttachment: async (world) => {
      const item = (await freshMeeting(world, "invited")).items[0]!;
      return trial(
        contract.addAttachment,
        { params: { itemId: item.id }, query: { id: newId() } },
        {
          file: testFile,
          row: rowOf("agenda_item", item.id),
          write: `insert into bodies.attachment (site_id, id, agenda_item_id, meeting_id, body_id, file_name, media_type, content, byte_count, added_by)
            select i.site_id, '${newId()}', i.id, i.meeting_id, i.body_id, 'x.pdf', 'application/pdf', '\\x00', 1, network.actor_id() from bodies.agenda_item i where i.id = $id`,
        },
      );
    },
    getAttachment: async (world) => {
      const attachmentId = await freshAttachment(world);
      return trial(contract.getAttachment, { params: { attachmentId } }, { row: rowOf("attachment", attachmentId) });
    },
    removeAttachment: async (world) => {
      const attachmentId = await freshAttachment(world);
      return trial(contract.removeAttachment, { params: { attachmentId } }, { row: rowOf("attachment", attachmentId) });
    },
    restoreAttachment: async (world) => {
      const attachmentId = await freshAttachment(world);
      await world.as("coordinator", (call) => removeAttachment(call, attachmentId));
      return trial(contract.restoreAttachment, { params: { attachmentId } });
    },
    listSubmissions: () => trial(contract.listSubmissions, { query: {} }),
    makeSubmissionsSpreadsheet: () => trial(contract.makeSubmissionsSpreadsheet, { query: {} }),
    draftSubmission: async (world) => {
      const decisionId = await freshDecision(world, "member");
      return trial(contract.draftSubmission, { params: { decisionId }, query: {} }, { row: rowOf("decision", decisionId) });
    },
    saveSubmission: () =>
      trial(
        contract.saveSubmission,
        { params: { paperId: newId() }, body: { ...testSubmission, decisionId: null, version: 0 } },
        {
          write: `insert into bodies.submission (site_id, id, addressee, kind, is_public, subject, proposal, reasons, cost, created_by)
            values (network.actor_site(), '${newId()}', 'x', 'for_decision', true, 'x', 'x', 'x', '', network.actor_id())`,
        },
      ),
    changeSubmission: async (world) => {
      const paperId = await freshSubmission(world);
      return trial(
        contract.saveSubmission,
        { params: { paperId }, body: { ...testSubmission, subject: "Anders", decisionId: null, version: 1 } },
        { write: `update bodies.submission set subject = 'Anders' where id = '${paperId}'` },
      );
    },
    sendSubmission: async (world) => {
      const paperId = await freshSubmission(world);
      return trial(contract.sendSubmission, { params: { paperId }, body: { version: 1 } });
    },
    noteSubmissionResult: async (world) => {
      const paperId = await freshSubmission(world);
      await world.as("coordinator", (call) => sendSubmission(call, paperId, 1));
      return trial(contract.noteSubmissionResult, {
        params: { paperId },
        body: { result: "noted", words: null, on: dayAfter(0), version: 2 },
      });
    },
    removeSubmission: async (world) => {
      const paperId = await freshSubmission(world);
      return trial(contract.removeSubmission, { params: { paperId } });
    },
    restoreSubmission: async (world) => {
      const paperId = await freshSubmission(world);
      await world.as("coordinator", (call) => removeSubmission(call, paperId));
      return trial(contract.restoreSubmission, { params: { paperId } });
    },
    printSubmission: async (world) => {
      const paperId = await freshSubmission(world);
      return trial(contract.printSubmission, { params: { paperId }, query: {} });
    },
    getStory: async (world) => {
      const item = (await freshMeeting(world, "closed")).items[0]!;
      return trial(contract.getStory, { params: { itemId: item.id } }, { row: rowOf("agenda_item", item.id) });
    },
    publishStory: async (world) => {
      const item = await freshPublicItem(world);
      return trial(
        contract.publishStory,
        { params: { itemId: item }, body: { ...testStory, version: 0 } },
        {
          row: rowOf("agenda_item", item),
          write: `insert into bodies.public_story (site_id, agenda_item_id, body_id, gap, answer, published_on, published_by)
            values (network.actor_site(), $id, '${world.bodyId}', 'x', 'x', platform.today(), network.actor_id())`,
        },
      );
    },
    withdrawStory: async (world) => {
      const itemId = await freshPublicItem(world);
      await world.as("coordinator", (call) => publishStory(call, itemId, { ...testStory, version: 0 }));
      return trial(
        contract.withdrawStory,
        { params: { itemId } },
        {
          row: { table: "bodies.public_story", id: itemId, idColumn: "agenda_item_id" },
          write: "update bodies.public_story set gap = 'x' where agenda_item_id = $id",
        },
      );
    },
    printExtract: async (world) => {
      const meeting = await freshMeeting(world, "closed");
      return trial(
        contract.printExtract,
        { params: { meetingId: meeting.id }, query: {} },
        { row: rowOf("agenda_item", meeting.items[0]!.id) },
      );
    },
    readPublicStories: (world) => trial(contract.readPublicStories, { params: { siteSlug: world.slug }, query: {} }),
    getMemberHome: () => trial(contract.getMemberHome, { query: {} }),
    getDesk: () => trial(contract.getDesk, {}),
    ...conferenceTrials,
  },
});
