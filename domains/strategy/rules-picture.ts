import { type Point, type PointKind, pointKinds } from "./contract.ts";

type Link = { readonly from: string; readonly to: string };
type Tie = Link & { readonly through?: readonly string[] | null };
export type Placed = { readonly point: Point; readonly column: number; readonly row: number };

/** What hangs below a point, in the order of the points. */
export function below(id: string, points: readonly Point[], links: readonly Link[]): Point[] {
  const ids = new Set(links.filter((link) => link.from === id).map((link) => link.to));
  return points.filter((point) => ids.has(point.id));
}

/** A point where it hangs: below it belongs everything, or only what leads to these measures. */
export type Hanging = { readonly point: Point; readonly through: ReadonlySet<string> | null };

/** What hangs below a point on the way that led there: a goal that gathers one measure of a theme does not gather its others. */
export function hangingBelow(
  at: { readonly id: string; readonly through: ReadonlySet<string> | null },
  points: readonly Point[],
  links: readonly Tie[],
): Hanging[] {
  const leads = (id: string, to: ReadonlySet<string>): boolean =>
    to.has(id) || links.some((link) => link.from === id && leads(link.to, to));
  return below(at.id, points, links).flatMap((point): Hanging[] => {
    if (at.through !== null && !leads(point.id, at.through)) return [];
    const own = links.find((link) => link.from === at.id && link.to === point.id)?.through ?? null;
    const through = own !== null ? new Set(own) : at.through !== null && at.through.has(point.id) ? null : at.through;
    return [{ point, through }];
  });
}

/** What leads to a point. */
export function above(id: string, points: readonly Point[], links: readonly Link[]): Point[] {
  const ids = new Set(links.filter((link) => link.to === id).map((link) => link.from));
  return points.filter((point) => ids.has(point.id));
}

/** Points that nothing leads to: framework goals, and themes that belong to no goal yet. */
export function beginnings(points: readonly Point[], links: readonly Link[]): Point[] {
  const led = new Set(links.map((link) => link.to));
  return points.filter((point) => !led.has(point.id));
}

/** Everything that a point hangs together with, to the left and to the right, and itself. */
export function together(id: string, links: readonly Link[]): Set<string> {
  const found = new Set([id]);
  for (const [near, far] of [["from", "to"] as const, ["to", "from"] as const]) {
    const waiting = [id];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const link of links)
        if (link[near] === at && !found.has(link[far])) {
          found.add(link[far]);
          waiting.push(link[far]);
        }
  }
  return found;
}

/** One column a kind, in the order from goal to change; in each, points stand beside what leads to them, so that few lines cross. */
export function placed(points: readonly Point[], links: readonly Link[]): Placed[] {
  const rows = new Map<string, number>();
  const done: Placed[] = [];
  const kinds: readonly PointKind[] = pointKinds.filter((kind) => points.some((point) => point.kind === kind));
  for (const [column, kind] of kinds.entries()) {
    const own = points.filter((point) => point.kind === kind);
    const middle = new Map(
      own.map((point) => {
        const before = above(point.id, points, links).flatMap((one) => rows.get(one.id) ?? []);
        return [point.id, before.length === 0 ? Number.POSITIVE_INFINITY : before.reduce((sum, row) => sum + row, 0) / before.length];
      }),
    );
    const order = own.toSorted((a, b) => {
      const [one, other] = [middle.get(a.id)!, middle.get(b.id)!];
      return one === other ? own.indexOf(a) - own.indexOf(b) : one - other;
    });
    for (const [row, point] of order.entries()) {
      rows.set(point.id, row);
      done.push({ point, column, row });
    }
  }
  return done;
}
