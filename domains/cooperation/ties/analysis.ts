import { UndirectedGraph } from "graphology";
import louvainModule from "graphology-communities-louvain";
import forceAtlas2Module from "graphology-layout-forceatlas2";
import betweennessModule from "graphology-metrics/centrality/betweenness.js";

/** These are CommonJS: at run time the import is the function itself, whatever their types say of a default. */
const functionOf = <Fn>(module: { readonly default: Fn }): Fn => module as unknown as Fn;
const louvain = functionOf(louvainModule);
const forceAtlas2 = functionOf(forceAtlas2Module);
const betweenness = functionOf(betweennessModule);

export type Analysed = {
  readonly x: number;
  readonly y: number;
  readonly group: number;
  readonly degree: number;
  readonly between: number;
  readonly otherGroups: number;
};
export type WeightedTie = { readonly one: string; readonly other: string; readonly weight: number };

/** Sideways there is room for half a name. */
export const drawing = { width: 1000, height: 700, margin: 40, side: 110 } as const;
const seed = 20_261_122;

/** Chance that is the same each time: the same network looks and groups the same on every machine. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Point = { x: number; y: number };
/** Names stand below their organisations and are wide: sideways they need more room than downwards. */
const flatness = 0.55;

/** Fits the drawing into its frame; then moves what lies on top of each other apart. */
function fitted(points: ReadonlyMap<string, Point>, height: number): Map<string, Point> {
  const all = [...points.values()];
  const bounds = (of: (point: Point) => number) => {
    const values = all.map(of);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { low, range: high - low || 1 };
  };
  const [across, down] = [bounds((point) => point.x), bounds((point) => point.y)];
  const [wide, high] = [drawing.width - 2 * drawing.side, height - 2 * drawing.margin];
  const made = new Map(
    [...points].map(([id, point]) => [
      id,
      {
        x: drawing.side + ((point.x - across.low) / across.range) * wide,
        y: drawing.margin + ((point.y - down.low) / down.range) * high,
      },
    ]),
  );
  const within = (value: number, most: number, margin: number) => Math.min(Math.max(value, margin), most - margin);
  const apart = Math.min(84, Math.sqrt((wide * flatness * high) / Math.max(all.length, 1)) * 0.8);
  const list = [...made.values()];
  for (let round = 0; round < (list.length > 120 ? 12 : 60); round += 1)
    for (let a = 0; a < list.length; a += 1)
      for (let b = a + 1; b < list.length; b += 1) {
        const [one, other] = [list[a]!, list[b]!];
        const [dx, dy] = [(other.x - one.x) * flatness || 0.01 * (a - b), other.y - one.y || 0.01];
        if (Math.abs(dy) >= apart || dx * dx + dy * dy >= apart * apart) continue;
        const distance = Math.hypot(dx, dy);
        const push = (apart - distance) / 2 / distance;
        one.x = within(one.x - (dx * push) / flatness, drawing.width, drawing.side);
        other.x = within(other.x + (dx * push) / flatness, drawing.width, drawing.side);
        one.y = within(one.y - dy * push, height, drawing.margin);
        other.y = within(other.y + dy * push, height, drawing.margin);
      }
  return made;
}

/** Who is tied to nobody stands in rows at the foot, and presses the others to no edge. */
function placed(tied: ReadonlyMap<string, Point>, alone: readonly string[]): Map<string, Point> {
  const perRow = alone.length > 25 ? 20 : 5;
  const rows = Math.ceil(alone.length / perRow);
  const foot = rows === 0 ? 0 : Math.min(rows * 70, drawing.height / 2);
  const made = fitted(tied, drawing.height - foot);
  for (const [index, id] of alone.entries())
    made.set(id, {
      x: drawing.margin + ((index % perRow) + 0.5) * ((drawing.width - 2 * drawing.margin) / perRow),
      y: drawing.height - foot + (Math.floor(index / perRow) + 0.5) * (foot / rows),
    });
  return made;
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/** Places, groups and measures of a network. Groups are numbered by size, and a group of one is none. */
export function analyse(ids: readonly string[], ties: readonly WeightedTie[]): Map<string, Analysed> {
  const chance = seeded(seed);
  const graph = new UndirectedGraph<{ x: number; y: number }, { weight: number }>();
  for (const [index, id] of [...ids].sort().entries()) {
    const angle = (index / Math.max(ids.length, 1)) * 2 * Math.PI;
    graph.addNode(id, { x: Math.cos(angle) * 100 + chance(), y: Math.sin(angle) * 100 + chance() });
  }
  for (const tie of ties) graph.mergeEdge(tie.one, tie.other, { weight: tie.weight });
  const alone = graph.filterNodes((id) => graph.degree(id) === 0);
  const tied = graph.copy();
  for (const id of alone) tied.dropNode(id);
  const isLarge = tied.order > 150;
  const settings = { ...forceAtlas2.inferSettings(tied), barnesHutOptimize: isLarge, edgeWeightInfluence: 0.5 };
  const places = tied.order === 0 ? {} : forceAtlas2(tied, { iterations: isLarge ? 60 : 300, settings, getEdgeWeight: "weight" });
  const groups = graph.size === 0 ? {} : louvain(graph, { rng: chance, getEdgeWeight: "weight" });
  const between = graph.size === 0 ? {} : betweenness(graph, { getEdgeWeight: null, normalized: true });

  const members = Map.groupBy(ids, (id) => groups[id] ?? -1);
  const bySize = [...members]
    .filter(([group, of]) => group !== -1 && of.length > 1)
    .toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const numberOf = new Map(bySize.flatMap(([, of], index) => of.map((id) => [id, index + 1] as const)));
  const points = placed(new Map(Object.entries(places)), alone);
  return new Map(
    ids.map((id) => {
      const group = numberOf.get(id) ?? 0;
      const others = new Set(graph.neighbors(id).map((neighbour) => numberOf.get(neighbour) ?? 0));
      others.delete(group);
      others.delete(0);
      const { x, y } = points.get(id)!;
      return [
        id,
        {
          x: rounded(x),
          y: rounded(y),
          group,
          degree: graph.degree(id),
          between: Math.round((between[id] ?? 0) * 1000) / 1000,
          otherGroups: others.size,
        },
      ];
    }),
  );
}
