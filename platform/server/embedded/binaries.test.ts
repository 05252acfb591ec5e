import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { reaches } from "./account.ts";
import { linkLibraries } from "./binaries.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbund-binaries-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("library links that the installation left out are made, and made once", () => {
  mkdirSync(join(folder, "native", "lib"), { recursive: true });
  writeFileSync(join(folder, "native", "lib", "libpq.so.5.18"), "library");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
  linkLibraries(folder);
  linkLibraries(folder);
  expect(readFileSync(join(folder, "native", "lib", "libpq.so.5"), "utf8")).toBe("library");
});

test("an account reaches what is open to it on the whole way, and only that", () => {
  mkdirSync(join(folder, "closed", "open"), { recursive: true });
  const stranger = { uid: 64_999, gid: 64_999 };
  chmodSync(folder, 0o755);
  chmodSync(join(folder, "closed"), 0o711);
  chmodSync(join(folder, "closed", "open"), 0o755);
  expect(reaches(stranger, join(folder, "closed", "open"))).toBe(true);
  expect(reaches(stranger, join(folder, "closed"))).toBe(false);
  chmodSync(join(folder, "closed"), 0o700);
  expect(reaches(stranger, join(folder, "closed", "open"))).toBe(false);
  expect(reaches(undefined, join(folder, "closed", "open"))).toBe(true);
});
