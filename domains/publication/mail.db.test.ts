import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { domains } from "../../platform/server/app.ts";
import { today } from "../../platform/server/clock.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { openMailServer } from "../../platform/testing/mail-server.ts";
import { chooseCadence } from "../accounts/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { confirmTestReport, createTestReport, issueTestReport } from "./factory.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
let smtp: Awaited<ReturnType<typeof openMailServer>>;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  smtp = await openMailServer();
});
afterAll(() => smtp.close());
beforeEach(async () => {
  smtp.mails.length = 0;
  for (const table of ["accounts.mail", "accounts.mail_choice"]) await asSuperuser(server.at, `delete from ${table}`);
  await asSuperuser(server.at, "update publication.report set removed_at = now() where state = 'draft'");
});

const around = () => ({
  database: server.at.database,
  config: { sealsFolder: "", mail: smtp.settings, address: "https://verbund.example" },
  mailKinds: domains.flatMap((domain) => domain.mail ?? []),
});
const run = async (name: string) =>
  await domains
    .flatMap((domain) => domain.jobs ?? [])
    .find((job) => job.name === name)!
    .run(around());
const remind = () => run("publication.remind_of_reports");
const send = () => run("accounts.send_mail");
const inDays = (days: number) => {
  const day = new Date(`${today()}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};
const coordinator = <T>(work: Parameters<typeof world.as<T>>[1]) => world.as("coordinator", work);
const dueIn = (days: number, more: Parameters<typeof createTestReport>[1] = {}) =>
  coordinator((call) => createTestReport(call, { title: "Geheimer Titel von Frau Rahimi", dueOn: inDays(days), ...more }));
const setDue = (reportId: string, days: number) =>
  asSuperuser(server.at, "update publication.report set due_on = $2 where id = $1", [reportId, inDays(days)]);
const mailed = () =>
  asSuperuser<{ subject_id: string; state: string; email: string }>(
    server.at,
    "select m.subject_id, m.state, a.email from accounts.mail m join accounts.account a on a.id = m.account_id where m.kind like 'publication.%' order by m.queued_at",
  );
const subjects = () => smtp.mails.map((mail) => mail.parsed.subject);

it("tells the coordination once two weeks before a report is due and once when that day is over", async () => {
  const report = await dueIn(15);
  await remind();
  expect(await mailed()).toEqual([]);
  await setDue(report.id, 14);
  for (let round = 0; round < 3; round += 1) {
    await remind();
    await send();
  }
  expect(subjects()).toEqual(["Ein Bericht wird fällig"]);
  const [{ parsed, to }] = smtp.mails as [(typeof smtp.mails)[number]];
  expect(parsed.text).toContain(`https://verbund.example/publication/reports/${report.id}`);
  expect(parsed.text).toMatch(
    /Ein Sachstandsbericht Ihres Standorts muss bis .+ 20\d\d vorliegen\. Noch (\d+ Abschnitte sind|ein Abschnitt ist) zu/,
  );
  expect(`${parsed.text} ${String(parsed.html)} ${parsed.subject}`).not.toMatch(/Rahimi|Titel|Ausschuss|Aksoy/);
  expect((await mailed()).map((row) => row.email)).toEqual([to]);
  // the day itself is not over yet
  await setDue(report.id, 0);
  await asSuperuser(server.at, "delete from accounts.mail");
  await remind();
  await send();
  expect(subjects().at(-1)).toBe("Ein Bericht wird fällig");
  await setDue(report.id, -1);
  for (let round = 0; round < 2; round += 1) {
    await remind();
    await send();
  }
  expect(subjects().slice(2)).toEqual(["Ein Bericht ist überfällig"]);
  expect(smtp.mails.at(-1)!.parsed.text).toContain("noch nicht herausgegeben");
});

it("tells nobody of what was issued, removed, has no day or has been over for weeks", async () => {
  await dueIn(-15);
  await coordinator((call) => createTestReport(call));
  const gone = await dueIn(3);
  await coordinator((call) => verbs.removeReport(call, gone.id));
  await coordinator((call) => issueTestReport(call));
  await remind();
  expect(await mailed()).toEqual([]);
});

it("says nothing that has become untrue while the mail waited", async () => {
  const issued = await dueIn(5);
  const putOff = await dueIn(5, { kind: "narrative_report" });
  const over = await dueIn(1);
  await remind();
  const { version } = await coordinator((call) => confirmTestReport(call, issued.id));
  await coordinator((call) => verbs.issueReport(call, issued.id, version));
  await setDue(putOff.id, 9);
  await setDue(over.id, -1);
  await remind();
  await send();
  expect(subjects().toSorted()).toEqual(["Ein Bericht ist überfällig", "Ein Bericht wird fällig"]);
  expect(smtp.mails.find((mail) => mail.parsed.subject === "Ein Bericht wird fällig")!.parsed.text).toContain(
    new Intl.DateTimeFormat("de", { dateStyle: "full" }).format(new Date(`${inDays(9)}T12:00:00Z`)),
  );
  // put back to the day that was not told: it may still be said
  await setDue(putOff.id, 5);
  await remind();
  await send();
  expect(smtp.mails.length).toBe(3);
});

it("follows what people chose: never, or one digest that ends with a click", async () => {
  const { token, membershipId } = world.actors.coordinator;
  const choose = (cadence: "never" | "weekly") => server.ask(token, chooseCadence, { params: { group: "tasks" }, body: { cadence } });
  await choose("never");
  await dueIn(4);
  await remind();
  await send();
  expect([(await mailed()).map((row) => row.state), smtp.mails.length]).toEqual([["unwanted"], 0]);
  await choose("weekly");
  const other = await dueIn(6);
  await asSuperuser(
    server.at,
    "update accounts.account set language = 'en' where id = (select account_id from network.membership where id = $1)",
    [membershipId],
  );
  await remind();
  await send();
  expect(smtp.mails.length).toBe(0);
  await asSuperuser(server.at, "update accounts.mail set queued_at = queued_at - interval '8 days' where subject_id = $1", [other.id]);
  await run("accounts.collect_digests");
  await send();
  const [{ parsed }] = smtp.mails as [(typeof smtp.mails)[number]];
  expect(parsed.text).toMatch(/A status report of your site has to be ready by .+ 20\d\d\. .+ still to be confirmed/);
  const oneClick = /https:\/\/verbund\.example(\/api\/accounts\/unsubscribe\/[\w-]+)/.exec(
    smtp.mails[0]!.raw.replaceAll(/\r\n[ \t]+/g, ""),
  )![1]!;
  expect((await server.server.inject({ method: "POST", url: oneClick })).statusCode).toBe(200);
  await setDue(other.id, -2);
  await remind();
  expect((await mailed()).at(-1)!.state).toBe("unwanted");
});

it("nobody but the job learns what is due, and at its own site alone", async () => {
  await dueIn(4);
  for (const actor of ["coordinator", "bodyMember", "foreignCoordinator"] as const)
    await world.as(actor, async (call) => await verbs.remindOfReports(call));
  expect(await mailed()).toEqual([]);
  await remind();
  expect((await mailed()).length).toBe(1);
});
