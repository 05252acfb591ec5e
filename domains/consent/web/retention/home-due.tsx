import type { ReactNode } from "react";
import { useAnswer } from "../../../../platform/web/answers.tsx";
import { type DueFound, useDueRows } from "../../../../platform/web/due.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import { usePersonName } from "../../../people/web/index.ts";
import { type DataRequest, type DueDeletion, getDataHome } from "../../contract.ts";

/** Requests and deletions beside the daily work: in the list of what else is coming, each with the way to where it is done. */
export function ConsentDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const nameOf = usePersonName();
  const { data } = useAnswer(getDataHome, {});
  const whose = (one: DataRequest | DueDeletion) =>
    one.client ? nameOf(one.client.identity) : t("consent.erasure.row.mark", { mark: one.mark });
  useDueRows(
    "consent",
    data && [
      ...data.requests.first.map((one) => ({
        key: `request ${one.id}`,
        dueOn: one.dueOn,
        to: "/data-requests",
        title: `${t(`consent.request.kind.${one.kind}`)}: ${whose(one)}`,
        note: t("consent.request.at_home", { n: one.daysOpen }),
      })),
      ...data.due.first.map((one) => ({
        key: `deletion ${one.id}`,
        dueOn: one.dueOn,
        to: "/erasures",
        title: t("consent.due.at_home", { name: whose(one) }),
        note: t(one.abilities.ask ? "consent.due.note" : "consent.due.note_watch"),
      })),
    ],
    onFound,
  );
  return null;
}
