import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { CheckboxGroup, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listReconstructions, openReconstruction, type ReconstructionView } from "../../themes/contract.ts";
import type { ToldStep } from "../rules-editing.ts";

/** A chain often begins with a case that went wrong: its steps come from a released reconstruction. Stands outside any other form. */
export function TakeSteps(it: Taking & { readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  return (
    <Dialog title={t("chains.take.title")} onClose={it.onClose}>
      <Which room={it.room} onTake={it.onTake} />
    </Dialog>
  );
}

type Taking = { readonly room: number; readonly onTake: (told: readonly ToldStep[]) => void };

function Which(it: Taking): ReactNode {
  const t = useTexts();
  const list = useAnswer(listReconstructions, {});
  const [id, setId] = useState<string | null>(null);
  return (
    <Answered query={list}>
      {({ reconstructions }) => {
        const released = reconstructions.filter((one) => one.state === "released");
        if (released.length === 0) return <Empty>{t("chains.take.none")}</Empty>;
        return (
          <div className="stack stack-m">
            <p>{t("chains.take.lead")}</p>
            <Select
              label={t("chains.take.which")}
              value={id}
              onChange={setId}
              options={released.map((one) => ({ value: one.id, label: one.title }))}
            />
            {id !== null && <Chosen key={id} id={id} {...it} />}
          </div>
        );
      }}
    </Answered>
  );
}

function Chosen(it: Taking & { readonly id: string }): ReactNode {
  const view = useAnswer(openReconstruction, { params: { reconstructionId: it.id } });
  return <Answered query={view}>{(found) => <Steps view={found} room={it.room} onTake={it.onTake} />}</Answered>;
}

function Steps(it: Taking & { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const { content, worksheet } = it.view;
  const steps = content.steps.toSorted((a, b) => a.week - b.week);
  const [chosen, setChosen] = useState<readonly string[]>(() => steps.map((step) => step.id));
  return (
    <Form
      submit={t("chains.take.submit", { n: chosen.length })}
      check={() =>
        chosen.length === 0 ? [{ path: "steps", code: "choose" }] : chosen.length > it.room ? [{ path: "steps", code: "too_many" }] : []
      }
      wordsFor={({ code }) =>
        code === "choose"
          ? t("chains.take.choose")
          : code === "too_many"
            ? t("chains.take.too_many", { n: Math.max(0, it.room) })
            : undefined
      }
      onSubmit={async () =>
        it.onTake(
          steps
            .filter((step) => chosen.includes(step.id))
            .map(({ id, what, unitId, legalDomain }) => ({
              what,
              unitId,
              legalDomain,
              broken: worksheet.breaks.find((one) => one.stepId === id) ?? null,
            })),
        )
      }
    >
      <CheckboxGroup
        name="steps"
        label={t("chains.take.steps")}
        values={chosen}
        onChange={setChosen}
        options={steps.map((step) => ({ value: step.id, label: step.what }))}
      />
    </Form>
  );
}
