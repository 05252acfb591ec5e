import type { AnyEndpoint, AnswerOf, RequestOf } from "../platform/contract/endpoint.ts";
import { domains } from "../platform/server/app.ts";
import { asActor } from "../platform/server/database/actor.ts";
import type { Database } from "../platform/server/database/pool.ts";
import { parseRequest } from "../platform/server/http/parse.ts";
import type { Handler, On } from "../platform/server/http/routes.ts";

/** Does as one membership what the endpoint does: checked, decided and logged like any other request. */
export type Perform = <E extends AnyEndpoint>(membershipId: string, endpoint: E, request: RequestOf<E>) => Promise<AnswerOf<E>>;

/** The product's own routes without the wire between. */
export function performer(database: Database): Perform {
  const handlers = new Map<AnyEndpoint, Handler<AnyEndpoint>>();
  const on: On = Object.assign((endpoint: AnyEndpoint, handler: unknown) => void handlers.set(endpoint, handler as Handler<AnyEndpoint>), {
    open: () => {},
    inSteps: () => {},
  });
  for (const domain of domains) domain.routes?.(on);
  return async (membershipId, endpoint, request) => {
    const handler = handlers.get(endpoint);
    if (!handler) throw new Error(`no route for ${endpoint.method} ${endpoint.path}`);
    const given: { params?: unknown; query?: unknown; body?: unknown } = request;
    const parts = parseRequest(endpoint, { params: given.params, query: given.query, body: given.body });
    const answer = await asActor(database, { membership: membershipId }, (call) =>
      handler({ ...call, ...parts, bytes: Buffer.alloc(0), fileName: "" }),
    );
    return answer as never;
  };
}
