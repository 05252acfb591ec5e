import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestBody, createTestMeeting } from "../bodies/factory.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import {
  type AsTeamAndSite,
  createTestAdvice,
  createTestEntry,
  createTestFeedbackIn,
  createTestFinding,
  createTestRelease,
  testEntry,
} from "./factory.ts";
import { permissions } from "./permissions.ts";
import { assignDuty, inviteTeam, removeEntry, removeFeedback, withdrawInvitation } from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const { accompaniment, bodyMember, evaluator } = network.actors;
  const { siteId } = network;
  await network.as("accompaniment", async (call) => {
    await assignDuty(call, siteId, { membershipId: accompaniment.membershipId, duty: "coach" });
    await assignDuty(call, siteId, { membershipId: evaluator.membershipId, duty: "rater" });
  });
  const bodyId = await network.as("coordinator", (call) => createTestBody(call, [bodyMember.membershipId]));
  const as: AsTeamAndSite = {
    team: (work) => network.as("accompaniment", work),
    site: (work) => network.as("coordinator", work),
  };
  return { ...network, bodyId, both: as };
}
type World = Awaited<ReturnType<typeof build>>;

const rowOf = (table: string, id: string) => ({ table: `evaluation.${table}`, id });
const here = (world: World) => ({ siteId: world.siteId });

const note = (world: World) => world.as("accompaniment", (call) => createTestEntry(call, world.siteId, false));
const entry = (world: World) => world.as("accompaniment", (call) => createTestEntry(call, world.siteId, true));
const finding = (world: World, isShared: boolean) => world.as("evaluator", (call) => createTestFinding(call, world.siteId, isShared));
const feedback = (world: World, state: Parameters<typeof createTestFeedbackIn>[2], level?: contract.FeedbackLevel) =>
  createTestFeedbackIn(world.both, world.siteId, state, level);

async function invitation(world: World): Promise<string> {
  const meeting = await world.as("coordinator", (call) => createTestMeeting(call, world.bodyId));
  const id = newId();
  await world.as("coordinator", (call) => inviteTeam(call, world.siteId, { id, meetingId: meeting.id, wish: "" }));
  return id;
}

const authored = "network.actor_site(), network.actor_id()";

