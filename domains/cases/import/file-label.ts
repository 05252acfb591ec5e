import { foldTight } from "./fold.ts";
import { harmlessFileWords } from "./headings.ts";

const harmless = new Set(harmlessFileWords.map(foldTight));

/**
 * What of the name of a file may be kept: how lists are called, numbers of at most four digits, and its kind. A name may stand in it, so every other word becomes
 * "…".
 */
export function fileLabel(name: string): string | null {
  const dot = /^(.*?)(\.(?:xlsx|csv|txt|tsv))?$/is.exec(name.slice(0, 255).normalize("NFC"));
  const [stem, kind] = [dot?.[1] ?? "", (dot?.[2] ?? "").toLowerCase()];
  const kept: string[] = [];
  for (const word of stem.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (word === "") continue;
    const isHarmless = /^\d{1,4}$/.test(word) || harmless.has(foldTight(word));
    if (isHarmless) kept.push(word);
    else if (kept.at(-1) !== "…") kept.push("…");
  }
  const label = kept.slice(0, 12).join(" ");
  return label === "" && kind === "" ? null : `${label}${kind}`.slice(0, 120);
}
