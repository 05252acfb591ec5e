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

export const drawing = { width: 1000, height: 700, margin: 40 } as const;
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

/** Fits the drawing into its frame; then moves what lies on top of each other apart. */
function fitted(points: ReadonlyMap<string, Point>): Map<string, Point> {
  const all = [...points.values()];
  const bounds = (of: (point: Point) => number) => {
    const values = all.map(of);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { low, range: high - low || 1 };
  };
  const [across, down] = [bounds((point) => point.x), bounds((point) => point.y)];
  const [width, height] = [drawing.width - 2 * drawing.margin, drawing.height - 2 * drawing.margin];
  const made = new Map(
    [...points].map(([id, point]) => [
      id,
      {
        x: drawing.margin + ((point.x - across.low) / across.range) * width,
        y: drawing.margin + ((point.y - down.low) / down.range) * height,
      },
    ]),
  );
  const apart = Math.min(90, Math.sqrt((width * height) / Math.max(all.length, 1)) * 0.62);
  const list = [...made.values()];
  for (let round = 0; round < (list.length > 120 ? 12 : 40); round += 1)
    for (let a = 0; a < list.length; a += 1)
      for (let b = a + 1; b < list.length; b += 1) {
        const [one, other] = [list[a]!, list[b]!];
        const [dx, dy] = [other.x - one.x || 0.01 * (a - b), other.y - one.y || 0.01];
        const distance = Math.hypot(dx, dy);
        if (distance >= apart) continue;
        const push = (apart - distance) / 2 / distance;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
      }
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, drawing.margin), most - drawing.margin) * 10) / 10;
  return new Map([...made].map(([id, point]) => [id, { x: within(point.x, drawing.width), y: within(point.y, drawing.height) }]));
}

/** Places, groups and measures of a network. Groups are numbered by size, and a group of one is none. */
export function analyse(ids: readonly string[], ties: readonly WeightedTie[]): Map<string, Analysed> {
  const chance = seeded(seed);
  const graph = new UndirectedGraph<{ x: number; y: number }, { weight: number }>();
  for (const [index, id] of [...ids].sort().entries()) {
    const angle = (index / Math.max(ids.length, 1)) * 2 * Math.PI;
    graph.addNode(id, { x: Math.cos(angle) * 100 + chance(), y: Math.sin(angle) * 100 + chance() });
  }
  for (const tie of ties) graph.mergeEdge(tie.one, tie.other, { weight: tie.weight });
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 150,
    linLogMode: false,
    edgeWeightInfluence: 0.5,
  };
  const places =
    graph.order === 0 ? {} : forceAtlas2(graph, { iterations: graph.order > 150 ? 120 : 300, settings, getEdgeWeight: "weight" });
  const groups = graph.size === 0 ? {} : louvain(graph, { rng: chance, getEdgeWeight: "weight" });
  const between = graph.size === 0 ? {} : betweenness(graph, { getEdgeWeight: null, normalized: true });

  const members = Map.groupBy(ids, (id) => groups[id] ?? -1);
  const bySize = [...members]
    .filter(([group, of]) => group !== -1 && of.length > 1)
    .toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const numberOf = new Map(bySize.flatMap(([, of], index) => of.map((id) => [id, index + 1] as const)));
  const points = fitted(new Map(ids.map((id) => [id, places[id] ?? { x: 0, y: 0 }])));
  return new Map(
    ids.map((id) => {
      const group = numberOf.get(id) ?? 0;
      const others = new Set(graph.neighbors(id).map((neighbour) => numberOf.get(neighbour) ?? 0));
      others.delete(group);
      others.delete(0);
      const { x, y } = points.get(id)!;
      return [
        id,
        { x, y, group, degree: graph.degree(id), between: Math.round((between[id] ?? 0) * 1000) / 1000, otherGroups: others.size },
      ];
    }),
  );
}
