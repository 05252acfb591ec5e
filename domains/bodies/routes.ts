import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listBodies, async (call) => await verbs.listBodies(call));
  on(contract.getBody, async (call) => await verbs.getBody(call, call.params.bodyId));
  on(contract.foundBody, async (call) => await verbs.foundBody(call, call.body));
  on(contract.changeBody, async (call) => await verbs.changeBody(call, call.params.bodyId, call.body));
  on(contract.removeBody, async (call) => await verbs.removeBody(call, call.params.bodyId));
  on(contract.restoreBody, async (call) => await verbs.restoreBody(call, call.params.bodyId));
  on(contract.addMember, async (call) => await verbs.addMember(call, call.params.bodyId, call.body));
  on(contract.changeMember, async (call) => await verbs.changeMember(call, call.params.memberId, call.body));
  on(contract.removeMember, async (call) => await verbs.removeMember(call, call.params.memberId));

  on(contract.listMeetings, async (call) => await verbs.listMeetings(call));
  on(contract.getMeeting, async (call) => await verbs.getMeeting(call, call.params.meetingId));
  on(contract.planMeeting, async (call) => await verbs.planMeeting(call, call.params.bodyId, call.body));
  on(contract.changeMeeting, async (call) => await verbs.changeMeeting(call, call.params.meetingId, call.body));
  on(contract.moveMeeting, async (call) => await verbs.moveMeeting(call, call.params.meetingId, call.body));
  on(contract.removeMeeting, async (call) => await verbs.removeMeeting(call, call.params.meetingId));
  on(contract.restoreMeeting, async (call) => await verbs.restoreMeeting(call, call.params.meetingId));
  on(contract.noteAttendance, async (call) => await verbs.noteAttendance(call, call.params.meetingId, call.body));

  on(contract.listThemesToPut, async (call) => ({ themes: await verbs.listThemesToPut(call) }));
  on(contract.addAgendaItem, async (call) => await verbs.addAgendaItem(call, call.params.meetingId, call.body));
  on(contract.changeAgendaItem, async (call) => await verbs.changeAgendaItem(call, call.params.itemId, call.body));
  on(contract.removeAgendaItem, async (call) => await verbs.removeAgendaItem(call, call.params.itemId));
  on(contract.restoreAgendaItem, async (call) => await verbs.restoreAgendaItem(call, call.params.itemId));
  on(contract.orderAgenda, async (call) => await verbs.orderAgenda(call, call.params.meetingId, call.body));
  on(contract.callItem, async (call) => await verbs.callItem(call, call.params.itemId));
  on(contract.saveMinutes, async (call) => await verbs.saveMinutes(call, call.params.itemId, call.body));
  on(contract.saveStances, async (call) => await verbs.saveStances(call, call.params.meetingId, call.body.stances));

  on(contract.recordDecision, async (call) => await verbs.recordDecision(call, call.params.itemId, call.body));
  on(contract.changeDecision, async (call) => await verbs.changeDecision(call, call.params.decisionId, call.body));
  on(contract.reportDecision, async (call) => await verbs.reportDecision(call, call.params.decisionId, call.body));
  on(contract.findDecisions, async (call) => await verbs.findDecisions(call, call.body));

  on(contract.listLinks, async (call) => ({ links: await verbs.listLinks(call, call.params.bodyId) }));
  on(contract.createPersonalLink, async (call) => await verbs.createPersonalLink(call, call.body));
  on(contract.revokePersonalLink, async (call) => await verbs.revokePersonalLink(call, call.params.linkId));

  on(contract.getMemberHome, async (call) => await verbs.getMemberHome(call, call.query.meetingId));
  on(contract.getDesk, async (call) => await verbs.getDesk(call));
};
