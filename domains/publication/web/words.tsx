import type { ReactNode } from "react";

/** A text of several lines: each is a paragraph. */
export function Paragraphs(it: { readonly text: string }): ReactNode {
  return (
    <div className="publication-text stack stack-s" dir="auto">
      {it.text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line, at) => (
          // lines have no name of their own and never change places
          // oxlint-disable-next-line react/no-array-index-key
          <p key={at}>{line}</p>
        ))}
    </div>
  );
}
