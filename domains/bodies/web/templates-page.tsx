import { type ReactNode, useState } from "react";
import { Answered, Failed, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  chooseTemplate,
  getDefaultTemplate,
  getTemplateFile,
  largestTemplate,
  listTemplates,
  readTemplate,
  removeTemplate,
  restoreTemplate,
  saveTemplate,
  type TemplateKind,
  templateKinds,
  type TemplateReading,
  type TemplateView,
} from "../contract.ts";

/** The site's own Word files for agenda, minutes and dossier. What a file lacks is said before it is kept. */
export function TemplatesPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const [kind, setKind] = useState<TemplateKind>("agenda");
  const templates = useAnswer(listTemplates, {});
  return (
    <Page title={t("bodies.templates.title")} lead={t("bodies.templates.lead")} width="mid">
      <Chips
        label={t("bodies.templates.which")}
        value={kind}
        onChange={setKind}
        options={templateKinds.map((one) => ({ value: one, label: t(`bodies.templates.kind.${one}`) }))}
      />
      <Answered query={templates}>
        {(answer) => {
          const own = answer.templates.filter((one) => one.kind === kind);
          const inUse = own.find((one) => one.inUse);
          return (
            <>
              <Section title={t("bodies.templates.own")} gap="s">
                <p>{inUse ? t("bodies.templates.in_use", { name: inUse.fileName }) : t("bodies.templates.default_in_use")}</p>
                {own.length === 0 ? (
                  <Empty>{t("bodies.templates.none")}</Empty>
                ) : (
                  <List label={t("bodies.templates.own")}>
                    {own.map((template) => (
                      <TemplateRow key={template.id} template={template} />
                    ))}
                  </List>
                )}
                <div className="row">
                  <Download
                    endpoint={getDefaultTemplate}
                    request={{ params: { kind }, query: { language } }}
                    label={t("bodies.templates.get_default_of", { kind: t(`bodies.templates.kind.${kind}`) })}
                  >
                    {t("bodies.templates.get_default")}
                  </Download>
                  {inUse && <BackToDefault kind={kind} />}
                </div>
              </Section>
              <Upload key={kind} kind={kind} />
              <Fold summary={t("bodies.templates.fields")}>
                <p className="small">{t("bodies.templates.fields_note", { field: "{Gremium}", begin: "{#Punkte}", end: "{/Punkte}" })}</p>
                <ul className="list">
                  {(answer.kinds.find((one) => one.kind === kind)?.fields ?? []).map((field) => (
                    <li key={field.path} className="row row--apart row--line">
                      <code>{field.isList ? `{#${lastOf(field.path)}} … {/${lastOf(field.path)}}` : `{${lastOf(field.path)}}`}</code>
                      <span className="small muted">
                        {[
                          ...(field.path.includes(".")
                            ? [t("bodies.templates.inside", { list: field.path.split(".").slice(0, -1).join(", ") })]
                            : []),
                          ...(field.isNeeded ? [t("bodies.templates.needed")] : []),
                        ].join(", ")}
                      </span>
                    </li>
                  ))}
                </ul>
              </Fold>
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

const lastOf = (path: string) => path.split(".").at(-1) ?? path;

function BackToDefault(it: { readonly kind: TemplateKind }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return (
    <Button
      kind="link"
      onPress={() =>
        void call(chooseTemplate, { body: { kind: it.kind, templateId: null } }).then(
          async () => {
            say({ text: t("bodies.templates.default_chosen") });
            await refresh(listTemplates);
          },
          (error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) }),
        )
      }
    >
      {t("bodies.templates.back_to_default")}
    </Button>
  );
}

function TemplateRow(it: { readonly template: TemplateView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { template } = it;
  const act = async (work: () => Promise<unknown>, text: string, undo?: () => Promise<unknown>) => {
    try {
      await work();
      say({ text, ...(undo ? { undo } : {}) });
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.templates.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
    }
    await refresh(listTemplates);
  };
  const params = { templateId: template.id };
  return (
    <ListRow
      action={
        template.inUse ? (
          <Tag tone="good">{t("bodies.templates.state.in_use")}</Tag>
        ) : (
          <Tag {...(template.isComplete ? {} : { tone: "due" as const })}>
            {t(template.isComplete ? "bodies.templates.state.kept" : "bodies.templates.state.draft")}
          </Tag>
        )
      }
    >
      <p>{template.fileName}</p>
      <p className="small muted">{t("bodies.templates.by", { name: template.uploadedBy, moment: f.moment(template.uploadedAt) })}</p>
      <Lacks reading={template} />
      <div className="row row--tight small">
        <Download endpoint={getTemplateFile} request={{ params }} label={t("bodies.templates.download_of", { name: template.fileName })}>
          {t("bodies.templates.download")}
        </Download>
        {template.isComplete && !template.inUse && (
          <Button
            kind="link"
            label={t("bodies.templates.use_of", { name: template.fileName })}
            onPress={() =>
              void act(
                () => call(chooseTemplate, { body: { kind: template.kind, templateId: template.id } }),
                t("bodies.templates.used", { name: template.fileName }),
              )
            }
          >
            {t("bodies.templates.use")}
          </Button>
        )}
        <Button
          kind="link"
          label={t("bodies.templates.remove_of", { name: template.fileName })}
          onPress={() =>
            void act(
              () => call(removeTemplate, { params }),
              t("bodies.templates.removed", { name: template.fileName }),
              async () => {
                await call(restoreTemplate, { params });
                await refresh(listTemplates);
              },
            )
          }
        >
          {t("bodies.templates.remove")}
        </Button>
      </div>
    </ListRow>
  );
}

function Lacks(it: { readonly reading: Pick<TemplateReading, "missing" | "unknown"> }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { missing, unknown } = it.reading;
  return (
    <>
      {missing.length > 0 && <p>{t("bodies.templates.missing", { fields: f.list(missing) })}</p>}
      {unknown.length > 0 && <p>{t("bodies.templates.unknown", { fields: f.list(unknown) })}</p>}
    </>
  );
}

function Upload(it: { readonly kind: TemplateKind }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const [id, setId] = useState(newId);
  const [reading, setReading] = useState<TemplateReading | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState<string | undefined>(undefined);
  async function attempt(words: string, work: () => Promise<void>): Promise<void> {
    setBusy(words);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(undefined);
    }
  }
  const look = async (chosen: File | null) => {
    setFile(chosen);
    setReading(undefined);
    if (!chosen) return;
    await attempt(t("bodies.templates.looking"), async () => {
      setReading(await call(readTemplate, { query: { kind: it.kind } }, { file: chosen }));
    });
  };
  const save = async () => {
    if (!file) return;
    await attempt(t("platform.saving"), async () => {
      const { reading: read, template } = await call(saveTemplate, { query: { id, kind: it.kind } }, { file });
      if (!template) return setReading(read);
      say({ text: t(template.inUse ? "bodies.templates.saved" : "bodies.templates.saved_as_draft", { name: template.fileName }) });
      setFile(null);
      setReading(undefined);
      setId(newId());
      await refresh(listTemplates);
    });
  };
  const refused = reading?.refused ?? null;
  return (
    <Section title={t("bodies.templates.upload")} gap="s">
      <FileDrop
        label={t("bodies.templates.file")}
        hint={t("bodies.templates.file_hint")}
        kinds={[".docx"]}
        megabytes={largestTemplate / 1_048_576}
        file={file}
        onChange={(chosen) => void look(chosen)}
      />
      {busy !== undefined && !reading && <output>{busy}</output>}
      {problem && <Failed problem={problem} onRetry={() => void look(file)} />}
      {refused && (
        <Note tone="bad" live title={t("bodies.templates.refused")}>
          <p>{t(`bodies.templates.refusal.${refused.code}`)}</p>
          {refused.place !== "" && (
            <p>
              <code>{refused.place}</code>
            </p>
          )}
        </Note>
      )}
      {reading && !refused && (
        <>
          <Note
            tone={reading.isComplete ? "good" : "due"}
            live
            title={t(reading.isComplete ? "bodies.templates.complete" : "bodies.templates.incomplete")}
          >
            <Lacks reading={reading} />
            <p>
              {reading.fields.length > 0
                ? t("bodies.templates.found", { fields: f.list(reading.fields) })
                : t("bodies.templates.found_none")}
            </p>
          </Note>
          <div className="actions">
            <Button kind="primary" busy={busy} onPress={() => void save()}>
              {t(reading.isComplete ? "bodies.templates.save" : "bodies.templates.save_as_draft")}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
