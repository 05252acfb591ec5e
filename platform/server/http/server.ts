import { timingSafeEqual } from "node:crypto";
import cookie from "@fastify/cookie";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { AnyEndpoint } from "../../contract/endpoint.ts";
import type { Config } from "../config.ts";
import { type Ahead, asActor, type Call } from "../database/actor.ts";
import type { Database } from "../database/pool.ts";
import { newId } from "../ids.ts";
import { forbidden, signedOut } from "../problem.ts";
import { answerFor, describeForLog } from "./errors.ts";
import { parseRequest } from "./parse.ts";
import { registerPage } from "./page.ts";
import { type AheadOf, FileAnswer, type Handler, type On, type OpenHandler, type Routes, type SteppedHandler } from "./routes.ts";
import { derivedOf, sessionCookieOf } from "./session.ts";

export type ServerOptions = {
  readonly database: Database;
  readonly config: Pick<Config, "secureCookies" | "trustedProxies" | "logLevel">;
  readonly routes: readonly Routes[];
  /** The built pages; without it the server answers the API alone. */
  readonly webFolder?: string;
  readonly log?: (line: string) => void;
};

const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
};
const securityHeadersOverTls = { ...securityHeaders, "strict-transport-security": "max-age=31536000; includeSubDomains" };

function setSecurityHeaders(reply: FastifyReply, secure: boolean): void {
  reply.headers(secure ? securityHeadersOverTls : securityHeaders);
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A change must come from our own pages: the browser says so, and with a session it must know the token of the session. */
function refuseForeignOrigin(request: FastifyRequest, sessionToken: string | undefined): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw forbidden("foreign_origin");
  const { origin } = request.headers;
  if (origin !== undefined && URL.parse(origin)?.host !== request.host) throw forbidden("foreign_origin");
  if (sessionToken === undefined) return;
  const sent = request.headers["x-csrf-token"];
  if (typeof sent !== "string" || !isSame(sent, derivedOf(sessionToken).csrf)) throw forbidden("csrf");
}

/** Its sender is a program without a session that says nothing but its token, so that neither origin nor content count; both ways in are here alone. */
function acceptOneClick(
  server: FastifyInstance,
  endpoint: AnyEndpoint,
  handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const ignored = (_request: unknown, _body: unknown, done: (error: null, value: undefined) => void) => done(null, undefined);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: 4_096 }, ignored);
  server.post(endpoint.path, async (request, reply) => {
    const answer = await handle(request, reply);
    return await reply.header("cache-control", "no-store").send(answer ?? null);
  });
  server.get(endpoint.path, async (request, reply) => {
    const [token = ""] = Object.values(request.params as Record<string, string>);
    return await reply.header("cache-control", "no-store").redirect(`/${endpoint.oneClick}#${encodeURIComponent(token)}`, 303);
  });
}

function decodeFileName(header: string): string | undefined {
  try {
    return decodeURIComponent(header).slice(0, 255);
  } catch {
    return undefined;
  }
}

/** A personal link opens papers; the account behind it may be able to do much more. */
function withinItsReach<T>(endpoint: AnyEndpoint, work: (call: Call) => Promise<T>): (call: Call) => Promise<T> {
  return async (call) => {
    if (call.actor.isLink && endpoint.byLink !== true) throw forbidden("personal_link");
    return await work(call);
  };
}

