import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import * as bodies from "../bodies/contract.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter } from "../bodies/factory.ts";
import { createTestNetwork, type TestActor, type TestNetwork } from "../network/factory.ts";
import { createTheme } from "../themes/contract.ts";
import * as contract from "./contract.ts";
import {
  type AsTeamAndSite,
  createTestAdvice,
  createTestEntry,
  createTestFeedback,
  createTestFeedbackIn,
  createTestFinding,
  testEntry,
} from "./factory.ts";
import { assignDuty, moveFeedback } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
let secondCoach: TestActor;
let as: AsTeamAndSite;
const inSite = () => ({ siteId: world.siteId });
const token = (actor: Exclude<keyof TestNetwork["actors"], "nobody">) => world.actors[actor].token;

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  as = { team: (work) => world.as("accompaniment", work), site: (work) => world.as("coordinator", work) };
  secondCoach = await world.join("office", world.actors.accompaniment.unitId, "accompaniment", "Zweite Begleitung");
  await world.as("accompaniment", async (call) => {
    await assignDuty(call, world.siteId, { membershipId: world.actors.accompaniment.membershipId, duty: "coach" });
    await assignDuty(call, world.siteId, { membershipId: world.actors.evaluator.membershipId, duty: "rater" });
  });
});

/** Everything after it happens so many days later, for the database too. */
function later(days: number): void {
  passMomentToDatabase(true);
  freezeClock(new Date(now().getTime() + days * 86_400_000));
}
afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

describe("field notes", () => {
  it("are the team's until shared, and stay as they are from then on", async () => {
    const entryId = await world.as("accompaniment", (call) => createTestEntry(call, world.siteId, false));
    const seen = async () =>
      (await server.ask(token("coordinator"), contract.listEntries, { params: inSite() })).entries.map((one) => one.id);
    expect(await seen()).not.toContain(entryId);
    const share = { ...testEntry({ event: "Vertagt, weil die Kosten offen sind." }), isShared: true, version: 1, keptMarks: [] };
    await server.ask(token("accompaniment"), contract.changeEntry, { params: { ...inSite(), entryId }, body: share });
    expect(await seen()).toContain(entryId);
    const again = await server.send(token("accompaniment"), contract.changeEntry, {
      params: { ...inSite(), entryId },
      body: { ...share, version: 2, event: "Anders." },
    });
    expect(again.statusCode).toBe(403);
    const corrected = await server.ask(token("coordinator"), contract.answerEntry, {
      params: { ...inSite(), entryId },
      body: { id: newId(), text: "Die Kosten waren geklärt, der Raum nicht.", keptMarks: [] },
    });
    expect(corrected.event).toBe("Vertagt, weil die Kosten offen sind.");
    expect(corrected.answers[0]).toMatchObject({ text: "Die Kosten waren geklärt, der Raum nicht.", author: { side: "site" } });
  });

  it("of a colleague are read but not changed, and the site cannot write any", async () => {
    const entryId = await world.as("accompaniment", (call) => createTestEntry(call, world.siteId, false));
    const change = { params: { ...inSite(), entryId }, body: { ...testEntry(), isShared: false, version: 1, keptMarks: [] } };
    expect((await server.send(secondCoach.token, contract.changeEntry, change)).statusCode).toBe(403);
    const hidden = await server.send(token("coordinator"), contract.writeEntry, {
      params: inSite(),
      body: { ...testEntry(), id: newId(), isShared: false, keptMarks: [] },
    });
    expect(hidden.statusCode).toBe(400);
  });

  it("are removed by their author and come back, but not once a feedback that rests on them was seen", async () => {
    const entryId = await world.as("accompaniment", (call) => createTestEntry(call, world.siteId, false));
    const params = { ...inSite(), entryId };
    const listed = async () =>
      (await server.ask(token("accompaniment"), contract.listEntries, { params: inSite() })).entries.map((one) => one.id);
    await server.ask(token("accompaniment"), contract.removeEntry, { params });
    expect(await listed()).not.toContain(entryId);
    await server.ask(token("accompaniment"), contract.restoreEntry, { params });
    expect(await listed()).toContain(entryId);
    const draft = await as.team((call) => createTestFeedback(call, world.siteId, "forum", { entryIds: [entryId] }));
    await as.team((call) => moveFeedback(call, world.siteId, draft.id, { to: "at_site", version: 1 }));
    const refused = await server.send(token("accompaniment"), contract.removeEntry, { params });
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining("rested_on")]);
  });

  it("with somebody recognisable are refused until the writer has looked at it", async () => {
    const body = { ...testEntry({ event: "Frau Rahimi wartet seit dem 12. Mai auf den Kurs." }), id: newId(), isShared: false };
    const first = await server.send(token("accompaniment"), contract.writeEntry, { params: inSite(), body: { ...body, keptMarks: [] } });
    expect(first.statusCode).toBe(400);
    expect(first.body).toContain("marked");
    const { marks } = await server.ask(token("accompaniment"), contract.checkText, {
      params: inSite(),
      body: { texts: { event: body.event } },
    });
    expect(marks.map((mark) => mark.words).join(" ")).toContain("Rahimi");
    const keptMarks = marks.map(({ field, words }) => ({ field, words, keepMarked: true as const }));
    await server.ask(token("accompaniment"), contract.writeEntry, { params: inSite(), body: { ...body, keptMarks } });
  });

  it("know the public names of the site, which are no persons", async () => {
    const { marks } = await server.ask(token("accompaniment"), contract.checkText, {
      params: inSite(),
      body: { texts: { event: "Die Diakonie Lindenau und die Stadt Hohenfeld haben sich getroffen." } },
    });
    expect(marks).toEqual([]);
  });
});

