import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { AnyEndpoint, RequestOf } from "../contract/endpoint.ts";
import { asActor, atDoor } from "../server/database/actor.ts";
import { asSuperuser } from "./database.ts";
import { type Caller, useTestServer } from "./http.ts";
import type { Cell, PermissionTable } from "./permissions.ts";

export type Server = ReturnType<typeof useTestServer>;

export type ActorHandle = { readonly token: Caller; readonly membershipId: string | undefined };

/** How one ability is tried. Built anew for every cell, so that a write finds its row untouched. */
export type Trial = {
  readonly endpoint: AnyEndpoint;
  readonly request: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };
  /** What a raw endpoint is sent. */
  readonly file?: { readonly name: string; readonly bytes: Buffer };
  /** The row it is about: `"cases.case_file"` and its id. Its visibility in PostgreSQL must agree with the cell. */
  readonly row?: { readonly table: string; readonly id: string; readonly idColumn?: string };
  /** The write itself as plain SQL, which the policies alone must stop for everyone whose cell is not 200. `$id` stands for the row's id. */
  readonly write?: string;
};

/** A trial whose request fits its endpoint. */
export function trial<E extends AnyEndpoint>(endpoint: E, request: RequestOf<E>, more: Pick<Trial, "row" | "write" | "file"> = {}): Trial {
  return { endpoint, request, ...more };
}

export type Check<World, Actor extends string, Name extends string> = {
  readonly table: PermissionTable<Actor, Name>;
  readonly build: (server: Server) => Promise<World>;
  readonly actors: (world: World) => Readonly<Record<Actor, ActorHandle>>;
  readonly trials: Readonly<Record<Name, (world: World, actor: Actor) => Promise<Trial> | Trial>>;
};

class RolledBack extends Error {}

/** Runs a write as the actor and takes it back. Answers whether PostgreSQL would have let it through. */
async function letsThrough(server: Server, membershipId: string, statement: string): Promise<boolean> {
  let rows = 0n;
  try {
    await asActor(server.at.database, { membership: membershipId }, async (call) => {
      const result = await sql.raw(statement).execute(call.tx);
      // a definer function that writes answers a row
      rows = result.numAffectedRows ?? BigInt(result.rows.length);
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof RolledBack) return rows > 0n;
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  return false;
}

async function sees(server: Server, membershipId: string, row: NonNullable<Trial["row"]>): Promise<boolean> {
  return await asActor(server.at.database, { membership: membershipId }, async (call) => {
    const found = await sql.raw(`select 1 from ${row.table} where ${row.idColumn ?? "id"} = '${row.id}'`).execute(call.tx);
    return found.rows.length > 0;
  });
}

/**
 * Every ability by every actor through HTTP, and the same through PostgreSQL past our own code, with the companions that keep such a test honest:
 * the hidden row exists, the policy alone stops the write, the actor does not leak to the next request on the connection, column grants are the declared ones.
 */
export function checkPermissions<World, Actor extends string, Name extends string>(check: Check<World, Actor, Name>): void {
  const server = useTestServer();
  let built: Promise<World> | undefined;
  const world = () => (built ??= check.build(server));
  const names = Object.keys(check.table.abilities) as Name[];

  describe.each(names)(`${check.table.domain}: %s`, (name) => {
    const ability = check.table.abilities[name];
    it.each(Object.entries(ability.cells) as [Actor, Cell][])("%s gets %i", async (actor, cell) => {
      const made = await world();
      const tried = await check.trials[name](made, actor);
      const handle = check.actors(made)[actor];
      if (tried.row) {
        const rows = await asSuperuser(server.at, `select 1 from ${tried.row.table} where ${tried.row.idColumn ?? "id"} = $1`, [
          tried.row.id,
        ]);
        expect(rows.length, "the row must exist, or a 404 proves nothing").toBeGreaterThan(0);
      }
      if (tried.row && handle.membershipId && cell !== 401) {
        const visible = await sees(server, handle.membershipId, tried.row);
        if (cell === 404) expect(visible, "PostgreSQL shows a row that HTTP hides").toBe(false);
        else expect(visible, "PostgreSQL hides a row that HTTP shows").toBe(true);
      }
      if (tried.write && handle.membershipId) {
        const statement = tried.row ? tried.write.replaceAll("$id", `'${tried.row.id}'`) : tried.write;
        expect(await letsThrough(server, handle.membershipId, statement), "the policy alone must decide the write").toBe(cell === 200);
      }
      const response = tried.file
        ? await server.sendFile(handle.token, tried.endpoint, tried.request as never, tried.file)
        : await server.send(handle.token, tried.endpoint, tried.request as never);
      expect(response.statusCode, response.body).toBe(cell);
    });
  });

  it(`${check.table.domain}: no actor is left on a connection`, async () => {
    await world();
    for (let round = 0; round < 12; round += 1) {
      const left = await atDoor(server.at.database, async (call) => {
        const { rows } = await sql<{ actor: string; role: string }>`
          select coalesce(current_setting('app.actor', true), '') || coalesce(current_setting('app.site', true), '') as actor, current_user as role`.execute(
          call.tx,
        );
        return rows[0]!;
      });
      expect(left).toEqual({ actor: "", role: "verbund_door" });
    }
  });

  it(`${check.table.domain}: what may be written is what is declared, column by column`, async () => {
    const rows = await asSuperuser<{ name: string; privilege: string; column: string }>(
      server.at,
      `select table_schema || '.' || table_name as name, lower(privilege_type) as privilege, column_name as column
       from information_schema.column_privileges
       where table_schema = $1 and grantee in ('verbund_actor', 'PUBLIC') and privilege_type in ('INSERT', 'UPDATE')
       order by 1, 2, 3`,
      [check.table.domain],
    );
    const deletes = await asSuperuser<{ name: string }>(
      server.at,
      `select table_schema || '.' || table_name as name from information_schema.role_table_grants
       where table_schema = $1 and grantee in ('verbund_actor', 'PUBLIC') and privilege_type in ('DELETE', 'TRUNCATE')`,
      [check.table.domain],
    );
    const all = await asSuperuser<{ name: string; columns: string[] }>(
      server.at,
      `select table_schema || '.' || table_name as name, array_agg(column_name::text order by column_name) as columns
       from information_schema.columns where table_schema = $1 group by 1`,
      [check.table.domain],
    );
    const granted: Record<string, { insert: string[]; update: string[]; delete: boolean }> = {};
    const entry = (table: string) => (granted[table] ??= { insert: [], update: [], delete: false });
    for (const row of rows) entry(row.name)[row.privilege as "insert" | "update"].push(row.column);
    for (const row of deletes) entry(row.name).delete = true;
    const declared: typeof granted = {};
    for (const [table, rights] of Object.entries(check.table.columns)) {
      const columns = all.find((one) => one.name === table)?.columns ?? [];
      declared[table] = {
        insert: rights.insert === true ? columns : [...(rights.insert ?? [])].sort(),
        update: [...(rights.update ?? [])].sort(),
        delete: rights.delete === true,
      };
    }
    expect(granted).toEqual(declared);
  });
}
