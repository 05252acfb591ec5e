import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { Section } from "../../../platform/web/page/page.tsx";
import { Facts } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { IssueView } from "../contract.ts";
import { Figures } from "./figures.tsx";
import { Paragraphs } from "./words.tsx";

/** A report as it was issued: nothing of it is read from today's data. */
export function IssuedReport(it: { readonly issue: IssueView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { document, digest } = it.issue;
  return (
    <>
      <Facts
        items={[
          { label: t("publication.issued.number"), value: f.number(document.number) },
          {
            label: t("publication.issued.issued"),
            value: t("publication.issued.by", { day: f.dayWithYear(document.issuedOn), name: document.issuedBy }),
          },
          {
            label: t("publication.issued.digest"),
            value: (
              <>
                <span className="publication-digest">{digest}</span>
                <br />
                <span className="small muted">{t("publication.issued.digest_note")}</span>
              </>
            ),
          },
        ]}
      />
      <div className="stack stack-xl" lang={document.language}>
        {document.sections.map((section, at) => (
          // what was issued never changes its places
          // oxlint-disable-next-line react/no-array-index-key
          <Section key={at} title={section.title} gap="m">
            <Paragraphs text={section.text} />
            <Figures title={section.title} figures={section.figures} />
          </Section>
        ))}
      </div>
    </>
  );
}
