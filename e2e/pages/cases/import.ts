import type { Visitor } from "../../visitor.ts";

/** Brings a list along as it lies on the desk today. */
export async function bringList(visitor: Visitor, name: string, lines: readonly string[], encoding: "latin1" | "utf8"): Promise<void> {
  await visitor.open("/cases/import");
  const buffer = Buffer.from(lines.join("\r\n"), encoding);
  await visitor.page.getByLabel(visitor.words("cases.import.file")).setInputFiles({ name, mimeType: "text/csv", buffer });
}

export async function takeListOver(visitor: Visitor, n: number): Promise<void> {
  await visitor.press(visitor.words("cases.import.submit", { n }));
}
