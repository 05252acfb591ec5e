import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll } from "vitest";
import { type AnyEndpoint, type AnswerOf, type RequestOf, urlOf } from "../contract/endpoint.ts";
import { domains } from "../server/app.ts";
import { buildServer } from "../server/http/server.ts";
import { csrfToken, sessionCookie } from "../server/http/session.ts";
import { type TestDatabase, useTestDatabase } from "./database.ts";

/** A session token, or nobody. */
export type Caller = string | undefined;

export async function buildTestServer(at: TestDatabase): Promise<FastifyInstance> {
  return await buildServer({
    database: at.database,
    config: { secureCookies: false, trustedProxies: 0, logLevel: "error" },
    routes: domains.flatMap((domain) => (domain.routes ? [domain.routes] : [])),
    log: (line) => console.error(line),
  });
}

/** The real server on a database of its own, for a test file. */
export function useTestServer() {
  const at = useTestDatabase();
  let server: FastifyInstance | undefined;
  beforeAll(async () => {
    server = await buildTestServer(at.current);
  });
  afterAll(async () => {
    await server?.close();
  });
  return {
    get at() {
      return at.current;
    },
    get server() {
      return server!;
    },
    /** Sends a request as the browser would, with cookie and token. */
    send: async <E extends AnyEndpoint>(caller: Caller, endpoint: E, request: RequestOf<E>): Promise<LightMyRequestResponse> =>
      await send(server!, caller, endpoint, request),
    /** A file as the browser would send it. */
    sendFile: async <E extends AnyEndpoint>(
      caller: Caller,
      endpoint: E,
      request: RequestOf<E>,
      file: { bytes: Buffer; name: string },
    ): Promise<LightMyRequestResponse> => await send(server!, caller, endpoint, request, file),
    /** The same, and insists on 200. */
    ask: async <E extends AnyEndpoint>(caller: Caller, endpoint: E, request: RequestOf<E>): Promise<AnswerOf<E>> => {
      const response = await send(server!, caller, endpoint, request);
      if (response.statusCode !== 200)
        throw new Error(`${endpoint.method} ${endpoint.path} answered ${response.statusCode}: ${response.body}`);
      return response.json<AnswerOf<E>>();
    },
  };
}

export async function send<E extends AnyEndpoint>(
  server: FastifyInstance,
  caller: Caller,
  endpoint: E,
  request: RequestOf<E>,
  file?: { bytes: Buffer; name: string },
): Promise<LightMyRequestResponse> {
  const parts = request as { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
  return await server.inject({
    method: endpoint.method,
    url: urlOf(endpoint, parts),
    ...(file ? { payload: file.bytes } : parts.body === undefined ? {} : { payload: parts.body as object }),
    headers: {
      ...(caller ? { "x-csrf-token": csrfToken(caller) } : {}),
      ...(file ? { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name) } : {}),
    },
    cookies: caller ? { [sessionCookie]: caller } : {},
  });
}
