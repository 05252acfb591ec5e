import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem, tooMany } from "../problem.ts";
import type { JobMessage, PaperJob, PaperResult, ResultMessage } from "./job.ts";

/** Time for one document, how many may wait, how much one may weigh, and how long the process rests before it goes. */
export const pressLimits = {
  jobMilliseconds: 20_000,
  waiting: 40,
  dataBytes: 4 * 1024 * 1024,
  idleMilliseconds: 60_000,
  /** A process that grew beyond this is replaced after its document. */
  residentBytes: 600 * 1024 * 1024,
} as const;

type Waiting = {
  readonly job: PaperJob;
  readonly resolve: (result: PaperResult) => void;
  readonly reject: (error: Error) => void;
};

const entry = fileURLToPath(new URL("./press-process.ts", import.meta.url));

/**
 * Makes documents in a process of its own, one at a time: a document that never ends can be ended, a fault in the compiler takes nothing else with it,
 * and the memory goes back when nobody prints. It starts with the first document and again after it died.
 */
export class Press {
  readonly #jobMilliseconds: number;
  readonly #idleMilliseconds: number;
  readonly #queue: Waiting[] = [];
  #child: ChildProcess | undefined;
  #running: (Waiting & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(limits: { jobMilliseconds?: number; idleMilliseconds?: number } = {}) {
    this.#jobMilliseconds = limits.jobMilliseconds ?? pressLimits.jobMilliseconds;
    this.#idleMilliseconds = limits.idleMilliseconds ?? pressLimits.idleMilliseconds;
  }

  /** The process that works now, for tests that end it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async run(job: PaperJob): Promise<PaperResult> {
    if ("data" in job && job.data.length > pressLimits.dataBytes) throw new Problem("too_large", { reason: "document_too_large" });
    if (this.#queue.length >= pressLimits.waiting) throw tooMany("documents_waiting");
    return await new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#child?.kill("SIGKILL");
  }

  #next(): void {
    if (this.#running || this.#queue.length === 0) return;
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const waiting = this.#queue.shift()!;
    const id = (this.#lastId += 1);
    // nothing inside native code hears a polite request
    const timer = setTimeout(() => child.kill("SIGKILL"), this.#jobMilliseconds);
    this.#running = { ...waiting, id, timer };
    const message: JobMessage = { id, job: waiting.job };
    child.send(message, (error) => {
      if (error) child.kill("SIGKILL");
    });
  }

  #start(): ChildProcess {
    // it gets no settings and no secrets, and speaks to nobody but us
    const child = fork(entry, [], { env: {}, execArgv: [], serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
    child.on("message", (message: ResultMessage & { resident: number }) => {
      if (this.#running?.id !== message.id) return;
      const { resolve } = this.#running;
      this.#settle();
      if (message.resident > pressLimits.residentBytes) this.#letGo(child);
      resolve(message.result);
      this.#next();
    });
    const ended = (): void => {
      if (this.#child !== child) return;
      this.#child = undefined;
      const lost = this.#running;
      this.#settle();
      lost?.reject(new Problem("unavailable", { reason: "document_not_made" }));
      this.#next();
    };
    child.on("exit", ended);
    child.on("error", ended);
    child.unref();
    child.channel?.unref();
    return child;
  }

  #settle(): void {
    if (!this.#running) return;
    clearTimeout(this.#running.timer);
    this.#running = undefined;
    clearTimeout(this.#idle);
    const child = this.#child;
    if (!child || this.#queue.length > 0) return;
    this.#idle = setTimeout(() => this.#letGo(child), this.#idleMilliseconds);
    this.#idle.unref();
  }

  #letGo(child: ChildProcess): void {
    if (this.#child === child) this.#child = undefined;
    child.kill("SIGKILL");
  }
}

let shared: Press | undefined;
/** The one press of this server. */
export function thePress(): Press {
  return (shared ??= new Press());
}
