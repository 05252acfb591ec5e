import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { domains } from "../../platform/server/app.ts";
import { freezeClock, now } from "../../platform/server/clock.ts";
import type { MailSettings } from "../../platform/server/config.ts";
import { passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import type { MailProcessOrders } from "../../platform/testing/mail-process.ts";
import { type Manners, openMailServer } from "../../platform/testing/mail-server.ts";
import { chooseCadence, listSiteMail, retryMail, useLink } from "../accounts/contract.ts";
import { createTestNetwork, type TestActor, type TestNetwork } from "../network/factory.ts";
import { createTestConference } from "./conference/factory.ts";
import {
  callForCases,
  changeMeeting,
  choosePresentation,
  getConference,
  listLinks,
  mailPersonalLink,
  markResultSeen,
  moveMeeting,
  offerCase,
  removeMeeting,
  restoreMeeting,
  revokePersonalLink,
  sendResult,
} from "./contract.ts";
import { createTestBody, createTestDecision, createTestMeeting } from "./factory.ts";
import { remindOfDecisions } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
const servers: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
  freezeClock(undefined);
  passMomentToDatabase(false);
  // each test begins with an empty letter box and a server nobody has doubts about
  await asSuperuser(server.at, "delete from accounts.mail");
  await asSuperuser(server.at, "delete from accounts.mail_choice");
  await asSuperuser(server.at, "delete from accounts.mail_server");
});

async function openServer(manners: Manners = {}) {
  const made = await openMailServer(manners);
  servers.push(made);
  return made;
}

const mailKinds = domains.flatMap((domain) => domain.mail ?? []);
const jobOf = (name: string) => domains.flatMap((domain) => domain.jobs ?? []).find((job) => job.name === name)!;
const around = (mail: MailSettings | undefined) => ({
  database: server.at.database,
  config: { sealsFolder: "", mail, address: "https://verbund.lindenau.example" },
  mailKinds,
});
const send = async (mail: MailSettings | undefined) => await jobOf("accounts.send_mail").run(around(mail));
const collect = async () => await jobOf("accounts.collect_digests").run(around(undefined));

type Row = { kind: string; state: string; tries: number; last_error: string | null; email: string; handed_at: Date | null; id: string };
const rows = () =>
  asSuperuser<Row>(
    server.at,
    `select m.id, m.kind, m.state, m.tries, m.last_error, m.handed_at, a.email from accounts.mail m join accounts.account a on a.id = m.account_id order by a.email, m.kind`,
  );
const states = async () => (await rows()).map((row) => row.state);
/** Every wait is over. */
const letTimePass = async () => {
  await asSuperuser(server.at, "update accounts.mail set next_try_at = now() - interval '1 second' where state in ('queued', 'failed')");
  await asSuperuser(server.at, "update accounts.mail_server set paused_until_at = null");
};

async function inviteMembers(count: number) {
  const members: TestActor[] = [];
  for (let n = 0; n < count; n += 1) members.push(await world.join("own", world.actors.bodyMember.unitId, "body_member"));
  const meeting = await world.as("coordinator", async (call) => {
    const bodyId = await createTestBody(
      call,
      members.map((one) => one.membershipId),
    );
    return await createTestMeeting(call, bodyId, "invited");
  });
  return { members, meeting };
}

