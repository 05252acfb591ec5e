import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { getOfferName } from "../contract.ts";

/** An offer by its name, and what one should know before going there. */
export function OfferLink(it: { readonly offerId: string }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { data } = useAnswer(getOfferName, { params: { pageId: it.offerId }, query: { language } });
  if (!data) return null;
  return (
    <>
      <Link to={`/directory/pages/${data.id}`} lang={data.language}>
        {data.title}
      </Link>
      {(data.isGone || data.isOver) && (
        <>
          {" "}
          <Tag tone="due">{t(data.isOver ? "directory.over" : "directory.gone")}</Tag>
        </>
      )}
    </>
  );
}
