import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestCase } from "../../domains/cases/factory.ts";
import { createTestShare } from "../../domains/consent/factory.ts";
import { withdrawShare } from "../../domains/consent/index.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestNetwork, type TestNetwork } from "../../domains/network/factory.ts";
import * as contract from "../../domains/themes/contract.ts";
import {
  createTestReconstruction,
  createTestReport,
  createTestTheme,
  escalateTestTheme,
  handInTestReconstruction,
  releaseTestReconstruction,
  releaseTestReport,
} from "../../domains/themes/factory.ts";

/**
 * Reports under a name, known or unnamed, from cases and from nothing, themes, escalations, reconstructions and shares at random, at two sites; a list kept
 * beside the database says who reads what, through HTTP and past it. The list knows nothing of policies: it is the README in sentences.
 */
const seed = newSeed();
const rounds = 140;

const server = useTestServer();

const readers = [
  "holder",
  "colleague",
  "otherCaseManager",
  "teamLead",
  "partnerWithShare",
  "partner",
  "coordinator",
  "bodyMember",
  "siteAdmin",
  "dataProtectionOfficer",
  "accompaniment",
  "evaluator",
  "programmeLead",
  "foreignCaseManager",
  "foreignCoordinator",
] as const;
type Reader = (typeof readers)[number];
type Site = "own" | "other" | "office";
const siteOf = (reader: Reader): Site =>
  reader === "foreignCaseManager" || reader === "foreignCoordinator"
    ? "other"
    : ["accompaniment", "evaluator", "programmeLead"].includes(reader)
      ? "office"
      : "own";
const coordinatorOf = { own: "coordinator", other: "foreignCoordinator" } as const;
const isCoordinator = (reader: Reader, site: Site) => site !== "office" && reader === coordinatorOf[site];
/** Who reads what stands in a theme; the others are at a site, but work on other things. */
const readsThemes = (reader: Reader, site: Site) =>
  siteOf(reader) === site && site !== "office" && reader !== "siteAdmin" && reader !== "dataProtectionOfficer";

type Report = {
  readonly id: string;
  readonly site: "own" | "other";
  readonly by: Reader;
  readonly visibility: contract.Visibility;
  readonly caseId: string | null;
  readonly title: string;
  state: "submitted" | "released" | "withdrawn";
  themeId: string | null;
};
type Theme = { readonly id: string; readonly site: "own" | "other"; isNamed: boolean; isEscalated: boolean };
type Reconstruction = {
  readonly id: string;
  readonly by: "holder" | "partnerWithShare";
  readonly caseId: string | null;
  state: "draft" | "in_check" | "released";
  isShared: boolean;
};

