import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AnyEndpoint } from "../../contract/endpoint.ts";
import type { Database } from "../database/pool.ts";
import { forbidden } from "../problem.ts";
import { answerFor } from "./errors.ts";
import { PageAnswer } from "./html.ts";
import { parseRequest } from "./parse.ts";
import type { PageHandler, PageVisit, ProblemPage } from "./routes.ts";

const styleHashes = new Map<string, string>();

function policyFor(style: string): string {
  let hash = styleHashes.get(style);
  if (hash === undefined) {
    hash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
    styleHashes.set(style, hash);
  }
  return `default-src 'none'; style-src ${hash}; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

function sendPage(reply: FastifyReply, answer: PageAnswer, secureCookies: boolean): FastifyReply {
  const { cookie } = answer;
  if (cookie)
    void reply.setCookie(cookie.name, cookie.value, {
      path: cookie.path,
      httpOnly: true,
      sameSite: "strict",
      secure: secureCookies,
      maxAge: cookie.seconds,
    });
  // without a referrer a browser would not say either that a form came from here
  void reply.status(answer.status).header("cache-control", "no-store").header("referrer-policy", "same-origin");
  if (answer.location !== undefined) return reply.header("location", answer.location).send();
  return reply
    .header("content-security-policy", policyFor(answer.style))
    .type("text/html; charset=utf-8")
    .send(answer.document?.markup ?? "");
}

const asRecord = (value: unknown) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

export function registerPage<E extends AnyEndpoint>(
  own: FastifyInstance,
  page: {
    readonly endpoint: E;
    readonly handler: PageHandler<E>;
    readonly problemPage: ProblemPage;
    readonly database: Database;
    readonly secureCookies: boolean;
  },
): void {
  const { endpoint, secureCookies } = page;
  own.removeAllContentTypeParsers();
  own.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  const visitOf = (request: FastifyRequest): PageVisit => ({
    database: page.database,
    address: request.ip,
    secureCookies,
    cookies: request.cookies,
    acceptLanguage: request.headers["accept-language"] ?? "",
    given: { params: asRecord(request.params), query: asRecord(request.query), form: asRecord(request.body) },
  });
  own.setErrorHandler((error, request, reply) => {
    const { status, body } = answerFor(error);
    const answer = page.problemPage(visitOf(request), body);
    return sendPage(reply, new PageAnswer({ ...answer, status }), secureCookies);
  });
  own.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimit ?? 16_384,
    handler: async (request, reply) => {
      // nobody is signed in here, so that there is nothing another site could borrow; it still cannot post for its visitors
      if (endpoint.method !== "GET" && request.headers["sec-fetch-site"] === "cross-site") throw forbidden("foreign_origin");
      const visit = visitOf(request);
      const parts = parseRequest(endpoint, { params: request.params, query: request.query, body: request.body });
      return sendPage(reply, await page.handler({ ...visit, ...parts }), secureCookies);
    },
  });
}
