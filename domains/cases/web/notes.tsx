import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Row } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type CaseView, savePersonalNote } from "../contract.ts";
import { draftOf, EditForm } from "./edit-dialog.tsx";
import { NoteDialog } from "./row-dialogs.tsx";

/** Three layers: what only its author reads, what is part of the record, what is counted without the person. */
export function Notes({ file }: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const [isAdding, setAdding] = useState(false);
  const [values, setValues] = useState({ text: file.personalNote?.text ?? "" });
  return (
    <Fold summary={t("cases.note.title")} word={t("cases.note.layers")}>
      {file.abilities.writePersonalNote && (
        <>
          <h2 className="minor">{t("cases.note.personal.title")}</h2>
          <EditForm
            label={t("cases.note.personal.title")}
            kind="secondary"
            submit={t("cases.note.personal.submit")}
            draft={draftOf("personal-note", file.id, null)}
            said={t("cases.note.personal.said")}
            row={{ version: file.personalNote?.version ?? null }}
            {...{ values, onValues: setValues }}
            compared={[{ label: t("cases.note.personal.label"), shown: (one) => one.text }]}
            onSave={({ version }) => call(savePersonalNote, { params: { caseId: file.id }, body: { version, text: values.text } })}
          >
            <TextArea
              label={t("cases.note.personal.label")}
              hint={t("cases.note.personal.hint")}
              name="text"
              rows={3}
              value={values.text}
              onChange={(text) => setValues({ text })}
            />
          </EditForm>
        </>
      )}
      <h2 className="minor">{t("cases.note.record.title")}</h2>
      <p className="small muted">{t("cases.note.record.hint")}</p>
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setAdding(true)}>
            {t("cases.note.add")}
          </Button>
        </Row>
      )}
      <h2 className="minor">{t("cases.note.activity.title")}</h2>
      <p className="small muted">{t("cases.note.activity.hint")}</p>
      {isAdding && <NoteDialog caseId={file.id} row={null} onClose={() => setAdding(false)} />}
    </Fold>
  );
}