describe("an invitation", () => {
  it("goes to every member with a link of their own, which opens the papers and nothing else", async () => {
    const { meeting } = await inviteMembers(3);
    const smtp = await openServer();
    await send(smtp.settings);
    expect(await states()).toEqual(["sent", "sent", "sent"]);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(3);
    const tokens = smtp.mails.map(
      (mail) => /https:\/\/verbund\.lindenau\.example\/papers\?meeting=[\w-]+#([\w-]+)/.exec(mail.parsed.text!)![1]!,
    );
    expect(new Set(tokens).size).toBe(3);
    for (const { parsed, to } of smtp.mails) {
      const [calendar] = parsed.attachments;
      expect(calendar).toMatchObject({ contentType: "text/calendar", filename: "termin.ics" });
      const entry = calendar!.content.toString("utf8").replaceAll("\r\n ", "");
      expect(entry).toContain("METHOD:REQUEST");
      expect(entry).toContain(`mailto:${to}`);
      for (const token of tokens) expect(entry, "the link is for its reader, calendars are shown around").not.toContain(token);
    }
    for (const token of tokens) expect((await server.send(undefined, useLink, { body: { token } })).statusCode).toBe(200);
    const { links } = await server.ask(world.actors.coordinator.token, listLinks, { params: { bodyId: meeting.bodyId } });
    expect(links.map((link) => [link.mail?.state, link.lastUsedAt !== null])).toEqual([
      ["sent", true],
      ["sent", true],
      ["sent", true],
    ]);
  });

  it("says when, in the language of the recipient, and nothing of what is on the agenda, where, and who else comes", async () => {
    const { members } = await inviteMembers(2);
    await asSuperuser(server.at, "update accounts.account set language = 'en' where id = $1", [members[0]!.accountId]);
    const smtp = await openServer();
    await send(smtp.settings);
    const texts = smtp.mails.map((mail) => mail.parsed.text!);
    expect(texts.some((text) => text.includes("You are invited to the meeting of the steering group on "))).toBe(true);
    expect(texts.some((text) => text.includes("Sie sind eingeladen zur Sitzung der Steuerungsgruppe am "))).toBe(true);
    for (const mail of smtp.mails) {
      expect(`${mail.parsed.text!} ${String(mail.parsed.html)}`).not.toMatch(
        /Raum 2\.11|Begr|Test body member|Aksoy|https?:\/\/(?!verbund\.lindenau\.example)/,
      );
      expect(mail.parsed.headers.get("auto-submitted")).toBe("auto-generated");
      expect(mail.parsed.messageId).toMatch(/^<[0-9a-f-]{36}@lindenau\.example>$/);
      expect(mail.parsed.html).toContain("</a>");
    }
  });

  it("leaves nothing in the queue that opens anything or says anything", async () => {
    await inviteMembers(1);
    const smtp = await openServer();
    const [row] = await asSuperuser<Record<string, unknown>>(server.at, "select * from accounts.mail");
    await send(smtp.settings);
    const token = /papers\?meeting=[\w-]+#([\w-]+)/.exec(smtp.mails[0]!.parsed.text!)![1]!;
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(row)).not.toMatch(/@|Sitzung|Steuerung/);
  });

  it("is not in the queue if what caused it was rolled back", async () => {
    const member = await world.join("own", world.actors.bodyMember.unitId, "body_member");
    const undone = world.as("coordinator", async (call) => {
      const bodyId = await createTestBody(call, [member.membershipId]);
      await createTestMeeting(call, bodyId, "invited");
      throw new Error("the power fails");
    });
    await expect(undone).rejects.toThrow("the power fails");
    expect(await rows()).toEqual([]);
  });

  it("is not sent with a link that was ended, nor to somebody who has left the body, nor for a meeting that is over", async () => {
    const { members, meeting } = await inviteMembers(2);
    const { links } = await server.ask(world.actors.coordinator.token, listLinks, { params: { bodyId: meeting.bodyId } });
    const first = links.find((link) => link.membershipId === members[0]!.membershipId)!;
    await server.ask(world.actors.coordinator.token, revokePersonalLink, { params: { linkId: first.id } });
    await asSuperuser(server.at, "update bodies.member set removed_at = now() where membership_id = $1", [members[1]!.membershipId]);
    const smtp = await openServer();
    await send(smtp.settings);
    expect(smtp.mails).toEqual([]);
    expect(await states()).toEqual(["withdrawn", "withdrawn"]);
  });

  it("can be sent to one member again, once for each click", async () => {
    const { members, meeting } = await inviteMembers(1);
    const body = { id: newId(), membershipId: members[0]!.membershipId, meetingId: meeting.id };
    await server.ask(world.actors.coordinator.token, mailPersonalLink, { body });
    await server.ask(world.actors.coordinator.token, mailPersonalLink, { body });
    const smtp = await openServer();
    await send(smtp.settings);
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(2);
  });
});

