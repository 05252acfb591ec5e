/**
 * Promise: measuring a service chain on 1,000,000 milestones of one site, through row-level security and the gate, takes at most twice what the bare aggregate takes on plain
 * tables; and a caseload asked for meanwhile has at most twice its usual p99. What the gate remembers is emptied before each request, so that every one counts
 * anew.
 *
 *   node benchmarks/chain-measure.ts [--out FILE] [--milestones 1000000] [--seconds 20] [--data FOLDER]
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { createTestCase } from "../domains/cases/factory.ts";
import { createTestChain, testChain, testStep } from "../domains/chains/factory.ts";
import { addMembership, addTown, createAccount, foundProgramme, foundSite } from "../domains/network/index.ts";
import { domains } from "../platform/server/app.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { connectionOf, openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { startEmbedded } from "../platform/server/embedded/embedded.ts";
import { hashToken, sessionCookie } from "../platform/server/http/session.ts";
import { newId } from "../platform/server/ids.ts";
import { startProduct, stopServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    milestones: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "20" },
    /** Keeps the filled database in this folder and uses it again; a throw-away one without it. */
    data: { type: "string" },
    // for the other benchmarks of the same run
    cases: { type: "string" },
    only: { type: "string" },
    personas: { type: "string" },
    profile: { type: "string" },
    flags: { type: "string" },
  },
});

/** Half the throughput, that is at most twice the time; for the caseload the same of its p99. */
const goal = 0.5;
const log = (line: string) => console.log(line);
const caseload = 50;

/** Four services; entitled in the last three years, most of them registered, begun and over; the same in plain tables. */
const fill = `
set session_replication_role = replica;
create schema bare;
create table bare.milestone (site_id uuid, case_id uuid, service text, event text, happened_on date);
create table bare.case_file (id uuid primary key, closed_on date);
create temporary table made as
  select gen_random_uuid() as case_id, gen_random_uuid() as step_id, gen_random_uuid() as client_id, decode(md5(n::text), 'hex') as case_ref,
    (array['integration_course', 'benefit_change', 'recognition', 'child_care'])[1 + n % 4] as service,
    current_date - 200 - (n::bigint * 7919 % 895)::integer as entitled_on, 10 + (n::bigint * 104729 % 90)::integer as waited, n % 7 <> 0 as begins, (n % 11 = 0) as is_closed
  from generate_series(1, $cases) n;
insert into cases.case_file (site_id, id, client_id, unit_id, case_manager_id, number, opened_on, closed_on, closing_outcome)
  select $site, case_id, client_id, $unit, $member, 'N-' || row_number() over (), entitled_on, case when is_closed then entitled_on + 90 end,
    case when is_closed then 'moved_away' end from made;
insert into cases.step (site_id, id, case_id, client_id, category, text, service, entitled_on)
  select $site, step_id, case_id, client_id, 'language_education', '\\x00'::bytea, service, entitled_on from made;
insert into cases.milestone (site_id, source_id, event, case_ref, client_id, service, happened_on, source)
  select $site, step_id, 'entitled', case_ref, client_id, service, entitled_on, 'step' from made
  union all select $site, step_id, 'registered', case_ref, client_id, service, entitled_on + 5 + waited / 9, 'step' from made
  union all select $site, step_id, 'started', case_ref, client_id, service, entitled_on + 5 + waited, 'step' from made where begins
  union all select $site, step_id, 'finished', case_ref, client_id, service, entitled_on + 5 + waited + 90, 'step' from made where begins;
insert into bare.case_file select case_id, case when is_closed then entitled_on + 90 end from made;
insert into bare.milestone select $site, m.case_id, e.service, e.event, e.happened_on from made m join cases.milestone e on e.site_id = $site and e.source_id = m.step_id;
create index on bare.milestone (service, event, case_id, happened_on);
`;

const window = "date_trunc('quarter', date_trunc('quarter', current_date) - interval '12 months')::date";
/** What a team without time would ask: for each pair the median with its quartiles, and the ways as a list. */
const barePair = `
  select count(*) as cases, count(*) filter (where s.end_on is null) as waiting,
    percentile_disc(array[0.25, 0.5, 0.75]) within group (order by coalesce(s.end_on, s.closed_on, current_date) - s.start_on) as waited
  from (select b.case_id, b.start_on, c.closed_on,
          (select min(e.happened_on) from bare.milestone e where e.case_id = b.case_id and e.service = $1 and e.event = $3 and e.happened_on >= b.start_on) as end_on
        from (select case_id, min(happened_on) as start_on from bare.milestone where service = $1 and event = $2 group by case_id) b
        join bare.case_file c on c.id = b.case_id where b.start_on >= ${window}) s`;
