import type { Server } from "node:http";
import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fillDemo } from "../demo/fill.ts";
import { enqueueMailAtDoor, sendPasswordLinksBy } from "../domains/accounts/index.ts";
import { newEpochs, purgeRemovedJob, rotateKeysJob } from "../domains/network/index.ts";
import { domains, underEpochs } from "../platform/server/app.ts";
import { elapsed } from "../platform/server/clock.ts";
import { type Config, readConfig } from "../platform/server/config.ts";
import { keepHearing } from "../platform/server/database/hear.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { markDemoFilled, prepareDatabase } from "../platform/server/database/prepare.ts";
import { refuseUnwritable } from "../platform/server/embedded/folders.ts";
import { Refusal } from "../platform/server/embedded/refusal.ts";
import { openStore } from "../platform/server/embedded/store.ts";
import { buildServer } from "../platform/server/http/server.ts";
import { keepWorking } from "../platform/server/jobs.ts";
import { readKeys } from "../platform/server/keys.ts";
import { buildWeb } from "./build.ts";

export const summary = "starts Verbund: database, pages, server; settings come from the environment (PORT, DATABASE_URL, VERBUND_DATA …)";
export const usage = "start";

/** A start right after a stop or a kill meets a port that is just becoming free. */
const patienceWithPort = 1_500;
/** Requests under way may finish. */
const patienceWithRequests = 3_000;
/** A stop takes no longer than this; PostgreSQL makes good what is left. */
const patienceWithStop = 4_500;

export async function run(): Promise<number> {
  const config = readConfig();
  // Nothing is written before everything that can be refused has been looked at; the database is looked at by prepareDatabase, likewise first.
  await refuseTakenPort(config);
  for (const folder of [config.dataFolder, config.keysFolder, config.sealsFolder]) refuseUnwritable(folder);
  readKeys(config.keysFolder);

  const closers: (() => Promise<unknown>)[] = [];
  const closeInOrder = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const close = () => Promise.race([closeInOrder(), sleep(patienceWithStop)]);
  const ended = untilAskedToStop();
  try {
    const exitCode = await Promise.race([serve(config, closers), ended]);
    await close();
    return exitCode;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts everything from bottom to top, and ends only if the database is lost. */
async function serve(config: Config, closers: (() => Promise<unknown>)[]): Promise<number> {
  const log = (line: string) => console.log(line);
  const store = await openStore(config, log);
  closers.push(() => store.stop());
  const { adminUrl } = store;
  const { appUrl, keys, demoToFill } = await prepareDatabase({
    adminUrl,
    keysFolder: config.keysFolder,
    domains: domains.map(({ name }) => name),
    demoWhenEmpty: config.demo,
  });
  // while everything closes, the database may hang up before its last connection has said goodbye
  let isOpen = true;
  closers.push(async () => {
    isOpen = false;
  });
  const onError = (error: Error) => isOpen && log(`A connection to the database broke: ${error.message}`);
  const database = openDatabase(appUrl, keys, { onError });
  closers.push(() => database.close());
  // Both take seconds at the first start, and neither waits for the other.
  const [webFolder] = await Promise.all([buildWeb(log), demoToFill ? fill(database, adminUrl, log) : undefined]);
  // After the demo, which is filled on days of the past: a job must not take those for today.
  const purging = domains.flatMap((domain) => (domain.purges ? [domain.name] : []));
  const jobs = [...domains.flatMap((domain) => domain.jobs ?? []), rotateKeysJob(underEpochs), purgeRemovedJob(purging)];
  const mailKinds = domains.flatMap((domain) => domain.mail ?? []);
  if (config.mail) {
    sendPasswordLinksBy((call, { accountId, linkId }) =>
      enqueueMailAtDoor(call, { accountId, kind: "accounts.password_reset", subjectId: linkId }),
    );
  }
  const hearers = domains.flatMap((domain) => domain.hears ?? []).concat(newEpochs(keys));
  closers.push(keepHearing(appUrl, hearers, onError));
  closers.push(keepWorking(jobs, { database, config, mailKinds }, log));
  const routes = domains.flatMap((domain) => domain.routes ?? []);
  const server = await buildServer({ database, config, routes, webFolder, log });
  const unused = unusedConnections(server.server);
  closers.push(async () => {
    const impatient = setTimeout(() => server.server.closeAllConnections(), patienceWithRequests);
    for (const connection of unused) connection.destroy();
    await server.close();
    clearTimeout(impatient);
  });
  await server.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? portTaken(config.port) : error;
  });
  const port = server.addresses().map((address) => (typeof address === "string" ? config.port : address.port))[0];
  log(`Verbund is ready: http://localhost:${port}`);
  await store.lost;
  server.server.closeAllConnections(); // without the database no request can end well
  throw new Refusal("PostgreSQL has ended unexpectedly, so Verbund has stopped too; start it again, nothing that was saved is lost.");
}

async function fill(database: Database, adminUrl: string, log: (line: string) => void): Promise<void> {
  log("Filling the demo …");
  await fillDemo(database);
  await markDemoFilled(adminUrl);
}

/** Connections on which nobody has asked for anything yet: browsers open some in advance, and closing a server waits for them. */
function unusedConnections(server: Server): Set<Socket> {
  const unused = new Set<Socket>();
  server.on("connection", (connection: Socket) => {
    unused.add(connection);
    connection.once("close", () => unused.delete(connection));
  });
  server.on("request", (request) => unused.delete(request.socket));
  return unused;
}

const portTaken = (port: number) => new Refusal(`Port ${port} is taken by another program; stop it, or choose another port with PORT.`);

async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const until = elapsed() + patienceWithPort;
  for (;;) {
    const problem = await tryPort(host, port);
    if (!problem) return;
    if (problem === "EACCES") throw new Refusal(`Port ${port} may not be used by this user; choose one above 1023 with PORT.`);
    if (problem !== "EADDRINUSE") throw new Refusal(`Verbund cannot listen on ${host}, port ${port} (${problem}); check VERBUND_HOST.`);
    if (elapsed() > until) throw portTaken(port);
    await sleep(100);
  }
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/**
 * Ctrl-C, a service manager's stop, a closed terminal, or the end of the process that started this one. Ctrl-C arrives several
 * times, from the terminal and from npm: only the first counts.
 */
function untilAskedToStop(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(0));
    process.on("disconnect", () => resolve(0));
  });
}
