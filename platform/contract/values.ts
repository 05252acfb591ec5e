import { z } from "zod";

/** UUIDv7 of the client or UUIDv4 where order would betray something. Spelled as the database spells it: what is sealed is bound to the id, letter by letter. */
export const id = z.uuid().toLowerCase();

/** UUIDv4, of what must not say when it was made. */
export const unlinkableId = z.uuidv4({ error: "invalid_format" }).toLowerCase();

function isRealDay(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1890 && year <= 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A day of Europe/Berlin as YYYY-MM-DD that exists in the calendar, 1890 to 2200. */
export const day = z.string().refine(isRealDay, { error: "no_such_day" });

/** An instant as ISO 8601 in UTC. */
export const instant = z.iso.datetime();

// halves of a character that no database keeps count as one too
const withoutControls = /^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\p{Cs}]*$/u;
/** They show what stands behind them in another order than it is written. Phones and chats put them round numbers that are copied. */
const turnsRound = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line of `max` characters at most: trimmed, NFC, not empty, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .transform((value) => value.normalize("NFC").replaceAll(turnsRound, "").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "required" })
        .max(max, { error: "too_long" })
        .regex(/^[^\u0000-\u001F\u007F\p{Cs}]*$/u, { error: "control_character" }),
    );

/** Text of several lines, NFC, trimmed at its ends, not empty. */
export const text = (max: number) =>
  z
    .string()
    .transform((value) => value.normalize("NFC").replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1, { error: "required" }).max(max, { error: "too_long" }).regex(withoutControls, { error: "control_character" }));

/** The same, but may be empty. */
export const optionalText = (max: number) =>
  z
    .string()
    .transform((value) => value.normalize("NFC").replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(max, { error: "too_long" }).regex(withoutControls, { error: "control_character" }));

/** Number of the row's last change; a stale one is answered with `changed_meanwhile`. */
export const version = z.int().min(1);

/** A code of a vocabulary or a built-in list. */
export const code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, { error: "unknown_code" });

/** In which language a document is written. */
export const paperLanguage = z.enum(["de", "en"]).default("de");
export const spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export const page = z.coerce.number().int().min(1).max(100_000).default(1);
