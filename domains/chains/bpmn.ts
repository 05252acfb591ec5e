import type { ChainDocument, ChainInterface, ChainStep } from "./contract.ts";
import type { FileWords } from "./documents/words.ts";
import { type Arrow, layOut, type Point } from "./rules-layout.ts";
import { element, escaped } from "./xml.ts";

// BPMN 2.0 with diagram interchange (OMG formal/2011-01-03): one pool, a lane for each unit, a task for each step. Where several ways part or come together a
// gateway stands beside the task: parallel for "all", exclusive for "one".

export type ChainNames = {
  readonly title: string;
  readonly unitOf: (unitId: string | null) => string;
  readonly legalDomainOf: (code: string) => string;
  readonly milestoneOf: (service: string, event: string) => string;
};

const gate = 20;
const event = 22;
const offset = { x: 120, y: 80 };
const poolLabel = 30;
/** Room for the end behind the last step. */
const tail = 24;

type Node = {
  id: string;
  kind: string;
  name?: string;
  documentation?: string;
  unitId: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
};
type Flow = { id: string; from: string; to: string; name?: string; documentation?: string; points: Point[] };

const documented = (text: string | undefined) => (text ? [`<bpmn:documentation>${escaped(text)}</bpmn:documentation>`] : []);
const told = (rows: readonly (readonly [string, string])[]) =>
  rows
    .filter(([, value]) => value !== "")
    .map(([label, value]) => `${label}: ${value}`)
    .join("\n");

export function aboutStep(step: ChainStep, names: ChainNames, words: FileWords): [string, string][] {
  const { milestones } = step;
  return [
    [words.legalDomain, step.legalDomain === null ? "" : names.legalDomainOf(step.legalDomain)],
    [words.preconditions, step.preconditions],
    [words.input, step.input],
    [words.output, step.output],
    [words.targetWeeks, step.targetWeeks === null ? "" : words.weeks(step.targetWeeks)],
    [
      words.milestones,
      milestones
        ? `${names.milestoneOf(milestones.service, milestones.startEvent)} ${words.until} ${names.milestoneOf(milestones.service, milestones.endEvent)}`
        : "",
    ],
  ];
}

export function aboutInterface(one: ChainInterface, words: FileWords): [string, string][] {
  return [
    [words.handover, words.handovers[one.handover]],
    [words.consent, words.consents[one.consent]],
    [words.targetWeeks, one.targetWeeks === null ? "" : words.weeks(one.targetWeeks)],
    [words.quality, one.quality],
    [words.failure, one.failure],
  ];
}

export function bpmnOf(document: ChainDocument, names: ChainNames, words: FileWords): string {
  const layout = layOut(document);
  const nodes: Node[] = [];
  const flows: Flow[] = [];
  const boxOf = new Map(layout.boxes.map((box) => [box.id, box]));
  const stepOf = new Map(document.steps.map((step) => [step.id, step]));
  const splits = new Set<string>();
  const joins = new Set<string>();
  const gateKind = (isAll: boolean) => (isAll ? "parallelGateway" : "exclusiveGateway");
  for (const box of layout.boxes) {
    const step = stepOf.get(box.id)!;
    const { unitId } = step;
    const middle = box.y + box.height / 2;
    nodes.push({
      id: `step_${step.id}`,
      kind: "task",
      name: step.title,
      documentation: told(aboutStep(step, names, words)),
      unitId,
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
    });
    const out = document.interfaces.filter((one) => one.fromStepId === step.id);
    const into = document.interfaces.filter((one) => one.toStepId === step.id);
    const square = { y: middle - gate / 2, width: gate, height: gate };
    const circle = { y: middle - event / 2, width: event, height: event };
    if (out.length > 1) {
      splits.add(step.id);
      nodes.push({ id: `split_${step.id}`, kind: gateKind(step.branches === "all"), unitId, x: box.x + box.width + 4, ...square });
      const points = [
        { x: box.x + box.width, y: middle },
        { x: box.x + box.width + 4, y: middle },
      ];
      flows.push({ id: `to_split_${step.id}`, from: `step_${step.id}`, to: `split_${step.id}`, points });
    }
    if (into.length > 1) {
      joins.add(step.id);
      nodes.push({ id: `join_${step.id}`, kind: gateKind(step.joins === "all"), unitId, x: box.x - 4 - gate, ...square });
      const points = [
        { x: box.x - 4, y: middle },
        { x: box.x, y: middle },
      ];
      flows.push({ id: `from_join_${step.id}`, from: `join_${step.id}`, to: `step_${step.id}`, points });
    }
    if (into.length === 0) {
      nodes.push({ id: `begin_${step.id}`, kind: "startEvent", name: words.begin, unitId, x: box.x - 16 - event, ...circle });
      const points = [
        { x: box.x - 16, y: middle },
        { x: box.x, y: middle },
      ];
      flows.push({ id: `from_begin_${step.id}`, from: `begin_${step.id}`, to: `step_${step.id}`, points });
    }
    if (out.length === 0) {
      nodes.push({ id: `end_${step.id}`, kind: "endEvent", name: words.end, unitId, x: box.x + box.width + 16, ...circle });
      const points = [
        { x: box.x + box.width, y: middle },
        { x: box.x + box.width + 16, y: middle },
      ];
      flows.push({ id: `to_end_${step.id}`, from: `step_${step.id}`, to: `end_${step.id}`, points });
    }
  }
  const arrowOf = new Map(layout.arrows.map((arrow) => [arrow.id, arrow]));
  for (const one of document.interfaces) {
    const arrow = arrowOf.get(one.id);
    if (!arrow) continue;
    flows.push({
      id: `flow_${one.id}`,
      from: splits.has(one.fromStepId) ? `split_${one.fromStepId}` : `step_${one.fromStepId}`,
      to: joins.has(one.toStepId) ? `join_${one.toStepId}` : `step_${one.toStepId}`,
      name: `${arrow.letter}: ${words.handovers[one.handover]}`,
      documentation: told(aboutInterface(one, words)),
      points: pointsBetween(
        arrow,
        splits.has(one.fromStepId),
        joins.has(one.toStepId),
        boxOf.get(one.fromStepId)!,
        boxOf.get(one.toStepId)!,
      ),
    });
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    element(
      "bpmn:definitions",
      {
        "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
        "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
        "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
        "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
        id: "definitions",
        targetNamespace: "https://verbund.example/chains",
        exporter: "Verbund",
      },
      [
        element("bpmn:collaboration", { id: "collaboration" }, [
          element("bpmn:participant", { id: "pool", name: names.title, processRef: "process" }),
        ]),
        processOf(
          nodes,
          flows,
          layout.lanes.map((lane) => lane.unitId),
          names,
        ),
        diagramOf(nodes, flows, layout),
      ],
    ),
    "\n",
  ].join("");
}

