import type { DataCategory } from "../../domains/network/contract.ts";

/**
 * Where a value stands: in a category of a person's data, in what leads to a person (numbers and ids of cases), in what only its author reads,
 * or in a report before its release.
 */
export type Place = DataCategory | "pointer" | "author_only" | "consent" | "emergency" | "report" | "reconstruction";

export type Canary = {
  /** As it is searched for, in small letters. */
  readonly needle: string;
  /** Which field it was put into. */
  readonly field: string;
  readonly place: Place;
  /** Whose person it tells of: the name of the case. */
  readonly of: string;
};

const stem = "zyxkanari";

/** Values that stand nowhere else, one for every field, so that one found in an answer says where it came from. */
export class Canaries {
  readonly all: Canary[] = [];

  #add(needle: string, of: string, place: Place, field: string): void {
    this.all.push({ needle: needle.toLowerCase(), field, place, of });
  }

  /** A name that nobody bears: three letters tell it from the others. */
  word(of: string, place: Place, field: string): string {
    let rest = this.all.length;
    let letters = "";
    for (let count = 0; count < 3; count += 1) {
      letters += String.fromCharCode(97 + (rest % 26));
      rest = Math.trunc(rest / 26);
    }
    const value = `Z${stem.slice(1)}${letters}`;
    this.#add(value, of, place, field);
    return value;
  }

  /** Any other value, in every way it may be written. */
  value(of: string, place: Place, field: string, value: string, ...otherWays: readonly string[]): string {
    for (const one of [value, ...otherWays]) this.#add(one, of, place, field);
    return value;
  }

  /** A day, as computers and as people write it. */
  day(of: string, place: Place, field: string, value: string): string {
    const [year = "", month = "", day = ""] = value.split("-");
    return this.value(of, place, field, value, `${day}.${month}.${year}`, `${Number(day)}.${Number(month)}.${year}`);
  }

  in(text: string): Canary[] {
    const small = text.toLowerCase();
    return this.all.filter((one) => small.includes(one.needle));
  }
}
