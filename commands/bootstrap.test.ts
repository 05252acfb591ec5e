import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let root: string;

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A checkout whose only command says what it was given, on a machine whose npm does what we say. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "verbund-bootstrap-"));
  mkdirSync(join(root, "commands"));
  copyFileSync(join(import.meta.dirname, "bootstrap.mjs"), join(root, "commands", "bootstrap.mjs"));
  write("package-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/thing": { version: "1.0.0" } } }));
  write("package.json", '{ "type": "module" }');
  write("commands/verbund.ts", 'console.log("handed over:", process.argv.slice(2).join(" ") as string); process.exit(7);');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const installs = `mkdir -p node_modules/.bin node_modules/thing && ln -sf "$REAL_NODE" node_modules/.bin/node`;

function withNpm(script: string): NodeJS.ProcessEnv {
  write("bin/npm", `#!/bin/sh\necho called >> npm-calls\n${script}\n`);
  chmodSync(join(root, "bin", "npm"), 0o755);
  return { PATH: `${join(root, "bin")}:/usr/bin:/bin`, REAL_NODE: process.execPath };
}

function bootstrap(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "commands", "bootstrap.mjs"), ...args], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const npmCalls = () => (existsSync(join(root, "npm-calls")) ? readFileSync(join(root, "npm-calls"), "utf8").trim().split("\n").length : 0);

describe("the bootstrap", () => {
  test("installs, hands over with arguments and exit code, and installs no second time", () => {
    const env = withNpm(installs);
    const first = bootstrap(env, "start", "now");
    expect(first).toMatchObject({ status: 7, stderr: "" });
    expect(first.stdout).toMatch(/^Installing the packages[\s\S]*installed in \d+ seconds\.\nhanded over: start now\n$/);
    expect(bootstrap(env, "start")).toMatchObject({ status: 7, stdout: "handed over: start\n" });
    expect(npmCalls()).toBe(1);
  });

  test("never empties a folder of packages that another checkout uses too", () => {
    const env = withNpm(installs);
    mkdirSync(join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), join(root, "node_modules"));
    const refused = bootstrap(env, "start");
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^node_modules is a link [^\n]*\n$/);
    expect(npmCalls()).toBe(0);
  });

  test("installs again when the lock file has changed", () => {
    const env = withNpm(installs);
    bootstrap(env);
    write("package-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/thing": { version: "1.0.1" } } }));
    bootstrap(env);
    expect(npmCalls()).toBe(2);
  });

  test("believes an npm ci that somebody ran by hand, but no other one", () => {
    const env = withNpm(installs);
    mkdirSync(join(root, "node_modules", "thing"), { recursive: true });
    mkdirSync(join(root, "node_modules", ".bin"));
    symlinkSync(process.execPath, join(root, "node_modules", ".bin", "node"));
    write("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/thing": { version: "1.0.0" } } }));
    bootstrap(env);
    expect(npmCalls()).toBe(0);
    for (const packages of [{ "node_modules/thing": { version: "0.9.0" } }, {}]) {
      const before = npmCalls();
      rmSync(join(root, "node_modules", ".verbund-lock"));
      write("node_modules/.package-lock.json", JSON.stringify({ packages }));
      bootstrap(env);
      expect(npmCalls()).toBe(before + 1);
    }
  });

  test("says in a sentence that npm failed, below npm's own words, and tries again next time", () => {
    const failed = bootstrap(withNpm("echo 'no space left' >&2; exit 3"), "start");
    expect(failed.status).toBe(1);
    expect(failed.stderr).toBe(
      "no space left\nThe packages could not be installed: npm ci failed (exit code 3); what it said stands above.\n",
    );
    expect(bootstrap(withNpm(installs), "start").stdout).toContain("handed over: start");
  });

  test("says in a sentence that there is no npm", () => {
    const failed = bootstrap({ PATH: join(root, "nowhere") }, "start");
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringMatching(/^The packages cannot be installed: there is no npm .*\n$/) });
  });

  test.each(["SIGINT", "SIGTERM"] as const)("passes %s on and waits for the command to end", async (signal) => {
    bootstrap(withNpm(installs));
    write(
      "commands/verbund.ts",
      `process.on("${signal}", () => setTimeout(() => process.exit(9), 100)); setTimeout(() => process.exit(1), 4_000); console.log("up");`,
    );
    const child = spawn(process.execPath, [join(root, "commands", "bootstrap.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([9, null]);
  });

  test("lets the command know when it was killed", async () => {
    bootstrap(withNpm(installs));
    write(
      "commands/verbund.ts",
      'process.on("disconnect", () => { console.log("alone"); process.exit(); }); setTimeout(() => process.exit(1), 4_000); console.log("up");',
    );
    const child = spawn(process.execPath, [join(root, "commands", "bootstrap.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    expect(String(await once(child.stdout, "data"))).toBe("alone\n");
  });
});
