/** What an actor gets for an ability: done, not signed in, visible but not allowed, not visible. */
export type Cell = 200 | 401 | 403 | 404;

export type Ability<Actor extends string> = {
  /** In plain German, for docs/permissions.md: what somebody does. */
  readonly de: string;
  readonly cells: Readonly<Record<Actor, Cell>>;
};

/** Which columns a request may write at all, as granted in PostgreSQL; `insert: true` means every column. */
export type ColumnRights = { readonly insert?: true | readonly string[]; readonly update?: readonly string[]; readonly delete?: true };

export type PermissionTable<Actor extends string, Name extends string> = {
  readonly domain: string;
  readonly abilities: Readonly<Record<Name, Ability<Actor>>>;
  /** Every table of the schema that a request may write to; what is not named may only be read. */
  readonly columns: Readonly<Record<string, ColumnRights>>;
};

/** The right of every actor for every ability of a domain; a missing cell does not compile. Both the test and docs/permissions.md are made from it. */
export function permissionTable<Actor extends string>() {
  return <Name extends string>(table: PermissionTable<Actor, Name>): PermissionTable<Actor, Name> => table;
}
