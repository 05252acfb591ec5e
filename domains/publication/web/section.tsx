import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  changeSection,
  draftSection,
  type FigureView,
  longestText,
  openReport,
  redraftSection,
  removeFigure,
  removeSection,
  type ReportView,
  restoreFigure,
  restoreSection,
  type SectionView,
} from "../contract.ts";
import { Figures } from "./figures.tsx";
import { Pick } from "./pick.tsx";
import { Paragraphs } from "./words.tsx";

type Of = { readonly report: ReportView; readonly part: SectionView };

/** A section in the works: what the data said, until somebody has edited or confirmed it. */
export function DraftSection({ report, part }: Of): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("publication");
  const [isEditing, setEditing] = useState(false);
  const [open, setOpen] = useState<"figures" | "today" | undefined>();
  const params = { sectionId: part.id };
  const { title } = part;
  const close = () => setOpen(undefined);
  return (
    <div className={part.confirmed ? "publication-part" : "publication-part publication-part--open"}>
      <Section
        title={title}
        gap="m"
        note={
          part.confirmed ? t("publication.section.confirmed", { name: part.confirmed.by, moment: f.moment(part.confirmed.at) }) : undefined
        }
        beside={part.confirmed ? undefined : <Tag tone="due">{t("publication.section.drafted")}</Tag>}
      >
        {isEditing ? (
          <SectionForm part={part} onDone={() => setEditing(false)} />
        ) : (
          <>
            {part.text === "" ? (
              part.figures.length === 0 && <Empty>{t("publication.section.empty")}</Empty>
            ) : (
              <div lang={report.language}>
                <Paragraphs text={part.text} />
              </div>
            )}
            <Figures title={title} figures={part.figures} action={takeOut} />
            <div className="row">
              {part.confirmed === null && part.text !== "" && (
                <Button
                  kind="secondary"
                  label={t("publication.section.confirm_of", { title })}
                  onPress={() =>
                    void act(() => call(changeSection, { params, body: { title, text: part.text, version: part.version } }), {
                      text: t("publication.section.confirm_done", { title }),
                    })
                  }
                >
                  {t("publication.section.confirm")}
                </Button>
              )}
              <Button kind="link" label={t("publication.section.edit_of", { title })} onPress={() => setEditing(true)}>
                {t("publication.section.edit")}
              </Button>
              <Button kind="link" label={t("publication.figures.add_of", { title })} onPress={() => setOpen("figures")}>
                {t("publication.figures.add")}
              </Button>
              {part.code !== null && (
                <Button kind="link" label={t("publication.section.today_of", { title })} onPress={() => setOpen("today")}>
                  {t("publication.section.today")}
                </Button>
              )}
              <Button
                kind="link"
                label={t("publication.section.remove_of", { title })}
                onPress={() =>
                  void act(() => call(removeSection, { params }), {
                    text: t("publication.section.removed", { title }),
                    undo: () => call(restoreSection, { params }),
                  })
                }
              >
                {t("publication.section.remove")}
              </Button>
            </div>
          </>
        )}
      </Section>
      {open === "figures" && (
        <Dialog title={t("publication.figures.pick.title")} onClose={close}>
          <Pick report={report} part={part} onDone={close} />
        </Dialog>
      )}
      {open === "today" && (
        <Dialog title={t("publication.section.today.title")} onClose={close}>
          <Today report={report} part={part} onDone={close} />
        </Dialog>
      )}
    </div>
  );
}

function SectionForm(it: { readonly part: SectionView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("publication");
  const { part } = it;
  const [title, setTitle] = useState(part.title);
  const [text, setText] = useState(part.text);
  return (
    <Form
      submit={t("publication.section.save")}
      kind="secondary"
      draft={`publication-section:${part.id}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      showsShortcut
      beside={
        <Button kind="link" onPress={it.onDone}>
          {t("publication.section.cancel")}
        </Button>
      }
      onSubmit={async ({ version = part.version }) => {
        await call(changeSection, { params: { sectionId: part.id }, body: { title, text, version } });
        say({ text: t("publication.section.saved", { title }) });
        await refresh(openReport);
        it.onDone();
      }}
    >
      <TextField name="title" label={t("publication.section.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea
        name="text"
        label={t("publication.section.text")}
        hint={t("publication.section.text_hint")}
        value={text}
        onChange={setText}
        rows={14}
        maxLength={longestText}
      />
    </Form>
  );
}

function TakeOut(it: { readonly figure: FigureView }): ReactNode {
  const t = useTexts();
  const act = useAct("publication");
  const { id, label } = it.figure;
  const params = { figureId: id };
  return (
    <Button
      kind="link"
      label={t("publication.figures.remove_of", { label })}
      onPress={() =>
        void act(() => call(removeFigure, { params }), {
          text: t("publication.figures.removed", { label }),
          undo: () => call(restoreFigure, { params }),
        })
      }
    >
      {t("publication.figures.remove")}
    </Button>
  );
}

const takeOut = (figure: FigureView): ReactNode => <TakeOut figure={figure} />;

/** What the data say today. It takes the place of a draft only, never of what somebody wrote. */
function Today({ report, part, onDone }: Of & { readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const act = useAct("publication");
  const params = { sectionId: part.id };
  const drafted = useAnswer(draftSection, { params });
  return (
    <Answered query={drafted}>
      {({ text, isSame }) => (
        <>
          {text === "" ? (
            <Empty>{t("publication.section.today.nothing")}</Empty>
          ) : isSame ? (
            <p>{t("publication.section.today.same")}</p>
          ) : null}
          {text !== "" && !isSame && (
            <>
              <div lang={report.language}>
                <Paragraphs text={text} />
              </div>
              {part.confirmed === null ? (
                <div className="actions">
                  <Button
                    kind="primary"
                    onPress={() =>
                      void act(() => call(redraftSection, { params, body: { version: part.version } }), {
                        text: t("publication.section.today.taken"),
                      }).then((isDone) => isDone && onDone())
                    }
                  >
                    {t("publication.section.today.take")}
                  </Button>
                </div>
              ) : (
                <p className="small muted">{t("publication.section.today.kept")}</p>
              )}
            </>
          )}
        </>
      )}
    </Answered>
  );
}
