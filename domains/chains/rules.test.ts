import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChainDocument } from "./contract.ts";
import { testChain, testCourse, testInterface, testStep } from "./factory.ts";
import { layOut, letterOf, linesOf } from "./rules-layout.ts";
import { columnsOf, compareDocuments, faultsOf, fitOf, mayBeAgreed, passagesOf, pointsOf, unitPairsOf, waysBack } from "./rules.ts";

const codes = (document: ChainDocument) => faultsOf(document).map((fault) => fault.code);
const step = (title: string, more = {}) => testStep({ title, ...more });

describe("what is wrong with a chain", () => {
  test("nothing: one start, an end, branches that join", () => {
    const [a, b, c, d] = [step("a", { branches: "all" }), step("b"), step("c"), step("d", { joins: "all" })];
    const fork = { steps: [a, b, c, d], interfaces: [testInterface(a, b), testInterface(a, c), testInterface(b, d), testInterface(c, d)] };
    expect(codes(fork)).toEqual([]);
    expect(codes({ ...fork, steps: [a, b, c, { ...d, joins: "any" }] })).toEqual(["branches_apart"]);
  });

  test("nothing in it, no title, two starts, a part that is not reached", () => {
    expect(codes({ steps: [], interfaces: [] })).toEqual(["no_step"]);
    expect(codes(testChain(step("")))).toEqual(["untitled"]);
    const [a, b, c] = [step("a"), step("b"), step("c")];
    expect(faultsOf({ steps: [a, b, c], interfaces: [testInterface(a, b)] })).toEqual([
      { code: "several_starts", stepIds: [a.id, c.id], isNotice: false },
    ]);
  });

  test("a circle without a way out names its steps; one with a way out is only said", () => {
    const [a, b, c, d] = [step("a"), step("b"), step("c"), step("d")];
    const chain = testChain(a, b, c);
    const closed = { ...chain, interfaces: [...chain.interfaces, testInterface(c, b)] };
    expect(faultsOf(closed)).toContainEqual({ code: "no_end", stepIds: [b.id, c.id], isNotice: false });
    const lost = { steps: [a, b, c, d], interfaces: [...closed.interfaces, testInterface(a, d)] };
    expect(faultsOf(lost)).toContainEqual({ code: "no_way_out", stepIds: [b.id, c.id], isNotice: false });
    expect(mayBeAgreed(lost)).toBe(false);
    const open = { steps: [a, b, c, d], interfaces: [...closed.interfaces, testInterface(c, d)] };
    expect(faultsOf(open)).toEqual([{ code: "goes_back", stepIds: [b.id, c.id], isNotice: true }]);
    expect(mayBeAgreed(open)).toBe(true);
    const round = { steps: [a], interfaces: [testInterface(a, a)] };
    expect(codes(round)).toEqual(["no_start", "no_end"]);
  });

  test("whatever is drawn is answered, laid out and measured", () => {
    const any = fc
      .tuple(fc.nat({ max: 9 }), fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 20 }))
      .map(([n, ways]): ChainDocument => {
        const steps = Array.from({ length: n }, (_, i) =>
          step(`s${i}`, {
            milestones: { service: `s_${i}`, startEvent: "started", endEvent: "finished" },
            unitId: i % 3 === 0 ? null : `00000000-0000-4000-8000-00000000000${i % 3}`,
          }),
        );
        const known = ways.filter(([a, b]) => a < n && b < n);
        return { steps, interfaces: known.map(([a, b]) => testInterface(steps[a]!, steps[b]!)) };
      });
    fc.assert(
      fc.property(any, (document) => {
        faultsOf(document);
        const layout = layOut(document);
        expect(layout.boxes).toHaveLength(document.steps.length);
        expect(layout.arrows).toHaveLength(document.interfaces.length);
        const places = new Set(layout.boxes.map((box) => `${box.x} ${box.y}`));
        expect(places.size).toBe(document.steps.length);
        for (const box of layout.boxes) {
          expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
        const back = waysBack(document);
        const columns = columnsOf(document);
        for (const one of document.interfaces)
          if (!back.has(one.id)) expect(columns.get(one.fromStepId)!).toBeLessThan(columns.get(one.toStepId)!);
        const { passages, unmeasured } = passagesOf(document);
        expect(passages.filter((one) => one.id !== null).length + unmeasured.length).toBe(
          document.steps.length + document.interfaces.length,
        );
        expect(compareDocuments(document, document)).toEqual([]);
      }),
    );
  });
});