async function consequence(world: World, level: contract.FeedbackLevel) {
  const { id } = await feedback(world, "given", level);
  return trial(
    contract.recordConsequence,
    {
      params: { ...here(world), feedbackId: id },
      body: { id: newId(), kind: "followed", text: "Jede Festlegung nennt jetzt eine Stelle.", keptMarks: [] },
    },
    {
      row: rowOf("feedback", id),
      write: `insert into evaluation.feedback_consequence (site_id, id, feedback_id, kind, text, author_site_id, author_id)
        values ('${world.siteId}', '${newId()}', $id, 'followed', 'x', ${authored})`,
    },
  );
}

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listSites: () => trial(contract.listSites, {}),
    getSite: (world) =>
      trial(contract.getSite, { params: here(world) }, { row: { table: "evaluation.assignment", id: world.siteId, idColumn: "site_id" } }),
    assignDuty: (world) =>
      trial(
        contract.assignDuty,
        { params: here(world), body: { membershipId: world.actors.evaluator.membershipId, duty: "rater" } },
        {
          row: { table: "evaluation.assignment", id: world.siteId, idColumn: "site_id" },
          write: `select evaluation.assign('${world.siteId}', '${world.actors.evaluator.membershipId}', 'rater')`,
        },
      ),
    endDuty: (world) =>
      trial(
        contract.endDuty,
        { params: here(world), body: { membershipId: world.actors.coordinator.membershipId } },
        { write: `select evaluation.end_assignment('${world.siteId}', '${world.actors.evaluator.membershipId}')` },
      ),
    checkText: (world) => trial(contract.checkText, { params: here(world), body: { texts: { event: "Frau Muster war da." } } }),
    listEntries: async (world) => trial(contract.listEntries, { params: here(world) }, { row: rowOf("process_entry", await entry(world)) }),
    writeEntry: (world) =>
      trial(
        contract.writeEntry,
        { params: here(world), body: { ...testEntry(), id: newId(), isShared: true, keptMarks: [] } },
        {
          write: `insert into evaluation.process_entry (site_id, id, happened_on, level, event, source_kind, shared_at, author_site_id, author_id)
            values ('${world.siteId}', '${newId()}', platform.today(), 'case', 'x', 'document', platform.moment(), ${authored})`,
        },
      ),
    changeOwnNote: async (world) => {
      const entryId = await note(world);
      return trial(
        contract.changeEntry,
        { params: { ...here(world), entryId }, body: { ...testEntry(), isShared: true, version: 1, keptMarks: [] } },
        { row: rowOf("process_entry", entryId), write: "update evaluation.process_entry set event = 'Anders' where id = $id" },
      );
    },
    changeSharedEntry: async (world) => {
      const entryId = await entry(world);
      return trial(
        contract.changeEntry,
        { params: { ...here(world), entryId }, body: { ...testEntry(), isShared: true, version: 1, keptMarks: [] } },
        { row: rowOf("process_entry", entryId), write: "update evaluation.process_entry set event = 'Anders' where id = $id" },
      );
    },
    removeOwnNote: async (world) => {
      const entryId = await note(world);
      return trial(
        contract.removeEntry,
        { params: { ...here(world), entryId } },
        { row: rowOf("process_entry", entryId), write: `select evaluation.set_removed('entry', '${world.siteId}', $id, true)` },
      );
    },
    restoreOwnNote: async (world) => {
      const entryId = await note(world);
      await world.as("accompaniment", (call) => removeEntry(call, world.siteId, entryId));
      return trial(
        contract.restoreEntry,
        { params: { ...here(world), entryId } },
        { write: `select evaluation.set_removed('entry', '${world.siteId}', '${entryId}', false)` },
      );
    },
    answerEntry: async (world) => {
      const entryId = await entry(world);
      return trial(
        contract.answerEntry,
        { params: { ...here(world), entryId }, body: { id: newId(), text: "Das war eine Woche später.", keptMarks: [] } },
        {
          row: rowOf("process_entry", entryId),
          write: `insert into evaluation.entry_answer (site_id, id, entry_id, text, author_site_id, author_id)
            values ('${world.siteId}', '${newId()}', $id, 'x', ${authored})`,
        },
      );
    },
    listFindings: async (world) =>
      trial(contract.listFindings, { params: here(world) }, { row: rowOf("finding", (await finding(world, true)).id) }),
    recordFinding: (world) =>
      trial(
        contract.recordFinding,
        {
          params: here(world),
          body: {
            id: newId(),
            field: "data",
            sentence: "Zahlen werden dreifach erhoben.",
            evidenceKind: "document",
            sources: "",
            isShared: false,
            keptMarks: [],
          },
        },
        {
          write: `insert into evaluation.finding (site_id, id, field, sentence, evidence_kind, author_site_id, author_id)
            values ('${world.siteId}', '${newId()}', 'data', 'x', 'document', ${authored})`,
        },
      ),
    shareFinding: async (world) => {
      const { id } = await finding(world, false);
      return trial(
        contract.shareFinding,
        { params: { ...here(world), findingId: id }, body: { version: 1 } },
        { row: rowOf("finding", id), write: "update evaluation.finding set shared_at = platform.moment() where id = $id" },
      );
    },
    discussFinding: async (world) => {
      const { id } = await finding(world, true);
      return trial(
        contract.discussFinding,
        {
          params: { ...here(world), findingId: id },
          body: { id: newId(), status: "confirmed", reason: "", saidBy: "Steuerungsgruppe", saidOn: today(), keptMarks: [] },
        },
        {
          row: rowOf("finding", id),
          write: `insert into evaluation.finding_discussion (site_id, id, finding_id, position, status, said_by, said_on, recorded_by)
            values ('${world.siteId}', '${newId()}', $id, 9, 'confirmed', 'x', platform.today(), network.actor_id())`,
        },
      );
    },
    listAdvice: async (world) => {
      const id = await world.as("accompaniment", (call) => createTestAdvice(call, world.siteId, true));
      return trial(contract.listAdvice, { params: here(world) }, { row: rowOf("advice", id) });
    },
    makeEntriesSpreadsheet: (world) => trial(contract.makeSiteSpreadsheet, { params: { ...here(world), list: "entries" }, query: {} }),
    makeFindingsSpreadsheet: (world) => trial(contract.makeSiteSpreadsheet, { params: { ...here(world), list: "findings" }, query: {} }),
    makeAdviceSpreadsheet: (world) => trial(contract.makeSiteSpreadsheet, { params: { ...here(world), list: "advice" }, query: {} }),
    listAdviceOfTeam: async (world, actor) => {
      const id = await world.as("accompaniment", (call) => createTestAdvice(call, world.siteId, false));
      // the list of a coordinator is there, this row is not in it: what PostgreSQL shows decides the cell
      const siteId = actor === "coordinator" ? world.otherSiteId : world.siteId;
      return trial(contract.listAdvice, { params: { siteId } }, { row: rowOf("advice", id) });
    },
    writeAdvice: (world) =>
      trial(
        contract.writeAdvice,
        {
          params: here(world),
          body: {
            id: newId(),
            givenOn: today(),
            kind: "coaching",
            withWhom: "Koordination",
            subject: "Moderation",
            nextStep: "",
            siteSees: false,
            keptMarks: [],
          },
        },
        {
          write: `insert into evaluation.advice (site_id, id, given_on, kind, with_whom, subject, author_site_id, author_id)
            values ('${world.siteId}', '${newId()}', platform.today(), 'coaching', 'x', 'x', ${authored})`,
        },
      ),
    listFeedback: async (world) =>
      trial(contract.listFeedback, { params: here(world) }, { row: rowOf("feedback", (await feedback(world, "at_site")).id) }),
    makeFeedbackSpreadsheet: (world) => trial(contract.makeSiteSpreadsheet, { params: { ...here(world), list: "feedback" }, query: {} }),
    listGivenFeedback: () => trial(contract.listGivenFeedback, {}),
    draftFeedback: (world) =>
      trial(
        contract.draftFeedback,
        {
          params: here(world),
          body: { id: newId(), level: "forum", title: "Titel", text: "Ein Gedanke.", entryIds: [], findingIds: [], keptMarks: [] },
        },
        {
          write: `insert into evaluation.feedback (site_id, id, level, title, text, author_site_id, author_id)
            values ('${world.siteId}', '${newId()}', 'forum', 'x', 'x', ${authored})`,
        },
      ),
    changeFeedback: async (world) => {
      const { id } = await feedback(world, "draft");
      return trial(
        contract.changeFeedback,
        {
          params: { ...here(world), feedbackId: id },
          body: { level: "forum", title: "Titel", text: "Anders gesagt.", entryIds: [], findingIds: [], version: 1, keptMarks: [] },
        },
        { row: rowOf("feedback", id), write: "update evaluation.feedback set text = 'Anders' where id = $id" },
      );
    },
    removeOwnDraft: async (world) => {
      const { id } = await feedback(world, "draft");
      return trial(
        contract.removeFeedback,
        { params: { ...here(world), feedbackId: id } },
        { row: rowOf("feedback", id), write: `select evaluation.set_removed('feedback', '${world.siteId}', $id, true)` },
      );
    },
    restoreOwnDraft: async (world) => {
      const { id } = await feedback(world, "draft");
      await world.as("accompaniment", (call) => removeFeedback(call, world.siteId, id));
      return trial(
        contract.restoreFeedback,
        { params: { ...here(world), feedbackId: id } },
        { write: `select evaluation.set_removed('feedback', '${world.siteId}', '${id}', false)` },
      );
    },
    sendFeedback: async (world) => {
      const { id } = await feedback(world, "draft");
      return trial(
        contract.moveFeedback,
        { params: { ...here(world), feedbackId: id }, body: { to: "at_site", version: 1 } },
        { row: rowOf("feedback", id), write: `select evaluation.move_feedback('${world.siteId}', $id, 'at_site')` },
      );
    },
    takeFeedbackBack: async (world) => {
      const { id, version } = await feedback(world, "at_site");
      return trial(
        contract.moveFeedback,
        { params: { ...here(world), feedbackId: id }, body: { to: "draft", version } },
        { row: rowOf("feedback", id), write: `select evaluation.move_feedback('${world.siteId}', $id, 'draft')` },
      );
    },
    giveFeedback: async (world) => {
      const { id, version } = await feedback(world, "answered");
      return trial(
        contract.moveFeedback,
        { params: { ...here(world), feedbackId: id }, body: { to: "given", version } },
        { row: rowOf("feedback", id), write: `select evaluation.move_feedback('${world.siteId}', $id, 'given')` },
      );
    },
    checkFeedback: async (world) => {
      const { id, round } = await feedback(world, "at_site");
      return trial(
        contract.checkFeedback,
        { params: { ...here(world), feedbackId: id }, body: { round, answer: "agreed", comment: "", keptMarks: [] } },
        {
          row: rowOf("feedback", id),
          write: `insert into evaluation.feedback_check (site_id, feedback_id, round, answer, answered_by)
            values ('${world.siteId}', $id, ${round}, 'agreed', network.actor_id())`,
        },
      );
    },
    recordConsequence: (world) => consequence(world, "steering_group"),
    recordConsequenceOfSteering: (world) => consequence(world, "overall_steering"),
    recordConsequenceOfForum: (world) => consequence(world, "forum"),
    listReleases: async (world) => {
      const id = await world.as("coordinator", (call) => createTestRelease(call, world.siteId));
      return trial(contract.listReleases, { params: here(world) }, { row: rowOf("release", id) });
    },
    listItemsToRelease: (world) => trial(contract.listItemsToRelease, { params: here(world) }),
    releaseToTeam: (world) =>
      trial(
        contract.releaseToTeam,
        { params: here(world), body: { id: newId(), kind: "measure", itemId: null, fromOn: today(), untilOn: null } },
        {
          write: `insert into evaluation.release (site_id, id, kind, released_by) values ('${world.siteId}', '${newId()}', 'theme', network.actor_id())`,
        },
      ),
    endRelease: async (world) => {
      const id = await world.as("coordinator", (call) => createTestRelease(call, world.siteId));
      return trial(
        contract.endRelease,
        { params: { ...here(world), releaseId: id } },
        {
          row: rowOf("release", id),
          write: "update evaluation.release set ended_at = platform.moment(), ended_by = network.actor_id() where id = $id",
        },
      );
    },
    listInvitations: async (world) =>
      trial(contract.listInvitations, { params: here(world) }, { row: rowOf("invitation", await invitation(world)) }),
    inviteTeam: async (world) => {
      const meeting = await world.as("coordinator", (call) => createTestMeeting(call, world.bodyId));
      return trial(
        contract.inviteTeam,
        { params: here(world), body: { id: newId(), meetingId: meeting.id, wish: "" } },
        {
          write: `insert into evaluation.invitation (site_id, id, meeting_id, invited_by)
            values ('${world.siteId}', '${newId()}', '${meeting.id}', network.actor_id())`,
        },
      );
    },
    withdrawInvitation: async (world) => {
      const id = await invitation(world);
      return trial(
        contract.withdrawInvitation,
        { params: { ...here(world), invitationId: id } },
        { row: rowOf("invitation", id), write: "update evaluation.invitation set withdrawn_at = platform.moment() where id = $id" },
      );
    },
    giveInput: async (world) => {
      const id = await invitation(world);
      return trial(
        contract.giveInput,
        {
          params: { ...here(world), invitationId: id },
          body: { id: newId(), title: "Was wir sehen", paper: "Drei Beobachtungen aus dem Halbjahr.", keptMarks: [] },
        },
        {
          row: rowOf("invitation", id),
          write: `select evaluation.give_input('${world.siteId}', $id, '${newId()}', 'Titel', 'Text')`,
        },
      );
    },
    giveInputUninvited: async (world) => {
      const id = await invitation(world);
      await world.as("coordinator", (call) => withdrawInvitation(call, world.siteId, id));
      return trial(
        contract.giveInput,
        {
          params: { ...here(world), invitationId: id },
          body: { id: newId(), title: "Was wir sehen", paper: "Drei Beobachtungen aus dem Halbjahr.", keptMarks: [] },
        },
        {
          row: rowOf("invitation", id),
          write: `select evaluation.give_input('${world.siteId}', $id, '${newId()}', 'Titel', 'Text')`,
        },
      );
    },
  },
});