describe("changes of a meeting", () => {
  const fieldsOf = (meeting: { heldOn: string; minutesPlanned: number; version: number }) => ({
    heldOn: meeting.heldOn,
    begins: "15:30",
    minutesPlanned: meeting.minutesPlanned,
    place: null,
    onlineLink: null,
    papersDueOn: null,
    version: meeting.version,
  });

  it("are told once, however often it was changed before anybody was written to", async () => {
    const { meeting } = await inviteMembers(1);
    const smtp = await openServer();
    await send(smtp.settings);
    const once = await server.ask(world.actors.coordinator.token, changeMeeting, {
      params: { meetingId: meeting.id },
      body: fieldsOf(meeting),
    });
    await server.ask(world.actors.coordinator.token, changeMeeting, {
      params: { meetingId: meeting.id },
      body: { ...fieldsOf(once), begins: "16:00" },
    });
    await letTimePass();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(2);
    expect(smtp.mails[1]!.parsed.text).toContain("16:00");
  });

  it("say nothing of a cancellation that was taken back in time, and everything of one that was not", async () => {
    const { meeting } = await inviteMembers(1);
    const smtp = await openServer();
    await send(smtp.settings);
    const params = { meetingId: meeting.id };
    await server.ask(world.actors.coordinator.token, removeMeeting, { params });
    await server.ask(world.actors.coordinator.token, restoreMeeting, { params });
    await letTimePass();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
    for (let round = 0; round < 2; round += 1) {
      await server.ask(world.actors.coordinator.token, removeMeeting, { params });
      await letTimePass();
      await send(smtp.settings);
      expect(smtp.mails.at(-1)!.parsed.subject).toBe("Eine Sitzung fällt aus");
      expect(smtp.mails.at(-1)!.parsed.attachments[0]!.content.toString("utf8")).toContain("METHOD:CANCEL");
      await server.ask(world.actors.coordinator.token, restoreMeeting, { params });
      await letTimePass();
      await send(smtp.settings);
      expect(smtp.mails.at(-1)!.parsed.subject).toBe("Eine Sitzung wurde geändert");
    }
    expect(smtp.mails.length).toBe(5);
  });

  it("withdraw an invitation that is taken back before it was sent", async () => {
    const { meeting } = await inviteMembers(1);
    await server.ask(world.actors.coordinator.token, moveMeeting, {
      params: { meetingId: meeting.id },
      body: { to: "planned", version: meeting.version },
    });
    expect(await states()).toEqual(["withdrawn"]);
  });
});

