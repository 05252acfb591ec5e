import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { useFirstOnPhone } from "../../../platform/web/page/first.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import {
  addStructure,
  changeStructure,
  listStructures,
  makeStructuresSpreadsheet,
  releaseStructures,
  removeStructure,
  restoreStructure,
  type StructureView,
  type TargetGroup,
} from "../contract.ts";
import { Coverage, StructureFacts } from "./coverage.tsx";
import { Frame } from "./frame.tsx";
import { ReleasedStructures } from "./released-parts.tsx";
import { StructureForm } from "./structure-form.tsx";
import { type SiteWords, useOwnWords } from "./words.ts";

type Found = AnswerOf<typeof listStructures>;

/** Which counselling there is where for whom; what is there twice, and what is missing. */
export function StructuresPage(): ReactNode {
  const { role } = useActor();
  return role === "accompaniment" || role === "evaluator" ? <ReleasedStructures /> : <OwnStructures />;
}

function OwnStructures(): ReactNode {
  const t = useTexts();
  const [group, setGroup] = useState<TargetGroup | null>(null);
  const words = useOwnWords();
  const structures = useAnswer(listStructures, { query: group === null ? {} : { targetGroup: group } }, { keep: true });
  return (
    <Frame part="structures" lead={t("cooperation.structures.lead")} width="wide">
      <Answered query={structures}>
        {(found) => (
          <>
            {found.structures.length > 0 && <Coverage found={found} words={words} group={group} onGroup={setGroup} />}
            <Structures found={found} words={words} />
            {found.abilities.edit && (found.structures.length > 0 || found.releasedOn !== null) && (
              <ForTheTeam releasedOn={found.releasedOn} />
            )}
          </>
        )}
      </Answered>
    </Frame>
  );
}

/** Whether the scientific team reads them. */
function ForTheTeam(it: { readonly releasedOn: string | null }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("cooperation", listStructures);
  const release = (isReleased: boolean) =>
    act(() => call(releaseStructures, { body: { isReleased } }), {
      text: t(isReleased ? "cooperation.team.structures_released" : "cooperation.team.structures_ended"),
    });
  return (
    <Section title={t("cooperation.team.title")} gap="s">
      <p>
        {it.releasedOn === null
          ? t("cooperation.team.structures_kept")
          : t("cooperation.team.structures_since", { day: f.dayWithYear(it.releasedOn) })}
      </p>
      <p>
        {it.releasedOn === null ? (
          <Button onPress={() => void release(true)}>{t("cooperation.team.structures_release")}</Button>
        ) : (
          <Button onPress={() => void release(false)}>{t("cooperation.team.end")}</Button>
        )}
      </p>
      <p className="small muted">{t("cooperation.team.structures_note")}</p>
    </Section>
  );
}

function Structures(it: { readonly found: Found; readonly words: SiteWords }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const language = useLanguage();
  const { structures, abilities } = it.found;
  const { rows: shown, rest } = useFirstOnPhone(structures, 6);
  return (
    <Section
      title={t("cooperation.structures.all", { n: structures.length })}
      beside={
        structures.length > 0 ? (
          <AsExcel endpoint={makeStructuresSpreadsheet} request={{ query: { language } }} list={t("cooperation.structures.title")} />
        ) : undefined
      }
    >
      {structures.length === 0 && <Empty>{abilities.edit ? t("cooperation.structures.none_yet") : t("cooperation.structures.none")}</Empty>}
      {structures.length > 0 && (
        <>
          <List>
            {shown.map((structure) => (
              <StructureRow key={structure.id} structure={structure} words={it.words} mayEdit={abilities.edit} />
            ))}
          </List>
          {rest}
        </>
      )}
      {abilities.edit && (
        <Fold summary={t("cooperation.structures.add")} word={t("cooperation.open")}>
          <StructureForm
            submit={t("cooperation.structures.save_new")}
            draft="structure"
            onSend={async (fields, id) => {
              await call(addStructure, { body: { ...fields, id } });
              say({ text: t("cooperation.structures.added", { name: fields.name }) });
              await refresh(listStructures);
            }}
          />
        </Fold>
      )}
    </Section>
  );
}

function StructureRow(it: { readonly structure: StructureView; readonly words: SiteWords; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [isEditing, setEditing] = useState(false);
  const { structure } = it;
  const params = { structureId: structure.id };
  return (
    <ListRow
      action={
        it.mayEdit ? (
          <Button kind="link" label={t("cooperation.change_of", { name: structure.name })} onPress={() => setEditing(true)}>
            {t("cooperation.change")}
          </Button>
        ) : undefined
      }
    >
      <StructureFacts structure={structure} words={it.words} />
      {isEditing && (
        <Dialog title={structure.name} onClose={() => setEditing(false)}>
          <StructureForm
            start={structure}
            submit={t("cooperation.save")}
            draft={`structure:${structure.id}`}
            onSend={async (fields) => {
              await call(changeStructure, { params, body: { ...fields, version: structure.version } });
              say({ text: t("cooperation.saved") });
              setEditing(false);
              await refresh(listStructures);
            }}
          />
          <p>
            <Button
              kind="link"
              onPress={() =>
                void call(removeStructure, { params }).then(async () => {
                  setEditing(false);
                  say({
                    text: t("cooperation.removed", { name: structure.name }),
                    undo: async () => {
                      await call(restoreStructure, { params });
                      await refresh(listStructures);
                    },
                  });
                  await refresh(listStructures);
                })
              }
            >
              {t("cooperation.structures.remove")}
            </Button>
          </p>
        </Dialog>
      )}
    </ListRow>
  );
}