describe("coach and rater", () => {
  it("are never the same person at one site, whatever the order and by whatever way", async () => {
    const refused = await server.send(token("accompaniment"), contract.assignDuty, {
      params: inSite(),
      body: { membershipId: world.actors.accompaniment.membershipId, duty: "rater" },
    });
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining("other_duty")]);
    // not after the first duty has ended either
    await world.as("accompaniment", (call) =>
      assignDuty(call, world.otherSiteId, { membershipId: secondCoach.membershipId, duty: "coach" }),
    );
    const other = { params: { siteId: world.otherSiteId } };
    await server.ask(token("accompaniment"), contract.endDuty, { ...other, body: { membershipId: secondCoach.membershipId } });
    const later = await server.send(token("accompaniment"), contract.assignDuty, {
      ...other,
      body: { membershipId: secondCoach.membershipId, duty: "rater" },
    });
    expect(later.statusCode).toBe(409);
    // and not past our code: the key itself refuses
    await expect(
      asSuperuser(
        server.at,
        `insert into evaluation.assignment (site_id, account_id, office_id, membership_id, duty, assigned_by)
         select a.site_id, a.account_id, a.office_id, a.membership_id, 'rater', a.membership_id
         from evaluation.assignment a where a.site_id = $1 and a.duty = 'coach'`,
        [world.siteId],
      ),
    ).rejects.toThrow(/assignment_pkey/);
  });

  it("the evaluation never coaches", async () => {
    const refused = await server.send(token("accompaniment"), contract.assignDuty, {
      params: { siteId: world.otherSiteId },
      body: { membershipId: world.actors.evaluator.membershipId, duty: "coach" },
    });
    expect(refused.statusCode).toBe(409);
  });

  it("a rater among the accompaniment does not see the advice of the site rated", async () => {
    const adviceId = await world.as("accompaniment", (call) => createTestAdvice(call, world.siteId, false));
    const rater = await world.join("office", world.actors.accompaniment.unitId, "accompaniment", "Bewertet");
    const list = () => server.send(rater.token, contract.listAdvice, { params: inSite() });
    expect((await list()).body).toContain(adviceId);
    await world.as("accompaniment", (call) => assignDuty(call, world.siteId, { membershipId: rater.membershipId, duty: "rater" }));
    expect((await list()).statusCode).toBe(404);
    const { sites } = await server.ask(rater.token, contract.listSites, {});
    expect(sites.find((site) => site.siteId === world.siteId)!.lastAdviceOn).toBeNull();
  });
});

