import fc from "fast-check";
import { expect, test } from "vitest";
import { chainDocument, type ChainDocument } from "./contract.ts";
import { testChain, testInterface, testStep } from "./factory.ts";
import {
  addStep,
  addTold,
  beginHistory,
  changeStep,
  connect,
  doNext,
  emptyStep,
  redo,
  removeInterface,
  removeStep,
  undo,
} from "./rules-editing.ts";

const ids = Array.from({ length: 60 }, (_, n) => `00000000-0000-4000-8000-0000000000${String(n).padStart(2, "0")}`);

test("a step in between takes over the way on; beside two ways it is a third", () => {
  const [a, b, c] = [testStep({ title: "a" }), testStep({ title: "b" }), testStep({ title: "c" })];
  const chain = testChain(a, b);
  const between = addStep(chain, c, a.id, ids[0]!);
  expect(between.steps.map((one) => one.title)).toEqual(["a", "c", "b"]);
  expect(between.interfaces.map((one) => [one.fromStepId, one.toStepId])).toEqual([
    [c.id, b.id],
    [a.id, c.id],
  ]);
  const fork = { steps: [a, b, c], interfaces: [testInterface(a, b), testInterface(a, c)] };
  expect(addStep(fork, emptyStep(ids[1]!), a.id, ids[2]!).interfaces).toHaveLength(3);
});

test("steps of a reconstruction come behind the last one, with what broke on the way to them", () => {
  let n = 0;
  const newId = () => ids[n++]!;
  const told = [
    {
      what: "Der Anspruch\nsteht fest.",
      unitId: null,
      legalDomain: "sgb_ii" as const,
      broken: { broke: "Niemand fragte.", needed: "Eine Frage." },
    },
    { what: "x ".repeat(200), unitId: ids[50]!, legalDomain: null, broken: { broke: "Zu spät.", needed: "" } },
  ];
  const fresh = addTold({ steps: [], interfaces: [] }, told, null, newId);
  expect(chainDocument.safeParse(fresh).success).toBe(true);
  expect(fresh.steps.map((one) => [one.title.length <= 120, one.legalDomain, one.unitId, one.preconditions])).toEqual([
    [true, "sgb_ii", null, "Eine Frage."],
    [true, null, ids[50], ""],
  ]);
  expect(fresh.steps[0]!.title).toBe("Der Anspruch steht fest.");
  expect(fresh.interfaces.map((one) => [one.fromStepId, one.toStepId, one.failure])).toEqual([
    [fresh.steps[0]!.id, fresh.steps[1]!.id, "Zu spät."],
  ]);
  const more = addTold(fresh, told.slice(0, 1), fresh.steps[1]!.id, newId);
  expect(more.interfaces.at(-1)).toMatchObject({ quality: "Eine Frage.", failure: "Niemand fragte." });
  expect(addTold(fresh, [], null, newId)).toBe(fresh);
});

test("a removed step leaves no hole", () => {
  const [a, b, c] = [testStep(), testStep(), testStep()];
  const chain = testChain(a, b, c);
  expect(removeStep(chain, b.id).interfaces).toEqual([{ ...chain.interfaces[0], toStepId: c.id }]);
  expect(removeStep(chain, c.id).interfaces).toEqual([chain.interfaces[0]]);
  const double = { ...chain, interfaces: [...chain.interfaces, testInterface(a, c)] };
  expect(removeStep(double, b.id).interfaces).toEqual([double.interfaces[2]]);
});

test("whatever is done is a valid document, and undone step by step it is the first again", () => {
  const deed = fc.tuple(fc.constantFrom("add", "remove", "connect", "cut", "name"), fc.nat({ max: 9 }), fc.nat({ max: 9 }));
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      const first: ChainDocument = testChain(testStep({ title: "a" }), testStep({ title: "b" }));
      let history = beginHistory(first);
      let n = 0;
      for (const [what, i, j] of deeds) {
        const { present } = history;
        const one = present.steps[i % Math.max(present.steps.length, 1)];
        const other = present.steps[j % Math.max(present.steps.length, 1)];
        const next =
          what === "add"
            ? addStep(present, emptyStep(ids[n++]!), one?.id ?? null, ids[n++]!)
            : !one || !other
              ? present
              : what === "remove"
                ? removeStep(present, one.id)
                : what === "connect"
                  ? connect(present, one.id, other.id, ids[n++]!)
                  : what === "cut"
                    ? removeInterface(present, present.interfaces[i]?.id ?? "")
                    : changeStep(present, one.id, { title: `x${j}` });
        history = doNext(history, next, null);
        expect(chainDocument.safeParse(history.present).success).toBe(true);
      }
      const { present, past } = history;
      for (const _ of past) history = undo(history);
      expect(history.present).toBe(first);
      for (const _ of past) history = redo(history);
      expect(history.present).toBe(present);
    }),
  );
});

test("a word is undone as a whole, another field is not", () => {
  const chain = testChain(testStep({ title: "" }));
  const id = chain.steps[0]!.id;
  let history = beginHistory(chain);
  for (const title of ["K", "Ku", "Kurs"]) history = doNext(history, changeStep(history.present, id, { title }), `${id} title`);
  history = doNext(history, changeStep(history.present, id, { input: "x" }), `${id} input`);
  expect(undo(history).present.steps[0]!.title).toBe("Kurs");
  expect(undo(undo(history)).present).toBe(chain);
});
