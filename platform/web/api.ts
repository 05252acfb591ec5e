import { type AnswerOf, type AnyEndpoint, type RequestOf, urlOf } from "../contract/endpoint.ts";
import type { FieldProblem, ProblemBody, ProblemCode } from "../contract/problem.ts";
import { followServer } from "./clock.ts";

/** What went wrong with a call. `offline`: it never arrived or no answer came back, so sending it again with the same id is safe. */
export class Problem extends Error {
  readonly code: ProblemCode | "offline";
  readonly reason: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | undefined;
  /** With `changed_meanwhile`: the row as it stands now. */
  readonly current: unknown;

  constructor(body: Omit<ProblemBody, "code"> & { code: ProblemCode | "offline" }) {
    super(body.code);
    this.name = "Problem";
    this.code = body.code;
    this.reason = body.reason;
    this.fields = body.fields ?? [];
    this.requestId = body.requestId;
    this.current = body.current;
  }
}

type Request = Parameters<typeof urlOf>[1] & { body?: unknown };
/** `keepalive`: goes out even if the page is closed meanwhile. */
type Options = { signal?: AbortSignal; file?: File; keepalive?: boolean };

let csrf: string | null = null;
/** Every change carries the token of the session. */
export function setCsrf(token: string | null): void {
  csrf = token;
}

const signedOutListeners = new Set<() => void>();
/** Tells when a call found the session gone; answers how to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

async function send(definition: AnyEndpoint, request: Request, options: Options): Promise<Response> {
  const headers: Record<string, string> = {};
  if (csrf !== null && definition.method !== "GET") headers["x-csrf-token"] = csrf;
  let body: BodyInit | undefined;
  if (options.file) {
    headers["content-type"] = "application/octet-stream";
    headers["x-file-name"] = encodeURIComponent(options.file.name);
    body = options.file;
  } else if (request.body !== undefined) {
    headers["content-type"] = "application/json";
    body = JSON.stringify(request.body);
  }
  const init: RequestInit = { method: definition.method, headers, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) init.body = body;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  const response = await fetch(urlOf(definition, request), init).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new Problem({ code: "offline" });
  });
  followServer(response.headers.get("date"));
  if (response.ok) return response;
  const said = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  const problem = new Problem(said?.code ? said : { code: response.status === 503 ? "unavailable" : "failed" });
  if (problem.code === "signed_out") for (const listener of signedOutListeners) listener();
  throw problem;
}

/** Calls an endpoint; throws a `Problem` for everything but an answer. An endpoint that takes a file gets it as `{ file }`. */
export async function call<E extends AnyEndpoint>(definition: E, request: RequestOf<E>, options: Options = {}): Promise<AnswerOf<E>> {
  const response = await send(definition, request, options);
  return (await response.json().catch(() => {
    throw new Problem({ code: "offline" });
  })) as AnswerOf<E>;
}

function fileNameOf(response: Response): string {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "verbund";
}

/** Calls an endpoint that answers a file and hands the file to the browser. */
export async function download<E extends AnyEndpoint>(definition: E, request: RequestOf<E>, options: Options = {}): Promise<void> {
  const response = await send(definition, request, options);
  const file = await response.blob().catch(() => {
    throw new Problem({ code: "offline" });
  });
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileNameOf(response);
  link.click();
  // the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Anything thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ code: "failed" });
}

/** Whether anything answers at all, whatever it says. */
export async function isServerThere(): Promise<boolean> {
  try {
    await fetch("/", { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
