import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestBody } from "../bodies/factory.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { type FeedbackLevel, feedbackLevels, type ReleaseKind, standingKinds } from "./contract.ts";
import { createTestAdvice, createTestEntry, createTestFeedback, createTestFinding, testEntry } from "./factory.ts";
import { assignDuty, changeEntry, checkFeedback, endRelease, moveFeedback, releaseToTeam, shareFinding } from "./verbs.ts";

/**
 * Notes, findings, advice, feedback, releases and time at random; a list kept beside the database says who reads what. The list knows nothing of
 * policies: it is the table of the README in sentences.
 */
const seed = newSeed();
const rounds = 250;

const server = useTestServer();
let world: TestNetwork;
const start = Date.UTC(2026, 0, 5, 9);
const day = 86_400_000;

beforeAll(async () => {
  passMomentToDatabase(true);
  freezeClock(new Date(start));
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

type Reader =
  | "coach"
  | "rater"
  | "evaluator"
  | "programmeLead"
  | "coordinator"
  | "foreignCoordinator"
  | "bodyMember"
  | "holder"
  | "siteAdmin";
type Site = "own" | "other";
type Thing = { id: string; site: Site; isShared: boolean; by: "coach" | "evaluator" | "rater" | "site" };
type Feedback = {
  id: string;
  site: Site;
  level: FeedbackLevel;
  state: "draft" | "at_site" | "given";
  round: number;
  sentAt: number;
  isAnswered: boolean;
  version: number;
};
type Release = { id: string; site: Site; kind: ReleaseKind; from: number; until: number | null; isEnded: boolean };

const readers: readonly Reader[] = [
  "coach",
  "rater",
  "evaluator",
  "programmeLead",
  "coordinator",
  "foreignCoordinator",
  "bodyMember",
  "holder",
  "siteAdmin",
];
const team = new Set<Reader>(["coach", "rater", "evaluator"]);

it(`lets exactly those read whom the table names (seed ${seed})`, { timeout: 180_000 }, async () => {
  console.log(`random access to the evaluation: seed ${seed}`);
  const random = chance(seed);
  const second = await world.join("office", world.actors.accompaniment.unitId, "accompaniment", "Zweite Begleitung");
  const membershipOf = (reader: Reader): string =>
    reader === "coach"
      ? world.actors.accompaniment.membershipId
      : reader === "rater"
        ? second.membershipId
        : world.actors[reader].membershipId;
  const as = <T>(reader: Reader, work: Parameters<typeof asActor<T>>[2]) =>
    asActor(server.at.database, { membership: membershipOf(reader) }, work);
  const siteId = { own: world.siteId, other: world.otherSiteId };
  const speaker = { own: "coordinator", other: "foreignCoordinator" } as const;
  // the second of the accompaniment rates the other site, the evaluation the own one; the first coaches both
  await as("coach", async (call) => {
    for (const site of ["own", "other"] as const) {
      await assignDuty(call, siteId[site], { membershipId: membershipOf("coach"), duty: "coach" });
      const rater = site === "own" ? "evaluator" : "rater";
      await assignDuty(call, siteId[site], { membershipId: membershipOf(rater), duty: "rater" });
    }
  });
  await as("coordinator", (call) => createTestBody(call, [world.actors.bodyMember.membershipId], { kind: "steering_group" }));

  const entries: Thing[] = [];
  const findings: Thing[] = [];
  const advice: { id: string; site: Site; siteSees: boolean }[] = [];
  const feedback: Feedback[] = [];
  const releases: Release[] = [];
  let at = start;

  /** The oracle. */
  const readsSite = (reader: Reader, site: Site) => team.has(reader) || reader === speaker[site];
  const readsThing = (reader: Reader, it: Thing) => team.has(reader) || (reader === speaker[it.site] && it.isShared);
  const readsAdvice = (reader: Reader, it: { site: Site; siteSees: boolean }) =>
    reader === "coach" || (reader === "rater" && it.site === "own") || (reader === speaker[it.site] && it.siteSees);
  const readsFeedback = (reader: Reader, it: Feedback) =>
    team.has(reader) ||
    (reader === speaker[it.site] && it.state !== "draft") ||
    (it.state === "given" &&
      ((reader === "programmeLead" && it.level === "overall_steering") ||
        ((reader === "coordinator" || reader === "foreignCoordinator") && it.level === "forum") ||
        (reader === "bodyMember" && it.site === "own" && it.level === "steering_group")));
  const inForce = (it: Release) => !it.isEnded && it.from <= at && (it.until === null || it.until >= at);
  const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  const anySite = (): Site => (random(2) === 0 ? "own" : "other");

  const steps: (() => Promise<void>)[] = [
    async () => {
      const site = anySite();
      const by = (["coach", "evaluator", "rater", "site"] as const)[random(4)]!;
      const isShared = by === "site" || random(2) === 0;
      const id = await as(by === "site" ? speaker[site] : by, (call) => createTestEntry(call, siteId[site], isShared));
      entries.push({ id, site, isShared, by });
    },
    async () => {
      const note = pick(entries.filter((it) => !it.isShared));
      if (!note || note.by === "site") return;
      await as(note.by, (call) =>
        changeEntry(call, siteId[note.site], note.id, { ...testEntry(), isShared: true, version: 1, keptMarks: [] }),
      );
      note.isShared = true;
    },
    async () => {
      const site = anySite();
      const by = site === "own" ? "evaluator" : "rater";
      const isShared = random(2) === 0;
      const { id } = await as(by, (call) => createTestFinding(call, siteId[site], isShared));
      findings.push({ id, site, isShared, by });
    },
    async () => {
      const hidden = pick(findings.filter((it) => !it.isShared));
      if (!hidden) return;
      await as(hidden.by as Reader, (call) => shareFinding(call, siteId[hidden.site], hidden.id, 1));
      hidden.isShared = true;
    },
    async () => {
      const site = anySite();
      const siteSees = random(2) === 0;
      advice.push({ id: await as("coach", (call) => createTestAdvice(call, siteId[site], siteSees)), site, siteSees });
    },
    async () => {
      const site = anySite();
      const level = feedbackLevels[random(4)]!;
      const { id } = await as("coach", (call) => createTestFeedback(call, siteId[site], level));
      feedback.push({ id, site, level, state: "draft", round: 0, sentAt: 0, isAnswered: false, version: 1 });
    },
    async () => {
      const one = pick(feedback.filter((it) => it.state !== "given"));
      if (!one) return;
      const to = one.state === "draft" ? "at_site" : random(4) === 0 ? "draft" : "given";
      const mayMove = to !== "given" || one.isAnswered || at - one.sentAt > 14 * day;
      const mover = random(2) === 0 ? "evaluator" : "coach";
      const moving = as(mover, (call) => moveFeedback(call, siteId[one.site], one.id, { to, version: one.version }));
      if (!mayMove) {
        await expect(moving).rejects.toThrow("not_checked_yet");
        return;
      }
      one.version = (await moving).version;
      if (to === "at_site") Object.assign(one, { round: one.round + 1, sentAt: at, isAnswered: false });
      one.state = to;
    },
    async () => {
      const one = pick(feedback.filter((it) => it.state === "at_site" && !it.isAnswered));
      if (!one) return;
      await as(speaker[one.site], (call) =>
        checkFeedback(call, siteId[one.site], one.id, { round: one.round, answer: "objected", comment: "So nicht.", keptMarks: [] }),
      );
      one.isAnswered = true;
    },
    async () => {
      const site = anySite();
      const kind = standingKinds[random(3)]!;
      const from = at + (random(3) === 0 ? (1 + random(20)) * day : 0);
      const until = random(2) === 0 ? null : from + random(30) * day;
      const id = newId();
      const untilOn = until === null ? null : dayOf(until);
      await as(speaker[site], (call) => releaseToTeam(call, siteId[site], { id, kind, itemId: null, fromOn: dayOf(from), untilOn }));
      releases.push({ id, site, kind, from, until, isEnded: false });
    },
    async () => {
      const one = pick(releases.filter((it) => !it.isEnded));
      if (!one || random(2) === 0) return;
      await as(speaker[one.site], (call) => endRelease(call, siteId[one.site], one.id));
      one.isEnded = true;
    },
  ];

  let compared = 0;
  for (let round = 0; round < rounds; round += 1) {
    // whole days, so that the hour of a day never decides
    if (random(3) === 0) at += (1 + random(6)) * day;
    freezeClock(new Date(at));
    await steps[random(steps.length)]!();
    const reader = readers[random(readers.length)]!;
    const seen = await as(reader, async ({ tx }) => {
      const idsOf = async (table: string) => {
        const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}`.execute(tx);
        return rows.map((row) => row.id).sort();
      };
      const kinds = async (site: Site) => {
        const { rows } = await sql<{ kind: string }>`select distinct kind from evaluation.released_now(${siteId[site]})`.execute(tx);
        return rows.map((row) => row.kind).sort();
      };
      return {
        entries: await idsOf("evaluation.process_entry"),
        findings: await idsOf("evaluation.finding"),
        advice: await idsOf("evaluation.advice"),
        feedback: await idsOf("evaluation.feedback"),
        own: await kinds("own"),
        other: await kinds("other"),
      };
    });
    const ids = (list: readonly { id: string }[]) => list.map((one) => one.id).sort();
    const kindsOf = (site: Site) =>
      readsSite(reader, site)
        ? [...new Set(releases.filter((one) => one.site === site && inForce(one)).map((one) => one.kind))].sort()
        : [];
    expect(seen, `${reader} in round ${round}, seed ${seed}`).toEqual({
      entries: ids(entries.filter((one) => readsThing(reader, one))),
      findings: ids(findings.filter((one) => readsThing(reader, one))),
      advice: ids(advice.filter((one) => readsAdvice(reader, one))),
      feedback: ids(feedback.filter((one) => readsFeedback(reader, one))),
      own: kindsOf("own"),
      other: kindsOf("other"),
    });
    compared += 1;
  }
  expect(compared).toBe(rounds);
  expect(
    feedback.some((one) => one.state === "given"),
    "something was given",
  ).toBe(true);
});
