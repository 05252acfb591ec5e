import type { ZodType } from "zod";
import { day } from "../../platform/contract/values.ts";

/** What is put where a field has this name. A list is gone through; the first that the field takes is it. */
export type Hints = Readonly<Record<string, readonly unknown[]>>;

type Def = {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Record<string, ZodType>;
  readonly element?: ZodType;
  readonly options?: readonly ZodType[];
  readonly entries?: Record<string, string | number>;
  readonly values?: readonly unknown[];
  readonly innerType?: ZodType;
  readonly in?: ZodType;
};

const defOf = (schema: ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;
const words = [
  "Ein Satz",
  "ein_satz",
  "language",
  "de",
  "10:30",
  "00000",
  "0201 123456",
  "eins@example.org",
  "https://example.org",
  "1",
  "[]",
];
const numbers = [1, 0, 2, 2026, 30];

function accepted(schema: ZodType, candidates: readonly unknown[]): { readonly value: unknown } | undefined {
  for (const value of candidates) if (schema.safeParse(value).success) return { value };
  return undefined;
}

/** Where there are several to choose from, another one first. */
const turned = (hints: Hints, at: number): Hints =>
  Object.fromEntries(
    Object.entries(hints).map(([name, list]) => [
      name,
      list.length === 0 ? list : [...list.slice(at % list.length), ...list.slice(0, at % list.length)],
    ]),
  );

/**
 * A value that a schema takes, made from the schema: everything that may be left out as a whole row of things stays out, every single value is there.
 * Undefined where none was found.
 */
export function exampleOf(schema: ZodType, hints: Hints, isSparse: boolean, name = ""): unknown {
  const def = defOf(schema);
  // one name there must be
  if (isSparse && def.type === "nullable" && name !== "familyName") return null;
  if (isSparse && def.type === "optional") return undefined;
  const hinted = hints[name];
  if (hinted) {
    const given = accepted(schema, hinted);
    if (given) return given.value;
  }
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, field]) => [key, exampleOf(field, hints, isSparse, key)]));
    case "array": {
      if (isSparse && schema.safeParse([]).success) return [];
      const one = exampleOf(def.element!, hints, isSparse, name);
      // some lists want several, each another
      const several = [0, 1, 2, 3].map((at) => exampleOf(def.element!, turned(hints, at), isSparse, name));
      return accepted(schema, [[one], several.slice(0, 2), several.slice(0, 3), several, []])?.value;
    }
    case "union":
      return exampleOf(def.options![0]!, hints, isSparse, name);
    case "enum":
      return Object.values(def.entries ?? {})[0];
    case "literal":
      return def.values![0];
    case "boolean":
      return false;
    case "number":
      return accepted(schema, numbers)?.value;
    case "string":
      if (schema === day) return "2026-03-02";
      return accepted(schema, words)?.value;
    case "nullable":
    case "optional": {
      const inner = exampleOf(def.innerType!, hints, isSparse, name);
      return inner === undefined ? (def.type === "nullable" ? null : undefined) : inner;
    }
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
      return exampleOf(def.innerType!, hints, isSparse, name);
    case "pipe": {
      const inner = exampleOf(def.in!, hints, isSparse, name);
      return schema.safeParse(inner).success ? inner : accepted(schema, words)?.value;
    }
    case "record":
      return {};
    default:
      return undefined;
  }
}
