import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export type Server = { readonly child: ChildProcess; readonly url: string };

/** Starts Node with these arguments and waits until it says at which address it is ready. */
export function startServer(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Server> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = `${said}${String(chunk)}`.slice(-10_000);
      const url = /ready: (http\S+)/.exec(said)?.[1];
      if (url) resolve({ child, url: url.replace("localhost", "127.0.0.1") });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", () => reject(new Error(`A server ended:\n${said}`)));
  });
}

/** The flags of commands/bootstrap.mjs, which starts an installation. */
export const productFlags = "--max-semi-space-size=16 --heap-growing-percent=30";

/** `verbund start` as an installation runs it, without the demo, on any free port. */
export function startProduct(of: { adminUrl: string; folder: string; flags?: readonly string[] }): Promise<Server> {
  const root = join(import.meta.dirname, "..");
  const start = join(root, "commands", "verbund.ts");
  const environment = {
    DATABASE_URL: of.adminUrl,
    VERBUND_DATA: of.folder,
    VERBUND_DEMO: "off",
    PORT: "0",
    MALLOC_ARENA_MAX: "2",
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "verbund"),
  };
  return startServer([...(of.flags ?? productFlags.split(" ")), start, "start"], environment);
}

export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "close");
  child.kill("SIGTERM");
  await gone;
}