describe("a planning conference", () => {
  const ofKind = (mails: readonly Row[], kind: string) => mails.filter((row) => row.kind === kind);

  it("calls case managers for cases, once, without its question and its name", async () => {
    const { meetingId } = await createTestConference({ ...world, database: server.at.database }, { takesCards: false });
    const { plan } = await server.ask(world.actors.coordinator.token, getConference, { params: { meetingId } });
    await server.ask(world.actors.coordinator.token, callForCases, { params: { meetingId }, body: { version: plan!.version } });
    const smtp = await openServer();
    await send(smtp.settings);
    const called = ofKind(await rows(), "bodies.cases_called");
    expect(called.map((row) => row.state)).toEqual(["sent", "sent", "sent"]);
    const letters = smtp.mails.filter((mail) => mail.parsed.subject === "Eine Planungskonferenz sucht Fälle");
    expect(letters.length).toBe(3);
    for (const { parsed } of letters) {
      expect(parsed.text).toContain("https://verbund.lindenau.example/bodies/calls");
      expect(`${parsed.text} ${String(parsed.html)}`).not.toMatch(/zwei Stellen bricht|Wo brach es|Planungskonferenz Test/);
    }
  });

  it("withholds the call from the post when its last day is over before it was sent", async () => {
    await createTestConference({ ...world, database: server.at.database }, { takesCards: false });
    freezeClock(new Date(now().getTime() + 26 * 3_600_000));
    passMomentToDatabase(true);
    await send((await openServer()).settings);
    expect(new Set(ofKind(await rows(), "bodies.cases_called").map((row) => row.state))).toEqual(new Set(["withdrawn"]));
  });

  it("tells whoever presented a case that something came back, and nobody else, not even what", async () => {
    const { meetingId } = await createTestConference(
      { ...world, database: server.at.database },
      { takesCards: false, state: "in_session" },
    );
    const id = newId();
    const { coordinator, holder } = world.actors;
    await server.ask(holder.token, offerCase, { params: { meetingId }, body: { id, title: "Kursbeginn ohne Betreuung", why: "" } });
    await server.ask(coordinator.token, choosePresentation, { params: { presentationId: id }, body: { isChosen: true, version: 1 } });
    await server.ask(coordinator.token, sendResult, {
      params: { presentationId: id },
      body: { result: "Wir fragen die Kassen.", keptWords: [], version: 2 },
    });
    await server.ask(coordinator.token, sendResult, {
      params: { presentationId: id },
      body: { result: "Die Kassen antworten.", keptWords: [], version: 3 },
    });
    const smtp = await openServer();
    await send(smtp.settings);
    const told = smtp.mails.filter((mail) => mail.parsed.subject === "Eine Planungskonferenz hat Ihnen geantwortet");
    expect(told.length).toBe(1);
    const [row] = await asSuperuser<{ email: string }>(server.at, "select email from accounts.account where id = $1", [holder.accountId]);
    expect(told[0]!.to).toBe(row!.email);
    expect(`${told[0]!.parsed.text} ${String(told[0]!.parsed.html)}`).not.toMatch(/Kassen|Kursbeginn|Betreuung/);
  });

  it("tells nothing of a result that was read before the mail left", async () => {
    const { meetingId } = await createTestConference(
      { ...world, database: server.at.database },
      { takesCards: false, state: "in_session" },
    );
    const id = newId();
    const { coordinator, holder } = world.actors;
    await server.ask(holder.token, offerCase, { params: { meetingId }, body: { id, title: "Kursbeginn ohne Betreuung", why: "" } });
    await server.ask(coordinator.token, choosePresentation, { params: { presentationId: id }, body: { isChosen: true, version: 1 } });
    await server.ask(coordinator.token, sendResult, {
      params: { presentationId: id },
      body: { result: "Wir fragen nach.", keptWords: [], version: 2 },
    });
    await server.ask(holder.token, markResultSeen, { params: { presentationId: id } });
    await send((await openServer()).settings);
    expect(ofKind(await rows(), "bodies.result_sent").map((row) => row.state)).toEqual(["withdrawn"]);
  });
});

it("reminds those who answer for a decision, once before it is due and once after", async () => {
  const member = await world.join("own", world.actors.bodyMember.unitId, "body_member");
  await world.as("coordinator", async (call) => {
    const meeting = await createTestMeeting(call, await createTestBody(call, [member.membershipId]), "in_session");
    await createTestDecision(call, meeting, { membershipId: member.membershipId }, { dueOn: meeting.heldOn });
  });
  await asSuperuser(server.at, "delete from accounts.mail");
  const remind = () => jobOf("bodies.remind_of_decisions").run(around(undefined));
  await asSuperuser(server.at, "update bodies.decision set due_on = (now() at time zone 'Europe/Berlin')::date + 5");
  await remind();
  await remind();
  expect((await rows()).map((row) => row.kind)).toEqual(["bodies.decision_due"]);
  const smtp = await openServer();
  await send(smtp.settings);
  await asSuperuser(server.at, "update bodies.decision set due_on = (now() at time zone 'Europe/Berlin')::date - 1");
  await remind();
  await send(smtp.settings);
  expect(smtp.mails.map((mail) => mail.parsed.subject)).toEqual(["Eine Aufgabe wird fällig", "Eine Aufgabe ist überfällig"]);
  // and nobody but the job learns what is due elsewhere
  await world.as("bodyMember", async (call) => await remindOfDecisions(call));
});

