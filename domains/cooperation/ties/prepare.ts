import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { defaultRule, showCount, showOnce } from "../../disclosure/index.ts";
import { importances, qualities } from "../wave/contract.ts";
import * as waves from "../wave/queries.ts";
import { analyse } from "./analysis.ts";
import type { PreparedResult } from "./contract.ts";
import * as queries from "./queries.ts";
import { density, hasCases, type Lived, reciprocity, standingsOf, tiesOf } from "./rules.ts";

const total = "*";

/** Over the whole site, all values of a question together: no organisation can be found in it. */
async function judged(call: Call, rows: readonly { value: number; answers: number }[], values: readonly number[]) {
  const figures = values.map((value) => ({ key: String(value), count: rows.find((row) => row.value === value)?.answers ?? 0 }));
  const { figures: shown } = await showOnce({
    siteId: call.actor.siteId,
    subjectId: call.actor.siteId,
    table: {
      figures: [{ key: total, count: figures.reduce((sum, one) => sum + one.count, 0) }, ...figures],
      sums: [{ total, parts: figures.map((one) => one.key) }],
    },
    keep: total,
    beside: () => null,
  });
  return values.map((value) => ({ value, answers: shown.get(String(value)) ?? null }));
}

/** Makes the result of a closed wave, once and already as its readers see it. Whoever reads it later reads nothing else. */
export async function prepareResult(call: Call, waveId: string): Promise<void> {
  const { tx, actor } = call;
  const wave = await waves.findWave(tx, actor.siteId, waveId);
  if (!wave || wave.closed_on === null || wave.opened_on === null) return;
  const asked = await waves.listAsked(tx, waveId);
  const ids = asked.map((one) => one.organisation_id);
  const known = new Set(ids);
  const answered = new Set(asked.filter((one) => one.answered_on !== null).map((one) => one.organisation_id));
  const left = new Set(asked.filter((one) => one.has_left).map((one) => one.organisation_id));

  const perceived = (await queries.listPerceived(tx, waveId)).map((row) => ({
    one: row.one_id,
    other: row.other_id,
    low: row.low,
    high: row.high,
  }));
  // each count stands for itself: none of them adds up with another to something that is shown
  const lived: Lived[] = (await queries.listLived(tx, wave.ties_from_on, wave.closed_on)).flatMap((row) =>
    known.has(row.from_id) && known.has(row.to_id)
      ? [{ kind: row.kind, from: row.from_id, to: row.to_id, people: showCount(row.people) }]
      : [],
  );
  const together = (await queries.listCommonBodies(tx, wave.closed_on)).flatMap((row) =>
    known.has(row.one_id) && known.has(row.other_id) ? [{ one: row.one_id, other: row.other_id, bodies: row.bodies }] : [],
  );
  const ties = tiesOf(answered, perceived, lived, together);
  const places = analyse(
    ids,
    ties.flatMap((tie) => (tie.view === "both" ? [{ one: tie.one, other: tie.other, weight: tie.frequency ?? 1 }] : [])),
  );
  const standings = standingsOf(places, answered, left);
  const named = new Map((await queries.countNamed(tx, waveId)).map((row) => [row.organisation_id, row.named]));
  const judgements = await queries.countJudgements(tx, waveId);
  const livedWith = (id: string) => ties.filter((tie) => (tie.one === id || tie.other === id) && hasCases(tie)).length;
  const prepared: PreparedResult = {
    title: wave.title,
    openedOn: wave.opened_on,
    closedOn: wave.closed_on,
    tiesFromOn: wave.ties_from_on,
    asked: ids.length,
    answered: answered.size,
    minimum: defaultRule.minimum,
    organisations: asked.map((one) => {
      const id = one.organisation_id;
      const place = places.get(id)!;
      return {
        id,
        name: one.name,
        x: place.x,
        y: place.y,
        group: place.group,
        standings: standings.get(id) ?? [],
        partners: place.degree,
        otherGroups: place.otherGroups,
        between: place.between,
        named: answered.has(id) ? null : showCount(named.get(id) ?? 0, { ...defaultRule, zeros: "protected" }),
        livedWith: livedWith(id),
      };
    }),
    ties,
    groups: Math.max(0, ...[...places.values()].map((place) => place.group)),
    density: density(answered.size, ties),
    reciprocity: reciprocity(ties),
    quality: await judged(
      call,
      judgements.filter((row) => row.question === "quality"),
      qualities,
    ),
    importance: await judged(
      call,
      judgements.filter((row) => row.question === "importance"),
      importances,
    ),
  };
  await queries.insertResult(tx, actor.siteId, waveId, today(), prepared);
}
