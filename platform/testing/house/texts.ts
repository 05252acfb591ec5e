import { IntlMessageFormat } from "intl-messageformat";
import { parseSync } from "oxc-parser";
import { isTypeScript } from "./places.ts";
import { readSource } from "./source.ts";
import type { Tree, Violation } from "./tree.ts";

export type TextRule =
  | "text cannot be read"
  | "message cannot be read"
  | "keys differ"
  | "key of another namespace"
  | "placeholders differ"
  | "left in German"
  | "too long"
  | "text that nobody shows";

export type Text = { key: string; value: string; line: number };

const languages = ["de", "en"] as const;
/** A sentence that people read; what is longer belongs on a page of its own. */
const bounds: { ending: RegExp; most: number }[] = [
  { ending: /\.(button|action|tab|label|role|category|word)(\.\w+)?$/, most: 60 },
  { ending: /\.title$/, most: 90 },
  { ending: /./, most: 600 },
];

export function isTexts(path: string, language: (typeof languages)[number]): boolean {
  return path.endsWith(`/texts.${language}.ts`) && (path.startsWith("domains/") || path.startsWith("platform/web/"));
}

/** Where German and English differ in more than their words. */
export function textViolations(tree: Tree): Violation<TextRule>[] {
  const found: Violation<TextRule>[] = [];
  const strings = new Set<string>();
  const patterns: RegExp[] = [];
  for (const [path, text] of tree) {
    if (!isTypeScript(path) || languages.some((it) => isTexts(path, it)) || /\.(test|spec)\.tsx?$/.test(path)) continue;
    for (const { name } of readSource(path, text).strings) {
      strings.add(name);
      // `cases.phase.${phase}` shows every text below "cases.phase."
      if (/^[a-z]+\.[\w.]*.* \? /.test(name))
        patterns.push(
          new RegExp(
            `^${name
              .split(" ? ")
              .map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
              .join("[\\w.]+")}$`,
          ),
        );
    }
  }
  for (const path of tree.keys()) {
    if (!isTexts(path, "de")) continue;
    const namespace = path.startsWith("platform/") ? undefined : path.split("/")[1];
    const read = languages.map((language) => {
      const at = path.replace(/de\.ts$/, `${language}.ts`);
      const { texts, unreadable } = readTexts(at, tree.get(at) ?? "");
      for (const line of unreadable)
        found.push({ rule: "text cannot be read", path: at, line, says: "a key and a plain string, nothing computed" });
      return { path: at, language, texts };
    });
    const [de, en] = [read[0]!, read[1]!];
    for (const { path: at, language, texts } of read) {
      const other = new Map((language === "de" ? en : de).texts.map((it) => [it.key, it]));
      for (const it of texts) {
        const add = (rule: TextRule, says: string) => found.push({ rule, path: at, line: it.line, says });
        if (!other.has(it.key)) add("keys differ", `${it.key} has no ${language === "de" ? "English" : "German"}`);
        if (argumentsOf(it.value, language) === undefined) add("message cannot be read", `${it.key}: not a valid ICU message`);
        const most = bounds.find((bound) => bound.ending.test(it.key))?.most ?? 0;
        if (it.value.length > most) add("too long", `${it.key}: ${it.value.length} characters, at most ${most}`);
      }
    }
    const english = new Map(en.texts.map((it) => [it.key, it]));
    for (const it of de.texts) {
      const add = (rule: TextRule, line: number, says: string, at = path) => found.push({ rule, path: at, line, says });
      if (namespace && !it.key.startsWith(`${namespace}.`))
        add("key of another namespace", it.line, `${it.key} does not begin with ${namespace}.`);
      if (!strings.has(it.key) && !patterns.some((pattern) => pattern.test(it.key))) add("text that nobody shows", it.line, it.key);
      const twin = english.get(it.key);
      if (!twin) continue;
      const [ours, theirs] = [argumentsOf(it.value, "de"), argumentsOf(twin.value, "en")];
      if (ours !== undefined && theirs !== undefined && ours !== theirs)
        add("placeholders differ", twin.line, `${it.key}: German has {${ours}}, English {${theirs}}`, en.path);
      if (it.value === twin.value && (it.value.match(/\p{L}{2,}/gu) ?? []).length > 3)
        add("left in German", twin.line, `${it.key}: "${it.value.slice(0, 60)}"`, en.path);
    }
  }
  return found;
}

/** The keys and values of the one object that a file of texts exports. */
export function readTexts(path: string, text: string): { texts: Text[]; unreadable: number[] } {
  const texts: Text[] = [];
  const unreadable: number[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) return { texts, unreadable: [1] };
  for (const statement of parsed.program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration?.type !== "VariableDeclaration") continue;
    let object = statement.declaration.declarations[0]?.init;
    while (object?.type === "TSAsExpression" || object?.type === "TSSatisfiesExpression" || object?.type === "ParenthesizedExpression")
      object = object.expression;
    if (object?.type !== "ObjectExpression") continue;
    for (const property of object.properties) {
      const key = property.type === "Property" && property.key.type === "Literal" ? property.key.value : undefined;
      const value = property.type === "Property" ? plainString(property.value) : undefined;
      if (typeof key === "string" && value !== undefined) texts.push({ key, value, line: lineOf(property.start) });
      else unreadable.push(lineOf(property.start));
    }
  }
  return { texts, unreadable };
}

function plainString(node: {
  type: string;
  value?: unknown;
  left?: unknown;
  right?: unknown;
  operator?: unknown;
  quasis?: unknown;
  expressions?: unknown;
}): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const left = plainString(node.left as never);
    const right = plainString(node.right as never);
    return left !== undefined && right !== undefined ? left + right : undefined;
  }
  if (node.type === "TemplateLiteral" && (node.expressions as unknown[]).length === 0)
    return (node.quasis as { value: { cooked: string } }[]).map((it) => it.value.cooked).join("");
  return undefined;
}

type Element = { type: number; value?: string; options?: Record<string, { value: Element[] }>; children?: Element[] };

/** The names of all arguments and tags of a message, in one line; undefined when it cannot be parsed. */
function argumentsOf(message: string, language: string): string | undefined {
  const names = new Set<string>();
  const walk = (elements: readonly Element[]) => {
    for (const it of elements) {
      // 0 is literal text and 7 the # of a plural: neither has a name
      if (it.type !== 0 && it.type !== 7 && it.value !== undefined) names.add(it.type === 8 ? `<${it.value}>` : it.value);
      for (const option of Object.values(it.options ?? {})) walk(option.value);
      if (it.children) walk(it.children);
    }
  };
  try {
    walk(new IntlMessageFormat(message, language).getAst());
  } catch {
    return undefined;
  }
  return [...names].sort().join(", ");
}
