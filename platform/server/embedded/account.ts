import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "./refusal.ts";

/** The user that PostgreSQL runs as; undefined: the one that runs Verbund. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Then it runs as whoever owns the cluster already, else as `postgres`, else as
 * `nobody`. Both need an entry in /etc/passwd (initdb looks the name up), so no number is made up here.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user) {
    throw new Refusal(
      "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody; start Verbund as another user.",
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Whether the account gets at a file or folder: may enter every folder above it, and read and execute it. */
export function reaches(account: Account, path: string): boolean {
  if (!account) return true;
  const may = (at: string, bits: number) => {
    const { mode, uid, gid } = statSync(at);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  let at = realpathSync(path);
  if (!may(at, 0o5)) return false;
  while (at !== dirname(at)) {
    at = dirname(at);
    if (!may(at, 0o1)) return false;
  }
  return true;
}
