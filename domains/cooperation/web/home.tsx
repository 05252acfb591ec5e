import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { type DueFound, useDueRows } from "../../../platform/web/due.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listEndings, listOwnWaves } from "../contract.ts";

/** A survey that waits for an answer. Nothing when none does. */
export function AskedHome(): ReactNode {
  const own = useAnswer(listOwnWaves, {});
  return <Asked waves={own.data?.waves ?? []} />;
}

/** The same for coordinators, whose organisation may be asked as well. */
export function AskedAtDesk(): ReactNode {
  const endings = useAnswer(listEndings, {});
  return <Asked waves={endings.data?.waves ?? []} />;
}

function Asked(it: { readonly waves: AnswerOf<typeof listOwnWaves>["waves"] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const waiting = it.waves.filter((wave) => wave.isOpen && (wave.state === "asked" || wave.state === "draft"));
  if (waiting.length === 0) return null;
  return (
    <Section title={t("cooperation.home.asked")} gap="s">
      <List>
        {waiting.map((wave) => (
          <ListRow key={wave.id} {...f.when(wave.untilOn)}>
            <p>
              <Link kind="name" to={`/cooperation/waves/${wave.id}/answer`}>
                {wave.title}
              </Link>
            </p>
            <p className="small muted">
              {wave.state === "draft"
                ? t("cooperation.home.draft", { name: wave.organisationName })
                : t("cooperation.home.ten_minutes", { name: wave.organisationName })}
            </p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

const pathOf = { agreement: "/cooperation/agreements", funding: "/cooperation/structures", wave: "/cooperation/waves" } as const;

/** What runs out soon. */
export function EndingsDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const endings = useAnswer(listEndings, {});
  useDueRows(
    "cooperation",
    endings.data?.endings.map((one) => ({
      key: `cooperation ${one.what} ${one.id}`,
      dueOn: one.endsOn,
      to: one.what === "wave" ? `/cooperation/waves/${one.id}` : pathOf[one.what],
      title: one.title,
      note: t(`cooperation.home.ending.${one.what}`),
    })),
    onFound,
  );
  return null;
}
