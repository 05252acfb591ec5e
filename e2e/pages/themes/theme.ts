import type { Visitor } from "../../visitor.ts";

export async function openTheme(visitor: Visitor, title: string): Promise<void> {
  await visitor.open("/themes");
  await visitor.follow(title);
  await visitor.hasTitle(title);
}

/** From now on everybody at the site may read it. */
export async function nameTheme(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("themes.theme.publish"));
  await visitor.isTold("themes.theme.published");
}

export async function requestStatement(visitor: Visitor, organisation: string, question: string): Promise<void> {
  const fold = await visitor.unfold(visitor.words("themes.theme.request_statement"));
  await visitor.select(visitor.words("themes.theme.request_whom"), organisation, fold);
  await visitor.fill(visitor.words("themes.theme.request_question"), question, fold);
  await visitor.press(visitor.words("themes.theme.request_statement"), fold);
  await visitor.isTold("themes.theme.requested");
}

/** The organisation concerned finds the question on its home, and answers. */
export async function giveStatement(visitor: Visitor, theme: string, text: string): Promise<void> {
  await visitor.open("/");
  await visitor.follow(theme);
  await visitor.says(theme);
  await visitor.fill(visitor.words("themes.statement.text"), text);
  await visitor.looksRight("statement");
  await visitor.press(visitor.words("themes.statement.give"));
  await visitor.isTold("themes.statement.given");
}
