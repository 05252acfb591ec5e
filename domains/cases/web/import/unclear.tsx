import { type ReactNode, useState } from "react";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Checkbox } from "../../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Icon } from "../../../../platform/web/page/icon.tsx";
import { Download } from "../../../../platform/web/page/download.tsx";
import { List } from "../../../../platform/web/page/list.tsx";
import { Section } from "../../../../platform/web/page/page.tsx";
import { type Translate, useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { makeErrorListSpreadsheet } from "../../contract.ts";
import { useCaseWords } from "../words.ts";
import { type CaseList, type Issue, mayBePartial, type PersonChoice, type queryOf } from "./list-of.ts";

const shownAtFirst = 20;
const datesWithoutRest = new Set([
  "no_such_day",
  "ambiguous_date",
  "not_a_date",
  "only_a_month",
  "only_a_year",
  "year_missing",
  "implausible_date",
]);
const mayBeSomebody = new Set(["maybe_same_person", "maybe_known_person"]);
const orders = new Set(["opened_before_birth", "closed_before_opened", "finished_before_started", "two_days_for_one_event"]);

/** How it is right. */
function fixOf(t: Translate, issue: Issue, towns: string): string | undefined {
  const { code, field, params } = issue;
  if (datesWithoutRest.has(code) || code === "birth_in_future")
    return t(field === "birth" ? "cases.import.fix.birth" : "cases.import.fix.date");
  if (orders.has(code)) return t("cases.import.fix.order");
  if (code === "unknown_town") return towns === "" ? undefined : t("cases.import.fix.unknown_town", { towns });
  const most = { too_long: params["most"], too_many: params["most"], character_not_allowed: params["character"] }[code];
  if (most === undefined && ["too_long", "too_many", "character_not_allowed"].includes(code)) return undefined;
  return t.maybe(`cases.import.fix.${code}`, params);
}

/** Every wrong cell with its place, what is wrong with it, and how it is right. */
export function Unclear(it: {
  readonly list: CaseList;
  readonly file: File;
  readonly query: ReturnType<typeof queryOf>;
  readonly isWithout: boolean;
  readonly onSamePerson: (row: number, choice: PersonChoice) => void;
  readonly onWithout: (isWithout: boolean) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { site, label } = useCaseWords();
  const [isWhole, setWhole] = useState(false);
  const { list } = it;
  const towns = f.list((site?.towns ?? []).map((town) => town.name));
  const shown = isWhole ? list.issues : list.issues.slice(0, shownAtFirst);
  const suggestionOf = ({ field, params: { suggestion } }: Issue) => {
    const code = String(suggestion);
    return field === "legalDomains" ? label("legal_domain", code) : field === "residenceStatus" ? label("residence_status", code) : code;
  };
  return (
    <div className="mid">
      <Section title={t("cases.import.unclear.title", { n: list.failed })} note={t("cases.import.unclear.note")}>
        <List>
          {shown.map((issue, at) => (
            <li key={`${issue.row} ${issue.column} ${issue.code} ${at}`} className="fix">
              <div>
                <p className="muted">{t("cases.import.row", { row: issue.row })}</p>
                {issue.column !== null && <p className="small muted">{t("cases.import.column", { column: issue.column })}</p>}
              </div>
              <div className="stack stack-xs">
                <p className="fix__why">
                  <Icon name="danger" tone="bad" />
                  <span>{t.maybe(`cases.import.issue.${issue.code}`, issue.params) ?? t("cases.import.issue.other")}</span>
                </p>
                {issue.value !== "" && (
                  <p className="small">{t.rich("cases.import.stands", { value: <span className="raw">{issue.value}</span> })}</p>
                )}
              </div>
              <div className="stack stack-s">
                {issue.heading !== null && issue.heading !== "" && (
                  <p className="small">
                    <b>{issue.heading}</b>
                  </p>
                )}
                <p className="small">
                  {issue.params["suggestion"] === undefined
                    ? fixOf(t, issue, towns)
                    : t("cases.import.meant", { suggestion: suggestionOf(issue) })}
                </p>
                {mayBeSomebody.has(issue.code) && (
                  <div className="row">
                    {(["same", "other", "out"] as const).map((choice) => (
                      <Button
                        key={choice}
                        kind="secondary"
                        label={t("cases.import.same_person.of", { row: issue.row, choice: t(`cases.import.same_person.${choice}`) })}
                        onPress={() => it.onSamePerson(issue.row, choice)}
                      >
                        {t(`cases.import.same_person.${choice}`)}
                      </Button>
                    ))}
                  </div>
                )}
              </div>
            </li>
          ))}
        </List>
        {shown.length < list.issues.length && (
          <p>
            <Button kind="link" onPress={() => setWhole(true)}>
              {t("cases.import.all_unclear", { n: list.issues.length })}
            </Button>
          </p>
        )}
        {isWhole && list.issueCount > list.issues.length && (
          <p className="small muted">{t("cases.import.more_unclear", { shown: list.issues.length, n: list.issueCount })}</p>
        )}
        <div className="row">
          <Download endpoint={makeErrorListSpreadsheet} request={{ query: { ...it.query, language } }} file={it.file}>
            {t("cases.import.errors")}
          </Download>
        </div>
        {mayBePartial(list) && (
          <Checkbox
            name="without"
            label={t("cases.import.without", { taken: list.read - list.failed, read: list.read, out: list.failed })}
            note={t("cases.import.without.note")}
            isChecked={it.isWithout}
            onChange={it.onWithout}
          />
        )}
      </Section>
    </div>
  );
}
