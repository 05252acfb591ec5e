import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Stack } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { addAttachment, getAttachment, listAttachments, removeAttachment, restoreAttachment } from "../contract.ts";

const kinds = [".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".png", ".jpg", ".jpeg"];

/** Files of one item. `mayAdd` where it is prepared. */
export function Attachments(it: { readonly meetingId: string; readonly itemId: string; readonly mayAdd?: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const act = useAct("bodies", listAttachments);
  const answer = useAnswer(listAttachments, { params: { meetingId: it.meetingId } });
  const [fault, setFault] = useState<string | undefined>(undefined);
  const attachments = (answer.data?.attachments ?? []).filter((one) => one.itemId === it.itemId);
  const mayAdd = it.mayAdd === true && answer.data?.abilities.add === true;
  async function add(file: File | null): Promise<void> {
    if (!file) return;
    setFault(undefined);
    try {
      await call(addAttachment, { params: { itemId: it.itemId }, query: { id: newId() } }, { file });
      say({ text: t("bodies.attachments.added", { name: file.name }) });
    } catch (error) {
      const problem = problemOf(error);
      const code = problem.fields?.[0]?.code ?? problem.reason ?? problem.code;
      setFault(t.maybe(`bodies.attachments.fault.${code}`) ?? t.maybe(`bodies.reason.${code}`) ?? t(`platform.problem.${problem.code}`));
    }
    await refresh(listAttachments);
  }
  async function remove(id: string, name: string): Promise<void> {
    await act(() => call(removeAttachment, { params: { attachmentId: id } }), {
      text: t("bodies.attachments.removed", { name }),
      undo: () => call(restoreAttachment, { params: { attachmentId: id } }),
    });
  }
  if (attachments.length === 0 && !mayAdd) return null;
  return (
    <Stack gap="xs">
      {attachments.length > 0 && (
        <ul className="list" aria-label={t("bodies.attachments.title")}>
          {attachments.map((one) => (
            <li key={one.id} className="row row--apart row--line">
              <span className="wraps">
                {one.fileName}{" "}
                <span className="small muted">
                  {t("bodies.attachments.size", { size: f.number(Math.max(1, Math.round(one.byteCount / 1024))) })}
                </span>
              </span>
              <span className="row row--tight">
                <Download
                  endpoint={getAttachment}
                  request={{ params: { attachmentId: one.id } }}
                  label={t("bodies.attachments.open_of", { name: one.fileName })}
                >
                  {t("bodies.attachments.open")}
                </Download>
                {mayAdd && (
                  <Button
                    kind="link"
                    label={t("bodies.attachments.remove_of", { name: one.fileName })}
                    onPress={() => void remove(one.id, one.fileName)}
                  >
                    {t("bodies.attachments.remove")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <Fold summary={t("bodies.attachments.add")}>
          <FileDrop
            label={t("bodies.attachments.file")}
            hint={t("bodies.attachments.hint")}
            kinds={kinds}
            megabytes={10}
            file={null}
            onChange={(file) => void add(file)}
          />
        </Fold>
      )}
      {fault !== undefined && (
        <Note tone="bad" live>
          <p>{fault}</p>
        </Note>
      )}
    </Stack>
  );
}
