import type { FieldKind } from "./fields.ts";
import { type ColumnRole, roleOfHeading } from "./headings.ts";

/** What a column of a list is used for. */
export type ColumnUse = {
  readonly heading: string;
  readonly role: ColumnRole | "other" | "ignored";
};

/** The role of each heading; a role that is taken already is compared as text, but for numbers, phones and addresses, of which there may be several. */
export function usesOf(headings: readonly string[]): ColumnUse[] {
  const roles = headings.map(roleOfHeading);
  const taken = new Set<ColumnRole>();
  return headings.map((heading, index) => {
    let role = roles[index];
    if (role === "name" && roles.includes("given") && !roles.includes("family")) role = "family";
    else if (role === "name" && roles.includes("family") && !roles.includes("given")) role = "given";
    if (role === undefined) return { heading, role: "other" };
    if (taken.has(role)) return { heading, role: "other" };
    taken.add(role);
    return { heading, role };
  });
}

/** Where in a row the value of a field stands; several columns are read as one text. */
export type Source = readonly number[];
export type Field = {
  readonly name: string;
  readonly role: ColumnRole | "other";
  readonly kind: FieldKind;
  /** Fields of one space may have changed places. */
  readonly space: string;
  readonly sources: readonly Source[];
};
export type Plan = {
  readonly fields: readonly Field[];
  /** Undefined where the list has no column for it: then the number of the row. */
  readonly ids: readonly (number | undefined)[];
  /** Headings that are not compared, with the reason. */
  readonly ignored: readonly { readonly list: number; readonly heading: string; readonly why: "not_in_both" | "says_too_little" }[];
};

const kinds: Partial<Record<ColumnRole, FieldKind>> = {
  given: "name",
  family: "name",
  birth: "date",
  sex: "category",
  nationality: "category",
  street: "text",
  house_number: "code",
  address_line: "text",
  town: "text",
  postcode: "code",
  region: "category",
  phone: "code",
  email: "text",
  number: "code",
};
const spaces: Partial<Record<ColumnRole, string>> = { given: "names", family: "names", street: "lines", address_line: "lines" };
const simple = Object.keys(kinds) as ColumnRole[];

/** A column that nobody knows is compared where it tells people apart: filled in one of five rows, with many different and short values. */
export type Identifying = (list: number, column: number) => boolean;

export function planOf(lists: readonly (readonly string[])[], isIdentifying: Identifying): Plan {
  const uses = lists.map(usesOf);
  const ids = uses.map((columns) => {
    const at = columns.findIndex((column) => column.role === "id");
    return at < 0 ? undefined : at;
  });
  const used = lists.map(() => new Set<number>());
  const fields: Field[] = [];
  const find = (list: number, role: ColumnRole) => uses[list]!.findIndex((column) => column.role === role);
  const add = (field: Field) => {
    fields.push(field);
    field.sources.forEach((source, list) => source.forEach((column) => used[list]!.add(column)));
  };
  const everywhere = (roles: (list: number) => number[]): readonly Source[] | undefined => {
    const found = lists.map((_, list) => roles(list).filter((column) => column >= 0));
    return found.every((source) => source.length > 0) ? found : undefined;
  };

  const hasParts = lists.every((_, list) => find(list, "given") >= 0 && find(list, "family") >= 0);
  const wholeName = hasParts ? undefined : everywhere((list) => [find(list, "name"), find(list, "given"), find(list, "family")]);
  if (wholeName) add({ name: "name", role: "name", kind: "name", space: "names", sources: wholeName });
  const birth = everywhere((list) => {
    const whole = find(list, "birth");
    return whole >= 0 ? [whole] : [find(list, "birth_year"), find(list, "birth_month"), find(list, "birth_day")];
  });
  if (birth) add({ name: "birth", role: "birth", kind: "date", space: "birth", sources: birth });
  for (const role of simple) {
    if (role === "birth" || (wholeName && (role === "given" || role === "family"))) continue;
    const sources = everywhere((list) => [find(list, role)]);
    if (sources) add({ name: role, role, kind: kinds[role]!, space: spaces[role] ?? role, sources });
  }
  // what nobody knows: the same heading in each list
  const ignored: { list: number; heading: string; why: "not_in_both" | "says_too_little" }[] = [];
  uses[0]!.forEach((column, at) => {
    if (used[0]!.has(at) || at === ids[0] || column.heading === "") return;
    const sources = lists.map((headings, list) =>
      list === 0 ? at : headings.findIndex((heading) => heading.toLowerCase() === column.heading.toLowerCase()),
    );
    if (sources.some((source) => source < 0)) ignored.push({ list: 0, heading: column.heading, why: "not_in_both" });
    else if (sources.every((source, list) => isIdentifying(list, source))) {
      const name = `other:${column.heading}`;
      add({ name, role: "other", kind: "text", space: name, sources: sources.map((source) => [source]) });
    } else {
      ignored.push({ list: 0, heading: column.heading, why: "says_too_little" });
      sources.forEach((source, list) => used[list]!.add(source));
    }
  });
  uses.slice(1).forEach((columns, before) => {
    const list = before + 1;
    columns.forEach((column, at) => {
      if (used[list]!.has(at) || at === ids[list] || column.heading === "") return;
      ignored.push({ list, heading: column.heading, why: "not_in_both" });
    });
  });
  return { fields, ids, ignored };
}
