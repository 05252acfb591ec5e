import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "./config.ts";
import type { Database } from "./database/pool.ts";
import { describeForLog } from "./http/errors.ts";
import type { MailKind } from "./mail/kind.ts";

/** Something that recurs. It must be safe to run twice and to be cut off: the next round goes on. */
export type Job = {
  readonly name: string;
  readonly everySeconds: number;
  run(around: Around): Promise<void>;
};

export type Around = {
  readonly database: Database;
  readonly config: Pick<Config, "sealsFolder" | "mail" | "address">;
  /** What all domains have to say by mail. */
  readonly mailKinds: readonly MailKind[];
};

/** Two numbers for an advisory lock: the same job runs in one process at a time, however many serve this database. */
export function lockOf(name: string): [number, number] {
  const hash = createHash("sha256").update(name).digest();
  return [7_101_010, hash.readInt32BE(0)];
}

async function runAlone(job: Job, around: Around): Promise<void> {
  const client = await around.database.pool.connect();
  let healthy = false;
  try {
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1, $2) as got", lockOf(job.name));
    if (rows[0]!.got) {
      try {
        await job.run(around);
      } finally {
        await client.query("select pg_advisory_unlock($1, $2)", lockOf(job.name));
      }
    }
    healthy = true;
  } finally {
    client.release(!healthy);
  }
}

/** Starts the recurring jobs. The answer runs each a last time (what was committed gets its seal) and ends them. */
export function keepWorking(jobs: readonly Job[], around: Around, log: (line: string) => void): () => Promise<void> {
  const stopping = new AbortController();
  const once = (job: Job) => runAlone(job, around).catch((error: unknown) => log(`The job ${job.name} failed: ${describeForLog(error)}`));
  const loops = jobs.map(async (job) => {
    while (!stopping.signal.aborted) {
      await once(job);
      await sleep(job.everySeconds * 1_000, undefined, { signal: stopping.signal }).catch(() => {});
    }
    if (job.everySeconds <= 1) await once(job);
  });
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}
