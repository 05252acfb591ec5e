import { afterEach, beforeAll, expect, it } from "vitest";
import { domains } from "../../platform/server/app.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { openMailServer } from "../../platform/testing/mail-server.ts";
import { listSiteMail, retryMail } from "../accounts/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { answerReport, giveStatement, requestStatement } from "./contract.ts";
import { createTestReport, createTestTheme } from "./factory.ts";

const server = useTestServer();
let world: TestNetwork;
let smtp: Awaited<ReturnType<typeof openMailServer>>;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  smtp = await openMailServer();
  return () => smtp.close();
});
afterEach(async () => {
  smtp.mails.length = 0;
  smtp.behave({});
  await asSuperuser(server.at, "delete from accounts.mail");
});

const send = async () => {
  const job = domains.flatMap((domain) => domain.jobs ?? []).find((one) => one.name === "accounts.send_mail")!;
  const mailKinds = domains.flatMap((domain) => domain.mail ?? []);
  await job.run({
    database: server.at.database,
    config: { sealsFolder: "", mail: smtp.settings, address: "https://verbund.example" },
    mailKinds,
  });
};
const answer = (reportId: string) =>
  server.ask(world.actors.coordinator.token, answerReport, { params: { reportId }, body: { id: newId(), sentence: "Wir sind dran." } });
const rows = () => asSuperuser<Record<string, unknown>>(server.at, "select * from accounts.mail");

it("tells who reported that there is something new, once a day, without a word of what", async () => {
  const reportId = await world.as("holder", (call) => createTestReport(call, { visibility: "coordinator" }));
  const other = await world.as("holder", (call) => createTestReport(call, { visibility: "named" }));
  for (const id of [reportId, reportId, other]) await answer(id);
  const queued = await rows();
  expect(queued.length).toBe(1);
  expect(JSON.stringify(queued), "no row ties somebody to a report").not.toMatch(new RegExp(`${reportId}|${other}`));
  await send();
  expect(smtp.mails.length).toBe(1);
  const { subject, text, html } = smtp.mails[0]!.parsed;
  expect(subject).toBe("Für Sie gibt es etwas Neues in Verbund");
  expect(`${text} ${String(html)}`).not.toMatch(/Hinweis|Hürde|Bericht|report|Kita|Wolters|Wir sind dran|my-reports/i);
});

it("never writes to somebody whose report is unnamed", async () => {
  const reportId = await world.as("holder", (call) => createTestReport(call, { visibility: "unnamed" }));
  await answer(reportId);
  expect(await rows()).toEqual([]);
});

it("shows nobody that somebody got an answer, and if it could not be sent, coordination alone, neither what it was nor when", async () => {
  const reportId = await world.as("holder", (call) => createTestReport(call, { visibility: "coordinator" }));
  await answer(reportId);
  for (const { token } of [world.actors.siteAdmin, world.actors.coordinator])
    expect((await server.ask(token, listSiteMail, { query: {} })).mails).toEqual([]);
  const [queued] = await rows();
  expect((await server.send(world.actors.siteAdmin.token, retryMail, { params: { mailId: queued!.id as string } })).statusCode).toBe(404);
  smtp.behave({ refuse: () => ({ code: 550, text: "no such user" }) });
  await send();
  // that such a mail failed would tell the administration who reported something
  const toAdministration = await server.ask(world.actors.siteAdmin.token, listSiteMail, { query: {} });
  expect([toAdministration.mails, toAdministration.troubled]).toEqual([[], 0]);
  expect((await server.send(world.actors.siteAdmin.token, retryMail, { params: { mailId: queued!.id as string } })).statusCode).toBe(404);
  const { mails, troubled } = await server.ask(world.actors.coordinator.token, listSiteMail, { query: {} });
  expect(troubled).toBe(1);
  expect(mails).toMatchObject([{ recipient: "Karin Wolters", kind: null, sentAt: null, nextTryAt: null, lastError: "recipient_refused" }]);
  const clock = new Intl.DateTimeFormat("de", { timeStyle: "medium", timeZone: "Europe/Berlin" }).format(new Date(mails[0]!.queuedAt));
  expect(clock).toBe("00:00:00");
});

it("asks those who speak for an organisation for a statement, without the title, and no more once it is given", async () => {
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const statement = { id: newId(), organisationId: world.organisations.jobcenter, unitId: null, question: "Woran liegt es?" };
  await server.ask(world.actors.coordinator.token, requestStatement, { params: { themeId }, body: statement });
  await send();
  expect(smtp.mails.map((mail) => mail.parsed.subject)).toEqual(["Ihre Organisation ist um eine Stellungnahme gebeten"]);
  expect(smtp.mails[0]!.parsed.text).toContain(`https://verbund.example/statements/${statement.id}`);
  expect(smtp.mails[0]!.parsed.text).not.toMatch(/Betreuung|Eltern|Woran liegt es/);
  const second = { ...statement, id: newId() };
  await server.ask(world.actors.coordinator.token, requestStatement, { params: { themeId }, body: second });
  await server.ask(world.actors.partnerWithShare.token, giveStatement, {
    params: { statementId: second.id },
    body: { text: "Es fehlen Plätze." },
  });
  await send();
  expect(smtp.mails.length).toBe(1);
  expect((await rows()).map((row) => row.state).sort()).toEqual(["sent", "withdrawn"]);
});
