import { expect, it } from "vitest";
import { type Key, KeyCache, LastOpened, newDataKey, openText, SealBroken, sealText, unwrapKey, wrapKey } from "./vault.ts";

const place = { siteId: "site", subjectId: "person", table: "cases.note", column: "text" };

it("opens what was sealed at its place, and nowhere else", () => {
  const key = newDataKey();
  const sealed = sealText(key, place, "Grüße an Ömer");
  expect(openText(key, place, sealed)).toBe("Grüße an Ömer");
  expect(() => openText(key, { ...place, subjectId: "somebody else" }, sealed)).toThrow(SealBroken);
  expect(() => openText(newDataKey(), place, sealed)).toThrow(SealBroken);
  for (const at of [0, 1, 13, 29, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = changed[at]! ^ 1;
    expect(() => openText(key, place, changed)).toThrow(SealBroken);
  }
  expect(() => openText(key, place, sealed.subarray(0, -1))).toThrow(SealBroken);
});

it("gives a wrapped key back", () => {
  const [wrapping, key] = [newDataKey(), newDataKey()];
  const again = unwrapKey(wrapping, place, wrapKey(wrapping, place, key));
  expect(again.equals(key)).toBe(true);
});

it("leaves a key usable for whoever holds it when the cache forgets it", () => {
  const cache = new KeyCache(2);
  const key = newDataKey();
  const sealed = sealText(key, place, "in use");
  cache.set("first", key);
  const held = cache.get("first")!;
  cache.set("second", newDataKey());
  cache.set("third", newDataKey());
  expect(cache.get("first")).toBeUndefined();
  expect(openText(held, place, sealed)).toBe("in use");
});

it("opens the last value again where the place or the seal is another", () => {
  const [key, other] = [newDataKey(), newDataKey()];
  const last = new LastOpened<string>();
  let opened = 0;
  const open = (of: Key, column: string, sealed: Buffer) =>
    last.open(of, column, sealed, () => {
      opened += 1;
      return openText(of, { ...place, column }, sealed);
    });
  const first = sealText(key, { ...place, column: "one" }, "first");
  expect([open(key, "one", first), open(key, "one", Buffer.from(first))]).toEqual(["first", "first"]);
  expect(opened).toBe(1);
  expect(() => open(key, "two", first)).toThrow(SealBroken);
  expect(() => open(other, "one", first)).toThrow(SealBroken);
  const changed = Buffer.from(first);
  changed[30] = changed[30]! ^ 1;
  expect(() => open(key, "one", changed)).toThrow(SealBroken);
  expect(open(key, "one", sealText(key, { ...place, column: "one" }, "second"))).toBe("second");
});
