import { beforeAll, expect, it } from "vitest";
import { asActor, atDoor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { MailKind } from "../../platform/server/mail/kind.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { openMailServer } from "../../platform/testing/mail-server.ts";
import { domains } from "../../platform/server/app.ts";
import { listSiteMail } from "../accounts/contract.ts";
import { enqueueMailAtDoor, mailedToken } from "../accounts/index.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { enqueueMail } from "./index.ts";

const server = useTestServer();
let world: TestNetwork;
let smtp: Awaited<ReturnType<typeof openMailServer>>;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  smtp = await openMailServer();
  return () => smtp.close();
});

/** What a domain registers to write to somebody who need not be signed in. */
const welcome: MailKind = {
  name: "accounts.welcome",
  writeAtDoor: async (call, mail) => ({
    subject: "Willkommen",
    lines: ["Wählen Sie ein Passwort."],
    way: { label: "Passwort wählen", path: `/password#${mailedToken(call.keys, "welcome", mail.ids[0]!)}` },
  }),
};
const send = async () => {
  const job = domains.flatMap((domain) => domain.jobs ?? []).find((one) => one.name === "accounts.send_mail")!;
  const config = { sealsFolder: "", mail: smtp.settings, address: "https://verbund.example" };
  await job.run({ database: server.at.database, config, mailKinds: [welcome] });
};
const count = async () => (await asSuperuser<{ n: number }>(server.at, "select count(*)::integer as n from accounts.mail"))[0]!.n;

it("writes from the door to somebody who is not signed in, once, with a token that stands nowhere else", async () => {
  const { accountId } = world.actors.partner;
  const [subjectId, tokenId] = [newId(), newId()];
  const mail = { accountId, kind: "accounts.welcome" as const, subjectId, ids: [tokenId] };
  await atDoor(server.at.database, (call) => enqueueMailAtDoor(call, mail));
  await atDoor(server.at.database, (call) => enqueueMailAtDoor(call, mail));
  await send();
  expect(smtp.mails.length).toBe(1);
  const token = mailedToken(server.at.keys, "welcome", tokenId);
  expect(smtp.mails[0]!.parsed.text).toContain(`https://verbund.example/password#${token}`);
  expect(JSON.stringify(await asSuperuser(server.at, "select * from accounts.mail"))).not.toContain(token);
  expect(mailedToken(server.at.keys, "another purpose", tokenId)).not.toBe(token);
  // it belongs to no site, so nobody at one sees it
  expect((await server.ask(world.actors.siteAdmin.token, listSiteMail, { query: {} })).mails).toEqual([]);
});

it("takes nothing from the door but what concerns an account itself", async () => {
  const { accountId } = world.actors.partner;
  for (const kind of ["bodies.invited", "accounts.digest"]) {
    const tried = atDoor(server.at.database, (call) =>
      enqueueMailAtDoor(call, { accountId, kind: kind as "accounts.x", subjectId: newId() }),
    );
    await expect(tried).rejects.toThrow(/not a kind of mail for the door/);
  }
});

it("writes to nobody of another site, to nobody who has left, and to no job", async () => {
  const left = await world.join("own", world.actors.partner.unitId, "partner");
  await asSuperuser(
    server.at,
    "update network.membership set valid_from_on = current_date - 9, valid_until_on = current_date - 2 where id = $1",
    [left.membershipId],
  );
  const before = await count();
  const to = [world.actors.foreignCoordinator.membershipId, left.membershipId, world.systemMembershipId, newId()];
  await world.as("coordinator", (call) => enqueueMail(call, { to, kind: "bodies.invited", group: "meetings", subjectId: newId() }));
  expect(await count()).toBe(before);
});

it("writes to ten people as to one, and lets no request fill the queue by itself", async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => world.join("own", world.actors.partner.unitId, "partner")));
  const before = await count();
  const to = people.map((one) => one.membershipId);
  await world.as("coordinator", (call) => enqueueMail(call, { to, kind: "bodies.invited", group: "meetings", subjectId: newId() }));
  expect(await count()).toBe(before + 10);
  const { sql } = await import("kysely");
  const past = world.as("coordinator", async (call) => {
    await sql`insert into accounts.mail (id, account_id, kind, is_private, subject_id, cadence, state, next_try_at)
      values (gen_random_uuid(), ${world.actors.partner.accountId}, 'bodies.invited', false, gen_random_uuid(), 'at_once', 'queued', now())`.execute(
      call.tx,
    );
  });
  await expect(past).rejects.toThrow(/permission denied/);
});

it("is written with the recipient's rights and cannot change anything meanwhile", async () => {
  const { sql } = await import("kysely");
  const written = asActor(
    server.at.database,
    { membership: world.actors.coordinator.membershipId },
    async (call) => {
      await sql`update accounts.account set language = 'en'`.execute(call.tx);
    },
    { readOnly: true },
  );
  await expect(written).rejects.toThrow(/read-only transaction/);
});