describe("a mail server", () => {
  it("that is not set up lets everything wait, and the page says so", async () => {
    await inviteMembers(1);
    await send(undefined);
    expect(await states()).toEqual(["queued"]);
    const post = await server.ask(world.actors.coordinator.token, listSiteMail, { query: {} });
    expect([post.server.isSetUp, post.waiting]).toEqual([false, 1]);
  });

  it("that is down loses nothing, is left alone for a while, and is told of", async () => {
    await inviteMembers(10);
    const smtp = await openMailServer();
    await smtp.close();
    await send(smtp.settings);
    expect(await rows()).toMatchObject(Array.from({ length: 10 }, () => ({ state: "queued", tries: 0 })));
    const post = await server.ask(world.actors.siteAdmin.token, listSiteMail, { query: {} });
    expect(post.server).toMatchObject({ isSetUp: true, lastError: "unreachable" });
    expect(Date.parse(post.server.pausedUntil!)).toBeGreaterThan(now().getTime());
    const again = await openMailServer({}, {}, smtp.settings.port);
    servers.push(again);
    await send(again.settings);
    expect(again.mails.length, "left alone until the pause is over").toBe(0);
    await letTimePass();
    await send(again.settings);
    expect(again.mails.length).toBe(10);
    expect((await server.ask(world.actors.siteAdmin.token, listSiteMail, { query: {} })).server).toMatchObject({
      failingSince: null,
      lastError: null,
    });
  });

  it("that refuses one of ten delivers the other nine, and says which address", async () => {
    const { members } = await inviteMembers(10);
    const { email } = (
      await asSuperuser<{ email: string }>(server.at, "select email from accounts.account where id = $1", [members[4]!.accountId])
    )[0]!;
    const smtp = await openServer({ refuse: (address) => (address === email ? { code: 550, text: "no such user" } : undefined) });
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(9);
    expect((await rows()).filter((row) => row.state !== "sent")).toMatchObject([
      { email, state: "given_up", last_error: "recipient_refused" },
    ]);
    const { mails } = await server.ask(world.actors.coordinator.token, listSiteMail, { query: { only: "trouble" } });
    expect(mails.length).toBe(1);
    smtp.behave({});
    await server.ask(world.actors.coordinator.token, retryMail, { params: { mailId: mails[0]!.id } });
    await send(smtp.settings);
    expect(smtp.mails.at(-1)!.to).toBe(email);
  });

  it("that says later is asked again later, and given up on after eight tries", async () => {
    await inviteMembers(1);
    const smtp = await openServer({ refuse: () => ({ code: 451, text: "greylisted" }) });
    await send(smtp.settings);
    await send(smtp.settings);
    expect(await rows()).toMatchObject([{ state: "failed", tries: 1, last_error: "busy" }]);
    for (let n = 0; n < 7; n += 1) {
      await letTimePass();
      await send(smtp.settings);
    }
    expect(await rows()).toMatchObject([{ state: "given_up", tries: 8, last_error: "busy" }]);
  });

  it("that is slow is waited for, and one that is too slow is not", async () => {
    await inviteMembers(2);
    const smtp = await openServer({ slowness: { recipient: 400 } });
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(2);
    await inviteMembers(1);
    smtp.behave({ slowness: { recipient: 3_000 } });
    await jobOf("accounts.send_mail").run({
      ...around(smtp.settings),
      patience: { connect: 500, greeting: 500, silence: 500, whole: 600 },
    } as never);
    expect((await rows()).filter((row) => row.state !== "sent")).toMatchObject([{ state: "failed", last_error: "timeout" }]);
    smtp.behave({});
    await letTimePass();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(3);
  });

  it("that dies after the last dot leaves it open whether it took the mail: that is said, and nothing is doubled", async () => {
    await inviteMembers(1);
    const smtp = await openServer({ afterData: async () => "hang up" });
    await send(smtp.settings);
    expect(await rows()).toMatchObject([{ state: "uncertain", last_error: "no_answer" }]);
    smtp.behave({});
    await letTimePass();
    await send(smtp.settings);
    expect(smtp.mails).toEqual([]);
    const [mail] = (await server.ask(world.actors.coordinator.token, listSiteMail, { query: {} })).mails;
    expect(mail!.abilities.retry).toBe(true);
    await server.ask(world.actors.coordinator.token, retryMail, { params: { mailId: mail!.id } });
    await send(smtp.settings);
    expect(smtp.mails.map((one) => one.parsed.messageId)).toEqual([`<${mail!.id}@lindenau.example>`]);
  });

  it("that refuses the sign-in is no fault of the mails", async () => {
    await inviteMembers(1);
    const smtp = await openMailServer({}, { onAuth: (_auth, _session, done) => done(new Error("wrong password")) });
    servers.push(smtp);
    await send({ ...smtp.settings, user: "verbund", password: "not this one" });
    expect(await rows()).toMatchObject([{ state: "queued", tries: 0 }]);
    expect((await server.ask(world.actors.siteAdmin.token, listSiteMail, { query: {} })).server.lastError).toBe("sign_in_refused");
  });
});

