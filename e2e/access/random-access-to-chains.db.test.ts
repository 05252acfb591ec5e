import { sql } from "kysely";
import { expect, it } from "vitest";
import * as contract from "../../domains/chains/contract.ts";
import { createTestChain, testCourse } from "../../domains/chains/factory.ts";
import {
  agreeVersion,
  copyVersion,
  releaseChain,
  removeChain,
  removeVersion,
  restoreChain,
  restoreVersion,
} from "../../domains/chains/verbs.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../../domains/cases/index.ts";
import { createTestNetwork } from "../../domains/network/factory.ts";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";

/**
 * Chains of two sites at random: drafts, agreements, copies, removing and bringing back, releases to the team, figures shown to it, and people who leave; a list kept beside
 * the database says who reads what, through HTTP and past it. The list knows nothing of policies: it is the README in sentences.
 */
const seed = newSeed();
const rounds = 120;

const server = useTestServer();

const readers = [
  "holder",
  "colleague",
  "otherCaseManager",
  "teamLead",
  "partnerWithShare",
  "partner",
  "foreignersAuthority",
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
type Site = "own" | "other";
const coordinatorOf = { own: "coordinator", other: "foreignCoordinator" } as const;
const team: readonly Reader[] = ["accompaniment", "evaluator"];
/** Where somebody works on cases or on the structure; the others read no chain. */
function workplaceOf(reader: Reader): Site | null {
  if (reader === "foreignCaseManager" || reader === "foreignCoordinator") return "other";
  return [...team, "programmeLead", "siteAdmin", "dataProtectionOfficer"].includes(reader) ? null : "own";
}
/** Nobody who must go on coordinating leaves. */
const leavers = readers.filter((reader) => reader !== "coordinator" && reader !== "foreignCoordinator");

type Version = { readonly id: string; isAgreed: boolean; isRemoved: boolean; isShown: boolean };
type Chain = {
  readonly id: string;
  readonly site: Site;
  readonly title: string;
  readonly service: string;
  readonly versions: Version[];
  isRemoved: boolean;
  isReleased: boolean;
};
/** How many cases began at the own site, in each of its towns; the other one has none. */
const casesOf: Readonly<Record<string, readonly [number, number]>> = { training: [7, 5], employment: [2, 1], counselling: [0, 0] };
const services = Object.keys(casesOf);

async function build() {
  const world = await createTestNetwork(server.at.database);
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
  const begin = new Date(Date.parse(`${today()}T00:00:00Z`) - 200 * 86_400_000);
  const on = (days: number) => new Date(begin.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const events = Object.entries(casesOf).flatMap(([service, towns]) =>
    towns.flatMap((count, town) =>
      Array.from({ length: count }, (_, n) => `${service} ${town} ${n}`).flatMap((caseKey) =>
        (["entitled", "registered"] as const).map((event): NewMilestoneEvent => ({
          caseKey,
          service,
          event,
          onDay: on(event === "entitled" ? 0 : 21),
          townId: world.towns[town]!,
        })),
      ),
    ),
  );
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
  return world;
}

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 240_000 }, async () => {
  console.log(`random access to chains: seed ${seed}`);
  const random = chance(seed);
  const world = await build();
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(list.length, 1))];
  const chains: Chain[] = [];
  const left = new Set<Reader>();

  /** The oracle. */
  const agreedOf = (chain: Chain) => chain.versions.filter((one) => one.isAgreed);
  const edits = (reader: Reader, site: Site) => reader === coordinatorOf[site];
  const worksAt = (reader: Reader, site: Site) => workplaceOf(reader) === site && !left.has(reader);
  const readsChain = (reader: Reader, it: Chain) =>
    worksAt(reader, it.site) && !it.isRemoved && (edits(reader, it.site) || agreedOf(it).length > 0);
  const versionsFor = (reader: Reader, it: Chain) =>
    readsChain(reader, it) ? it.versions.filter((one) => one.isAgreed || (edits(reader, it.site) && !one.isRemoved)) : [];
  const isTeam = (reader: Reader) => team.includes(reader) && !left.has(reader);
  const isReleased = (it: Chain) => it.isReleased && !it.isRemoved;

  const anywhere = () => chains.flatMap((chain) => chain.versions.map((version) => ({ chain, version })));
  const drafts = () => anywhere().filter(({ chain, version }) => !chain.isRemoved && !version.isAgreed);
  const steps: (() => Promise<void>)[] = [
    async () => {
      // the first of them with figures of their own
      const site = chains.length > 1 && random(4) === 0 ? "other" : "own";
      const isAgreed = chains.length === 0 || random(2) === 0;
      const service = services[chains.length] ?? pick(services)!;
      const course = testCourse(null, null);
      const document = {
        ...course,
        steps: course.steps.map((step) => ({ ...step, milestones: step.milestones && { ...step.milestones, service } })),
      };
      const { chainId, versionId } = await world.as(coordinatorOf[site], (call) => createTestChain(call, document, isAgreed));
      const title = `Kette ${chains.length} ${newId()}`;
      await asSuperuser(server.at, "update chains.service_chain set title = $2 where id = $1", [chainId, title]);
      const version = { id: versionId, isAgreed, isRemoved: false, isShown: false };
      chains.push({ id: chainId, site, title, service, versions: [version], isRemoved: false, isReleased: false });
    },
    async () => {
      const one = pick(drafts().filter(({ version }) => !version.isRemoved));
      if (!one) return;
      const agree = { agreedOn: today(), agreedIn: "", reviewOn: null, keptWords: [] };
      await world.as(coordinatorOf[one.chain.site], async (call) => {
        const { rows } = await sql<{ version: number }>`select version from chains.chain_version where id = ${one.version.id}`.execute(
          call.tx,
        );
        await agreeVersion(call, one.version.id, {
          ...agree,
          version: rows[0]!.version,
          keptWords: [one.chain.title, ...one.chain.title.split(" ")],
        });
      });
      one.version.isAgreed = true;
    },
    async () => {
      const chain = pick(chains.filter((it) => !it.isRemoved));
      const from = pick(chain?.versions.filter((one) => !one.isRemoved) ?? []);
      if (!chain || !from || chain.versions.length > 4) return;
      const id = newId();
      await world.as(coordinatorOf[chain.site], (call) => copyVersion(call, from.id, { id, kind: "to_be" }));
      chain.versions.push({ id, isAgreed: false, isRemoved: false, isShown: false });
    },
    async () => {
      const one = pick(drafts());
      if (!one) return;
      const change = one.version.isRemoved ? restoreVersion : removeVersion;
      await world.as(coordinatorOf[one.chain.site], async (call) => void (await change(call, one.version.id)));
      one.version.isRemoved = !one.version.isRemoved;
    },
    async () => {
      const chain = pick(chains);
      if (!chain || (!chain.isRemoved && random(2) === 0)) return;
      const change = chain.isRemoved ? restoreChain : removeChain;
      await world.as(coordinatorOf[chain.site], async (call) => void (await change(call, chain.id)));
      chain.isRemoved = !chain.isRemoved;
    },
    async () => {
      const chain = pick(chains.filter((it) => !it.isRemoved && agreedOf(it).length > 0));
      if (!chain || (chain.isReleased && random(3) > 0)) return;
      await world.as(coordinatorOf[chain.site], (call) => releaseChain(call, chain.id, !chain.isReleased));
      chain.isReleased = !chain.isReleased;
      if (!chain.isReleased) for (const one of chain.versions) one.isShown = false;
    },
    async () => {
      const chain = pick(chains.filter(isReleased));
      const version = pick(chain ? agreedOf(chain) : []);
      if (!chain || !version) return;
      const { token } = world.actors[coordinatorOf[chain.site]];
      await server.ask(token, contract.showFigures, { params: { versionId: version.id }, body: { isShown: !version.isShown } });
      version.isShown = !version.isShown;
    },
    async () => {
      const reader = pick(leavers)!;
      const { membershipId } = world.actors[reader];
      if (left.has(reader)) {
        left.delete(reader);
        await asSuperuser(server.at, "update network.membership set valid_until_on = null where id = $1", [membershipId]);
      } else if (left.size < 4) {
        left.add(reader);
        await asSuperuser(
          server.at,
          "update network.membership set valid_from_on = platform.today() - 9, valid_until_on = platform.today() - 1 where id = $1",
          [membershipId],
        );
      }
    },
  ];

  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).toSorted();
  const seen = { chains: 0, released: 0, figures: 0, protected: 0 };

  for (let round = 0; round < rounds; round += 1) {
    // a few chains first, so that there is something to read
    await steps[round < 4 ? 0 : random(steps.length)]!();
    const reader = readers[random(readers.length)]!;
    const { token, membershipId } = world.actors[reader];
    const says = `${reader} in round ${round}, seed ${seed}`;
    const workplace = workplaceOf(reader);
    const isIn = !left.has(reader);
    const visible = chains.filter((it) => readsChain(reader, it));
    seen.chains += visible.length;

    // the list, with the versions that each reader may know of
    const list = await server.send(token, contract.listChains, {});
    expect(list.statusCode === 200, says).toBe(isIn && workplace !== null);
    if (list.statusCode === 200) {
      const told = list.json<{ chains: contract.ChainRow[]; abilities: { create: boolean } }>();
      expect(ids(told.chains), says).toEqual(ids(visible));
      for (const row of told.chains) {
        const chain = chains.find((it) => it.id === row.id)!;
        expect(ids(row.versions), says).toEqual(ids(versionsFor(reader, chain)));
      }
      expect(told.abilities.create, says).toBe(edits(reader, workplace!));
    } else for (const chain of chains) expect(list.body, says).not.toContain(chain.title);

    // one of them, wherever it is, and more often one that may be read
    const chain = (random(3) > 0 ? pick(visible) : undefined) ?? pick(chains);
    if (chain) {
      const opened = await server.send(token, contract.openChain, { params: { chainId: chain.id } });
      expect(opened.statusCode === 200, says).toBe(readsChain(reader, chain));
      if (opened.statusCode === 200) expect(ids(opened.json<contract.ChainView>().versions), says).toEqual(ids(versionsFor(reader, chain)));
      else expect(opened.body, says).not.toContain(chain.title);

      const version = pick(chain.versions)!;
      const may = versionsFor(reader, chain).includes(version);
      const params = { versionId: version.id };
      const read = await server.send(token, contract.openVersion, { params });
      expect(read.statusCode === 200, says).toBe(may);
      if (!may) expect(read.body, says).not.toContain(chain.title);
      const other = pick(chain.versions)!;
      const compared = await server.send(token, contract.compareVersions, { query: { oneId: version.id, otherId: other.id } });
      expect(compared.statusCode === 200, says).toBe(may && versionsFor(reader, chain).includes(other));

      // figures: those of the own site, the same for everybody there, of all towns or of one
      const townAt = [null, 0, 1][random(3)]!;
      const townId = townAt === null ? undefined : world.towns[townAt];
      const measured = await server.send(token, contract.measureVersion, { params, query: townId === undefined ? {} : { townId } });
      const isForeignTown = chain.site === "other" && townId !== undefined;
      expect(measured.statusCode, says).toBe(may ? (isForeignTown ? 400 : 200) : measured.statusCode >= 401 ? measured.statusCode : 404);
      if (measured.statusCode === 200) {
        const [first] = measured.json<{ passages: contract.MeasuredPassage[] }>().passages;
        const began = chain.site === "own" ? casesOf[chain.service]! : [0, 0];
        const count = townAt === null ? began[0]! + began[1]! : began[townAt]!;
        // that nobody at all began is told of the whole site alone
        const isTold = count >= 5 || (count === 0 && townAt === null);
        expect(first!.median.cases, says).toBe(isTold ? count : null);
        if (count >= 5) seen.figures += 1;
        else if (count > 0) seen.protected += 1;
      }
      const log = await server.send(token, contract.makeEventLog, { params, query: { language: "de" } });
      expect(log.statusCode === 200, says).toBe(may && edits(reader, chain.site));
    }

    // what was released, for this reader and for one of the team
    for (const one of [reader, pick(team)!]) {
      const whose = `${one} beside ${says}`;
      const asked = await server.send(world.actors[one].token, contract.listReleasedChains, {});
      expect(asked.statusCode === 200, whose).toBe(isTeam(one));
      if (asked.statusCode === 200) {
        expect(ids(asked.json<{ chains: { id: string }[] }>().chains), whose).toEqual(ids(chains.filter(isReleased)));
        seen.released += chains.filter(isReleased).length;
      }
      if (!chain) continue;
      const shown = await server.send(world.actors[one].token, contract.openReleasedChain, { params: { chainId: chain.id } });
      expect(shown.statusCode === 200, whose).toBe(isTeam(one) && isReleased(chain));
      if (shown.statusCode === 200) {
        const told = shown.json<contract.ReleasedChain>();
        expect(ids(told.versions), whose).toEqual(ids(agreedOf(chain)));
        expect(ids(told.versions.filter((it) => it.figures !== null)), whose).toEqual(ids(agreedOf(chain).filter((it) => it.isShown)));
      } else expect(shown.body, whose).not.toContain(chain.title);
    }

    // the same past all our code, and what a stranger would change
    const past = asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const idsIn = async (table: string, column = "id") => {
        const found = await sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx);
        return found.rows.map((row) => row.id).toSorted();
      };
      const tried = async (statement: string) => {
        await sql`savepoint attempt`.execute(tx);
        try {
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
        chains: await idsIn("chains.service_chain"),
        versions: await idsIn("chains.chain_version"),
        figures: await idsIn("chains.released_figure", "version_id"),
        changed: await tried("update chains.service_chain set title = 'x'"),
        redrawn: await tried(`update chains.chain_version set version = version + 1, changed_by = '${membershipId}'`),
        takenBack: await tried("delete from chains.released_figure"),
        made: await tried(
          `insert into chains.service_chain (site_id, id, title, created_by) values ('${world.siteId}', '${newId()}', 'x', '${membershipId}')`,
        ),
      };
    });
    if (!isIn) {
      await expect(past, says).rejects.toThrow("signed_out");
      continue;
    }
    const versions = chains.flatMap((it) => versionsFor(reader, it));
    const figures = anywhere()
      .filter(({ chain: it, version }) => edits(reader, it.site) && version.isShown)
      .map(({ version }) => version);
    const mine = chains.filter((it) => edits(reader, it.site) && !it.isRemoved);
    expect(await past, says).toEqual({
      chains: ids(visible),
      versions: ids(versions),
      figures: ids(figures),
      changed: mine.length,
      redrawn: mine.flatMap((it) => it.versions).filter((one) => !one.isAgreed && !one.isRemoved).length,
      takenBack: figures.length,
      made: reader === "coordinator" ? 1 : 0,
    });
  }
  expect(chains.length, "chains were drawn").toBeGreaterThan(3);
  expect(seen.chains, "chains were read").toBeGreaterThan(10);
  expect(seen.released, "the team read what was released").toBeGreaterThan(0);
  expect(seen.figures, "figures were shown").toBeGreaterThan(0);
});
