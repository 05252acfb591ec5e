import { now } from "../../platform/server/clock.ts";
import type { PublicWay } from "../../platform/server/http/reading-page.ts";
import type { Routes } from "../../platform/server/http/routes.ts";
import * as agenda from "./agenda/verbs.ts";
import * as attachments from "./attachment/verbs.ts";
import * as standing from "./body/verbs.ts";
import * as calendar from "./calendar.ts";
import * as groups from "./group/verbs.ts";
import { routes as conference } from "./conference/routes.ts";
import { listConferenceCalls } from "./conference/verbs.ts";
import * as submissions from "./submission/verbs.ts";
import * as contract from "./contract.ts";
import * as invitation from "./invitation/verbs.ts";
import * as minutes from "./minutes/verbs.ts";
import * as papers from "./papers.ts";
import * as series from "./series/verbs.ts";
import { makeDecisionsSpreadsheet, makeMeetingsSpreadsheet, makeMembersSpreadsheet, makeSubmissionsSpreadsheet } from "./spreadsheet.ts";
import * as stories from "./story/verbs.ts";
import * as templates from "./template/verbs.ts";
import * as verbs from "./verbs.ts";

/** What other domains hand over: what else a site shows everybody. */
export type Supply = { readonly publicWays: readonly PublicWay[] };

