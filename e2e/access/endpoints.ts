import type { AnyEndpoint } from "../../platform/contract/endpoint.ts";
import { domains } from "../../platform/server/app.ts";
import type { On } from "../../platform/server/http/routes.ts";

/** An endpoint as it is registered: by its routes, so that none can be forgotten. */
export type Registered = {
  /** "GET /api/cases/:caseId": how lists of exceptions name it. */
  readonly name: string;
  readonly domain: string;
  readonly endpoint: AnyEndpoint;
  readonly isPage: boolean;
  /** Nothing is changed by calling it. */
  readonly reads: boolean;
};

export function registeredEndpoints(): readonly Registered[] {
  const found: Registered[] = [];
  for (const domain of domains) {
    const add = (isPage: boolean) => (endpoint: AnyEndpoint) =>
      void found.push({
        name: `${endpoint.method} ${endpoint.path}`,
        domain: domain.name,
        endpoint,
        isPage,
        reads: endpoint.method === "GET" || endpoint.reads === true,
      });
    const on: On = Object.assign(add(false), { open: add(false), inSteps: add(false), page: add(true) });
    domain.routes?.(on);
  }
  return found;
}
