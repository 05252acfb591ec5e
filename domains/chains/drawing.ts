import type { ChainDocument } from "./contract.ts";
import type { ChainNames } from "./bpmn.ts";
import type { FileWords } from "./documents/words.ts";
import { layOut, linesOf } from "./rules-layout.ts";
import { inOrder, isInterface } from "./rules.ts";
import { element, escaped } from "./xml.ts";

const ink = "#131525";
const grey = "#6e7597";

/** The finding in words, for those who do not see the drawing. */
export function descriptionOf(document: ChainDocument, names: ChainNames, words: FileWords): string {
  const steps = inOrder(document).map((step) => `${step.title} (${names.unitOf(step.unitId)})`);
  return words.drawing(names.title, steps.join("; "));
}

/** The swimlanes as a file of their own, with title and description in it and no style from elsewhere. */
export function svgOf(document: ChainDocument, names: ChainNames, words: FileWords): string {
  const layout = layOut(document);
  const crossing = new Set(document.interfaces.filter((one) => isInterface(document, one)).map((one) => one.id));
  const text = (x: number, y: number, words: string, more: Record<string, string | number> = {}) =>
    `<text${Object.entries({ x, y, "font-size": 14, fill: ink, ...more })
      .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
      .join("")}>${escaped(words)}</text>`;
  const parts = [
    `<title>${escaped(names.title)}</title>`,
    `<desc>${escaped(descriptionOf(document, names, words))}</desc>`,
    element("rect", { x: 0, y: 0, width: layout.width, height: layout.height, fill: "#ffffff" }),
    `<defs><marker id="tip" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0 L9 4 L0 8 z" fill="${grey}"/></marker></defs>`,
    ...layout.lanes.flatMap((lane, at) => [
      element("rect", { x: 0, y: lane.y, width: layout.width, height: lane.height, fill: at % 2 === 0 ? "#f2f4f9" : "#fafbfd" }),
      ...linesOf(names.unitOf(lane.unitId), 20, 3).map((line, i, all) =>
        text(12, lane.y + lane.height / 2 + 5 + (i - (all.length - 1) / 2) * 18, line, { "font-weight": 600 }),
      ),
    ]),
    ...layout.arrows.map((arrow) =>
      element("polyline", {
        points: arrow.points.map((point) => `${point.x},${point.y}`).join(" "),
        fill: "none",
        stroke: grey,
        "stroke-width": 1.6,
        "stroke-dasharray": arrow.isBack ? "5 4" : undefined,
        "marker-end": "url(#tip)",
      }),
    ),
    ...layout.boxes.flatMap((box) => [
      element("rect", {
        x: box.x,
        y: box.y,
        width: box.width,
        height: box.height,
        rx: 4,
        fill: "#ffffff",
        stroke: ink,
        "stroke-width": 1.4,
      }),
      ...box.lines.map((line, i, all) =>
        text(box.x + box.width / 2, box.y + box.height / 2 + 5 + (i - (all.length - 1) / 2) * 17, line, { "text-anchor": "middle" }),
      ),
    ]),
    ...layout.arrows.flatMap((arrow) =>
      crossing.has(arrow.id)
        ? [
            element("circle", { cx: arrow.badge.x, cy: arrow.badge.y, r: 12, fill: "#ffffff", stroke: ink, "stroke-width": 1.4 }),
            text(arrow.badge.x, arrow.badge.y + 5, arrow.letter, { "text-anchor": "middle", "font-weight": 600 }),
          ]
        : [],
    ),
  ];
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: layout.width,
      height: layout.height,
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      "font-family": "Noto Sans, Fira Sans, sans-serif",
      role: "img",
    },
    parts,
  );
}
