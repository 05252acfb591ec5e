import { elapsed } from "../clock.ts";

/**
 * So many at once, then so many a minute, for each key. Counts in the memory of this process: what is refused costs nothing, least of all a connection to the
 * database that others wait for. What must hold over processes and restarts is counted in the database too.
 */
export class Limiter {
  readonly #buckets = new Map<string, { left: number; at: number }>();
  readonly #burst: number;
  readonly #perMillisecond: number;
  readonly #mostKeys: number;

  constructor(limits: { readonly burst: number; readonly perMinute: number; readonly mostKeys?: number }) {
    this.#burst = limits.burst;
    this.#perMillisecond = limits.perMinute / 60_000;
    this.#mostKeys = limits.mostKeys ?? 50_000;
  }

  /** Takes one. Answers how many seconds to wait: 0 if it was there. */
  take(key: string): number {
    const at = elapsed();
    const bucket = this.#buckets.get(key) ?? { left: this.#burst, at };
    const left = Math.min(this.#burst, bucket.left + (at - bucket.at) * this.#perMillisecond);
    const isThere = left >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: isThere ? left - 1 : left, at });
    if (this.#buckets.size > this.#mostKeys) this.#forgetOldest();
    return isThere ? 0 : Math.max(1, Math.ceil((1 - left) / this.#perMillisecond / 1000));
  }

  /** The one that was silent longest is full again soonest. */
  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