async function build() {
  const world = await createTestNetwork(server.at.database);
  const cases = await world.as("holder", async (call) => [await createTestCase(call), await createTestCase(call)]);
  return { world, cases };
}

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 240_000 }, async () => {
  console.log(`random access to themes: seed ${seed}`);
  const random = chance(seed);
  const { world, cases } = await build();
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(list.length, 1))];
  const names = await namesOf(world);
  const reports: Report[] = [];
  const themes: Theme[] = [];
  const made: Reconstruction[] = [];
  /** The share of a case with the unit of `partnerWithShare`, where there is one. */
  const shares = new Map<string, string>();

  /** The oracle. */
  const readsCase = (reader: Reader, caseId: string) => reader === "holder" || (reader === "partnerWithShare" && shares.has(caseId));
  const readsReport = (reader: Reader, it: Report) => reader === it.by || (isCoordinator(reader, it.site) && it.state !== "withdrawn");
  const readsTheme = (reader: Reader, it: Theme) => readsThemes(reader, it.site) && (it.isNamed || isCoordinator(reader, it.site));
  const readsReconstruction = (reader: Reader, it: Reconstruction) => {
    if (!readsThemes(reader, "own")) return false;
    const isOfUnit = it.by === "holder" && (reader === "colleague" || reader === "teamLead");
    // those who made it, and those who work on the structure
    if (it.state === "released")
      return reader === it.by || isOfUnit || reader === "coordinator" || reader === "bodyMember" || reader === "teamLead";
    // what was begun on a share goes with it, and is there again with the next one
    if (it.caseId !== null && it.by === "partnerWithShare" && !shares.has(it.caseId)) return false;
    if (reader === it.by) return true;
    return it.state === "in_check" && isOfUnit;
  };

  const steps: (() => Promise<void>)[] = [
    async () => {
      const by = pick([
        "holder",
        "colleague",
        "otherCaseManager",
        "partner",
        "partnerWithShare",
        "bodyMember",
        "coordinator",
        "foreignCaseManager",
      ] as const)!;
      const visibility = contract.visibilities[random(3)]!;
      const mine = cases.filter((one) => readsCase(by, one.caseId));
      const caseId = visibility !== "unnamed" && random(2) === 0 ? (pick(mine)?.caseId ?? null) : null;
      const title = `Hinweis ${reports.length}`;
      const id = await world.as(by, (call) => createTestReport(call, { id: randomUUID(), title, visibility, caseId }));
      const site = siteOf(by) === "other" ? "other" : "own";
      reports.push({ id, site, by, visibility, caseId, title, state: "submitted", themeId: null });
    },
    async () => {
      const one = pick(reports.filter((it) => it.state === "submitted"));
      if (!one) return;
      await world.as(coordinatorOf[one.site], (call) => releaseTestReport(call, one.id, one.title));
      one.state = "released";
    },
    async () => {
      const one = pick(reports.filter((it) => it.state !== "withdrawn" && it.themeId === null));
      if (!one || random(3) > 0) return;
      const { version } = await server.ask(world.actors[one.by].token, contract.openMyReport, { params: { reportId: one.id } });
      await server.ask(world.actors[one.by].token, contract.withdrawReport, { params: { reportId: one.id }, body: { version } });
      one.state = "withdrawn";
    },
    async () => {
      const site = random(4) === 0 ? "other" : "own";
      const isNamed = random(2) === 0;
      const id = await world.as(coordinatorOf[site], (call) => createTestTheme(call, { title: `Thema ${themes.length}` }, isNamed));
      themes.push({ id, site, isNamed, isEscalated: false });
    },
    async () => {
      const one = pick(reports.filter((it) => it.state === "released" && it.themeId === null));
      const theme = pick(themes.filter((it) => it.site === one?.site));
      if (!one || !theme) return;
      await server.ask(world.actors[coordinatorOf[one.site]].token, contract.joinReports, {
        params: { themeId: theme.id },
        body: { reportIds: [one.id], answer: null },
      });
      one.themeId = theme.id;
    },
    async () => {
      const one = pick(reports.filter((it) => it.themeId !== null));
      if (!one || random(2) === 0) return;
      await server.ask(world.actors[coordinatorOf[one.site]].token, contract.takeOutReport, {
        params: { themeId: one.themeId!, reportId: one.id },
        body: { answer: null },
      });
      one.themeId = null;
    },
    async () => {
      const theme = pick(themes.filter((it) => it.isNamed && !it.isEscalated));
      if (!theme || random(2) === 0) return;
      await world.as(coordinatorOf[theme.site], (call) => escalateTestTheme(call, theme.id, today()));
      theme.isEscalated = true;
    },
    async () => {
      const one = pick(cases)!;
      const shareId = shares.get(one.caseId);
      if (shareId !== undefined) {
        await world.as("holder", (call) => withdrawShare(call, shareId, today(), "withdrawn"));
        shares.delete(one.caseId);
        return;
      }
      const { unitId } = world.actors.partnerWithShare;
      shares.set(
        one.caseId,
        await world.as("holder", (call) => createTestShare(call, { clientId: one.clientId, unitId, categories: ["plan"] })),
      );
    },
    async () => {
      const by = pick(["holder", "partnerWithShare"] as const)!;
      const caseId = random(2) === 0 ? (pick(cases.filter((one) => readsCase(by, one.caseId)))?.caseId ?? null) : null;
      const more = caseId === null ? {} : { caseId };
      const kind = random(3);
      if (kind === 0) {
        const { id } = await world.as(by, (call) => createTestReconstruction(call, more));
        made.push({ id, by, caseId, state: "draft", isShared: false });
        return;
      }
      const handedIn = await world.as(by, (call) => handInTestReconstruction(call, more));
      const isReleased = kind === 2 && by === "holder";
      made.push({ id: handedIn.id, by, caseId, state: isReleased ? "released" : "in_check", isShared: false });
      if (isReleased) await world.as("colleague", (call) => releaseTestReconstruction(call, handedIn));
    },
    async () => {
      const one = pick(made.filter((it) => it.state === "released"));
      if (!one) return;
      const params = { reconstructionId: one.id };
      const { version } = await server.ask(world.actors.coordinator.token, contract.openReconstruction, { params });
      await server.ask(world.actors.coordinator.token, contract.shareReconstruction, {
        params,
        body: { isShared: !one.isShared, version },
      });
      one.isShared = !one.isShared;
    },
  ];

  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).toSorted();
  const at = (round: number, reader: string) => `${reader} in round ${round}, seed ${seed}`;

  for (let round = 0; round < rounds; round += 1) {
    await steps[random(steps.length)]!();
    const reader = readers[random(readers.length)]!;
    const { token, membershipId } = world.actors[reader];
    const says = at(round, reader);
    const site = siteOf(reader);

    // reports: the coordinator's list with names as they were given, the own ones, and those of a case
    const list = await server.send(token, contract.listReports, { query: { show: "all", page: 1 } });
    expect(list.statusCode, says).toBe(site !== "office" && isCoordinator(reader, site) ? 200 : 403);
    if (list.statusCode === 200) {
      const told = list.json<{ reports: contract.ReportRow[] }>().reports;
      const mine = reports.filter((it) => it.site === site && it.state !== "withdrawn");
      const named = (rows: readonly { readonly id: string; readonly name: string | null }[]) =>
        rows.map((one) => `${one.id} ${one.name ?? "nobody"}`).toSorted();
      expect(named(told.map((one) => ({ id: one.id, name: one.reporter?.name ?? null }))), says).toEqual(
        named(mine.map((it) => ({ id: it.id, name: it.visibility === "unnamed" ? null : names.get(it.by)! }))),
      );
    }
    const own = await server.ask(token, contract.listMyReports, {});
    expect(ids(own.reports), says).toEqual(ids(reports.filter((it) => it.by === reader)));
    const single = pick(reports);
    if (single) {
      const isTheirs = single.by === reader;
      const mine = await server.send(token, contract.openMyReport, { params: { reportId: single.id } });
      expect(mine.statusCode === 200, says).toBe(isTheirs);
      if (!isTheirs) expect(mine.body, says).not.toContain(single.title);
      const opened = await server.send(token, contract.openReport, { params: { reportId: single.id } });
      // whoever wrote it, also without a name, still reads it once it is withdrawn; no other coordinator does
      const isOpen = isCoordinator(reader, single.site) && (single.state !== "withdrawn" || isTheirs);
      expect(opened.statusCode === 200, says).toBe(isOpen);
      if (!isOpen) expect(opened.body, says).not.toContain(single.title);
    }
    const one = cases[random(cases.length)]!;
    const ofCase = await server.send(token, contract.listReportsOfCase, { params: { caseId: one.caseId } });
    expect(ofCase.statusCode === 200, says).toBe(readsCase(reader, one.caseId));
    if (ofCase.statusCode === 200) {
      const told = ofCase.json<{ reports: { id: string; isMine: boolean }[] }>().reports;
      const wanted = reports.filter(
        (it) => it.caseId === one.caseId && it.state !== "withdrawn" && (it.visibility === "named" || it.by === reader),
      );
      expect(ids(told), says).toEqual(ids(wanted));
    }

    // themes, and in them names only of those who gave theirs
    const visible = themes.filter((it) => readsTheme(reader, it));
    const listed = await server.send(token, contract.listThemes, {});
    if (listed.statusCode === 200) expect(ids(listed.json<{ themes: { id: string }[] }>().themes), says).toEqual(ids(visible));
    else expect(visible, says).toEqual([]);
    const theme = pick(themes);
    if (theme) {
      const opened = await server.send(token, contract.openTheme, { params: { themeId: theme.id } });
      expect(opened.statusCode, says).toBe(readsTheme(reader, theme) ? 200 : opened.statusCode === 403 ? 403 : 404);
      if (opened.statusCode === 200) {
        const { voices } = opened.json<{ voices: { title: string; reporter: string | null; reportId: string | null }[] }>();
        for (const voice of voices) {
          const said = reports.find((it) => it.title === voice.title && it.site === theme.site)!;
          expect(said.themeId, says).toBe(theme.id);
          expect(voice.reporter, says).toBe(said.visibility === "named" ? names.get(said.by) : null);
          expect(voice.reportId, says).toBe(isCoordinator(reader, theme.site) ? said.id : null);
        }
      }
    }
    const handedUp = await server.send(token, contract.listEscalatedThemes, {});
    expect(handedUp.statusCode === 200, says).toBe(reader === "programmeLead");
    if (handedUp.statusCode === 200)
      expect(ids(handedUp.json<{ themes: { id: string }[] }>().themes), says).toEqual(ids(themes.filter((it) => it.isEscalated)));

    // reconstructions
    const reconstructions = await server.send(token, contract.listReconstructions, {});
    const seen = reconstructions.statusCode === 200 ? reconstructions.json<{ reconstructions: { id: string }[] }>().reconstructions : [];
    expect(ids(seen), says).toEqual(ids(made.filter((it) => readsReconstruction(reader, it))));
    const shown = await server.send(token, contract.listSharedReconstructions, {});
    const isTeam = reader === "accompaniment" || reader === "evaluator";
    expect(shown.statusCode === 200, says).toBe(isTeam);
    if (isTeam)
      expect(ids(shown.json<{ reconstructions: { id: string }[] }>().reconstructions), says).toEqual(ids(made.filter((it) => it.isShared)));

    // the same past all our code: rows of the actor's own reports that bear no name need the tag, which no statement of a stranger has
    const rows = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const idsIn = async (table: string, column = "id") => {
        const found = await sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx);
        return found.rows.map((row) => row.id).toSorted();
      };
      return {
        reports: await idsIn("themes.gap_report"),
        reporters: await idsIn("themes.reporter", "report_id"),
        themes: await idsIn("themes.theme"),
        cases: await idsIn("themes.report_case", "report_id"),
      };
    });
    const knownTo = reports.filter((it) =>
      it.visibility === "unnamed" ? isCoordinator(reader, it.site) && it.state !== "withdrawn" : readsReport(reader, it),
    );
    const withName = reports.filter((it) => it.visibility !== "unnamed" && (it.by === reader || isCoordinator(reader, it.site)));
    expect(rows.reports, says).toEqual(ids(knownTo));
    expect(rows.reporters, says).toEqual(ids(withName));
    expect(rows.themes, says).toEqual(ids(visible));
    expect(rows.cases, says).toEqual(
      ids(reports.filter((it) => it.by === reader && it.caseId !== null && it.state !== "withdrawn" && readsCase(reader, it.caseId))),
    );

    // writes: a stranger changes nothing, whatever the id
    const writes = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const tried = async (statement: string) => {
        try {
          await sql`savepoint attempt`.execute(tx);
          const { numAffectedRows } = await sql.raw(statement).execute(tx);
          await sql`rollback to savepoint attempt`.execute(tx);
          return Number(numAffectedRows ?? 0n);
        } catch (error) {
          await sql`rollback to savepoint attempt`.execute(tx);
          if ((error as { code?: string }).code === "42501") return 0;
          throw error;
        }
      };
      return {
        themes: await tried("update themes.theme set sentence = 'x'"),
        reports: await tried("update themes.gap_report set version = version + 1"),
        made: await tried(
          `insert into themes.theme (site_id, id, title, created_by) values ('${world.siteId}', '${newId()}', 'x', '${membershipId}')`,
        ),
      };
    });
    const writesAt = (place: Site) => isCoordinator(reader, place);
    expect(writes, says).toEqual({
      themes: themes.filter((it) => writesAt(it.site)).length,
      reports: reports.filter((it) => writesAt(it.site) && it.state !== "withdrawn").length,
      made: writesAt("own") ? 1 : 0,
    });
  }
  expect(reports.length, "something was reported").toBeGreaterThan(3);
  expect(made.length, "something was reconstructed").toBeGreaterThan(3);
});

async function namesOf(world: TestNetwork): Promise<Map<Reader, string>> {
  const found = new Map<Reader, string>();
  for (const reader of readers)
    await world.as(reader, async ({ tx, actor }) => {
      const { rows } = await sql<{
        name: string;
      }>`select display_name as name from network.membership where id = ${actor.membershipId}`.execute(tx);
      found.set(reader, rows[0]!.name);
    });
  return found;
}
