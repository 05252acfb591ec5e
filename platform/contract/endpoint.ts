import type { ZodType, infer as Infer, input as Input } from "zod";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Pages that the server itself makes, for browsers without scripts: short, since people type them from a wall. */
type PagePath = "/k" | `/k/${string}`;

/**
 * One HTTP call, said once: the server parses with it, the browser is typed by it, docs/openapi.json is drawn from it.
 * `open` may be called without signing in. `reads` marks a POST that changes nothing (nothing personal may stand in a URL, so searches are POSTs).
 */
export type Endpoint<
  Params extends ZodType = ZodType,
  Query extends ZodType = ZodType,
  Body extends ZodType = ZodType,
  Answer extends ZodType = ZodType,
> = {
  readonly method: Method;
  readonly path: `/api/${string}` | PagePath;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: Answer;
  readonly open?: boolean;
  readonly reads?: boolean;
  /** A session opened by a personal link may call it: papers and what a member answers to them, nothing else. */
  readonly byLink?: boolean;
  /** Largest accepted body in bytes; 256 kB unless told. A route that takes a file says `raw` and gets the bytes as they came. */
  readonly bodyLimit?: number;
  readonly raw?: boolean;
  /**
   * An open POST with one parameter that programs for mail send by themselves, as a form (RFC 8058). Whoever opens the same address gets the page of this name, with the
   * parameter behind the #: programs that look through mail open every address, so opening does nothing.
   */
  readonly oneClick?: string;
  /** An open GET that answers a page by itself, under its address without /api too: for people who come without a script. */
  readonly page?: true;
  /** It answers a file of one of these media types instead of JSON. */
  readonly file?: readonly string[];
};

export type AnyEndpoint = Endpoint<any, any, any, any>; // any: each endpoint has schemas of its own

export function endpoint<
  Params extends ZodType = never,
  Query extends ZodType = never,
  Body extends ZodType = never,
  Answer extends ZodType = never,
>(definition: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return definition;
}

type Parsed<S> = [S] extends [never] ? undefined : S extends ZodType ? Infer<S> : undefined;
type Sent<S> = [S] extends [never] ? undefined : S extends ZodType ? Input<S> : undefined;

export type ParamsOf<E> = E extends Endpoint<infer P, any, any, any> ? Parsed<P> : never;
export type QueryOf<E> = E extends Endpoint<any, infer Q, any, any> ? Parsed<Q> : never;
export type BodyOf<E> = E extends Endpoint<any, any, infer B, any> ? Parsed<B> : never;
export type AnswerOf<E> =
  E extends Endpoint<any, any, any, infer A> ? ([A] extends [never] ? null : A extends ZodType ? Infer<A> : null) : never;

type Part<Name extends string, Value> = [Value] extends [undefined] ? { [K in Name]?: undefined } : { [K in Name]: Value };
/** What a caller sends: only the parts that the endpoint has. */
export type RequestOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, any> ? Part<"params", Sent<P>> & Part<"query", Sent<Q>> & Part<"body", Sent<B>> : never;

type Sendable = string | number | boolean | null | undefined;

/** The path with its parameters filled in, each percent-encoded, and the query appended. */
export function urlOf(
  definition: AnyEndpoint,
  request: { params?: Record<string, Sendable>; query?: Record<string, Sendable | readonly Sendable[]> },
): string {
  const path = definition.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(request.params?.[name] ?? "")));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
