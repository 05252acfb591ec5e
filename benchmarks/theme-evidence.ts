/**
 * Promise: the evidence of a theme, counted through row-level security and the gate on a site of 100,000 cases, takes at most twice what the bare aggregate takes on plain
 * tables. Twice: as people get it, when the gate remembers what it showed; and with its memory emptied before each request, so that every one counts anew.
 *
 *   node benchmarks/theme-evidence.ts [--out FILE] [--cases 100000] [--seconds 10] [--data FOLDER]
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { createTestTheme } from "../domains/themes/factory.ts";
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
    cases: { type: "string", default: "100000" },
    seconds: { type: "string", default: "10" },
    /** Keeps the filled database in this folder and uses it again; a throw-away one without it. */
    data: { type: "string" },
    // for the other benchmarks of the same run
    only: { type: "string" },
    personas: { type: "string" },
    profile: { type: "string" },
    flags: { type: "string" },
  },
});

/** Half the throughput of the bare aggregate, that is at most twice its time. */
const goal = 0.5;
const log = (line: string) => console.log(line);

/** The cases, four services, entitled in the last three years, three in four of them begun; the same in plain tables. */
const fill = `
set session_replication_role = replica;
create schema bare;
create table bare.milestone (site_id uuid, case_id uuid, service text, event text, happened_on date, town_id uuid, primary key (case_id, service, event));
create table bare.case_file (id uuid primary key, closed_on date);
create table bare.report (theme_id uuid, town_id uuid, is_solved boolean);
create temporary table made as
  select gen_random_uuid() as case_id, gen_random_uuid() as step_id, gen_random_uuid() as client_id, decode(md5(n::text), 'hex') as case_ref,
    (array['integration_course', 'benefit_change', 'recognition', 'child_care'])[1 + n % 4] as service,
    current_date - (n::bigint * 7919 % 1095)::integer as entitled_on,
    case when n % 4 <> 3 then 20 + (n::bigint * 104729 % 200)::integer end as waited,
    (n % 11 = 0) as is_closed, (select t.id from network.town t where t.site_id = $site order by md5(t.id::text || n) limit 1) as town_id
  from generate_series(1, $cases) n;
insert into cases.case_file (site_id, id, client_id, unit_id, case_manager_id, number, town_id, opened_on, closed_on, closing_outcome)
  select $site, case_id, client_id, $unit, $member, 'N-' || row_number() over (), town_id, entitled_on, case when is_closed then least(entitled_on + 90, current_date) end,
    case when is_closed then 'moved_away' end from made;
insert into cases.step (site_id, id, case_id, client_id, category, text, service, entitled_on)
  select $site, step_id, case_id, client_id, 'language_education', '\\x00'::bytea, service, entitled_on from made;
insert into cases.milestone (site_id, source_id, event, case_ref, client_id, service, happened_on, town_id, source)
  select $site, step_id, 'entitled', case_ref, client_id, service, entitled_on, town_id, 'step' from made
  union all
  select $site, step_id, 'started', case_ref, client_id, service, entitled_on + waited, town_id, 'step' from made where entitled_on + waited <= current_date;
insert into themes.gap_report (site_id, id, visibility, state, town_id, sealed, released_title, released_text, released_on, theme_id)
  select $site, gen_random_uuid(), 'coordinator', 'released', (select t.id from network.town t where t.site_id = $site order by md5(t.id::text || n) limit 1), '\\x00'::bytea, 'x', 'x',
    current_date, $theme from generate_series(1, 400) n;
insert into bare.case_file select case_id, closed_on from cases.case_file c join made m on m.case_id = c.id;
insert into bare.milestone select $site, m.case_id, e.service, e.event, e.happened_on, e.town_id from made m join cases.milestone e on e.site_id = $site and e.source_id = m.step_id;
insert into bare.report select theme_id, town_id, false from themes.gap_report;
create index on bare.milestone (service, event, happened_on);
create index on bare.report (theme_id);
`;

/** What a team without time would ask: reports by town, and the median of the last five quarters with its quartiles, waiting ones counted apart. */
const bareAggregate = [
  "select town_id, count(*), count(*) filter (where is_solved) as solved from bare.report where theme_id = $1 group by town_id",
  `select count(*) as cases, count(*) filter (where s.end_on is null) as waiting,
     percentile_disc(array[0.25, 0.5, 0.75]) within group (order by coalesce(s.end_on, s.closed_on, current_date) - s.start_on) as waited
   from (select b.case_id, b.happened_on as start_on, c.closed_on,
           (select min(e.happened_on) from bare.milestone e where e.case_id = b.case_id and e.service = b.service and e.event = 'started'
              and e.happened_on >= b.happened_on) as end_on
         from bare.milestone b join bare.case_file c on c.id = b.case_id
         where b.site_id = $1 and b.service = 'integration_course' and b.event = 'entitled'
           and b.happened_on >= date_trunc('quarter', current_date - interval '1 year')::date) s`,
] as const;

