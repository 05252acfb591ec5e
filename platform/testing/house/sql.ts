import { domains, isDomain, isPreparedFor, mayUse } from "./domains.ts";
import { placeOf } from "./places.ts";
import { readSource } from "./source.ts";
import { keysWithoutSite, uniqueKeys } from "./sql-exceptions.ts";
import type { Tree, Violation } from "./tree.ts";

export type SqlRule =
  | "schema not in the row"
  | "definer without search path"
  | "granted to everybody"
  | "rows not secured"
  | "key without the site"
  | "time misnamed"
  | "enum type"
  | "unique key"
  | "plural name"
  | "day of the session"
  | "reader as a filter"
  | "actor asked per row"
  | "table in policies"
  | "policy function in a table"
  | "schema without a domain"
  | "hand in another domain";

type Statement = { text: string; line: number };
type Column = { name: string; type: string; line: number };
type Table = {
  schema: string;
  name: string;
  body: string;
  line: number;
  columns: Column[];
  keys: { kind: "primary" | "unique"; columns: string[]; line: number }[];
};

/** What belongs to no domain: the house's own memory, and what extensions of PostgreSQL bring. */
const schemasOfTheHouse = new Set(["platform", "extension"]);

const schemas = Object.keys(domains).join("|");
const schemaReference = new RegExp(`(?<![\\w.$"])(${schemas})\\s*\\.\\s*"?([a-z_]\\w*)`, "g");
/** What a statement is about: the schema of the first object it names decides what it may refer to. */
const subject =
  /\b(?:create|alter|drop)\b[^;]*?\b(?:table|view|function|procedure|schema|trigger|policy|type|sequence)\b|\bcreate\b[^;]*?\bindex\b|\bcomment\s+on\b|\binsert\s+into\b|\bupdate\b|\bgrant\b|\brevoke\b/i;

/** Every line of SQL in the tree that the house does not allow: migrations, roles, policies, and the SQL in queries.ts. */
export function sqlViolations(tree: Tree): Violation<SqlRule>[] {
  const found: Violation<SqlRule>[] = [];
  const policyFunctions = new Set<string>();
  for (const [path, text] of tree) if (isPolicies(path)) for (const it of functionsOf(text)) policyFunctions.add(it);
  for (const [path, text] of tree) {
    const place = placeOf(path);
    const domain = place.domain !== undefined && isDomain(place.domain) ? place.domain : undefined;
    const add = (rule: SqlRule, line: number, says: string) => found.push({ rule, path, line, says });
    if (path.endsWith(".sql")) {
      for (const it of statementRules(text)) add(...it);
      if (isPolicies(path) && domain) for (const it of policyRules(domain, text)) add(...it);
      else for (const it of migrationRules(text, policyFunctions)) add(...it);
    } else if (domain && (place.kind === "queries" || place.kind === "factory")) {
      for (const { name, line } of readSource(path, text).strings) {
        const clear = blankComments(name);
        for (const it of foreignSchemas(domain, name)) add("schema not in the row", line, `${domain} may not use ${it}`);
        if (readerAsFilter.test(clear)) add("reader as a filter", line, filterAdvice);
        if (sessionDay.test(clear)) add("day of the session", line, dayAdvice);
      }
    }
  }
  return found;
}

type Broken = [SqlRule, number, string];

