import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { RadioGroup } from "../../../platform/web/form/choice.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listThemes, openTheme, openThemeLife, type PriorityView, setPriority } from "../contract.ts";
import { PriorityTag } from "./board.tsx";
import { LoopForm } from "./loop-form.tsx";

const criteria = ["reach", "severity", "solvable"] as const;
type Criterion = (typeof criteria)[number];
type Grade = "1" | "2" | "3";
const grades: readonly Grade[] = ["1", "2", "3"];

/** What comes first, by three criteria that everybody sees, each with its reason. */
export function PriorityOfTheme(it: {
  readonly theme: AnswerOf<typeof openTheme>;
  readonly priority: PriorityView | null;
  readonly isOpen: boolean;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { priority, theme } = it;
  if (priority === null && !theme.abilities.lead) return null;
  return (
    <Section title={t("themes.priority.title")} gap="s">
      {priority === null ? (
        <p className="muted">{t("themes.priority.none")}</p>
      ) : (
        <>
          <p className="row row--tight">
            <PriorityTag level={priority.level} />
            <span className="small muted">
              {t("themes.priority.points", { n: priority.reach + priority.severity + priority.solvable })}
            </span>
          </p>
          <dl className="stack stack-s">
            {criteria.map((one) => (
              <div key={one}>
                <dt className="small muted">{t(`themes.priority.${one}`)}</dt>
                <dd>
                  {t(`themes.priority.${one}.${String(priority[one]) as Grade}`)}. {priority[`${one}Reason`]}
                </dd>
              </div>
            ))}
          </dl>
          <p className="small muted">{t("themes.priority.by", { by: priority.setBy ?? "", day: f.dayWithYear(priority.setOn) })}</p>
        </>
      )}
      {theme.abilities.lead && (
        <Fold summary={t(priority === null ? "themes.priority.save" : "themes.priority.change")} isOpen={it.isOpen}>
          <SetPriority theme={theme} before={priority} />
        </Fold>
      )}
    </Section>
  );
}

function SetPriority(it: { readonly theme: AnswerOf<typeof openTheme>; readonly before: PriorityView | null }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { before, theme } = it;
  const start = (one: Criterion): Grade | null => (before === null ? null : (String(before[one]) as Grade));
  const [grade, setGrade] = useState<Record<Criterion, Grade | null>>({
    reach: start("reach"),
    severity: start("severity"),
    solvable: start("solvable"),
  });
  const [reasons, setReasons] = useState<Record<Criterion, string>>({
    reach: before?.reachReason ?? "",
    severity: before?.severityReason ?? "",
    solvable: before?.solvableReason ?? "",
  });
  const { reports, towns } = theme.evidence;
  return (
    <LoopForm
      submit={t("themes.priority.save")}
      draft={`priority:${theme.id}`}
      kind="secondary"
      onSubmit={async ({ id }) => {
        const { level } = await call(setPriority, {
          params: { themeId: theme.id },
          body: {
            id,
            reach: Number(grade.reach),
            severity: Number(grade.severity),
            solvable: Number(grade.solvable),
            reachReason: reasons.reach,
            severityReason: reasons.severity,
            solvableReason: reasons.solvable,
          },
        });
        say({ text: t("themes.priority.saved", { level: t(`themes.priority.level.${level}`) }) });
        await refresh(openThemeLife, openTheme, listThemes);
      }}
    >
      <p className="small muted">{t("themes.priority.rule")}</p>
      {reports.count !== null && towns.count !== null && towns.count > 0 && (
        <p className="small muted">
          {t("themes.priority.known", {
            reports: t("themes.priority.known_reports", { n: reports.count }),
            towns: t("themes.priority.known_towns", { n: towns.count }),
          })}
        </p>
      )}
      {criteria.map((one) => (
        <div key={one} className="stack">
          <RadioGroup<Grade>
            name={one}
            label={t(`themes.priority.${one}`)}
            value={grade[one]}
            onChange={(value) => setGrade((now) => ({ ...now, [one]: value }))}
            options={grades.map((value) => ({ value, label: t(`themes.priority.${one}.${value}`) }))}
            isRequired
          />
          <TextArea
            name={`${one}Reason`}
            label={t("themes.priority.reason_of", { criterion: t(`themes.priority.${one}`) })}
            value={reasons[one]}
            onChange={(value) => setReasons((now) => ({ ...now, [one]: value }))}
            rows={2}
            maxLength={500}
            isRequired
          />
        </div>
      ))}
    </LoopForm>
  );
}
