import type { Routes } from "../../platform/server/http/routes.ts";
import * as calendar from "./calendar.ts";
import { routes as conference } from "./conference/routes.ts";
import * as contract from "./contract.ts";
import * as papers from "./papers.ts";
import { makeDecisionsSpreadsheet, makeMeetingsSpreadsheet } from "./spreadsheet.ts";
import * as templates from "./template/verbs.ts";
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
  on(contract.makeMeetingsSpreadsheet, async (call) => await makeMeetingsSpreadsheet(call, call.query.language));
  on(contract.getMeeting, async (call) => await verbs.getMeeting(call, call.params.meetingId));
  on(contract.planMeeting, async (call) => await verbs.planMeeting(call, call.params.bodyId, call.body));
  on(contract.changeMeeting, async (call) => await verbs.changeMeeting(call, call.params.meetingId, call.body));
  on(contract.moveMeeting, async (call) => await verbs.moveMeeting(call, call.params.meetingId, call.body));
  on(contract.removeMeeting, async (call) => await verbs.removeMeeting(call, call.params.meetingId));
  on(contract.restoreMeeting, async (call) => await verbs.restoreMeeting(call, call.params.meetingId));
  on(contract.noteAttendance, async (call) => await verbs.noteAttendance(call, call.params.meetingId, call.body));
  on.inSteps(contract.printAgenda, async ({ begin, params, query }) => await papers.printMeeting(begin, "agenda", params.meetingId, query));
  on.inSteps(
    contract.printMinutes,
    async ({ begin, params, query }) => await papers.printMeeting(begin, "minutes", params.meetingId, query),
  );
  on(contract.getCalendarFile, async (call) => await calendar.getCalendarFile(call, call.params.meetingId, call.query.language));
  on(contract.listCancelledMeetings, async (call) => ({ meetings: await calendar.listCancelledMeetings(call, call.params.bodyId) }));
  on(contract.listCalendarAnswers, async (call) => ({ answers: await calendar.listCalendarAnswers(call, call.params.meetingId) }));
  on(contract.noteCalendarAnswer, async (call) => await calendar.noteCalendarAnswer(call, call.params.meetingId, call.bytes));

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
  on(contract.makeDecisionsSpreadsheet, async (call) => {
    const { language, ...filter } = call.body;
    return await makeDecisionsSpreadsheet(call, filter, language);
  });
  on.inSteps(contract.printDossierForBody, async ({ begin, params, query }) => await papers.printDossier(begin, params.themeId, query));

  on(contract.listTemplates, async (call) => await templates.listTemplates(call));
  on.inSteps(contract.readTemplate, async ({ begin, query, bytes }) => await templates.readTemplate(begin, query.kind, bytes));
  on.inSteps(contract.saveTemplate, async ({ begin, query, bytes, fileName }) => {
    return await templates.saveTemplate(begin, { ...query, name: fileName, bytes });
  });
  on(contract.chooseTemplate, async (call) => await templates.chooseTemplate(call, call.body.kind, call.body.templateId));
  on(contract.removeTemplate, async (call) => await templates.removeTemplate(call, call.params.templateId));
  on(contract.restoreTemplate, async (call) => await templates.restoreTemplate(call, call.params.templateId));
  on(contract.getTemplateFile, async (call) => await templates.getTemplateFile(call, call.params.templateId));
  on(contract.getDefaultTemplate, async (call) => await templates.getDefaultTemplate(call, call.params.kind, call.query.language));

  on(contract.listLinks, async (call) => ({ links: await verbs.listLinks(call, call.params.bodyId) }));
  on(contract.createPersonalLink, async (call) => await verbs.createPersonalLink(call, call.body));
  on(contract.mailPersonalLink, async (call) => await verbs.mailPersonalLink(call, call.body));
  on(contract.revokePersonalLink, async (call) => await verbs.revokePersonalLink(call, call.params.linkId));

  on(contract.getMemberHome, async (call) => await verbs.getMemberHome(call, call.query.meetingId));
  on(contract.getDesk, async (call) => await verbs.getDesk(call));
  conference(on);
};