const folder = values.data ? `${values.data}-theme-evidence` : mkdtempSync(join(tmpdir(), "verbund-bench-"));
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
    const accountId = await createAccount(database, { email: "coordinator@beispielort.example", name: "Coordinator" });
    const membership = await asActor(database, { membership: site.systemMembershipId }, async (call) => {
      for (let town = 1; town <= 8; town += 1) await addTown(call, { name: `Ortsteil ${town}`, population: 30_000 });
      return await addMembership(call, { accountId, unitId: site.unitId, role: "coordinator", name: "Coordinator" });
    });
    const metric = { service: "integration_course", fromEvent: "entitled", toEvent: "started" };
    const themeId = await asActor(database, { membership }, (call) => createTestTheme(call, { metric }, false));
    await database.close();
    const known = {
      $site: `'${site.siteId}'::uuid`,
      $unit: `'${site.unitId}'::uuid`,
      $member: `'${membership}'::uuid`,
      $theme: `'${themeId}'::uuid`,
      $cases: String(Number(values.cases)),
    };
    await admin.query(fill.replaceAll(/\$[a-z]+/g, (name) => known[name as keyof typeof known]));
    await admin.query("reset session_replication_role");
    await admin.query("vacuum (analyze)");
    log(`${values.cases} cases of one site`);
  }
  const { rows } = await admin.query<{ theme: string; site: string; membership: string; account: string }>(
    `select t.id as theme, t.site_id as site, m.id as membership, m.account_id as account
     from themes.theme t join network.membership m on m.site_id = t.site_id and m.role = 'coordinator' limit 1`,
  );
  const known = rows[0]!;
  const token = newId() + newId();
  await admin.query(
    "insert into accounts.session (token_hash, account_id, membership_id, expires_at) values ($1, $2, $3, now() + interval '8 hours')",
    [hashToken(token), known.account, known.membership],
  );
  const server = await startProduct({ adminUrl, folder });
  closers.push(() => stopServer(server.child));

  const forget = () => admin.query("delete from disclosure.shown_table");
  const product = async () => {
    const answer = await fetch(`${server.url}/api/themes/themes/${known.theme}/evidence`, {
      headers: { cookie: `${sessionCookie}=${token}` },
    });
    if (answer.status !== 200) throw new Error(`The server answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { reports: { count: number | null }; waiting: { groups: { cases: number | null }[] } | null };
  };
  const bare = async () => {
    const reports = await admin.query<{ count: string }>({ name: "reports", text: bareAggregate[0], values: [known.theme] });
    const waiting = await admin.query<{ cases: string }>({ name: "waiting", text: bareAggregate[1], values: [known.site] });
    return { reports: reports.rows.reduce((sum, one) => sum + Number(one.count), 0), cases: Number(waiting.rows[0]!.cases) };
  };
  const [own, other] = [await product(), await bare()];
  const cases = own.waiting?.groups[0]?.cases;
  if (own.reports.count !== other.reports || cases !== other.cases)
    throw new Error(`They count differently: ${own.reports.count} and ${cases} against ${other.reports} and ${other.cases}`);

  const took = { remembered: [] as number[], anew: [] as number[], bare: [] as number[] };
  const measure = async (side: keyof typeof took, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    took[side].push(performance.now() - began);
  };
  for (let warm = 0; warm < 3; warm += 1) await Promise.all([product(), bare()]);
  // in turns, so that neighbours on the machine slow down all alike
  for (const until = performance.now() + 1_000 * Number(values.seconds); performance.now() < until;) {
    await forget();
    await measure("anew", product);
    await measure("remembered", product);
    await measure("bare", bare);
  }
  const at = (side: keyof typeof took, share: number) => took[side].toSorted((a, b) => a - b)[Math.floor(share * (took[side].length - 1))]!;
  const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
  const results = (
    [
      ["theme_evidence", "remembered"],
      ["theme_evidence_anew", "anew"],
    ] as const
  ).map(([name, side]) => {
    const ratio = at("bare", 0.5) / at(side, 0.5);
    log(
      `${name}: median ${round(at(side, 0.5))} ms against ${round(at("bare", 0.5))} ms over ${other.cases} cases of the service, ratio ${round(ratio, 2)} (goal ${goal}); ${took[side].length} requests`,
    );
    return {
      name,
      ratio: round(ratio, 3),
      throughput: round(1_000 / at(side, 0.5)),
      p99_ms: round(at(side, 0.99)),
      baseline_throughput: round(1_000 / at("bare", 0.5)),
      goal,
      met: ratio >= goal,
      baseline_p99_ms: round(at("bare", 0.99)),
      errors: 0,
    };
  });
  if (values.out) writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = results.every(({ met }) => met) ? 0 : 1;
} finally {
  for (const closer of closers.reverse()) await closer();
}
