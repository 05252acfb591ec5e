import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { domains, underEpochs } from "../../server/app.ts";
import { useTestDatabase } from "../database.ts";
import { catalogueViolations, type Ask, type CatalogueRule, type CatalogueViolation } from "./catalogue.ts";

const at = useTestDatabase();
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: at.current.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
});

const ask: Ask = async <Row>(sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows as Row[];

const keyTables = [...underEpochs.wrappedKeys, ...underEpochs.hashes];
const show = (violations: CatalogueViolation[]) => violations.map(({ rule, object, says }) => `${object} ${rule}: ${says}`).sort();

/** A table that is in order; what comes behind it breaks one rule. */
const table = (columns = "body text", key = "primary key (site_id, id)") =>
  `create table people.injected (site_id uuid, id uuid, ${columns}, ${key});
   alter table people.injected enable row level security, force row level security;`;
const definer = (body = "select true", path = "set search_path = ''") =>
  `create function people.injected() returns boolean language sql security definer ${path} as $$ ${body} $$;
   revoke all on function people.injected() from public;`;
const given =
  "grant create on schema people to verbund_definer; alter function people.injected() owner to verbund_definer; revoke create on schema people from verbund_definer;";
const asSuperuser = "reset role;";

/** Each statement is tried in a transaction that is rolled back; it begins as the owner of the schemas. */
const injected: Record<CatalogueRule, string[]> = {
  "rows not secured": [
    `${table()} alter table people.injected no force row level security;`,
    `${table()} alter table people.injected disable row level security;`,
    "alter table people.reader no force row level security;",
  ],
  "owner differs": [`${table()} ${asSuperuser} alter table people.injected owner to current_user;`],
  "granted to everybody": [
    "grant select on people.reader to public;",
    "grant update (basis) on people.reader to public;",
    "grant usage on schema people to public;",
    "create function people.injected() returns int language sql return 1; grant execute on function people.injected() to public;",
    "alter default privileges grant select on tables to public;",
  ],
  "granted to a stranger": [
    `${asSuperuser} do $$ begin execute format('grant select on people.reader to %I', (select rolname from pg_roles where rolname = 'verbund_login_' || current_database())); end $$;`,
    `${asSuperuser} create role injected; grant usage on schema people to injected;`,
    `${asSuperuser} create role injected; grant select (basis) on people.reader to injected;`,
  ],
  "right too wide": ["grant truncate on people.reader to verbund_actor;", "grant create on schema people to verbund_actor;"],
  "policy for everybody": ["create policy injected on people.reader for select using (true);"],
  "definer without search path": [
    `${definer("select true", "")} ${given}`,
    `${definer("select true", "set search_path = people, public")} ${given}`,
  ],
  "definer owned by another": [definer()],
  "definer owns more than functions": [
    `${asSuperuser} ${table()} alter table people.injected owner to verbund_definer;`,
    `${asSuperuser} create function people.injected() returns int language sql return 1; revoke all on function people.injected() from public;
     alter function people.injected() owner to verbund_definer;`,
  ],
  "view with its owner's rights": ["create view people.injected as select site_id from people.reader;"],
  "role too strong": [
    `${asSuperuser} alter role verbund_actor bypassrls;`,
    `${asSuperuser} alter role verbund_definer login;`,
    `${asSuperuser} grant verbund_owner to verbund_actor;`,
    `${asSuperuser} do $$ begin execute format('alter role %I inherit', 'verbund_login_' || current_database()); end $$;`,
    `${asSuperuser} do $$ begin execute format('grant verbund_definer to %I', 'verbund_login_' || current_database()); end $$;`,
  ],
  "schema not in the row": [
    "alter table network.site add column client_site_id uuid, add column client_id uuid, add foreign key (client_site_id, client_id) references people.client (site_id, id);",
    "create view network.injected with (security_invoker = true) as select id from people.client;",
    "create policy injected on network.site for select to verbund_actor using (exists (select from people.client));",
    "create function network.injected() returns bigint language sql begin atomic select count(*) from people.client; end; revoke all on function network.injected() from public;",
    "create function network.injected() returns bigint language sql as $$ select count(*) from people.client $$; revoke all on function network.injected() from public;",
    "create function network.injected() returns bigint language plpgsql as $$ begin return (select count(*) from people.client); end $$; revoke all on function network.injected() from public;",
    "create function people.injected_type(row_of network.site) returns int language sql return 1; revoke all on function people.injected_type(network.site) from public; create view platform.injected with (security_invoker = true) as select site_id from people.client;",
  ],
  "policy function in a table": [
    "alter table people.reader add check (people.acts_on_cases());",
    "alter table people.reader add column injected boolean default people.acts_on_cases();",
    `create function people.injected(uuid) returns uuid language sql immutable return $1; revoke all on function people.injected(uuid) from public;
     insert into platform.policy_object (kind, identity) values ('function', 'people.injected(uuid)');
     create index injected on people.reader (site_id, people.injected(client_id));`,
  ],
  "unique key": [table("body text, unique (site_id, body)"), `${table()} create unique index on people.injected (site_id, lower(body));`],
  "key not wrapped anew": [
    table("organisation_id uuid, epoch integer, wrapped bytea"),
    table("key_wrapped bytea"),
    "drop function people.rewrap_keys(uuid[], bytea[], integer, bytea[]);",
    "alter table people.data_key rename to injected;",
  ],
  "removed and never purged": [table("removed_at timestamptz"), "drop function bodies.purge_removed();"],
  "key without the site": [table("body text", "primary key (id)"), table("body text", "check (true)")],
  "enum type": ["create type people.injected as enum ('a', 'b');"],
  "time without zone": [table("seen_at timestamp")],
};

test("the live database is in order", async () => {
  expect(show(await catalogueViolations(ask, keyTables))).toEqual([]);
});

test("a domain that does not say where its keys lie is seen", async () => {
  const seen = await catalogueViolations(
    ask,
    keyTables.filter(({ schema }) => schema !== "themes"),
  );
  expect(show(seen)).toEqual([expect.stringMatching(/^themes\.report_key key not wrapped anew/)]);
});

test("whoever purges says so to the job", async () => {
  const rows = await ask<{ schema: string }>(
    "select pronamespace::regnamespace::text as schema from pg_proc where proname = 'purge_removed' order by 1",
  );
  expect(rows.map(({ schema }) => schema)).toEqual(domains.flatMap((domain) => (domain.purges ? [domain.name] : [])).sort());
});

describe("an injected violation is seen", () => {
  for (const [rule, statements] of Object.entries(injected)) {
    test.each(statements)(`${rule}: %s`, async (sql) => {
      const before = new Set(show(await catalogueViolations(ask, keyTables)));
      await client.query("begin; set local role verbund_owner;");
      try {
        await client.query(sql);
        await client.query("reset role");
        const seen = (await catalogueViolations(ask, keyTables)).filter((it) => !before.has(show([it])[0] ?? ""));
        expect(seen.length).toBeGreaterThan(0);
        expect(new Set(seen.map((it) => it.rule))).toEqual(new Set([rule]));
      } finally {
        await client.query("rollback");
      }
    });
  }
});
