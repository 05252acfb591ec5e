import type { Visitor } from "../../visitor.ts";

export type Asked = { readonly age: string; readonly status: string; readonly town: string; readonly matter?: string };

/** The question in one line: of somebody without a name. */
export async function askWho(visitor: Visitor, asked: Asked): Promise<void> {
  const { page } = visitor;
  await page.goto("/responsible");
  await visitor.hasTitle(visitor.words("network.responsible.title"));
  await visitor.fill(visitor.words("network.responsible.age"), asked.age);
  await visitor.select(visitor.words("network.responsible.status"), asked.status);
  await visitor.select(visitor.words("network.responsible.town"), asked.town);
  if (asked.matter !== undefined) await visitor.select(visitor.words("network.responsible.matter"), asked.matter);
}
