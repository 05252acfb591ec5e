import { foldTight } from "./fold.ts";
import type { ImportedCase } from "./imported-case.ts";

export type RowKey = { readonly by: "file_number" | "person"; readonly key: string };
type Identifying = Pick<ImportedCase, "fileNumber" | "familyName" | "givenNames" | "birthDate" | "birthYear">;

/**
 * What a row is recognised by when the list comes again, strongest first. Personal: the caller keeps only an HMAC of it.
 * All are given, so that a file number added later finds the person who came without. Two people of one name without a
 * birth are told apart by their file numbers.
 */
export function rowKeys(of: Identifying): RowKey[] {
  const keys: RowKey[] = [];
  if (of.fileNumber !== null) keys.push({ by: "file_number", key: JSON.stringify(["file_number", sameNumber(of.fileNumber)]) });
  const birth = of.birthDate ?? (of.birthYear === null ? null : String(of.birthYear));
  if (birth !== null || of.fileNumber === null)
    keys.push({ by: "person", key: JSON.stringify(["person", sameName(of.familyName), sameName(of.givenNames), birth ?? ""]) });
  return keys;
}

/** The strongest of them. */
export function rowKey(of: Identifying): string {
  return rowKeys(of)[0]?.key ?? "";
}

/** Everything that a row says, always spelled alike: equal for a row that did not change, wherever it stands. */
export function rowContent(of: ImportedCase): string {
  const { row: _, ...content } = of;
  return JSON.stringify(canonical(content));
}

function canonical(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, it]) => [name, canonical(it)]);
}

/** "KIM 12/2026" and "kim-12/2026" are one number; "1/23" and "12/3" are two. */
function sameNumber(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Capitals, marks and spaces do not make another person. */
function sameName(text: string | null): string {
  if (text === null) return "";
  const folded = foldTight(text);
  return folded === "" ? text.normalize("NFKC").toLowerCase() : folded;
}
