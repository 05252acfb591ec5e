import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const command = join(import.meta.dirname, "verbund.ts");
const folder = mkdtempSync(join(tmpdir(), "verbund-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(["nowhere", "."])("says in one sentence that there is nothing to audit, and makes no installation (%s)", (where) => {
  const data = join(folder, where);
  const env = { VERBUND_DATA: data };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, "audit", "verify"], { env, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^There is no installation in [^\n]+\.\n$/);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