/** The pairs of person and category only narrow what `any(array(…))` beside them has found through the index. */
const readerAsFilter = /\bin\s*\(\s*select\b[^()]*\bpeople\s*\.\s*readable(?!_pair)/i;
const filterAdvice = "id = any(array(select people.readable('…'))): in (select …) reads the whole site";
const sessionDay =
  /\bcurrent_date\b|\blocaltimestamp\b|\blocaltime\b|\b(now|moment|clock_timestamp|statement_timestamp)\s*\(\s*\)\s*::\s*date\b|\bcurrent_timestamp\s*::\s*date\b/i;
const dayAdvice = "a day is a day of Europe/Berlin: platform.today(), or (… at time zone 'Europe/Berlin')::date";

/** What a piece of SQL names of domains that its own may not use: "themes.theme". */
export function foreignSchemas(domain: keyof typeof domains, text: string): string[] {
  return [...blankComments(text).matchAll(schemaReference)].flatMap(([, schema = "", object = ""]) =>
    mayUse(domain, schema) || isPreparedFor(domain, `${schema}.${object}`) ? [] : `${schema}.${object}`,
  );
}

/** Rules that hold for every statement, wherever it stands. */
function* statementRules(text: string): Generator<Broken> {
  for (const it of statements(text)) {
    const flat = it.text;
    if (/\bsecurity\s+definer\b/i.test(flat)) {
      const pinned = flat.match(/\bset\s+search_path\s*(?:=|to)\s*([^\n;]*)/i)?.[1];
      if (pinned === undefined || /\bpublic\b|\$user/i.test(pinned))
        yield ["definer without search path", it.line, "a security definer function pins its search_path, without public"];
    }
    if (/\bgrant\b[^;]*\bto\b[^;]*\bpublic\b/i.test(flat)) yield ["granted to everybody", it.line, "nothing is granted to PUBLIC"];
    if (/\bcreate\s+type\b[^;]*\bas\s+enum\b/i.test(flat))
      yield ["enum type", it.line, "text with a check: enum equality reaches no index under row-level security"];
    if (sessionDay.test(flat)) yield ["day of the session", it.line, dayAdvice];
    if (readerAsFilter.test(flat)) yield ["reader as a filter", it.line, filterAdvice];
    if (/\bcreate\s+policy\b/i.test(flat))
      for (const call of flat.matchAll(/(\bselect\s+)?\bnetwork\s*\.\s*(actor_\w+)\s*\(\s*\)/gi))
        if (call[1] === undefined)
          yield ["actor asked per row", it.line, `write (select network.${call[2]}()): asked once, not for each row`];
  }
}

/** What a statement of policies.sql makes, changes or gives. */
const handsOn =
  /^\s*(?:create\s+(?:or\s+replace\s+)?(?:function|procedure|view|materialized\s+view)\s+|create\s+policy\s+\w+\s+on\s+|alter\s+(?:function|view|table|policy\s+\w+\s+on)\s+|(?:grant|revoke)\b[^;]*?\bon\s+(?:table\s+|function\s+|schema\s+|all\s+\w+\s+in\s+schema\s+)?)(\w+)/i;

/** policies.sql of a domain: only its row, and nothing that keeps data. */
function* policyRules(domain: keyof typeof domains, text: string): Generator<Broken> {
  for (const it of statements(text)) {
    if (
      /\bcreate\s+(?:unlogged\s+|temp(?:orary)?\s+)?table\b|\bcreate\s+(?:unique\s+)?index\b|\bcreate\s+(?:constraint\s+)?trigger\b|\badd\s+(?:column|constraint)\b/i.test(
        it.text,
      )
    )
      yield ["table in policies", it.line, "tables, indexes, constraints and triggers live in migrations"];
    const made = it.text.match(handsOn)?.[1];
    if (made && made !== domain) yield ["hand in another domain", it.line, `${made} says itself who may do what in it`];
    for (const match of it.text.matchAll(schemaReference))
      if (!mayUse(domain, match[1] ?? "") && !isPreparedFor(domain, `${match[1]}.${match[2]}`))
        yield ["schema not in the row", lineAt(it, match.index), `${domain} may not use ${match[1]}.${match[2]}`];
  }
}

function* migrationRules(text: string, policyFunctions: ReadonlySet<string>): Generator<Broken> {
  const all = statements(text);
  const secured = new Map<string, Set<string>>();
  for (const it of all) {
    const altered = it.text.match(/^\s*alter\s+table\s+(?:only\s+)?([\w"]+\.[\w"]+)/i)?.[1]?.replaceAll('"', "");
    if (!altered) continue;
    const done = secured.get(altered) ?? new Set();
    if (/(?<!no\s)\benable\s+row\s+level\s+security\b/i.test(it.text)) done.add("enable");
    if (/(?<!no\s)\bforce\s+row\s+level\s+security\b/i.test(it.text)) done.add("force");
    secured.set(altered, done);
  }
  for (const it of all) {
    const schema = it.text.match(/^\s*create\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/i)?.[1];
    if (schema && !schemasOfTheHouse.has(schema) && !isDomain(schema))
      yield ["schema without a domain", it.line, `${schema}: a schema is named after its domain`];
    const start = it.text.search(subject);
    if (start !== -1) {
      const references = [...it.text.matchAll(schemaReference)];
      const owner = references[0]?.[1];
      if (owner && isDomain(owner))
        for (const match of references)
          if (!mayUse(owner, match[1] ?? ""))
            yield ["schema not in the row", lineAt(it, match.index), `${owner} may not use ${match[1]}.${match[2]}`];
    }
    if (/\bcreate\s+(?:table|(?:unique\s+)?index|(?:constraint\s+)?trigger)\b|\balter\s+table\b/i.test(it.text))
      for (const name of policyFunctions)
        if (new RegExp(`(?<![\\w.])${name.replace(".", "\\s*\\.\\s*")}\\s*\\(`, "i").test(it.text))
          yield ["policy function in a table", it.line, `${name} is made by policies.sql and dropped at each deploy`];

    const index = it.text.match(
      /\bcreate\s+(unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?[\w"]*\s*on\s+(?:only\s+)?(\w+\.\w+)\s*(?:using\s+\w+\s*)?\(([^)]*)\)/i,
    );
    if (index?.[1] && isOfDomain(index[2] ?? "")) yield* uniqueRule(index[2] ?? "", columnNames(index[3] ?? ""), it.line);
    const added = it.text.match(
      /\balter\s+table\s+(?:only\s+)?(\w+\.\w+)[^;]*?\badd\s+(?:constraint\s+\w+\s+)?unique\s*(?:nulls\s+not\s+distinct\s*)?\(([^)]*)\)/i,
    );
    if (added && isOfDomain(added[1] ?? "")) yield* uniqueRule(added[1] ?? "", columnNames(added[2] ?? ""), it.line);

    const table = tableOf(it);
    if (table && isOfDomain(`${table.schema}.${table.name}`))
      yield* tableRules(table, secured.get(`${table.schema}.${table.name}`) ?? new Set());
    for (const column of addedColumns(it)) yield* columnRule(column);
  }
}

function* tableRules(table: Table, secured: ReadonlySet<string>): Generator<Broken> {
  const whole = `${table.schema}.${table.name}`;
  for (const word of ["enable", "force"])
    if (!secured.has(word))
      yield ["rows not secured", table.line, `alter table ${whole} ${word} row level security; is missing in this file`];
  if (isPlural(table.name)) yield ["plural name", table.line, `${whole}: tables are named in the singular`];
  const primary = table.keys.find((it) => it.kind === "primary");
  if (!Object.hasOwn(keysWithoutSite, whole) && primary?.columns[0] !== "site_id")
    yield ["key without the site", primary?.line ?? table.line, `the primary key of ${whole} starts with site_id`];
  for (const key of table.keys) if (key.kind === "unique") yield* uniqueRule(whole, key.columns, key.line);
  for (const column of table.columns) yield* columnRule(column);
}

function* uniqueRule(table: string, columns: readonly string[], line: number): Generator<Broken> {
  const key = `${table} (${columns.join(", ")})`;
  if (!Object.hasOwn(uniqueKeys, key))
    yield [
      "unique key",
      line,
      `${key}: a unique key tells a writer what others wrote; the allowed ones stand in sql-exceptions.ts with their reason`,
    ];
}

function* columnRule({ name, type, line }: Column): Generator<Broken> {
  const kind = /^timestamp\s+with\s+time\s+zone|^timestamptz/i.test(type) ? "instant" : /^date\b/i.test(type) ? "day" : "other";
  const ending = /(^|_)at$/.test(name) ? "instant" : name.endsWith("_on") ? "day" : "other";
  if (/^timestamp\b(?!\s+with\s+time\s+zone)/i.test(type)) yield ["time misnamed", line, `${name}: an instant is timestamptz`];
  else if (kind !== ending) yield ["time misnamed", line, `${name} ${type.split(/\s/)[0]}: _at is a timestamptz, _on a date`];
}

function isPolicies(path: string): boolean {
  return /^domains\/[^/]+\/policies\.sql$/.test(path);
}

function isOfDomain(name: string): boolean {
  return isDomain(name.split(".")[0] ?? "");
}

const singularThoughS = /(ss|us|is|news|series|access|basis|status)$/;
function isPlural(name: string): boolean {
  return name.endsWith("s") && !singularThoughS.test(name);
}

function functionsOf(text: string): string[] {
  return statements(text).flatMap(
    (it) => it.text.match(/^\s*create\s+(?:or\s+replace\s+)?function\s+(\w+\s*\.\s*\w+)/i)?.[1]?.replace(/\s/g, "") ?? [],
  );
}

/** Splits at semicolons outside of strings, quotes and dollar-quoted bodies; comments and the insides of strings become blanks. */
export function statements(text: string): Statement[] {
  const clear = blankComments(text);
  const found: Statement[] = [];
  let start = 0;
  let at = 0;
  let tag: string | undefined;
  let depth = 0;
  const push = (end: number) => {
    const piece = clear.slice(start, end);
    if (piece.trim() !== "")
      found.push({ text: piece.trimStart(), line: lineOf(clear, start + (piece.length - piece.trimStart().length)) });
    start = end + 1;
  };
  while (at < clear.length) {
    const dollar = clear[at] === "$" ? clear.slice(at).match(/^\$\w*\$/)?.[0] : undefined;
    if (dollar && (tag === undefined || dollar === tag)) {
      tag = tag === undefined ? dollar : undefined;
      at += dollar.length;
      continue;
    }
    if (tag === undefined) {
      if (/\bbegin\s+atomic\b/iy.test(clear.slice(at, at + 14)) && !/\w/.test(clear[at - 1] ?? " ")) depth += 1;
      else if (depth > 0 && /^end\b/i.test(clear.slice(at, at + 4)) && !/\w/.test(clear[at - 1] ?? " ")) depth -= 1;
      else if (depth > 0 && /^case\b/i.test(clear.slice(at, at + 5)) && !/\w/.test(clear[at - 1] ?? " ")) depth += 1;
      if (clear[at] === ";" && depth === 0) push(at);
    }
    at += 1;
  }
  push(clear.length);
  return found;
}

/** The same text, comments and the insides of string literals blanked, so that positions and lines stay. */
function blankComments(text: string): string {
  const blank = (it: string) => it.replace(/[^\n]/g, " ");
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (it) =>
    it.startsWith("'") ? `'${blank(it.slice(1, -1))}'` : blank(it),
  );
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function lineAt(statement: Statement, offset: number): number {
  return statement.line + lineOf(statement.text, offset) - 1;
}

function columnNames(list: string): string[] {
  return list.split(",").map((it) => it.trim().replace(/\s.*$/, "").replaceAll('"', ""));
}

function tableOf(statement: Statement): Table | undefined {
  const head = statement.text.match(/^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)\.(\w+)\s*\(/i);
  if (!head) return undefined;
  const from = head[0].length;
  const table: Table = {
    schema: head[1] ?? "",
    name: head[2] ?? "",
    body: statement.text.slice(from),
    line: statement.line,
    columns: [],
    keys: [],
  };
  for (const { text, offset } of parts(table.body)) {
    const line = lineAt(statement, from + offset + (text.length - text.trimStart().length));
    const piece = text.trim();
    const key = piece.match(/^(?:constraint\s+\w+\s+)?(primary\s+key|unique)\s*(?:nulls\s+not\s+distinct\s*)?\(([^)]*)\)/i);
    if (key) table.keys.push({ kind: /^p/i.test(key[1] ?? "") ? "primary" : "unique", columns: columnNames(key[2] ?? ""), line });
    else if (!/^(constraint|check|foreign|exclude|like)\b/i.test(piece)) {
      const column = piece.match(/^"?(\w+)"?\s+([\s\S]+)$/);
      if (!column) continue;
      const [, name = "", type = ""] = column;
      table.columns.push({ name, type, line });
      if (/\bprimary\s+key\b/i.test(type)) table.keys.push({ kind: "primary", columns: [name], line });
      else if (/\bunique\b/i.test(type)) table.keys.push({ kind: "unique", columns: [name], line });
    }
  }
  return table;
}

function addedColumns(statement: Statement): Column[] {
  if (!/^\s*alter\s+table\b/i.test(statement.text)) return [];
  return [...statement.text.matchAll(/\badd\s+column\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?\s+([^,;]+)/gi)].map((it) => ({
    name: it[1] ?? "",
    type: it[2] ?? "",
    line: lineAt(statement, it.index),
  }));
}

/** The pieces between the commas of a list, up to its closing bracket. */
function parts(body: string): { text: string; offset: number }[] {
  const found: { text: string; offset: number }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < body.length; at += 1) {
    const it = body[at];
    if (it === "(") depth += 1;
    else if (it === ")" && depth === 0) {
      found.push({ text: body.slice(start, at), offset: start });
      return found;
    } else if (it === ")") depth -= 1;
    else if (it === "," && depth === 0) {
      found.push({ text: body.slice(start, at), offset: start });
      start = at + 1;
    }
  }
  return found;
}