/** Reads from top to bottom: what happens to a request before and after its route. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { database, config } = options;
  const server = fastify({
    logger: false,
    // hop 0 is who connects: one proxy makes one hop, and what stands before it in the header anybody may have written
    trustProxy: config.trustedProxies > 0 ? (_address, hop) => hop < config.trustedProxies : false,
    bodyLimit: 262_144,
    genReqId: () => newId(),
    requestTimeout: 60_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 200 },
    // an address that cannot be read reaches no hook
    frameworkErrors: (error, request, reply) => {
      const given: FastifyReply = reply;
      setSecurityHeaders(given, config.secureCookies);
      const { status, body } = answerFor(error);
      void given
        .status(status)
        .header("cache-control", "no-store")
        .send({ ...body, requestId: request.id });
    },
  });
  await server.register(cookie);
  server.removeContentTypeParser("text/plain");
  server.addContentTypeParser("application/octet-stream", { parseAs: "buffer", bodyLimit: 25 * 1024 * 1024 }, (_request, body, done) =>
    done(null, body),
  );

  server.addHook("onRequest", async (_request, reply) => setSecurityHeaders(reply, config.secureCookies));
  server.setErrorHandler((error, request, reply) => {
    const { status, body, unexpected } = answerFor(error);
    if (unexpected && config.logLevel !== "silent") {
      options.log?.(`${request.id} ${request.method} ${request.routeOptions.url ?? "?"} ${describeForLog(error)}`);
    }
    void reply
      .status(status)
      .header("cache-control", "no-store")
      .send({ ...body, requestId: request.id });
  });

  const cookieName = sessionCookieOf(config);
  const sessionTokenOf = (request: FastifyRequest) => request.cookies[cookieName];
  const whoHas = (token: string) => derivedOf(token);
  const cookieOptions = { path: "/", httpOnly: true, sameSite: "strict", secure: config.secureCookies } as const;

  const pages: ((own: FastifyInstance) => Promise<void>)[] = [];
  const oneClicks: [AnyEndpoint, (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>][] = [];
  function register(endpoint: AnyEndpoint, handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void {
    if (endpoint.oneClick !== undefined) {
      oneClicks.push([endpoint, handle]);
      return;
    }
    server.route({
      method: endpoint.method,
      url: endpoint.path,
      ...(endpoint.bodyLimit ? { bodyLimit: endpoint.bodyLimit } : {}),
      // nobody unknown fills the memory with files: asked before the first byte of one is taken
      ...(endpoint.raw && !endpoint.open
        ? {
            onRequest: async (request: FastifyRequest) => {
              const token = sessionTokenOf(request);
              if (!token) throw signedOut();
              refuseForeignOrigin(request, token);
              await asActor(
                database,
                whoHas(token),
                withinItsReach(endpoint, async () => {}),
                { reads: true },
              );
            },
          }
        : {}),
      handler: async (request, reply) => {
        if (endpoint.method !== "GET") refuseForeignOrigin(request, sessionTokenOf(request));
        const answer = await handle(request, reply);
        reply.header("cache-control", "no-store");
        if (answer instanceof FileAnswer) {
          return reply
            .type(answer.type)
            .header("content-disposition", `attachment; filename="${answer.name.replaceAll(/[^\w.-]/g, "_")}"`)
            .send(answer.bytes);
        }
        return reply.send(answer ?? null);
      },
    });
  }

  /** Who asks, what for, and with which file. */
  function readRequest(endpoint: AnyEndpoint, request: FastifyRequest) {
    const token = sessionTokenOf(request);
    if (!token) throw signedOut();
    const raw = endpoint.raw === true;
    const parts = parseRequest(endpoint, { params: request.params, query: request.query, body: raw ? {} : request.body });
    const bytes = raw && Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const header = request.headers["x-file-name"];
    const fileName = typeof header === "string" && /^[\w.%~!()*'-]*$/.test(header) ? (decodeFileName(header) ?? "") : "";
    const begin = <T>(work: (call: Call) => Promise<T>, ahead?: Ahead) =>
      asActor(database, whoHas(token), withinItsReach(endpoint, work), {
        reads: endpoint.method === "GET" || endpoint.reads === true,
        requestId: request.id,
        ahead,
      });
    return { begin, given: { ...parts, bytes, fileName } };
  }

  const on: On = Object.assign(
    <E extends AnyEndpoint>(endpoint: E, handler: Handler<E>, ahead?: AheadOf<E>) =>
      register(endpoint, async (request) => {
        const { begin, given } = readRequest(endpoint, request);
        return await begin((call) => handler({ ...call, ...given }), ahead?.(given));
      }),
    {
      inSteps: <E extends AnyEndpoint>(endpoint: E, handler: SteppedHandler<E>) =>
        register(endpoint, async (request) => {
          const { begin, given } = readRequest(endpoint, request);
          return await handler({ begin, ...given });
        }),
      open: <E extends AnyEndpoint>(endpoint: E, handler: OpenHandler<E>) =>
        register(endpoint, async (request, reply) => {
          const parts = parseRequest(endpoint, { params: request.params, query: request.query, body: request.body });
          return await handler({
            ...parts,
            database,
            config,
            requestId: request.id,
            address: request.ip,
            userAgent: request.headers["user-agent"] ?? "",
            sessionToken: sessionTokenOf(request),
            setSession: (token, expiresAt) => void reply.setCookie(cookieName, token, { ...cookieOptions, expires: expiresAt }),
            clearSession: () => void reply.clearCookie(cookieName, cookieOptions),
          });
        }),
      page: ((endpoint, handler, problemPage) =>
        void pages.push(async (own) =>
          registerPage(own, { endpoint, handler, problemPage, database, secureCookies: config.secureCookies }),
        )) satisfies On["page"],
    },
  );
  for (const routes of options.routes) routes(on);
  for (const add of pages) await server.register(add);
  for (const [endpoint, handle] of oneClicks) await server.register(async (own) => acceptOneClick(own, endpoint, handle));

  server.all("/api/*", async (_request, reply) => reply.status(404).header("cache-control", "no-store").send({ code: "not_found" }));
  if (options.webFolder) {
    await server.register(fastifyStatic, {
      root: options.webFolder,
      wildcard: true,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
    });
    // every other address is a page of the browser's router
    server.setNotFoundHandler(async (request, reply) => {
      // programs that look through mail ask for the head first, and call a link broken that has none
      if (request.method !== "GET" && request.method !== "HEAD") return reply.status(404).send({ code: "not_found" });
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    });
  }
  return server;
}
