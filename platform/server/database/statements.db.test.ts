import { afterEach, beforeEach, expect, test } from "vitest";
import pg from "pg";
import { useTestDatabase } from "../../testing/database.ts";
import { connectionOf } from "./pool.ts";
import { send } from "./statements.ts";

const store = useTestDatabase();
let pool: pg.Pool;
let client: pg.PoolClient;
beforeEach(async () => {
  pool = new pg.Pool({ ...connectionOf(store.current.adminUrl), pipeline: true, max: 1 });
  client = await pool.connect();
});
afterEach(async () => {
  client.release();
  await pool.end();
});

const values = (answer: { rows: Record<string, unknown>[] }) => answer.rows.map((row) => Object.values(row)[0]);

test("what is sent before the code waits is answered in order, each with its own rows and types", async () => {
  const [day, counts, nothing, bytes, list] = await Promise.all([
    send(client, "select '2026-02-28'::date as on_day, null::text as empty"),
    send(client, "select n::bigint as n from generate_series(1, $1::integer) n", [3]),
    send(client, "select 1 as one where false"),
    send(client, "select $1::bytea as bytes", [Buffer.from([0, 255, 7])]),
    send(client, "select $1::uuid[] as ids", [["01a203fd-9523-70c7-8e07-f98f803c8665"]]),
  ]);
  expect(day.rows).toEqual([{ on_day: "2026-02-28", empty: null }]);
  expect(values(counts)).toEqual([1, 2, 3]);
  expect(counts.rowCount).toBe(3);
  expect(nothing.rows).toEqual([]);
  expect(values(bytes)).toEqual([Buffer.from([0, 255, 7])]);
  expect(values(list)).toEqual([["01a203fd-9523-70c7-8e07-f98f803c8665"]]);
});

test("a statement is described and planned once, and reads the same afterwards", async () => {
  const text = "select $1::integer as n, $2::text as word";
  const first = await send(client, text, [1, "eins"]);
  const [again, twice] = await Promise.all([send(client, text, [2, "zwei"]), send(client, text, [3, null])]);
  expect([first, again, twice].map((answer) => answer.rows)).toEqual([
    [{ n: 1, word: "eins" }],
    [{ n: 2, word: "zwei" }],
    [{ n: 3, word: null }],
  ]);
  const prepared = await send(client, "select count(*)::integer as n from pg_prepared_statements where statement = $1", [text]);
  expect(values(prepared)).toEqual([1]);
});

test("after an error the rest is not done, and the connection works on", async () => {
  await send(client, "create temporary table kept (n integer primary key)");
  const answers = await Promise.allSettled([
    send(client, "begin"),
    send(client, "insert into kept values (1)"),
    send(client, "insert into kept values ($1)", [1]),
    send(client, "insert into kept values (2)"),
    send(client, "commit"),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected", "rejected"]);
  expect((answers[2] as PromiseRejectedResult).reason).toMatchObject({ code: "23505" });
  await send(client, "rollback");
  // statements that were passed over are known to the connection as never parsed
  await send(client, "insert into kept values (2)");
  expect(values(await send(client, "select n from kept order by n"))).toEqual([2]);
});

test("a text with a mistake fails alone and again, and a corrected one works", async () => {
  await expect(send(client, "selec 1")).rejects.toMatchObject({ code: "42601" });
  await expect(send(client, "selec 1")).rejects.toMatchObject({ code: "42601" });
  expect(values(await send(client, "select 1 as n"))).toEqual([1]);
});

test("a value that cannot be sent is told, and nothing of what was to go with it is done", async () => {
  const round: { itself?: unknown } = {};
  round.itself = round;
  await send(client, "create temporary table sent (n integer)");
  const answers = await Promise.allSettled([
    send(client, "insert into sent values (1)"),
    send(client, "select $1::jsonb as value", [round]),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(["rejected", "rejected"]);
  expect(values(await send(client, "select count(*)::integer as n from sent"))).toEqual([0]);
});

test("commands say how many rows they changed", async () => {
  await send(client, "create temporary table counted (n integer)");
  const inserted = await send(client, "insert into counted select * from generate_series(1, 5)");
  const changed = await send(client, "update counted set n = n + 1 where n > $1", [3]);
  expect([inserted, changed].map(({ command, rowCount }) => ({ command, rowCount }))).toEqual([
    { command: "INSERT", rowCount: 5 },
    { command: "UPDATE", rowCount: 2 },
  ]);
});

test("a connection that breaks fails what waits for it", async () => {
  const [{ pid }] = (await send(client, "select pg_backend_pid() as pid")).rows as [{ pid: number }];
  client.on("error", () => {});
  const waiting = Promise.allSettled([send(client, "select pg_sleep(20)"), send(client, "select 1")]);
  const other = new pg.Client(connectionOf(store.current.adminUrl));
  await other.connect();
  await other.query("select pg_terminate_backend($1)", [pid]);
  await other.end();
  expect((await waiting).map((answer) => answer.status)).toEqual(["rejected", "rejected"]);
});
