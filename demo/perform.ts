import type { AnyEndpoint, AnswerOf, RequestOf } from "../platform/contract/endpoint.ts";
import { domains } from "../platform/server/app.ts";
import { asActor } from "../platform/server/database/actor.ts";
import type { Database } from "../platform/server/database/pool.ts";
import { parseRequest } from "../platform/server/http/parse.ts";
import type { PageAnswer } from "../platform/server/http/html.ts";
import type { Begin, Handler, On, PageHandler, SteppedHandler } from "../platform/server/http/routes.ts";

/** Does as one membership what the endpoint does: checked, decided and logged like any other request. */
export type Perform = <E extends AnyEndpoint>(membershipId: string, endpoint: E, request: RequestOf<E>) => Promise<AnswerOf<E>>;

/** The product's own routes without the wire between. */
export function performer(database: Database): Perform {
  const handlers = new Map<AnyEndpoint, Handler<AnyEndpoint>>();
  const stepped = new Map<AnyEndpoint, SteppedHandler<AnyEndpoint>>();
  const on: On = Object.assign((endpoint: AnyEndpoint, handler: unknown) => void handlers.set(endpoint, handler as Handler<AnyEndpoint>), {
    open: () => {},
    page: () => {},
    inSteps: (endpoint: AnyEndpoint, handler: unknown) => void stepped.set(endpoint, handler as SteppedHandler<AnyEndpoint>),
  });
  for (const domain of domains) domain.routes?.(on);
  return async (membershipId, endpoint, request) => {
    const handler = handlers.get(endpoint);
    const inSteps = stepped.get(endpoint);
    if (!handler && !inSteps) throw new Error(`no route for ${endpoint.method} ${endpoint.path}`);
    const asked: { params?: unknown; query?: unknown; body?: unknown } = request;
    const parts = parseRequest(endpoint, { params: asked.params, query: asked.query, body: asked.body });
    const given = { ...parts, bytes: Buffer.alloc(0), fileName: "" };
    const begin: Begin = (work) => asActor(database, { membership: membershipId }, work);
    const answer = handler ? await begin((call) => handler({ ...call, ...given })) : await inSteps?.({ begin, ...given });
    return answer as never;
  };
}

/** Opens a page that needs no account, or sends its form, as the browser of somebody's phone does. */
export type Visit = <E extends AnyEndpoint>(
  endpoint: E,
  request: RequestOf<E>,
  cookies?: Readonly<Record<string, string>>,
) => Promise<PageAnswer>;

export function visits(database: Database): Visit {
  const pages = new Map<AnyEndpoint, PageHandler<AnyEndpoint>>();
  const nothing = () => {};
  const on: On = Object.assign(nothing, {
    open: nothing,
    inSteps: nothing,
    page: (endpoint: AnyEndpoint, handler: unknown) => void pages.set(endpoint, handler as PageHandler<AnyEndpoint>),
  });
  for (const domain of domains) domain.routes?.(on);
  return async (endpoint, request, cookies = {}) => {
    const handler = pages.get(endpoint);
    if (!handler) throw new Error(`no page for ${endpoint.method} ${endpoint.path}`);
    const asked: { params?: unknown; query?: unknown; body?: unknown } = request;
    const parts = parseRequest(endpoint, { params: asked.params, query: asked.query, body: asked.body });
    const given = { params: asked.params ?? {}, query: asked.query ?? {}, form: asked.body ?? {} };
    return await handler({ ...parts, database, address: "", secureCookies: false, cookies, acceptLanguage: "de", given: given as never });
  };
}
