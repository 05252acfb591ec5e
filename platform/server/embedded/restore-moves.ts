import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "./refusal.ts";

/** What a restore has checked and is about to move. */
export type RestoreMoves = {
  readonly takenAt: string;
  /** Goes when all is in its place. */
  readonly draft: string;
  readonly moves: readonly { readonly fresh: string; readonly place: string; readonly aside: string }[];
};

const noteFile = "restore-under-way.json";
const noteIn = (dataFolder: string) => join(dataFolder, noteFile);

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Each move once, however often this is called and wherever it was cut off. Answers what was moved aside. */
function carryOut({ moves }: RestoreMoves): string[] {
  for (const { fresh, place, aside } of moves) {
    if (!existsSync(fresh)) continue; // done before
    if (existsSync(place)) renameSync(place, aside);
    mkdirSync(dirname(place), { recursive: true, mode: 0o711 });
    renameSync(fresh, place);
    syncFolder(dirname(place));
  }
  return moves.map(({ aside }) => aside).filter((aside) => existsSync(aside));
}

/** Writes down what it will move before it moves anything: cut off in between, the next start or restore finds the note and goes on. */
export function movePlaces(dataFolder: string, moves: RestoreMoves): string[] {
  const note = noteIn(dataFolder);
  writeFileSync(`${note}.draft`, JSON.stringify(moves), { mode: 0o600, flush: true });
  renameSync(`${note}.draft`, note);
  syncFolder(dataFolder);
  const movedAside = carryOut(moves);
  rmSync(note);
  syncFolder(dataFolder);
  return movedAside;
}

export function isRestoreCutOff(dataFolder: string): boolean {
  return existsSync(noteIn(dataFolder));
}

/** Finishes a restore that was cut off between its moves; everything had been checked before the first one. */
export function finishRestore(dataFolder: string, log: (line: string) => void): void {
  if (!isRestoreCutOff(dataFolder)) return;
  const note = noteIn(dataFolder);
  let moves: RestoreMoves;
  try {
    moves = JSON.parse(readFileSync(note, "utf8")) as RestoreMoves;
  } catch {
    throw new Refusal(`A restore was cut off, and its note ${note} cannot be read: restore again with --replace after removing it.`);
  }
  carryOut(moves);
  rmSync(moves.draft, { recursive: true, force: true });
  rmSync(note);
  log(
    `A restore was cut off between its moves and has been finished: this is the backup of ${moves.takenAt}. Delete again whoever was deleted since then.`,
  );
}