const barePaths = `
  select path, count(*) as cases, percentile_disc(0.5) within group (order by took) as took
  from (select b.case_id, string_agg(m.event, '>' order by m.happened_on, m.event) as path, max(m.happened_on) - min(m.happened_on) as took
        from (select case_id, min(happened_on) as start_on from bare.milestone where service = $1 and event = 'entitled' group by case_id) b
        join bare.milestone m on m.case_id = b.case_id and m.service = $1 where b.start_on >= ${window} group by b.case_id) w group by path`;
const pairs = [
  ["entitled", "registered"],
  ["registered", "started"],
  ["started", "finished"],
  ["entitled", "finished"],
] as const;

const folder = values.data ? `${values.data}-chain-measure` : mkdtempSync(join(tmpdir(), "verbund-bench-"));
const isFilled = existsSync(join(folder, "postgres"));
const store = await startEmbedded({ dataFolder: folder, log });
const closers: (() => unknown)[] = [() => (values.data ? undefined : rmSync(folder, { recursive: true, force: true })), () => store.stop()];
try {
  const { adminUrl } = store;
  const { appUrl, keys } = await prepareDatabase({ adminUrl, keysFolder: join(folder, "keys"), domains: domains.map(({ name }) => name) });
  const admin = new pg.Client(connectionOf(adminUrl));
  await admin.connect();
  closers.push(() => admin.end());
  if (!isFilled) {
    const database = openDatabase(appUrl, keys, { max: 2 });
    const site = await foundSite(database, {
      programmeId: await foundProgramme(database, "Lastprogramm"),
      slug: "beispielort",
      name: "Beispielort",
      kind: "kreis",
      population: 300_000,
      organisation: { name: "Verwaltung Beispielort", kind: "kreis_administration", regime: "dsgvo_dsg_nrw" },
      unit: { slug: "ki", name: "Kommunales Integrationszentrum", kind: "coordination" },
    });
    const join = async (role: "coordinator" | "case_manager") => {
      const accountId = await createAccount(database, { email: `${role}@beispielort.example`, name: role });
      return await asActor(database, { membership: site.systemMembershipId }, (call) =>
        addMembership(call, { accountId, unitId: site.unitId, role, name: role }),
      );
    };
    await asActor(database, { membership: site.systemMembershipId }, (call) => addTown(call, { name: "Ort", population: 30_000 }));
    const [coordinator, caseManager] = [await join("coordinator"), await join("case_manager")];
    for (let n = 0; n < caseload; n += 1) await asActor(database, { membership: caseManager }, (call) => createTestCase(call));
    const service = "integration_course";
    const chain = testChain(
      testStep({ title: "Anmelden", milestones: { service, startEvent: "entitled", endEvent: "registered" } }),
      testStep({ title: "Besuchen", milestones: { service, startEvent: "started", endEvent: "finished" } }),
    );
    await asActor(database, { membership: coordinator }, (call) => createTestChain(call, chain, true));
    await database.close();
    const known = {
      $site: `'${site.siteId}'::uuid`,
      $unit: `'${site.unitId}'::uuid`,
      // of nobody who asks: the caseload is not what grows here
      $member: `'${coordinator}'::uuid`,
      $cases: String(Math.round((Number(values.milestones) * 7) / 26)),
    };
    await admin.query(fill.replaceAll(/\$[a-z]+/g, (name) => known[name as keyof typeof known]));
    await admin.query("reset session_replication_role");
    await admin.query("vacuum (analyze)");
  }
  const { rows: counted } = await admin.query<{ n: string }>("select count(*) as n from cases.milestone");
  log(`${counted[0]!.n} milestones of one site`);
  const { rows } = await admin.query<{ id: string; role: string; account_id: string }>(
    "select id, role, account_id from network.membership where role in ('coordinator', 'case_manager')",
  );
  const { rows: versions } = await admin.query<{ id: string }>("select id from chains.chain_version limit 1");
  const sessionOf = async (role: string): Promise<string> => {
    const token = newId() + newId();
    const one = rows.find((row) => row.role === role)!;
    await admin.query(
      "insert into accounts.session (token_hash, account_id, membership_id, expires_at) values ($1, $2, $3, now() + interval '8 hours')",
      [hashToken(token), one.account_id, one.id],
    );
    return token;
  };
  const [coordinator, caseManager] = [await sessionOf("coordinator"), await sessionOf("case_manager")];
  const server = await startProduct({ adminUrl, folder });
  closers.push(() => stopServer(server.child));
  const ask = async (token: string, path: string): Promise<unknown> => {
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie: `${sessionCookie}=${token}` } });
    if (answer.status !== 200) throw new Error(`The server answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
  type Measured = { passages: { element: string; median: { cases: number } }[]; pathCases: { count: number } };
  const product = async () => {
    await admin.query("delete from disclosure.shown_table");
    return (await ask(coordinator, `/api/chains/versions/${versions[0]!.id}/measured`)) as Measured;
  };
  const bare = async () => {
    let cases = 0;
    for (const [from, to] of pairs) {
      const { rows: found } = await admin.query<{ cases: string }>({
        name: "pair",
        text: barePair,
        values: ["integration_course", from, to],
      });
      if (from === "entitled") cases = Number(found[0]!.cases);
    }
    const { rows: ways } = await admin.query<{ cases: string }>({ name: "paths", text: barePaths, values: ["integration_course"] });
    return { cases, ways: ways.reduce((sum, one) => sum + Number(one.cases), 0) };
  };
  const [own, other] = [await product(), await bare()];
  if (own.pathCases.count !== other.ways) throw new Error(`They count differently: ${own.pathCases.count} ways against ${other.ways}`);

  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    into.push(performance.now() - began);
  };
  const took = { product: [] as number[], bare: [] as number[], alone: [] as number[], meanwhile: [] as number[] };
  const seconds = Number(values.seconds);
  // in turns, so that neighbours on the machine slow down both alike
  for (const until = performance.now() + 1_000 * seconds; performance.now() < until;) {
    await timed(took.product, product);
    await timed(took.bare, bare);
  }
  const list = () => ask(caseManager, "/api/cases");
  for (let warm = 0; warm < 20; warm += 1) await list();
  // somebody asks for a caseload again and again; without, and with somebody who measures as often as the answer comes
  for (let turn = 0; turn < 4; turn += 1) {
    for (const until = performance.now() + 250 * seconds; performance.now() < until;) await timed(took.alone, list);
    const over = new AbortController();
    const measuring = (async () => {
      while (!over.signal.aborted) await product();
    })();
    for (const until = performance.now() + 250 * seconds; performance.now() < until;) await timed(took.meanwhile, list);
    over.abort();
    await measuring;
  }
  const at = (side: keyof typeof took, share: number) => took[side].toSorted((a, b) => a - b)[Math.floor(share * (took[side].length - 1))]!;
  const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
  const compared = (name: string, product: keyof typeof took, baseline: keyof typeof took, share: number) => {
    const ratio = at(baseline, share) / at(product, share);
    return {
      name,
      ratio: round(ratio, 3),
      throughput: round(1_000 / at(product, 0.5)),
      p99_ms: round(at(product, 0.99)),
      baseline_throughput: round(1_000 / at(baseline, 0.5)),
      goal,
      met: ratio >= goal,
      baseline_p99_ms: round(at(baseline, 0.99)),
      errors: 0,
    };
  };
  const results = [compared("chain_measure", "product", "bare", 0.5), compared("caseload_while_measuring", "meanwhile", "alone", 0.99)];
  log(
    `chain_measure: median ${round(at("product", 0.5))} ms against ${round(at("bare", 0.5))} ms, ratio ${results[0]!.ratio} (goal ${goal}); ${took.product.length} requests`,
  );
  log(
    `caseload_while_measuring: p99 ${round(at("meanwhile", 0.99))} ms against ${round(at("alone", 0.99))} ms alone, ratio ${results[1]!.ratio} (goal ${goal}); ${took.meanwhile.length} requests`,
  );
  if (values.out) writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = results.every((one) => one.met) ? 0 : 1;
} finally {
  for (const closer of closers.reverse()) await closer();
}
