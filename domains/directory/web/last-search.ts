/** What was typed last, for the way back from a page: in memory alone, it may hold a name. */
let last = "";

export function lastSearch(): string {
  return last;
}
export function rememberSearch(text: string): void {
  last = text;
}
