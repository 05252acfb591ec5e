import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../../platform/web/answers.tsx";
import { Link } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Stack } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { listSharedReconstructions, makeSharedReconstructionsSpreadsheet, openSharedReconstruction } from "../../contract.ts";
import { Told } from "./reconstruction-page.tsx";
import { useReconstructionWords } from "./words.ts";

/** What sites showed the team: a prepared view, without any origin. */
export function SharedReconstructionsPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useReconstructionWords();
  const language = useLanguage();
  const list = useAnswer(listSharedReconstructions, {});
  return (
    <Page title={t("themes.reconstruction.list.title")} lead={t("themes.reconstruction.shared.lead")} width="mid">
      <Answered query={list}>
        {({ reconstructions }) =>
          reconstructions.length === 0 ? (
            <Empty>{t("themes.reconstruction.shared.empty")}</Empty>
          ) : (
            <Stack>
              <List>
                {reconstructions.map((one) => (
                  <ListRow key={one.id}>
                    <p dir="auto">
                      <Link kind="name" to={`/shared-reconstructions/${one.id}`}>
                        {words.titleOf(one.title)}
                      </Link>
                    </p>
                    <p className="small muted">
                      {t("themes.reconstruction.shared.by", { site: one.siteName, day: f.day(one.sharedOn) })} · {words.sizeOf(one)}
                    </p>
                  </ListRow>
                ))}
              </List>
              <AsExcel
                endpoint={makeSharedReconstructionsSpreadsheet}
                request={{ query: { language } }}
                list={t("themes.reconstruction.list.title")}
              />
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}

export function SharedReconstructionPage(): ReactNode {
  const t = useTexts();
  const { reconstructionId } = usePath("reconstructionId");
  const one = useAnswer(openSharedReconstruction, { params: { reconstructionId } });
  const crumbs = [{ to: "/shared-reconstructions", label: t("themes.reconstruction.list.title") }];
  const missing = (
    <Page title={t("themes.reconstruction.list.title")} crumbs={crumbs}>
      <Empty>{t("themes.reconstruction.gone")}</Empty>
    </Page>
  );
  return (
    <Answered query={one} notFound={missing}>
      {(it) => <Shared key={it.id} one={it} crumbs={crumbs} />}
    </Answered>
  );
}

function Shared(it: {
  readonly one: NonNullable<ReturnType<typeof useAnswer<typeof openSharedReconstruction>>["data"]>;
  readonly crumbs: { to: string; label: string }[];
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { one } = it;
  const words = useReconstructionWords(one.units);
  return (
    <Page
      title={words.titleOf(one.content.title)}
      crumbs={it.crumbs}
      width="mid"
      lead={
        <>
          {one.content.situation !== "" && <p dir="auto">{one.content.situation}</p>}
          <p className="small muted">{t("themes.reconstruction.shared.by", { site: one.siteName, day: f.day(one.sharedOn) })}</p>
        </>
      }
    >
      <Told content={one.content} worksheet={one.worksheet} words={words} />
    </Page>
  );
}