describe("findings", () => {
  it("carry what was said of them, the last one counts, the others stay", async () => {
    const { id } = await world.as("evaluator", (call) => createTestFinding(call, world.siteId, true));
    const say = (status: contract.DiscussionStatus, reason: string) =>
      server.send(token("coordinator"), contract.discussFinding, {
        params: { ...inSite(), findingId: id },
        body: { id: newId(), status, reason, saidBy: "Steuerungsgruppe", saidOn: today(), keptMarks: [] },
      });
    expect((await say("disputed", "")).statusCode).toBe(400);
    await say("disputed", "Es gibt seit dem Sommer eine gemeinsame Sprechzeit.");
    const before = await server.ask(token("evaluator"), contract.listSites, {});
    expect(before.sites.find((site) => site.siteId === world.siteId)!.disputed).toBe(1);
    await say("confirmed", "");
    const { findings } = await server.ask(token("evaluator"), contract.listFindings, { params: inSite() });
    const finding = findings.find((one) => one.id === id)!;
    expect(finding.status).toBe("confirmed");
    expect(finding.discussions.map((one) => one.status)).toEqual(["disputed", "confirmed"]);
  });
});

describe("feedback", () => {
  it("is not given before the site has answered or its 14 days are over", async () => {
    const sent = await createTestFeedbackIn(as, world.siteId, "at_site");
    const give = () => as.team((call) => moveFeedback(call, world.siteId, sent.id, { to: "given", version: sent.version }));
    /** Past our own rules: what the database says by itself. */
    const giveInDatabase = () =>
      as.team(async (call) => {
        const { rows } = await sql<{
          done: boolean;
        }>`select evaluation.move_feedback(${world.siteId}, ${sent.id}, 'given') as done`.execute(call.tx);
        return rows[0]!.done;
      });
    await expect(give()).rejects.toThrow("not_checked_yet");
    later(14);
    await expect(give()).rejects.toThrow("not_checked_yet");
    expect(await giveInDatabase()).toBe(false);
    later(1);
    expect(await give()).toMatchObject({ state: "given", givenOn: today() });
  });

  it("takes an objection along to those who read it, through all rounds", async () => {
    const first = await createTestFeedbackIn(as, world.siteId, "answered", "overall_steering", "objected");
    const back = await as.team((call) => moveFeedback(call, world.siteId, first.id, { to: "draft", version: first.version }));
    expect(
      (await server.ask(token("coordinator"), contract.listFeedback, { params: inSite() })).feedback.map((one) => one.id),
    ).not.toContain(first.id);
    const again = await as.team((call) => moveFeedback(call, world.siteId, first.id, { to: "at_site", version: back.version }));
    const ofRound = { params: { ...inSite(), feedbackId: first.id } };
    const late = await server.send(token("coordinator"), contract.checkFeedback, {
      ...ofRound,
      body: { round: 1, answer: "agreed", comment: "", keptMarks: [] },
    });
    expect(late.statusCode).toBe(409);
    await server.ask(token("coordinator"), contract.checkFeedback, {
      ...ofRound,
      body: { round: 2, answer: "agreed", comment: "", keptMarks: [] },
    });
    await as.team((call) => moveFeedback(call, world.siteId, first.id, { to: "given", version: again.version }));
    const { feedback } = await server.ask(token("programmeLead"), contract.listGivenFeedback, {});
    const read = feedback.find((one) => one.id === first.id)!;
    expect(read.siteName).toBe("Kreis Lindenau");
    expect(read.answers.map((one) => [one.round, one.answer])).toEqual([
      [1, "objected"],
      [2, "agreed"],
    ]);
  });

  it("rests on notes that the site knows only as a number", async () => {
    const note = await as.team((call) => createTestEntry(call, world.siteId, false, { event: "Auf dem Flur war Widerspruch zu hören." }));
    const shared = await as.team((call) => createTestEntry(call, world.siteId, true));
    const draft = await as.team((call) => createTestFeedback(call, world.siteId, "planning_conference", { entryIds: [note, shared] }));
    await as.team((call) => moveFeedback(call, world.siteId, draft.id, { to: "at_site", version: 1 }));
    const answer = await server.send(token("coordinator"), contract.listFeedback, { params: inSite() });
    const seen = answer.json<{ feedback: contract.FeedbackView[] }>().feedback.find((one) => one.id === draft.id)!;
    expect([seen.basis.map((one) => one.id), seen.hiddenBasis]).toEqual([[shared], 1]);
    expect(answer.body).not.toContain("Auf dem Flur");
  });

  it("does not rest on what is not there for its site", async () => {
    const elsewhere = await as.team((call) => createTestEntry(call, world.otherSiteId, true));
    await expect(as.team((call) => createTestFeedback(call, world.siteId, "forum", { entryIds: [elsewhere] }))).rejects.toThrow("invalid");
  });

  it("is read by its level alone, with what followed", async () => {
    const bodyId = await world.as("coordinator", (call) =>
      createTestBody(call, [world.actors.bodyMember.membershipId], { kind: "planning_conference" }),
    );
    expect(bodyId).toBeTruthy();
    const ids: Record<string, string> = {};
    for (const level of contract.feedbackLevels) ids[level] = (await createTestFeedbackIn(as, world.siteId, "given", level)).id;
    await server.ask(token("coordinator"), contract.recordConsequence, {
      params: { ...inSite(), feedbackId: ids.forum! },
      body: { id: newId(), kind: "nothing", text: "Es fehlt die Stelle dafür.", keptMarks: [] },
    });
    const readBy = async (actor: "programmeLead" | "bodyMember" | "foreignCoordinator") => {
      const { feedback } = await server.ask(token(actor), contract.listGivenFeedback, {});
      return contract.feedbackLevels.filter((level) => feedback.some((one) => one.id === ids[level]));
    };
    expect(await readBy("programmeLead")).toEqual(["overall_steering"]);
    expect(await readBy("bodyMember")).toEqual(["planning_conference"]);
    expect(await readBy("foreignCoordinator")).toEqual(["forum"]);
    const { feedback } = await server.ask(token("foreignCoordinator"), contract.listGivenFeedback, {});
    expect(feedback.find((one) => one.id === ids.forum)!.consequences[0]).toMatchObject({ kind: "nothing", bySite: true });
  });

  it("sent twice is one, changed meanwhile is said", async () => {
    const body = {
      id: newId(),
      level: "forum" as const,
      title: "Titel",
      text: "Ein Gedanke.",
      entryIds: [],
      findingIds: [],
      keptMarks: [],
    };
    await server.ask(token("accompaniment"), contract.draftFeedback, { params: inSite(), body });
    await server.ask(token("accompaniment"), contract.draftFeedback, { params: inSite(), body });
    const params = { ...inSite(), feedbackId: body.id };
    await server.ask(token("accompaniment"), contract.changeFeedback, { params, body: { ...body, version: 1 } });
    const stale = await server.send(token("evaluator"), contract.changeFeedback, { params, body: { ...body, version: 1 } });
    expect([stale.statusCode, stale.json<{ code: string }>().code]).toEqual([409, "changed_meanwhile"]);
  });
});