describe("a process that is killed", () => {
  /** Starts a process that sends, kills it when told to, and waits until it is gone. */
  async function sendAndDie(mail: MailSettings): Promise<{ kill: () => void; gone: Promise<unknown> }> {
    const child = fork(join(import.meta.dirname, "../../platform/testing/mail-process.ts"), { stdio: "inherit" });
    const gone = once(child, "exit");
    await once(child, "message");
    const keys = inject("keys");
    const orders: MailProcessOrders = {
      appUrl: server.at.appUrl,
      keys: { epoch: keys.epoch, permanent: keys.permanent },
      config: around(mail).config,
    };
    child.send(orders);
    return { kill: () => child.kill("SIGKILL"), gone };
  }

  it("before it handed the mail over sends it after its next start, once", async () => {
    await inviteMembers(1);
    const running: { kill?: () => void } = {};
    const smtp = await openServer({
      onRecipient: async () => {
        running.kill!();
        await new Promise((resolve) => setTimeout(resolve, 100));
      },
    });
    const sender = await sendAndDie(smtp.settings);
    running.kill = sender.kill;
    await sender.gone;
    expect(await rows()).toMatchObject([{ state: "sending", handed_at: null }]);
    smtp.behave({});
    await send(smtp.settings);
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
    expect(await states()).toEqual(["sent"]);
  });

  it("between the yes of the server and its own note does not send it again by itself", async () => {
    await inviteMembers(1);
    const running: { kill?: () => void } = {};
    const taken: string[] = [];
    const smtp = await openServer({
      afterData: async (mail) => {
        taken.push(mail.parsed.messageId!);
        running.kill!();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return "take";
      },
    });
    const sender = await sendAndDie(smtp.settings);
    running.kill = sender.kill;
    await sender.gone;
    smtp.behave({});
    await letTimePass();
    await send(smtp.settings);
    expect(await states()).toEqual(["uncertain"]);
    expect(taken.length).toBe(1);
    // a human who sends it again sends the same, so that a receiver may know it
    const [row] = await rows();
    await server.ask(world.actors.coordinator.token, retryMail, { params: { mailId: row!.id } });
    await send(smtp.settings);
    expect(smtp.mails.at(-1)!.parsed.messageId).toBe(taken[0]);
  });

  it("again and again, at any moment, never makes two out of one", async () => {
    await inviteMembers(12);
    const smtp = await openServer({ slowness: { recipient: 15 } });
    for (let round = 0; round < 4; round += 1) {
      const running = await sendAndDie(smtp.settings);
      setTimeout(running.kill, 60 + 70 * round);
      await running.gone;
    }
    await letTimePass();
    await send(smtp.settings);
    const ids = smtp.mails.map((mail) => mail.parsed.messageId);
    expect(new Set(ids).size, "no mail arrived twice").toBe(ids.length);
    const open = (await rows()).filter((row) => row.state !== "sent");
    expect(
      open.every((row) => row.state === "uncertain"),
      "what is not sent is said to be uncertain",
    ).toBe(true);
    expect(ids.length).toBeGreaterThanOrEqual(12 - open.length);
  });
});

