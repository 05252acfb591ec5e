import { expect, test } from "vitest";
import { sqlViolations, statements, type SqlRule } from "./sql.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const migration = `
-- cases; one, with 'quotes' and grant all to public;
create schema cases;
create table cases.step (
  site_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('a', 'b')),
  done_on date,
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, client_id) references people.client (site_id, id),
  check (done_on is null or done_on <= (changed_at at time zone 'Europe/Berlin')::date)
);
create index step_of_client on cases.step (site_id, client_id);
alter table cases.step enable row level security, force row level security;
`;
const policies = `
create function cases.may_close(step uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from people.reader where true); -- ; inside
$$;
create policy reader_sees on cases.step for select using (
  site_id = (select network.actor_site()) and client_id = any(array(select people.readable('plan'))));
grant select, insert (site_id, id, done_on), update (done_on) on cases.step to verbund_actor;
`;
const inOrder = treeOf({
  "database/migrations/0006_cases.sql": migration,
  "domains/cases/policies.sql": policies,
  "domains/cases/queries.ts": `export const list = (tx, sql) => [tx.selectFrom("cases.step as step"), sql\`select 1 from people.client where created_at < platform.moment()\`];`,
});

const m = (sql: string) => ({ "database/migrations/0007_more.sql": sql });
const p = (sql: string) => ({ "domains/cases/policies.sql": policies + sql });
const table = (columns: string, name = "cases.note") =>
  m(
    `create table ${name} (site_id uuid, id uuid, ${columns}, primary key (site_id, id)); alter table ${name} enable row level security, force row level security;`,
  );

const injected: Record<SqlRule, Record<string, string>[]> = {
  "schema not in the row": [
    p("create view cases.seen as select * from themes.theme;"),
    p(`create policy more on cases.step using (exists (select from "bodies".meeting)); select bodies . meeting_count();`),
    p("create function cases.f() returns int language sql as $$ select count(*) from themes.theme $$;"),
    table("theme_id uuid, foreign key (site_id, theme_id) references themes.theme (site_id, id)"),
    m("alter table people.client add foreign key (site_id, id) references cases.step (site_id, id);"),
    { "domains/consent/queries.ts": `export const more = (tx) => tx.selectFrom("cases.step");` },
    { "domains/consent/factory.ts": "export const more = (sql) => sql`insert into cases.step values (1)`;" },
  ],
  "definer without search path": [
    p("create function cases.f() returns int language sql security definer as $$ select 1 $$;"),
    p("create function cases.f() returns int language sql security definer set search_path = cases, public as $$ select 1 $$;"),
    m("create function cases.f() returns int language sql SECURITY DEFINER return 1;"),
  ],
  "granted to everybody": [p("grant select on cases.step to public;"), m("grant usage on schema cases to verbund_actor, PUBLIC;")],
  "rows not secured": [
    m("create table cases.note (site_id uuid, id uuid, primary key (site_id, id)); alter table cases.note enable row level security;"),
    m("create table cases.note (site_id uuid, id uuid, primary key (site_id, id)); alter table cases.note force row level security;"),
    m(
      "create table cases.note (site_id uuid, id uuid, primary key (site_id, id)); alter table cases.note enable row level security, no force row level security;",
    ),
  ],
  "key without the site": [
    m("create table cases.note (id uuid primary key); alter table cases.note enable row level security, force row level security;"),
    m(
      "create table cases.note (site_id uuid, id uuid, primary key (id, site_id)); alter table cases.note enable row level security, force row level security;",
    ),
    m("create table cases.note (site_id uuid, id uuid); alter table cases.note enable row level security, force row level security;"),
  ],
  "time misnamed": [
    table("created timestamptz"),
    table("created_at timestamp not null"),
    table("created_on timestamptz"),
    table("created_at date"),
    table("born date"),
    m("alter table cases.step add column due_at date;"),
  ],
  "enum type": [m("create type cases.kind as enum ('a', 'b');")],
  "unique key": [
    table("email text, unique (email)"),
    table("email text unique"),
    table("email text, constraint once unique nulls not distinct (site_id, email)"),
    m("create unique index step_once on cases.step (site_id, done_on);"),
    m("alter table cases.step add constraint once unique (site_id, done_on);"),
  ],
  "plural name": [table("body text", "cases.notes")],
  "day of the session": [
    p("create policy more on cases.step using (done_on <= current_date);"),
    m("alter table cases.step alter column done_on set default now()::date;"),
    { "domains/cases/queries.ts": "export const more = (sql) => sql`select CURRENT_DATE`;" },
  ],
  "reader as a filter": [
    p("create policy more on cases.step using (client_id in (select people.readable('plan')));"),
    { "domains/cases/queries.ts": "export const more = (sql) => sql`where id in (select client from people.readable('plan'))`;" },
  ],
  "actor asked per row": [p("create policy more on cases.step using (site_id = network.actor_site());")],
  "table in policies": [
    p("create table cases.more (site_id uuid);"),
    p("create index more on cases.step (site_id);"),
    p("create trigger more before update on cases.step execute function platform.f();"),
  ],
  "schema without a domain": [m("create schema billing;")],
  "hand in another domain": [
    p("create policy more on people.client for select to verbund_actor using (true);"),
    p("create function people.more() returns int language sql return 1;"),
    p("grant select on people.client to verbund_actor;"),
    p("grant usage on schema people to verbund_actor;"),
  ],
  "policy function in a table": [
    table("body text check (cases.may_close(id))"),
    m("create index more on cases.step (site_id, cases.may_close(id));"),
    m("alter table cases.step add check (cases . may_close(id));"),
  ],
};

test("the small house is in order", () => {
  expect(report(sqlViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    const seen = sqlViolations(withFiles(inOrder, files));
    expect(new Set(seen.map((it) => it.rule))).toEqual(new Set([rule]));
    expect(Object.keys(files)).toContain(seen[0]?.path);
  });
}

test("a violation names its line", () => {
  const seen = sqlViolations(withFiles(inOrder, p("\n\ncreate view cases.seen as\n  select * from themes.theme;")));
  expect(seen.map((it) => it.line)).toEqual([policies.split("\n").length + 3]);
});

test("statements end at semicolons of their own only", () => {
  const text = `select 'a;b'; -- c;\ncreate function f() returns int begin atomic select select case when true then 1 end; select 2; end; do $x$ begin a; end $x$; /* d; */ select $$;$$`;
  expect(statements(text).map((it) => it.text.split(/\s/)[0])).toEqual(["select", "create", "do", "select"]);
});

test("the real house is in order", () => {
  expect(report(sqlViolations(readTree()))).toEqual([]);
});
