import { useTexts } from "../../../platform/web/texts.ts";
import type { Author } from "../contract.ts";

/** "Judith Berg, Begleitung", or the side alone where the name is not for the reader. */
export function useAuthor(): (author: Author) => string {
  const t = useTexts();
  return (author) => {
    const side = t(`evaluation.side.${author.side}`);
    return author.name === null ? side : `${author.name}, ${side}`;
  };
}
