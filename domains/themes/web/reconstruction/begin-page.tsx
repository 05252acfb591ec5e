import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { CheckboxGroup } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { newUnlinkableId } from "../../../../platform/web/ids.ts";
import { Page, Row } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  beginReconstruction,
  type CaseEvent,
  listReconstructions,
  listReconstructionsOfCase,
  mostSteps,
  proposeReconstruction,
  type ReconstructionContent,
} from "../../contract.ts";
import { emptyContent, emptyStep } from "../../reconstruction/rules-editing.ts";
import { useReconstructionReasons, useReconstructionWords } from "./words.ts";

function useBegin(caseId: string | null): (content: ReconstructionContent) => Promise<void> {
  const t = useTexts();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const say = useToast();
  const [id] = useState(newUnlinkableId);
  return async (content) => {
    await call(beginReconstruction, { body: { id, caseId, content } });
    say({ text: t("themes.reconstruction.begin.done") });
    await refresh(listReconstructions, listReconstructionsOfCase);
    await navigate({ to: `/reconstructions/${id}/edit` });
  };
}

/** What a case offers, and what of it belongs to the way. */
export function BeginFromCasePage(): ReactNode {
  const t = useTexts();
  const { caseId } = usePath("caseId");
  const proposal = useAnswer(proposeReconstruction, { params: { caseId } });
  return (
    <Page
      title={t("themes.reconstruction.begin.title")}
      lead={t("themes.reconstruction.begin.lead")}
      width="mid"
      crumbs={[{ to: `/cases/${caseId}`, label: t("themes.reconstruction.begin.crumb") }]}
    >
      <Answered query={proposal}>{(it) => <Choose caseId={caseId} events={it.events} fieldOfAction={it.fieldOfAction} />}</Answered>
    </Page>
  );
}

function Choose(it: { readonly caseId: string; readonly events: readonly CaseEvent[]; readonly fieldOfAction: string | null }): ReactNode {
  const t = useTexts();
  const words = useReconstructionWords();
  const reasons = useReconstructionReasons();
  const begin = useBegin(it.caseId);
  // conversations are many and seldom a station of the way
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    it.events
      .filter((event) => event.kind !== "contact")
      .slice(0, mostSteps)
      .map((event) => event.id),
  );
  return (
    <Form
      submit={t("themes.reconstruction.begin.submit", { n: chosen.length })}
      wordsForProblem={reasons}
      check={() => (chosen.length > mostSteps ? [{ path: "events", code: "too_many" }] : [])}
      wordsFor={({ code }) => (code === "too_many" ? t("themes.reconstruction.begin.too_many", { n: mostSteps }) : undefined)}
      onSubmit={async () =>
        await begin({
          ...emptyContent,
          fieldOfAction: it.fieldOfAction,
          steps: it.events
            .filter((event) => chosen.includes(event.id))
            .map((event) =>
              emptyStep(event.id, {
                week: event.week,
                role: event.role,
                legalDomain: event.legalDomain,
                // somebody else's words stay in the case; what says nothing by itself is written anew
                what: event.kind === "step" && event.service === null ? "" : words.eventOf(event),
              }),
            ),
        })
      }
    >
      {it.events.length === 0 ? (
        <Empty>{t("themes.reconstruction.begin.none")}</Empty>
      ) : (
        <>
          <Row>
            <Button kind="link" onPress={() => setChosen(it.events.map((event) => event.id))}>
              {t("themes.reconstruction.begin.all")}
            </Button>
            <Button kind="link" onPress={() => setChosen([])}>
              {t("themes.reconstruction.begin.nothing")}
            </Button>
          </Row>
          <CheckboxGroup
            name="events"
            label={t("themes.reconstruction.begin.events")}
            hint={t("themes.reconstruction.begin.source_note")}
            values={chosen}
            onChange={(values) => setChosen(values)}
            options={it.events.map((event) => ({
              value: event.id,
              label: `${t("themes.reconstruction.begin.week", { n: event.week })}: ${words.eventOf(event)}`,
              note: [words.whoOf({ role: event.role, unitId: null }), event.source ?? ""].filter((part) => part !== "").join(" · "),
            }))}
          />
        </>
      )}
    </Form>
  );
}

/** From nothing: of a case that is kept elsewhere. */
export function BeginByHandPage(): ReactNode {
  const t = useTexts();
  const reasons = useReconstructionReasons();
  const begin = useBegin(null);
  const [title, setTitle] = useState("");
  const [situation, setSituation] = useState("");
  return (
    <Page
      title={t("themes.reconstruction.new.title")}
      lead={t("themes.reconstruction.new.lead")}
      width="narrow"
      crumbs={[{ to: "/reconstructions", label: t("themes.reconstruction.list.title") }]}
    >
      <Form
        submit={t("themes.reconstruction.new.submit")}
        draft="reconstruction"
        wordsForProblem={reasons}
        onSubmit={async () => await begin({ ...emptyContent, title, situation })}
      >
        <TextField
          name="content.title"
          label={t("themes.reconstruction.field.title")}
          hint={t("themes.reconstruction.field.title_hint")}
          value={title}
          onChange={setTitle}
          maxLength={120}
          isRequired
        />
        <TextArea
          name="content.situation"
          label={t("themes.reconstruction.field.situation")}
          hint={t("themes.reconstruction.field.situation_hint")}
          value={situation}
          onChange={setSituation}
          rows={3}
          maxLength={1200}
          isOptional
        />
      </Form>
    </Page>
  );
}
