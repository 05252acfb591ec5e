import type { AnyEndpoint, AnswerOf, BodyOf, ParamsOf, QueryOf } from "../../contract/endpoint.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import type { Ahead, Call } from "../database/actor.ts";
import type { Database } from "../database/pool.ts";
import type { Config } from "../config.ts";
import type { PageAnswer } from "./html.ts";

export type Parts<E> = { readonly params: ParamsOf<E>; readonly query: QueryOf<E>; readonly body: BodyOf<E> };

/** A route of somebody signed in: one transaction as that actor. `bytes` is the body of a raw endpoint. */
export type Handler<E> = (
  call: Call & Parts<E> & { readonly bytes: Buffer; readonly fileName: string },
) => Promise<AnswerOf<E> | FileAnswer>;

/**
 * A route with work between its transactions, such as reading a long file: none is open meanwhile. Each `begin` is a transaction of its own
 * as that actor, who is looked up anew.
 */
export type SteppedHandler<E> = (
  steps: Steps & Parts<E> & { readonly bytes: Buffer; readonly fileName: string },
) => Promise<AnswerOf<E> | FileAnswer>;
export type Steps = { readonly begin: Begin };
export type Begin = <T>(work: (call: Call) => Promise<T>) => Promise<T>;

/** What an open route may touch beside the database. */
export type Doorway = {
  readonly database: Database;
  readonly config: Pick<Config, "secureCookies">;
  readonly requestId: string;
  /** The caller's network address; kept only as a keyed hash. */
  readonly address: string;
  /** What the browser says of itself; kept only in coarse words. */
  readonly userAgent: string;
  readonly sessionToken: string | undefined;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
};
export type OpenHandler<E> = (call: Doorway & Parts<E>) => Promise<AnswerOf<E>>;

/** What a handler answers to send a file instead of JSON. */
export class FileAnswer {
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
  constructor(bytes: Buffer, type: string, name: string) {
    this.bytes = bytes;
    this.type = type;
    this.name = name;
  }
}

/** A read that a route asks for before anything is known but what the request says: it goes out with the opening of the transaction. */
export type AheadOf<E> = (parts: Parts<E>) => Ahead;

/** What a page knows of its visitor: nobody in particular. A session that the browser may have is not looked at. */
export type PageVisit = {
  readonly database: Database;
  /** The caller's network address; never kept. */
  readonly address: string;
  readonly secureCookies: boolean;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly acceptLanguage: string;
  /** What came, as it came: so that a page about a problem can give back what was typed. Never longer than the limit of the endpoint. */
  readonly given: {
    readonly params: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly form: Readonly<Record<string, unknown>>;
  };
};
export type PageHandler<E> = (visit: PageVisit & Parts<E>) => Promise<PageAnswer>;
/** Every problem is a page too: what it means here, and the way out. */
export type ProblemPage = (visit: PageVisit, problem: ProblemBody) => PageAnswer;

export type On = {
  <E extends AnyEndpoint>(endpoint: E, handler: Handler<E>, ahead?: AheadOf<E>): void;
  open<E extends AnyEndpoint>(endpoint: E, handler: OpenHandler<E>): void;
  inSteps<E extends AnyEndpoint>(endpoint: E, handler: SteppedHandler<E>): void;
  /** An open page of HTML; its form is sent as browsers send forms. */
  page<E extends AnyEndpoint>(endpoint: E, handler: PageHandler<E>, problemPage: ProblemPage): void;
};

/** What each domain's routes.ts exports. */
export type Routes = (on: On) => void;