export const routes =
  ({ publicWays }: Supply): Routes =>
  (on) => {
    on(contract.listBodies, async (call) => await verbs.listBodies(call));
    on(contract.getBody, async (call) => await verbs.getBody(call, call.params.bodyId));
    on(contract.makeMembersSpreadsheet, async (call) => await makeMembersSpreadsheet(call, call.params.bodyId, call.query.language));
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
    on.inSteps(
      contract.printAgenda,
      async ({ begin, params, query }) => await papers.printMeeting(begin, "agenda", params.meetingId, query),
    );
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

    on(contract.getBodyStanding, async (call) => await standing.getBodyStanding(call, call.params.bodyId));
    on(contract.changeBodyStanding, async (call) => await standing.changeBodyStanding(call, call.params.bodyId, call.body));
    on(contract.setDeputy, async (call) => await standing.setDeputy(call, call.params.memberId, call.body.standsInFor));

    on(contract.listThemesOfGroup, async (call) => ({ themes: await groups.listThemesOfGroup(call, call.params.bodyId) }));
    on(contract.giveThemeToGroup, async (call) => await groups.giveThemeToGroup(call, call.params.bodyId, call.body));
    on(contract.findGroupOfTheme, async (call) => await groups.findGroupOfTheme(call, call.params.themeId));

    on(contract.listSeries, async (call) => ({ series: await series.listSeries(call, call.params.bodyId) }));
    on(contract.planSeries, async (call) => await series.planSeries(call, call.params.bodyId, call.body));
    on(contract.changeSeries, async (call) => await series.changeSeries(call, call.params.seriesId, call.body));
    on(contract.endSeries, async (call) => await series.endSeries(call, call.params.seriesId, call.body.version));

    on(contract.setAudience, async (call) => await agenda.setAudience(call, call.params.itemId, call.body));
    on(contract.listAgendaPatterns, async (call) => ({ patterns: await agenda.listAgendaPatterns(call) }));
    on(contract.saveAgendaPattern, async (call) => await agenda.saveAgendaPattern(call, call.params.patternId, call.body));
    on(contract.removeAgendaPattern, async (call) => await agenda.removeAgendaPattern(call, call.params.patternId));
    on(contract.restoreAgendaPattern, async (call) => await agenda.restoreAgendaPattern(call, call.params.patternId));
    on(contract.fillAgenda, async (call) => await agenda.fillAgenda(call, call.params.meetingId, call.body.patternId));
    on(contract.listSuggestions, async (call) => ({ suggestions: await agenda.listSuggestions(call, call.params.bodyId) }));
    on(contract.suggest, async (call) => await agenda.suggest(call, call.params.bodyId, call.body));
    on(contract.withdrawSuggestion, async (call) => await agenda.withdrawSuggestion(call, call.params.suggestionId));
    on(contract.answerSuggestion, async (call) => await agenda.answerSuggestion(call, call.params.suggestionId, call.body));
    on(contract.draftPaper, async (call) => await agenda.draftPaper(call, call.params.itemId, call.query.language));

    on(contract.getInvitation, async (call) => await invitation.getInvitation(call, call.params.meetingId));
    on(contract.answerInvitation, async (call) => await invitation.answerInvitation(call, call.params.meetingId, call.body));
    on(contract.noteInvitationAnswer, async (call) => await invitation.noteInvitationAnswer(call, call.params.meetingId, call.body));
    on(contract.tellAgendaChanged, async (call) => await invitation.tellAgendaChanged(call, call.params.meetingId, call.body.version));

    on(contract.getWriting, async (call) => await minutes.getWriting(call, call.params.meetingId));
    on(contract.takePen, async (call) => await minutes.takePen(call, call.params.itemId));
    on(contract.askForPen, async (call) => await minutes.askForPen(call, call.params.itemId));
    on(contract.passPen, async (call) => await minutes.passPen(call, call.params.itemId, call.body));
    on(contract.commentMinutes, async (call) => await minutes.commentMinutes(call, call.params.itemId, call.body));
    on(contract.settleComment, async (call) => await minutes.settleComment(call, call.params.commentId, call.body));
    on(contract.correctMinutes, async (call) => await minutes.correctMinutes(call, call.params.itemId, call.body));
    on(contract.sendMinutes, async (call) => await minutes.sendMinutes(call, call.params.meetingId, call.body.commentsUntilOn));
    on(contract.adoptMinutes, async (call) => await minutes.adoptMinutes(call, call.params.meetingId, call.body));
    on(contract.addAddendum, async (call) => await minutes.addAddendum(call, call.params.meetingId, call.body));

    on(contract.listAttachments, async (call) => await attachments.listAttachments(call, call.params.meetingId));
    on(contract.addAttachment, async (call) => {
      return await attachments.addAttachment(call, call.params.itemId, { id: call.query.id, fileName: call.fileName, bytes: call.bytes });
    });
    on(contract.getAttachment, async (call) => await attachments.getAttachment(call, call.params.attachmentId));
    on(contract.removeAttachment, async (call) => await attachments.removeAttachment(call, call.params.attachmentId));
    on(contract.restoreAttachment, async (call) => await attachments.restoreAttachment(call, call.params.attachmentId));

    on(contract.listSubmissions, async (call) => await submissions.listSubmissions(call, call.query.page));
    on(contract.makeSubmissionsSpreadsheet, async (call) => await makeSubmissionsSpreadsheet(call, call.query.language));
    on(contract.draftSubmission, async (call) => {
      return await submissions.draftSubmission(call, call.params.decisionId, call.query.language);
    });
    on(contract.saveSubmission, async (call) => await submissions.saveSubmission(call, call.params.paperId, call.body));
    on(contract.sendSubmission, async (call) => await submissions.sendSubmission(call, call.params.paperId, call.body.version));
    on(contract.noteSubmissionResult, async (call) => await submissions.noteSubmissionResult(call, call.params.paperId, call.body));
    on(contract.removeSubmission, async (call) => await submissions.removeSubmission(call, call.params.paperId));
    on(contract.restoreSubmission, async (call) => await submissions.restoreSubmission(call, call.params.paperId));
    on.inSteps(contract.printSubmission, async ({ begin, params, query }) => {
      return await submissions.printSubmission(begin, params.paperId, query.language);
    });

    on(contract.getStory, async (call) => await stories.getStory(call, call.params.itemId));
    on(contract.publishStory, async (call) => await stories.publishStory(call, call.params.itemId, call.body));
    on(contract.withdrawStory, async (call) => await stories.withdrawStory(call, call.params.itemId, now()));
    on.inSteps(
      contract.printExtract,
      async ({ begin, params, query }) => await stories.printExtract(begin, params.meetingId, query.language),
    );
    on.open(contract.readPublicStories, async ({ database, params, query }) => {
      return await stories.readPublicStories(database, params.siteSlug, query.language, publicWays);
    });

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

    on(contract.getMemberHome, async (call) => ({
      ...(await verbs.getMemberHome(call, call.query.meetingId)),
      conference: await listConferenceCalls(call),
    }));
    on(contract.getDesk, async (call) => await verbs.getDesk(call));
    conference(on);
  };