describe("how often somebody is written to", () => {
  /** A morning in Berlin, given as it stands on the clocks there. */
  const at = (moment: string) => {
    freezeClock(new Date(moment));
    passMomentToDatabase(true);
  };
  const choose = async (member: { token: string }, cadence: "daily" | "weekly" | "never") =>
    await server.ask(member.token, chooseCadence, { params: { group: "meetings" }, body: { cadence } });

  it("is theirs to choose: never means never, and nobody else has to know why", async () => {
    const { members } = await inviteMembers(1);
    const own = await choose(members[0]!, "never");
    expect(own.mails.map((mail) => mail.state)).toEqual(["unwanted"]);
    const smtp = await openServer();
    await send(smtp.settings);
    expect(smtp.mails).toEqual([]);
  });

  it("daily is one mail in the morning with everything in it, once, and none where nothing is", async () => {
    at("2027-01-12T15:00:00+01:00");
    const smtp = await openServer();
    const { members } = await inviteMembers(1);
    await choose(members[0]!, "daily");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails).toEqual([]);
    at("2027-01-13T06:59:00+01:00");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails).toEqual([]);
    at("2027-01-13T07:01:00+01:00");
    await collect();
    await collect();
    await send(smtp.settings);
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.map((mail) => mail.parsed.subject)).toEqual(["Ihre Übersicht aus Verbund"]);
    expect(smtp.mails[0]!.parsed.text).toMatch(/papers\?meeting=[\w-]+#/);
    expect(smtp.mails[0]!.parsed.headers.get("list")).toMatchObject({
      unsubscribe: { url: expect.stringContaining("/unsubscribe/") as unknown },
    });
    at("2027-01-14T07:01:00+01:00");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
    expect(await states()).toEqual(["sent", "sent"]);
  });

  it.each([
    ["when the clocks go forward", "2027-03-27T18:00:00+01:00", "2027-03-28T06:58:00+02:00", "2027-03-28T07:02:00+02:00"],
    ["when the clocks go back", "2027-10-30T18:00:00+02:00", "2027-10-31T06:58:00+01:00", "2027-10-31T07:02:00+01:00"],
  ])("daily comes at seven of Berlin %s", async (_name, before, early, morning) => {
    at(before);
    const smtp = await openServer();
    const { members } = await inviteMembers(1);
    await choose(members[0]!, "daily");
    at(early);
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(0);
    at(morning);
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
  });

  it("weekly waits for Monday, and comes on Tuesday if nobody was awake on Monday", async () => {
    at("2027-01-13T15:00:00+01:00"); // a Wednesday
    const smtp = await openServer();
    const { members } = await inviteMembers(1);
    await choose(members[0]!, "weekly");
    at("2027-01-15T08:00:00+01:00");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(0);
    at("2027-01-19T09:00:00+01:00");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
  });

  it("is ended by one click of a program without signing in, and by nothing less", async () => {
    at("2027-01-12T15:00:00+01:00");
    const smtp = await openServer();
    const { members } = await inviteMembers(1);
    const [member] = members as [TestActor];
    await choose(member, "daily");
    at("2027-01-13T07:01:00+01:00");
    await collect();
    await send(smtp.settings);
    const { parsed } = smtp.mails[0]!;
    // mailparser types all headers as one, and reads those of lists into an object
    const { unsubscribe: address, "unsubscribe-post": post } = parsed.headers.get("list") as unknown as {
      unsubscribe: { url: string };
      "unsubscribe-post": { name: string };
    };
    expect(post.name).toBe("List-Unsubscribe=One-Click");
    const url = new URL(address.url);
    expect(url.origin).toBe("https://verbund.lindenau.example");
    // nothing in it says who it is for
    expect(url.pathname).not.toContain(member.accountId);
    const cadence = async () =>
      (await asSuperuser(server.at, "select cadence from accounts.mail_choice where account_id = $1", [member.accountId]))[0]!.cadence;
    const ask = async (
      method: "GET" | "POST",
      path: string,
      type = "application/x-www-form-urlencoded",
      payload = "List-Unsubscribe=One-Click",
    ) =>
      await server.server.inject({
        method,
        url: path,
        ...(method === "POST"
          ? { payload, headers: { "content-type": type, origin: "https://mail.example", "sec-fetch-site": "cross-site" } }
          : {}),
      });

    // whoever looks through mail opens every address
    const opened = await ask("GET", url.pathname);
    expect(opened.statusCode).toBe(303);
    expect(opened.headers.location).toBe(`/unsubscribe#${url.pathname.split("/").at(-1)}`);
    expect((await server.server.inject({ method: "HEAD", url: url.pathname })).statusCode).toBeLessThan(500);
    expect(await cadence()).toBe("daily");
    const changed = `${url.pathname.slice(0, -2)}${url.pathname.endsWith("AA") ? "BB" : "AA"}`;
    expect((await ask("POST", changed)).statusCode).toBe(404);
    expect(await cadence()).toBe("daily");

    expect((await ask("POST", url.pathname)).statusCode).toBe(200);
    expect(await cadence()).toBe("never");
    const form = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await ask("POST", url.pathname, "multipart/form-data; boundary=b", form)).statusCode, "a repeat is as the first").toBe(200);
    // no other address takes a form
    expect((await ask("POST", "/api/accounts/sign-out")).statusCode).not.toBe(200);

    await world.as("coordinator", async (call) => createTestMeeting(call, await createTestBody(call, [member.membershipId]), "invited"));
    at("2027-01-14T07:01:00+01:00");
    await collect();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
  });

  it("does not become two digests when the mail server was down in between", async () => {
    at("2027-01-12T15:00:00+01:00");
    const down = await openMailServer();
    await down.close();
    const { members } = await inviteMembers(1);
    await choose(members[0]!, "daily");
    at("2027-01-13T07:01:00+01:00");
    await collect();
    await send(down.settings);
    const again = await world.as("coordinator", async (call) =>
      createTestMeeting(call, await createTestBody(call, [members[0]!.membershipId]), "invited"),
    );
    expect(again.state).toBe("invited");
    at("2027-01-14T07:01:00+01:00");
    await collect();
    const smtp = await openServer();
    await send(smtp.settings);
    expect(smtp.mails.length).toBe(1);
    expect(smtp.mails[0]!.parsed.text!.match(/papers\?meeting=[\w-]+#/g)!.length).toBe(2);
  });
});

it("begins, where a mail server is new, with what is still news", async () => {
  await inviteMembers(2);
  await send(undefined);
  await asSuperuser(
    server.at,
    "update accounts.mail set queued_at = now() - interval '6 days' where id = (select id from accounts.mail order by id limit 1)",
  );
  const smtp = await openServer();
  await send(smtp.settings);
  expect(smtp.mails.length).toBe(1);
  expect((await states()).sort()).toEqual(["sent", "withdrawn"]);
});
