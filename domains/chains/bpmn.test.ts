import { BpmnModdle, type Element } from "bpmn-moddle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bpmnOf, type ChainNames } from "./bpmn.ts";
import type { ChainDocument } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { testChain, testInterface, testStep } from "./factory.ts";

const names: ChainNames = {
  title: 'Kette & "Co" <1>',
  unitOf: (unitId) => unitId ?? "Ratsuchende Person",
  legalDomainOf: (code) => code,
  milestoneOf: (service, event) => `${service} ${event}`,
};

const units = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];

async function read(document: ChainDocument) {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(bpmnOf(document, names, wordsOf.de));
  expect(warnings.map((one) => one.message)).toEqual([]);
  const all = Object.values(elementsById);
  return { rootElement, of: (type: string) => all.filter((one) => one.$type === type), byId: elementsById };
}

const boundsOf = (shape: Element) => shape["bounds"] as { x: number; y: number; width: number; height: number };

function fork(branches: "one" | "all"): ChainDocument {
  const [a, b, c, d] = [
    testStep({ title: "a", branches, unitId: units[0]! }),
    testStep({ title: "b", unitId: units[1]! }),
    testStep({ title: "c" }),
    testStep({ title: "d", joins: branches === "all" ? "all" : "any", unitId: units[0]! }),
  ];
  return { steps: [a, b, c, d], interfaces: [testInterface(a, b), testInterface(a, c), testInterface(b, d), testInterface(c, d)] };
}

describe("a chain as BPMN 2.0", () => {
  test("tasks, lanes, gateways, begin and end, each with its place in the diagram", async () => {
    const { of, byId, rootElement } = await read(fork("all"));
    expect(rootElement.$type).toBe("bpmn:Definitions");
    expect(of("bpmn:Task").map((one) => one["name"])).toEqual(["a", "b", "c", "d"]);
    expect(of("bpmn:Lane").map((one) => one["name"])).toEqual([units[0], units[1], "Ratsuchende Person"]);
    expect(of("bpmn:ParallelGateway")).toHaveLength(2);
    expect([of("bpmn:StartEvent").length, of("bpmn:EndEvent").length]).toEqual([1, 1]);
    expect(byId["pool"]!["name"]).toBe(names.title);
    const shapes = of("bpmndi:BPMNShape").map((one) => (one["bpmnElement"] as Element).id);
    const edges = of("bpmndi:BPMNEdge").map((one) => (one["bpmnElement"] as Element).id);
    const flows = of("bpmn:SequenceFlow");
    expect(edges.toSorted()).toEqual(flows.map((one) => one.id).toSorted());
    for (const type of ["bpmn:Task", "bpmn:Lane", "bpmn:ParallelGateway", "bpmn:StartEvent", "bpmn:EndEvent", "bpmn:Participant"])
      for (const one of of(type)) expect(shapes).toContain(one.id);
    expect((await read(fork("one"))).of("bpmn:ExclusiveGateway")).toHaveLength(2);
  });

  test("every task lies in its lane, every way begins and ends at what it connects", async () => {
    const { of, byId } = await read(fork("all"));
    const box = (id: string) => boundsOf(byId[`${id}_shape`]!);
    for (const lane of of("bpmn:Lane")) {
      const outer = box(lane.id!);
      for (const node of lane["flowNodeRef"] as Element[]) {
        const inner = box(node.id!);
        expect(inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height, `${node.id} in ${lane.id}`).toBe(true);
        expect(inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width, `${node.id} in ${lane.id}`).toBe(true);
      }
    }
    for (const edge of of("bpmndi:BPMNEdge")) {
      const flow = edge["bpmnElement"] as Element;
      const points = edge["waypoint"] as { x: number; y: number }[];
      const touches = (point: { x: number; y: number }, node: Element) => {
        const at = box(node.id!);
        return point.x >= at.x - 1 && point.x <= at.x + at.width + 1 && point.y >= at.y - 1 && point.y <= at.y + at.height + 1;
      };
      expect(touches(points[0]!, flow["sourceRef"] as Element), `${flow.id} begins at its source`).toBe(true);
      expect(touches(points.at(-1)!, flow["targetRef"] as Element), `${flow.id} ends at its target`).toBe(true);
    }
  });

  test("whatever people write is read again as it was", async () => {
    const text = fc
      .string({ unit: "binary", maxLength: 80 })
      .map((it) => it.replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ""));
    await fc.assert(
      fc.asyncProperty(text, text, async (title, output) => {
        const document = testChain(testStep({ title, output }), testStep({ title: "</bpmn:task>" }));
        const { of } = await read(document);
        expect(of("bpmn:Task").map((one) => one["name"] ?? "")).toEqual([title, "</bpmn:task>"]);
      }),
      { numRuns: 40 },
    );
  });

  test("a loop, and nothing at all", async () => {
    const [a, b, c] = [testStep({ title: "a" }), testStep({ title: "b" }), testStep({ title: "c" })];
    const loop = testChain(a, b, c);
    const { of } = await read({ ...loop, interfaces: [...loop.interfaces, testInterface(b, a)] });
    expect(of("bpmn:SequenceFlow").length).toBe(of("bpmndi:BPMNEdge").length);
    expect((await read({ steps: [], interfaces: [] })).of("bpmn:Process")).toHaveLength(1);
  });
});
