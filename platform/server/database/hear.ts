import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectionOf } from "./pool.ts";

/** Something that a transaction anywhere tells to every process when it commits. */
export type Hearer = {
  readonly channel: string;
  heard(payload: string): void;
  /** Nobody listened for a while: whatever was told meanwhile is unknown. */
  missed(): void;
};

const pause = 1_000;

/** Listens on a connection of its own, and anew whenever it breaks. The answer ends it. */
export function keepHearing(url: string, hearers: readonly Hearer[], onError: (error: Error) => void): () => Promise<void> {
  const ending = new AbortController();
  let current: pg.Client | undefined;
  const miss = () => hearers.forEach((hearer) => hearer.missed());

  async function listen(): Promise<void> {
    const client = new pg.Client({ ...connectionOf(url), keepAlive: true });
    const broken = new Promise<void>((resolve) => {
      client.on("error", (error) => {
        onError(error);
        resolve();
      });
      client.on("end", resolve);
    });
    client.on("notification", ({ channel, payload }) => {
      for (const hearer of hearers) if (hearer.channel === channel) hearer.heard(payload ?? "");
    });
    current = client;
    try {
      await client.connect();
      for (const { channel } of hearers) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      // only what is told from here on is heard
      miss();
      await broken;
    } finally {
      miss();
      await client.end().catch(() => {});
    }
  }

  const loop = (async () => {
    while (!ending.signal.aborted) {
      await listen().catch((error: unknown) => {
        if (!ending.signal.aborted) onError(error instanceof Error ? error : new Error(String(error)));
      });
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();
  return async () => {
    ending.abort();
    await current?.end().catch(() => {});
    await loop;
  };
}