describe("releases", () => {
  it("show the team what the site named, from its first day until its end, and nothing else", async () => {
    const themeId = newId();
    await server.ask(token("coordinator"), createTheme, {
      body: {
        id: themeId,
        title: "Kein Platz ohne Betreuung",
        sentence: "Der Kurs beginnt ohne die Eltern.",
        fieldOfAction: null,
        organisationIds: [],
        metric: null,
        reportIds: [],
      },
    });
    const read = async () =>
      (await server.ask(token("accompaniment"), contract.listReleases, { params: inSite() })).items.map((one) => one.id);
    const release = (fields: Partial<contract.ReleaseView> & { kind: contract.ReleaseKind; itemId: string | null }, fromOn = today()) => ({
      params: inSite(),
      body: { id: newId(), untilOn: null, fromOn, kind: fields.kind, itemId: fields.itemId },
    });
    expect(await read()).toEqual([]);
    // it is still being collected, so an agreement does not hold it
    const standing = release({ kind: "theme", itemId: null });
    await server.ask(token("coordinator"), contract.releaseToTeam, standing);
    expect(await read()).toEqual([]);
    const single = release({ kind: "theme", itemId: themeId });
    await server.ask(token("coordinator"), contract.releaseToTeam, single);
    expect(await read()).toEqual([themeId]);
    await server.ask(token("coordinator"), contract.endRelease, { params: { ...inSite(), releaseId: single.body.id } });
    expect(await read()).toEqual([]);
    await server.ask(token("coordinator"), contract.releaseToTeam, release({ kind: "theme", itemId: themeId }, dayAfter(3)));
    expect(await read()).toEqual([]);
    const foreign = await server.send(token("coordinator"), contract.releaseToTeam, release({ kind: "theme", itemId: newId() }));
    expect(foreign.statusCode).toBe(400);
    const minutes = await server.send(token("coordinator"), contract.releaseToTeam, release({ kind: "minutes", itemId: null }));
    expect(minutes.statusCode).toBe(400);
  });

  it("hold nothing of a body that the site has taken away", async () => {
    const bodyId = await world.as("coordinator", (call) => createTestBody(call, []));
    const decisionId = await world.as("coordinator", async (call) => {
      const owner = { membershipId: world.actors.coordinator.membershipId };
      return await createTestDecision(call, await createTestMeeting(call, bodyId, "in_session"), owner);
    });
    const read = async () =>
      (await server.ask(token("accompaniment"), contract.listReleases, { params: inSite() })).items.map((one) => one.id);
    const body = { id: newId(), kind: "decision" as const, itemId: null, fromOn: today(), untilOn: null };
    await server.ask(token("coordinator"), contract.releaseToTeam, { params: inSite(), body });
    expect(await read()).toContain(decisionId);
    await world.as("coordinator", (call) => sql`select bodies.set_removed('body', ${bodyId}, true)`.execute(call.tx));
    expect(await read()).not.toContain(decisionId);
    await server.ask(token("coordinator"), contract.endRelease, { params: { ...inSite(), releaseId: body.id } });
  });

  it("open no table of the site: the team reads no theme, no body, no meeting", async () => {
    await asActor(server.at.database, { membership: world.actors.accompaniment.membershipId }, async (call) => {
      for (const table of [
        "themes.theme",
        "themes.measure",
        "bodies.body",
        "bodies.meeting",
        "bodies.agenda_item",
        "bodies.decision",
      ] as const) {
        expect(await call.tx.selectFrom(table).selectAll().execute(), table).toEqual([]);
      }
    });
  });
});

