import type { ReactNode } from "react";
import { useAnswer } from "../../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../../platform/web/form/button.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Row, Section } from "../../../../platform/web/page/page.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { getOwnHome, listReconstructionsOfCase } from "../../contract.ts";
import { ReconstructionList, useStateWords } from "./reconstructions-page.tsx";
import { useReconstructionWords } from "./words.ts";

/** On the page of a case: the way to begin, and what was begun and is not released yet. */
export function ReconstructionsOfCase(it: { readonly caseId: string }): ReactNode {
  const t = useTexts();
  const words = useReconstructionWords();
  const stateOf = useStateWords();
  const list = useAnswer(listReconstructionsOfCase, { params: { caseId: it.caseId } });
  if (!list.data || (!list.data.abilities.begin && list.data.reconstructions.length === 0)) return null;
  return (
    <Section title={t("themes.reconstruction.case.title")} note={t("themes.reconstruction.case.note")} gap="s">
      {list.data.reconstructions.length > 0 && (
        <List>
          {list.data.reconstructions.map((row) => (
            <ListRow key={row.id}>
              <p dir="auto">
                <Link to={`/reconstructions/${row.id}`}>{words.titleOf(row.title)}</Link>
              </p>
              <p className="small muted">{stateOf(row)}</p>
            </ListRow>
          ))}
        </List>
      )}
      {list.data.abilities.begin && (
        <Row>
          <LinkButton to={`/cases/${it.caseId}/reconstruct`}>{t("themes.reconstruction.case.begin")}</LinkButton>
        </Row>
      )}
    </Section>
  );
}

/** On Home: what waits for this person as the second one. */
export function AwaitedReleases(): ReactNode {
  const t = useTexts();
  const home = useAnswer(getOwnHome, {});
  const rows = home.data?.releases ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("themes.reconstruction.list.title")} note={t("themes.reconstruction.list.awaits_me")} gap="s">
      <ReconstructionList rows={rows} />
    </Section>
  );
}