describe("two versions", () => {
  test("what was added, removed and changed, field by field", () => {
    const [a, b, c] = [step("a"), step("b"), step("c")];
    const before = testChain(a, b);
    const after = { steps: [{ ...a, targetWeeks: 2 }, c], interfaces: [testInterface(a, c)] };
    expect(compareDocuments(before, after).map((one) => [one.kind, one.element, one.fields])).toEqual([
      ["changed", "step", ["targetWeeks"]],
      ["added", "step", []],
      ["removed", "step", []],
      ["added", "interface", []],
      ["removed", "interface", []],
    ]);
  });

  test("an interface drawn anew between the same steps is the same", () => {
    const [a, b] = [step("a"), step("b")];
    const one = { steps: [a, b], interfaces: [testInterface(a, b)] };
    const other = { steps: [a, b], interfaces: [testInterface(a, b, { handover: "warm_handover" })] };
    expect(compareDocuments(one, other).map((it) => [it.kind, it.fields])).toEqual([["changed", ["handover"]]]);
  });
});

describe("what is measured", () => {
  test("a step, the interface behind it, the whole way; nothing between one and the same milestone", () => {
    const { passages, unmeasured } = passagesOf(testCourse(null, null));
    expect(passages.map((one) => [one.element, one.from.event, one.to.event])).toEqual([
      ["step", "entitled", "registered"],
      ["step", "started", "finished"],
      ["interface", "registered", "started"],
      ["whole", "entitled", "finished"],
    ]);
    expect(unmeasured).toEqual([]);
    const service = "recognition";
    const [a, b] = [
      step("a", { milestones: { service, startEvent: "entitled", endEvent: "registered" } }),
      step("b", { milestones: { service, startEvent: "registered", endEvent: "registered" } }),
    ];
    const same = testChain(a, b);
    expect(passagesOf(same).unmeasured).toEqual([b.id, same.interfaces[0]!.id]);
  });

  test("a way as agreed, under way, with something skipped, in another order", () => {
    const fit = fitOf(testCourse(null, null));
    expect(fit([0, 1, 2, 3])).toBe("as_agreed");
    expect(fit([0, 1])).toBe("under_way");
    expect(fit([0, 2, 3])).toBe("skipped");
    expect(fit([0, 2, 1, 3])).toBe("other_order");
  });

  test("branches: either order of two at the same time; one of two leaves the other out", () => {
    const at = (service: string) => ({ service, startEvent: "started" as const, endEvent: "started" as const });
    const [a, b, c, d] = [
      step("a", { milestones: at("a"), branches: "all" }),
      step("b", { milestones: at("b") }),
      step("c", { milestones: at("c") }),
      step("d", { milestones: at("d"), joins: "all" }),
    ];
    const fork = { steps: [a, b, c, d], interfaces: [testInterface(a, b), testInterface(a, c), testInterface(b, d), testInterface(c, d)] };
    expect(pointsOf(fork).map((one) => one.service)).toEqual(["a", "b", "c", "d"]);
    const fit = fitOf(fork);
    expect(fit([0, 1, 2, 3])).toBe("as_agreed");
    expect(fit([0, 2, 1, 3])).toBe("as_agreed");
    expect(fit([0, 3, 1])).toBe("other_order");
    // all branches belong to it
    expect(fit([0, 1, 3])).toBe("skipped");
    const choice = { ...fork, steps: [{ ...a, branches: "one" as const }, b, c, { ...d, joins: "any" as const }] };
    expect(fitOf(choice)([0, 1, 3])).toBe("as_agreed");
    expect(fitOf(choice)([0, 3])).toBe("skipped");
  });

  test("pairs of units, whatever the direction, with all their interfaces", () => {
    const [u, v] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
    const chain = testChain(step("a", { unitId: u }), step("b", { unitId: v }), step("c", { unitId: u }), step("d", { unitId: null }));
    expect(unitPairsOf(chain)).toEqual([{ one: u, other: v, interfaceIds: [chain.interfaces[0]!.id, chain.interfaces[1]!.id] }]);
  });
});

test("letters and lines of the drawing", () => {
  expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(["A", "Z", "AA", "AZ", "BA"]);
  expect(linesOf("Berechtigung ausstellen", 17, 3)).toEqual(["Berechtigung", "ausstellen"]);
  expect(linesOf("Niederlassungserlaubnisverlängerung", 12, 3)).toEqual(["Niederlassu-", "ngserlaubni-", "sverlängeru…"]);
  expect(linesOf("", 12, 3)).toEqual([]);
});