const laneId = (unitId: string | null) => (unitId === null ? "lane_person" : `lane_${unitId}`);

function processOf(nodes: readonly Node[], flows: readonly Flow[], lanes: readonly (string | null)[], names: ChainNames): string {
  return element("bpmn:process", { id: "process", name: names.title, isExecutable: false }, [
    ...(lanes.length === 0
      ? []
      : [
          element(
            "bpmn:laneSet",
            { id: "lanes" },
            lanes.map((unitId) =>
              element(
                "bpmn:lane",
                { id: laneId(unitId), name: names.unitOf(unitId) },
                nodes.filter((node) => node.unitId === unitId).map((node) => `<bpmn:flowNodeRef>${escaped(node.id)}</bpmn:flowNodeRef>`),
              ),
            ),
          ),
        ]),
    ...nodes.map((node) =>
      element(`bpmn:${node.kind}`, { id: node.id, name: node.name }, [
        ...documented(node.documentation),
        ...flows.filter((flow) => flow.to === node.id).map((flow) => `<bpmn:incoming>${escaped(flow.id)}</bpmn:incoming>`),
        ...flows.filter((flow) => flow.from === node.id).map((flow) => `<bpmn:outgoing>${escaped(flow.id)}</bpmn:outgoing>`),
      ]),
    ),
    ...flows.map((flow) =>
      element(
        "bpmn:sequenceFlow",
        { id: flow.id, name: flow.name, sourceRef: flow.from, targetRef: flow.to },
        documented(flow.documentation),
      ),
    ),
  ]);
}

function diagramOf(nodes: readonly Node[], flows: readonly Flow[], layout: ReturnType<typeof layOut>): string {
  const bounds = (x: number, y: number, width: number, height: number) =>
    element("dc:Bounds", {
      x: Math.round(x + offset.x),
      y: Math.round(y + offset.y),
      width: Math.round(width),
      height: Math.round(height),
    });
  const shape = (id: string, more: Record<string, boolean>, box: string) =>
    element("bpmndi:BPMNShape", { id: `${id}_shape`, bpmnElement: id, ...more }, [box]);
  return element("bpmndi:BPMNDiagram", { id: "diagram" }, [
    element("bpmndi:BPMNPlane", { id: "plane", bpmnElement: "collaboration" }, [
      shape("pool", { isHorizontal: true }, bounds(-poolLabel, 0, layout.width + tail + poolLabel, Math.max(layout.height, 80))),
      ...layout.lanes.map((lane) =>
        shape(laneId(lane.unitId), { isHorizontal: true }, bounds(0, lane.y, layout.width + tail, lane.height)),
      ),
      ...nodes.map((node) =>
        shape(node.id, node.kind === "exclusiveGateway" ? { isMarkerVisible: true } : {}, bounds(node.x, node.y, node.width, node.height)),
      ),
      ...flows.map((flow) =>
        element(
          "bpmndi:BPMNEdge",
          { id: `${flow.id}_edge`, bpmnElement: flow.id },
          flow.points.map((point) => element("di:waypoint", { x: Math.round(point.x + offset.x), y: Math.round(point.y + offset.y) })),
        ),
      ),
    ]),
  ]);
}

/** Where a gateway stands between box and arrow, the arrow begins or ends at the gateway. */
function pointsBetween(
  arrow: Arrow,
  fromGate: boolean,
  toGate: boolean,
  from: { x: number; y: number; width: number; height: number },
  to: { x: number; y: number; height: number },
): Point[] {
  const points = [...arrow.points];
  const reach = 4 + gate;
  const [fromMiddle, toMiddle] = [from.y + from.height / 2, to.y + to.height / 2];
  if (arrow.isBack) {
    const height = points[1]!.y;
    if (fromGate) {
      const x = from.x + from.width + 4 + gate / 2;
      points.splice(0, 2, { x, y: fromMiddle + gate / 2 }, { x, y: height });
    }
    if (toGate) {
      const x = to.x - 4 - gate / 2;
      points.splice(-2, 2, { x, y: height }, { x, y: toMiddle + gate / 2 });
    }
    return points;
  }
  if (fromGate) points[0] = { x: from.x + from.width + reach, y: fromMiddle };
  if (toGate) points[points.length - 1] = { x: to.x - reach, y: toMiddle };
  return points;
}
