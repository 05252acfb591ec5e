/**
 * Sends requests over keep-alive connections and measures, in a process of its own and with as little work as possible, so that what is measured is the
 * server. Told what to do by messages from the process that started it.
 */
import { connect } from "node:net";
import { csrfToken, sessionCookie } from "../platform/server/http/session.ts";
import { newId } from "../platform/server/ids.ts";
import { chanceFrom, makeSentence, chances } from "./people.ts";
import type { Persona } from "./population.ts";

export type Action = "list" | "open" | "note";
export type Round = {
  readonly url: string;
  readonly action: Action;
  readonly seconds: number;
  readonly connections: number;
  readonly seed: number;
};
export type RoundResult = {
  readonly requests: number;
  readonly errors: number;
  /** The first that failed. */
  readonly firstError: string | undefined;
  readonly seconds: number;
  readonly latencies: Float64Array;
  readonly bytes: number;
};

let personas: readonly (Persona & { readonly csrf: string })[] = [];
let day = "";

const sentences = chances(1);

function requestOf(action: Action, persona: (typeof personas)[number], caseId: string, host: string): string {
  const head = `HTTP/1.1\r\nhost: ${host}\r\ncookie: ${sessionCookie}=${persona.token}\r\n`;
  if (action === "list") return `GET /api/cases ${head}\r\n`;
  if (action === "open") return `GET /api/cases/${caseId} ${head}\r\n`;
  const body = Buffer.from(JSON.stringify({ id: newId(), version: null, writtenOn: day, text: makeSentence(sentences) }));
  return `POST /api/cases/${caseId}/notes ${head}content-type: application/json\r\nx-csrf-token: ${persona.csrf}\r\ncontent-length: ${body.length}\r\n\r\n${body.toString("utf8")}`;
}

const end = Buffer.from("\r\n\r\n");

/** One connection that asks again as soon as it was answered. */
function keepAsking(
  round: Round,
  chance: () => number,
  until: number,
  tally: { errors: number; bytes: number; firstError: string | undefined; latencies: number[] },
): Promise<void> {
  const { hostname, port } = new URL(round.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let began = 0;
    let parts: Buffer[] = [];
    let length = 0;
    let missing = -1;
    let status = 0;
    const ask = () => {
      if (performance.now() >= until) return socket.end();
      const persona = personas[Math.floor(chance() * personas.length)]!;
      const caseId = persona.caseIds[Math.floor(chance() * persona.caseIds.length)]!;
      parts = [];
      length = 0;
      missing = -1;
      began = performance.now();
      return socket.write(requestOf(round.action, persona, caseId, `${hostname}:${port}`));
    };
    socket.once("connect", ask);
    socket.on("data", (chunk) => {
      length += chunk.length;
      if (missing < 0) {
        parts.push(chunk);
        const head = parts.length === 1 ? chunk : Buffer.concat(parts);
        const at = head.indexOf(end);
        if (at < 0) return;
        const text = head.toString("latin1", 0, at);
        status = Number(text.slice(9, 12));
        missing = at + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
        if (Number.isNaN(missing)) return reject(new Error("an answer without a length"));
      }
      if (length < missing) return;
      tally.latencies.push(performance.now() - began);
      tally.bytes += length;
      if (status !== 200) {
        tally.errors += 1;
        tally.firstError ??= `${status} ${Buffer.concat(parts).toString("utf8").split("\r\n\r\n")[1]?.slice(0, 300)}`;
      }
      ask();
    });
    socket.once("error", reject);
    socket.once("close", () => resolve());
  });
}

async function run(round: Round): Promise<RoundResult> {
  const tally = { errors: 0, bytes: 0, firstError: undefined, latencies: [] as number[] };
  const began = performance.now();
  const chance = chanceFrom(round.seed);
  await Promise.all(Array.from({ length: round.connections }, () => keepAsking(round, chance, began + round.seconds * 1_000, tally)));
  const seconds = (performance.now() - began) / 1_000;
  const { latencies, ...rest } = tally;
  return { ...rest, requests: latencies.length, seconds, latencies: Float64Array.from(latencies) };
}

process.on("message", (message: { personas: readonly Persona[]; day: string } | Round) => {
  if ("personas" in message) {
    personas = message.personas.map((persona) => ({ ...persona, csrf: csrfToken(persona.token) }));
    day = message.day;
    process.send!("ready");
  } else {
    void run(message).then(
      (result) => process.send!(result),
      (error: unknown) => process.send!({ failed: String(error) }),
    );
  }
});
process.on("disconnect", () => process.exit(0));
