import { posix } from "node:path";
import { parseSync } from "oxc-parser";

export type Imported = {
  /** As written, without a bundler's query: "../contract.ts", "zod", "node:fs". */
  specifier: string;
  /** The file meant, from the root of the house; undefined for a package. */
  target: string | undefined;
  /** The package meant: "zod", "@tanstack/react-query", "node:fs"; undefined for a file. */
  packageName: string | undefined;
  names: string[];
  line: number;
};

export type Found = { name: string; line: number };

/** What the rules need to know about one file of TypeScript. */
export type Source = {
  imports: Imported[];
  /** Lines of `import(something)` whose target cannot be read off. */
  computedImports: number[];
  /** "process.env", "Date.now", "new Date()", "fetch", …: what reaches beyond the arguments. */
  effects: Found[];
  /** Names of methods called: `tx.selectFrom(…)` gives "selectFrom". */
  methods: Found[];
  /** Text of string and template literals (not of import specifiers). */
  strings: Found[];
  /** Words between tags in JSX. */
  words: Found[];
  /** Every identifier and property key. */
  identifiers: Found[];
};

type Node = { type: string; start: number; end: number; [key: string]: unknown };

const globalFunctions = new Set(["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
const globalObjects = new Set(["process", "crypto", "console", "localStorage", "sessionStorage", "indexedDB", "window"]);
const known = new Map<string, Source>();

/** Reads one file; the same text is parsed once. Throws when it is not valid TypeScript. */
export function readSource(path: string, text: string): Source {
  const key = `${path}\n${text}`;
  const seen = known.get(key);
  if (seen) return seen;
  const parsed = parseSync(path, text);
  const error = parsed.errors[0];
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);

  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const lineOf = (offset: number) => {
    let low = 0;
    let high = lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };

  const source: Source = { imports: [], computedImports: [], effects: [], methods: [], strings: [], words: [], identifiers: [] };
  const imported = (written: string, names: string[], offset: number) => {
    const specifier = written.replace(/\?.*$/, "");
    const isFile = specifier.startsWith(".");
    source.imports.push({
      specifier,
      target: isFile ? posix.normalize(posix.join(posix.dirname(path), specifier)) : undefined,
      packageName: isFile ? undefined : packageOf(specifier),
      names,
      line: lineOf(offset),
    });
  };
  for (const it of parsed.module.staticImports)
    imported(
      it.moduleRequest.value,
      it.entries.map((entry) => entry.importName.name ?? "*"),
      it.start,
    );
  for (const it of parsed.module.staticExports)
    for (const entry of it.entries)
      if (entry.moduleRequest) imported(entry.moduleRequest.value, [entry.importName.name ?? "*"], entry.start);

  const effect = (name: string, node: Node) => source.effects.push({ name, line: lineOf(node.start) });
  const visit = (node: Node) => {
    switch (node.type) {
      case "ImportDeclaration":
        // the names matter to the glossary, the specifier was read above
        for (const it of node["specifiers"] as Node[]) visit(it);
        return;
      case "ExportAllDeclaration":
        return;
      case "ImportExpression": {
        const asked = node["source"] as Node;
        if (asked.type === "Literal" && typeof asked["value"] === "string") imported(asked["value"], ["*"], node.start);
        else source.computedImports.push(lineOf(node.start));
        break;
      }
      case "TSImportType": {
        const asked = (node["source"] ?? node["argument"]) as Node | undefined;
        if (asked && typeof asked["value"] === "string") imported(asked["value"], ["*"], node.start);
        break;
      }
      case "Literal":
        if (typeof node["value"] === "string") source.strings.push({ name: node["value"], line: lineOf(node.start) });
        return;
      case "TemplateLiteral":
        source.strings.push({
          name: (node["quasis"] as { value: { cooked: string | null; raw: string } }[])
            .map((it) => it.value.cooked ?? it.value.raw)
            .join(" ? "),
          line: lineOf(node.start),
        });
        break;
      case "JSXText":
        if (/\p{L}{2}/u.test(String(node["value"]))) source.words.push({ name: String(node["value"]).trim(), line: lineOf(node.start) });
        return;
      case "Identifier":
      case "PrivateIdentifier":
      case "JSXIdentifier":
        source.identifiers.push({ name: String(node["name"]), line: lineOf(node.start) });
        break;
      case "NewExpression":
        if (nameOf(node["callee"]) === "Date" && (node["arguments"] as unknown[]).length === 0) effect("new Date()", node);
        break;
      case "CallExpression": {
        const callee = node["callee"] as Node;
        const name = nameOf(callee);
        if (name === "Date") effect("Date()", node);
        if (name && globalFunctions.has(name)) effect(name, node);
        if (callee.type === "MemberExpression") {
          const method = propertyOf(callee);
          if (method) source.methods.push({ name: method, line: lineOf(node.start) });
        }
        break;
      }
      case "MemberExpression": {
        const object = nameOf(node["object"]);
        const property = propertyOf(node);
        if (object && property) {
          const whole = `${object}.${property}`;
          if (["Date.now", "performance.now", "performance.timeOrigin", "Math.random", "Temporal.Now"].includes(whole)) effect(whole, node);
          else if (globalObjects.has(object)) effect(whole, node);
          else if (object === "globalThis" && (globalFunctions.has(property) || globalObjects.has(property))) effect(property, node);
        } else if (object && globalObjects.has(object)) effect(`${object}[…]`, node);
        break;
      }
      case "VariableDeclarator": {
        // `const { env } = process` reaches as far as `process.env`
        const from = nameOf(node["init"]);
        const pattern = node["id"] as Node;
        if (from && pattern.type === "ObjectPattern" && (globalObjects.has(from) || ["Date", "Math", "performance"].includes(from)))
          for (const it of pattern["properties"] as Node[]) if (nameOf(it["key"])) effect(`${from}.${nameOf(it["key"])}`, node);
        break;
      }
      default:
    }
    for (const [name, value] of Object.entries(node)) {
      if (name === "parent") continue;
      if (Array.isArray(value)) {
        for (const it of value) if (isNode(it)) visit(it);
      } else if (isNode(value)) visit(value);
    }
  };
  visit(parsed.program as unknown as Node);
  known.set(key, source);
  return source;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === "Identifier" ? String(value["name"]) : undefined;
}

function propertyOf(member: Node): string | undefined {
  const property = member["property"];
  if (!isNode(property)) return undefined;
  if (member["computed"] === true)
    return property.type === "Literal" && typeof property["value"] === "string" ? property["value"] : undefined;
  return nameOf(property);
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  if (specifier.startsWith("node:")) return specifier;
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}
