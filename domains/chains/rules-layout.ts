import type { ChainDocument } from "./contract.ts";
import { columnsOf, inOrder, lanesOf, waysBack } from "./rules.ts";

// One layout for the page, for SVG, PDF and BPMN: lanes lie one below the other, time runs to the right.

export type Point = { readonly x: number; readonly y: number };
export type StepBox = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: string[];
};
export type Arrow = {
  readonly id: string;
  readonly points: readonly Point[];
  readonly badge: Point;
  readonly letter: string;
  readonly isBack: boolean;
};
export type LaneBand = { readonly unitId: string | null; readonly y: number; readonly height: number };
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly laneLabelWidth: number;
  readonly lanes: readonly LaneBand[];
  readonly boxes: readonly StepBox[];
  readonly arrows: readonly Arrow[];
};

export const boxWidth = 132;
const boxHeight = 62;
const gapX = 56;
const gapY = 18;
const lanePad = 16;
const laneGap = 4;
const labelWidth = 168;
const channel = 26;

/** A, B, … Z, AA, AB … */
export function letterOf(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : `${letterOf(Math.floor(index / 26) - 1)}${last}`;
}

/** Words in at most `most` lines of so many characters; what is longer ends with an ellipsis. A word that is too long is cut. */
export function linesOf(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/).flatMap((word) => {
    const parts: string[] = [];
    let rest = word;
    for (; rest.length > width; rest = rest.slice(width - 1)) parts.push(`${rest.slice(0, width - 1)}-`);
    return [...parts, rest];
  });
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, width - 1)}…`];
}

/** The letters of interfaces: in the order in which they are passed. */
export function lettersOf(document: ChainDocument): Map<string, string> {
  const columns = columnsOf(document);
  const at = new Map(inOrder(document).map((step, index) => [step.id, index]));
  const order = document.interfaces.toSorted(
    (a, b) =>
      columns.get(a.fromStepId)! - columns.get(b.fromStepId)! ||
      at.get(a.fromStepId)! - at.get(b.fromStepId)! ||
      at.get(a.toStepId)! - at.get(b.toStepId)!,
  );
  return new Map(order.map((one, index) => [one.id, letterOf(index)]));
}

export function layOut(document: ChainDocument): Layout {
  const columns = columnsOf(document);
  const back = waysBack(document);
  const letters = lettersOf(document);
  const rows = new Map<string, number>();
  const lanes: LaneBand[] = [];
  let y = 0;
  for (const unitId of lanesOf(document)) {
    const taken = new Map<number, number>();
    let most = 1;
    for (const step of inOrder(document)) {
      if (step.unitId !== unitId) continue;
      const column = columns.get(step.id)!;
      const row = taken.get(column) ?? 0;
      taken.set(column, row + 1);
      rows.set(step.id, row);
      most = Math.max(most, row + 1);
    }
    const height = 2 * lanePad + most * boxHeight + (most - 1) * gapY;
    lanes.push({ unitId, y, height });
    y += height + laneGap;
  }
  const laneOf = new Map(lanes.map((lane) => [lane.unitId, lane]));
  const boxes = inOrder(document).map((step): StepBox => ({
    id: step.id,
    x: labelWidth + columns.get(step.id)! * (boxWidth + gapX),
    y: laneOf.get(step.unitId)!.y + lanePad + rows.get(step.id)! * (boxHeight + gapY),
    width: boxWidth,
    height: boxHeight,
    lines: linesOf(step.title, 17, 3),
  }));
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const lowest = y - laneGap;
  let channels = 0;
  const taken: Point[] = [];
  const arrows = document.interfaces.flatMap((one): Arrow[] => {
    const [from, to] = [boxOf.get(one.fromStepId), boxOf.get(one.toStepId)];
    if (!from || !to) return [];
    const isBack = back.has(one.id);
    const points = isBack ? below(from, to, lowest + channel * ++channels) : route(from, to, boxes);
    const badge = placeFor(points, taken);
    taken.push(badge);
    return [{ id: one.id, points, badge, letter: letters.get(one.id)!, isBack }];
  });
  const most = Math.max(0, ...columns.values());
  return {
    width: labelWidth + (most + 1) * boxWidth + most * gapX + 24,
    height: Math.max(lowest, boxHeight) + (channels > 0 ? channel * channels + 16 : 0),
    laneLabelWidth: labelWidth,
    lanes,
    boxes,
    arrows,
  };
}

/** From the right side of one box to the left side of the other, turning just before it; round what stands in between. */
function route(from: StepBox, to: StepBox, boxes: readonly StepBox[]): Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const first = start.x + gapX / 2;
  const last = end.x - gapX / 2;
  if (start.y === end.y && !boxes.some((box) => isBetween(box, start.x, end.x, start.y))) return [start, end];
  if (last <= first) return [start, { x: first, y: start.y }, { x: first, y: end.y }, end];
  // the longer stretch runs where no box stands, at the height of one of both, or else between the rows
  const isFree = (height: number) => !boxes.some((box) => isBetween(box, first, last, height));
  const height = isFree(end.y) ? end.y : isFree(start.y) ? start.y : to.y - gapY / 2;
  if (height === end.y) return [start, { x: first, y: start.y }, { x: first, y: end.y }, end];
  if (height === start.y) return [start, { x: last, y: start.y }, { x: last, y: end.y }, end];
  return [start, { x: first, y: start.y }, { x: first, y: height }, { x: last, y: height }, { x: last, y: end.y }, end];
}

const isBetween = (box: StepBox, left: number, right: number, height: number) =>
  box.x >= left && box.x + box.width <= right && height > box.y - 4 && height < box.y + box.height + 4;

function below(from: StepBox, to: StepBox, height: number): Point[] {
  const start = { x: from.x + from.width / 2, y: from.y + from.height };
  const end = { x: to.x + to.width / 2, y: to.y + to.height };
  return [start, { x: start.x, y: height }, { x: end.x, y: height }, end];
}

/** The middle of the longest stretch on which no other badge sits. */
function placeFor(points: readonly Point[], taken: readonly Point[]): Point {
  const stretches = points
    .slice(1)
    .map((to, i) => ({ from: points[i]!, to }))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const spots = stretches.flatMap(({ from, to }) =>
    [0.5, 0.3, 0.7].map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })),
  );
  return spots.find((spot) => taken.every((one) => Math.hypot(one.x - spot.x, one.y - spot.y) >= 26)) ?? spots[0]!;
}
const lengthOf = (one: { from: Point; to: Point }) => Math.abs(one.to.x - one.from.x) + Math.abs(one.to.y - one.from.y);
