import type { ReactNode } from "react";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Panel, Tag } from "../../../platform/web/page/panel.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { useIsNarrow } from "../../../platform/web/width.ts";
import type { CaseView } from "../contract.ts";
import { useCaseWords } from "./words.ts";

type Knower = CaseView["knowers"][number];

/** Who reads what of this person, on which ground and until when. */
export function Knowers(it: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { label, unit, member } = useCaseWords();
  const { membershipId } = useActor();
  const { file } = it;
  const isNarrow = useIsNarrow();
  const asked = file.shares.filter((share) => share.state === "asked");
  const name = (knower: Knower) => (knower.unitId === null ? member(knower.membershipId ?? "") : unit(knower.unitId));
  const until = (knower: Knower) =>
    knower.untilAt === null
      ? knower.untilOn && t("cases.knower.until", { day: f.dayWithYear(knower.untilOn) })
      : t("cases.knower.until", { day: f.moment(knower.untilAt) });
  // a recipient does not see who else was given something, so it is not told that there is nobody
  const isOurs = file.basis === "holder" || file.basis === "deputy";
  const others = file.knowers.filter((knower) => knower.basis === "share");
  const who = (
    <>
      {file.knowers.map((knower) => (
        <div key={`${knower.basis} ${knower.unitId ?? knower.membershipId} ${knower.fromOn} ${knower.untilOn}`}>
          <p>
            <strong>{name(knower)}</strong>
            {knower.membershipId === membershipId && ` (${t("cases.knower.you")})`}
          </p>
          <p className="small muted">
            {knower.basis === "share"
              ? f.list(knower.categories.map((category) => label("data_category", category)))
              : t(`cases.basis.${knower.basis}`)}
          </p>
          {until(knower) && <p className="small muted">{until(knower)}</p>}
        </div>
      ))}
      {asked.map((share) => (
        <div key={share.id}>
          <p>
            <strong>{unit(share.unitId)}</strong>
          </p>
          <Tag tone="due" icon="calendar-today">
            {t("cases.knower.asked")}
          </Tag>
          <p className="small muted">{t("cases.knower.asked_since", { day: f.day(share.askedOn) })}</p>
        </div>
      ))}
      {isOurs && <p className="small">{t(others.length > 0 ? "cases.knower.nobody_else" : "cases.knower.nobody")}</p>}
      <p>
        <Link to={`/cases/${file.id}/shares`}>{t(file.abilities.share ? "cases.knower.change" : "cases.knower.see")}</Link>
      </p>
    </>
  );
  if (!isNarrow) return <Panel title={t("cases.knower.title")}>{who}</Panel>;
  return (
    <Fold
      summary={t("cases.knower.title")}
      word={t("cases.knower.count", { n: new Set(file.knowers.map((one) => one.unitId ?? one.membershipId)).size })}
    >
      {who}
    </Fold>
  );
}
