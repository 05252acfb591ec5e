import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../../platform/web/answers.tsx";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Select } from "../../../../platform/web/form/choice.tsx";
import { Pair } from "../../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../../platform/web/form/text-field.tsx";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Section } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Slot } from "../../../../platform/web/slots.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import { askWhoIsResponsible, type Match, type Question, type SiteView } from "../../contract.ts";
import { letterOf } from "../../responsibility/rules.ts";
import { languageCodes, useResponsibilityWords } from "./words.ts";

const nothing: Question = { townId: null, age: null, residenceStatus: null, letter: null, language: null, legalDomain: null, matter: null };

/** The question in one line, and the answer below it as it is typed. No name is asked for, and nothing is kept. */
export function AskWho(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const words = useResponsibilityWords(it.site);
  const [asked, setAsked] = useState<Question>(nothing);
  const [typed, setTyped] = useState("");
  const [round, setRound] = useState(0);
  const isAsked = Object.values(asked).some((value) => value !== null);
  const answer = useAnswer(askWhoIsResponsible, { body: asked }, { when: isAsked, keep: true });
  const set = (more: Partial<Question>) => setAsked((before) => ({ ...before, ...more }));
  const unknown = t("network.responsible.unknown");
  return (
    <>
      <Section
        title={t("network.responsible.ask")}
        gap="s"
        beside={
          isAsked && (
            <Button
              kind="link"
              onPress={() => {
                setAsked(nothing);
                setTyped("");
                setRound((before) => before + 1);
              }}
            >
              {t("network.responsible.clear")}
            </Button>
          )
        }
      >
        <div className="stack stack-m" key={round}>
          <div className="who-asks">
            <NumberField
              label={t("network.responsible.age")}
              value={asked.age}
              onChange={(age) => set({ age: age !== null && age >= 0 && age <= 120 ? Math.trunc(age) : null })}
              minimum={0}
              maximum={120}
            />
            <Select
              label={t("network.responsible.status")}
              value={asked.residenceStatus}
              onChange={(residenceStatus) => set({ residenceStatus })}
              emptyLabel={unknown}
              options={words.options("residence_status")}
            />
            <Select
              label={t("network.responsible.town")}
              value={asked.townId}
              onChange={(townId) => set({ townId })}
              emptyLabel={unknown}
              options={it.site.towns.map((town) => ({ value: town.id, label: town.name }))}
            />
            <Select
              label={t("network.responsible.matter")}
              value={asked.matter}
              onChange={(matter) => set({ matter })}
              emptyLabel={unknown}
              options={words.options("matter")}
            />
            <TextField
              label={t("network.responsible.letter")}
              value={typed}
              maxLength={1}
              onChange={(value) => {
                // whatever is typed, only one letter stays, on the screen as well
                const letter = letterOf(value.slice(-1));
                setTyped(letter ?? "");
                set({ letter });
              }}
            />
          </div>
          <Fold summary={t("network.responsible.more")}>
            <Pair>
              <Select
                label={t("network.responsible.language")}
                value={asked.language}
                onChange={(language) => set({ language })}
                emptyLabel={unknown}
                options={languageCodes.map((code) => ({ value: code as string, label: words.languageName(code) }))}
              />
              <Select
                label={t("network.responsible.law")}
                value={asked.legalDomain}
                onChange={(legalDomain) => set({ legalDomain })}
                emptyLabel={unknown}
                options={words.options("legal_domain")}
              />
            </Pair>
          </Fold>
        </div>
      </Section>
      {isAsked ? (
        <Answered query={answer}>{({ matches }) => <Matches matches={matches} site={it.site} />}</Answered>
      ) : (
        <Empty>{t("network.responsible.nobody_asked")}</Empty>
      )}
    </>
  );
}

function Matches(it: { readonly matches: readonly Match[]; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const certain = it.matches.filter((one) => one.fit === "certain");
  const possible = it.matches.filter((one) => one.fit === "possible");
  if (it.matches.length === 0)
    return (
      <Note tone="due" title={t("network.responsible.nobody")} live>
        <p>{t("network.responsible.nobody_way")}</p>
        <Slot name="responsibilityGap" props={{}} />
      </Note>
    );
  return (
    <>
      {certain.length > 0 && (
        <Section title={t("network.responsible.answer")}>
          <MatchList matches={certain} site={it.site} label={t("network.responsible.answer")} />
        </Section>
      )}
      {possible.length > 0 && (
        <Section title={t("network.responsible.perhaps")} note={t("network.responsible.perhaps_note")}>
          <MatchList matches={possible} site={it.site} label={t("network.responsible.perhaps")} />
        </Section>
      )}
    </>
  );
}

function MatchList(it: { readonly matches: readonly Match[]; readonly site: SiteView; readonly label: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useResponsibilityWords(it.site);
  return (
    <List label={it.label}>
      {it.matches.map(({ responsibility, because, depends }) => {
        const named = (which: Match["because"]) => f.list(which.map((one) => t(`network.responsible.dimension.${one}`)));
        return (
          <ListRow key={responsibility.id}>
            <p>
              <b>{words.unitName(responsibility.unitId)}</b>
            </p>
            <p>
              {[
                words.matterName(responsibility.matters),
                ...(responsibility.phone ? [t("network.responsible.phone", { phone: responsibility.phone })] : []),
                ...(responsibility.deputyUnitId
                  ? [t("network.responsible.deputy", { name: words.unitName(responsibility.deputyUnitId) })]
                  : []),
              ].join(" · ")}
            </p>
            {responsibility.handling !== null && <p>{responsibility.handling}</p>}
            <p className="small muted">
              {[
                because.length > 0 ? t("network.responsible.because", { what: named(because) }) : t("network.responsible.for_everybody"),
                ...(depends.length > 0
                  ? [
                      `${t("network.responsible.depends", { what: named(depends) })} (${
                        f.list(
                          words.conditions({
                            ...responsibility,
                            townIds: depends.includes("town") ? responsibility.townIds : [],
                            ageFrom: depends.includes("age") ? responsibility.ageFrom : null,
                            ageTo: depends.includes("age") ? responsibility.ageTo : null,
                            residenceStatuses: depends.includes("residenceStatus") ? responsibility.residenceStatuses : [],
                            letterFrom: depends.includes("letter") ? responsibility.letterFrom : null,
                            letterTo: depends.includes("letter") ? responsibility.letterTo : null,
                            languages: depends.includes("language") ? responsibility.languages : [],
                            legalDomains: depends.includes("legalDomain") ? responsibility.legalDomains : [],
                          }),
                        ) || words.matterName(responsibility.matters)
                      })`,
                    ]
                  : []),
              ].join(" · ")}
            </p>
          </ListRow>
        );
      })}
    </List>
  );
}