describe("input by invitation", () => {
  it("stands on the agenda as the team's, and the coordinator cannot change its words", async () => {
    const bodyId = await world.as("coordinator", (call) => createTestBody(call, [world.actors.bodyMember.membershipId]));
    const meeting = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, "invited"));
    const invitationId = newId();
    await server.ask(token("coordinator"), contract.inviteTeam, {
      params: inSite(),
      body: { id: invitationId, meetingId: meeting.id, wish: "Was sehen Sie?" },
    });
    const input = { id: newId(), title: "Was wir sehen", paper: "Drei Beobachtungen.", keptMarks: [] };
    const give = { params: { ...inSite(), invitationId }, body: input };
    await server.ask(token("accompaniment"), contract.giveInput, give);
    const { items } = await server.ask(token("bodyMember"), bodies.getMeeting, { params: { meetingId: meeting.id } });
    const item = items.at(-1)!;
    expect(item).toMatchObject({ id: input.id, kind: "input", title: "Was wir sehen", background: "Drei Beobachtungen.", position: 3 });
    const changed = await server.send(token("coordinator"), bodies.changeAgendaItem, {
      params: { itemId: item.id },
      body: {
        title: "Anders",
        minutesPlanned: 5,
        paper: { question: "", background: "", proposal: "", options: [] },
        version: item.version,
      },
    });
    expect([changed.statusCode, changed.body]).toEqual([409, expect.stringContaining("input_stays")]);
    const second = await server.send(token("accompaniment"), contract.giveInput, { ...give, body: { ...input, id: newId() } });
    expect([second.statusCode, second.body]).toEqual([409, expect.stringContaining("input_given")]);
  });
});
