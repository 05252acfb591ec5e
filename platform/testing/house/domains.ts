/**
 * The one allow list of the house: which domain may use which. It holds for imports, foreign keys, policies, views and
 * functions alike. A domain that is not here is a decision: docs/decisions/ first, then a line here and in domains/README.md.
 *
 * Not every domain listed exists yet; a listed one that is missing is no fault, a folder that is not listed is one.
 */
export const domains = {
  // ground
  accounts: [],
  network: ["accounts"],
  disclosure: ["network"],
  questionnaires: ["network"],
  directory: ["accounts", "network"],
  // case level
  people: ["accounts", "network"],
  consent: ["accounts", "network", "people"],
  cases: ["accounts", "network", "people", "consent", "directory", "disclosure"],
  assessment: ["accounts", "network", "people", "consent", "directory", "disclosure", "cases", "questionnaires"],
  // structure level
  themes: ["accounts", "network", "disclosure", "cases"],
  bodies: ["accounts", "network", "themes"],
  chains: ["accounts", "network", "disclosure", "cases", "themes"],
  strategy: ["accounts", "network", "themes", "bodies"],
  cooperation: ["accounts", "network", "disclosure", "questionnaires", "bodies"],
  // evaluation
  evaluation: ["accounts", "network", "disclosure", "questionnaires", "themes", "bodies", "strategy", "chains"],
  indicators: ["accounts", "network", "disclosure"],
  publication: ["accounts", "network", "disclosure"],
  // exchange
  exchange: ["accounts", "network", "themes", "publication"],
  learning: ["accounts", "network", "exchange"],
} as const satisfies Record<string, readonly string[]>;

/**
 * Prepared views: functions of a domain below that another may call in its own definer functions though the domain is not in its row. They answer counts by
 * organisation or group and never a row about a person, and nobody who is signed in may call them.
 */
export const preparedViews: Readonly<Partial<Record<keyof typeof domains, readonly string[]>>> = {
  cooperation: ["cases.count_handed_on", "cases.count_access", "cases.count_talks", "consent.count_shared"],
};

export type DomainName = keyof typeof domains;

export function isDomain(name: string): name is DomainName {
  return Object.hasOwn(domains, name);
}

/** Whether `from` may know `to`. Every domain knows itself. */
export function mayUse(from: DomainName, to: string): boolean {
  return from === to || (domains[from] as readonly string[]).includes(to);
}

/** Whether `from` may call the function `object` ("cases.count_access") that another domain prepared for it. */
export function isPreparedFor(from: DomainName, object: string): boolean {
  return preparedViews[from]?.includes(object) ?? false;
}

/** A way round the list that leads back to its start, if there is one: the list itself must have a bottom. */
export function circleIn(list: Readonly<Record<string, readonly string[]>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of list[name] ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(list)) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}
