/** What one document needs. The data reach the template as a file of JSON, never as Typst source. */
export type TypesetJob = {
  readonly kind: "typeset";
  /** Absolute path of the document's own `.typ` file. */
  readonly template: string;
  /** JSON text. */
  readonly data: string;
};
export type ReadWordJob = { readonly kind: "read_word"; readonly template: Uint8Array };
export type FillWordJob = { readonly kind: "fill_word"; readonly template: Uint8Array; readonly data: string };
export type PaperJob = TypesetJob | ReadWordJob | FillWordJob;

/** One place of a Word template: `{Name}`, or the beginning of a loop `{#Name}` with what stands inside it. */
export type WordField = { readonly path: string; readonly isLoop: boolean };

export type PaperFailure = {
  readonly kind: "failed";
  /** `bad_template`: the Word file itself is at fault. `template`: ours is. */
  readonly reason: "template" | "bad_template";
  /** A code or a compiler's words; never what somebody wrote. */
  readonly detail: string;
};
export type PaperResult =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly pages: number; readonly unprintable: readonly string[] }
  | { readonly kind: "fields"; readonly fields: readonly WordField[] }
  | PaperFailure;

export type JobMessage = { readonly id: number; readonly job: PaperJob };
export type ResultMessage = { readonly id: number; readonly result: PaperResult };
