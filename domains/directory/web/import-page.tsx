import { type ReactNode, useState } from "react";
import { Failed, useRefresh } from "../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../platform/web/api.ts";
import { Actions, Button, LinkButton } from "../../../platform/web/form/button.tsx";
import { ComboBox } from "../../../platform/web/form/choice.tsx";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Counts, Note } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { importDirectoryFile, type ImportResult, readDirectoryFile, type Said } from "../contract.ts";
import { knownLanguages, languageNameOf } from "../rules-languages.ts";

/** A file of a directory: read and shown first, then taken over as a whole. */
export function ImportPage(): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const [language, setLanguage] = useState<string | null>("de");
  const [region, setRegion] = useState("");
  const [licence, setLicence] = useState("");
  const [attribution, setAttribution] = useState("");
  const [result, setResult] = useState<ImportResult | null>(null);
  const [busy, setBusy] = useState<"reading" | "writing" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const query = {
    language: language ?? "de",
    ...(region.trim() === "" ? {} : { region: region.trim() }),
    ...(licence.trim() === "" ? {} : { licence: licence.trim() }),
    ...(attribution.trim() === "" ? {} : { attribution: attribution.trim() }),
  };
  async function send(isWriting: boolean): Promise<void> {
    if (!file) return;
    setProblem(null);
    setBusy(isWriting ? "writing" : "reading");
    try {
      setResult(await call(isWriting ? importDirectoryFile : readDirectoryFile, { query }, { file }));
      if (isWriting) await refresh();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(null);
  }
  const understood = result !== null && result.refused === null;
  const changes = result === null ? 0 : result.created + result.changed + result.gone + result.titles.length;
  return (
    <Page
      title={t("directory.import.title")}
      lead={t("directory.import.lead")}
      crumbs={[{ to: "/directory", label: t("directory.title") }]}
      width="narrow"
    >
      {!understood && (
        <Stack>
          <FileDrop
            label={t("directory.import.file")}
            hint={t("directory.import.file_hint")}
            kinds={[".json"]}
            megabytes={50}
            file={file}
            onChange={(chosen) => {
              setFile(chosen);
              setResult(null);
            }}
          />
          <ComboBox
            label={t("directory.import.language")}
            options={knownLanguages.map((code) => ({ value: code, label: languageNameOf(code), note: code }))}
            value={language}
            onChange={setLanguage}
          />
          <Fold summary={t("directory.import.more")} isOpen={result?.refused?.code === "no_region"}>
            <TextField
              label={t("directory.import.region")}
              hint={t("directory.import.region_hint")}
              value={region}
              onChange={setRegion}
              maxLength={120}
              isOptional
            />
            <TextField
              label={t("directory.import.attribution")}
              hint={t("directory.import.attribution_hint")}
              value={attribution}
              onChange={setAttribution}
              maxLength={300}
              isOptional
            />
            <TextField label={t("directory.import.licence")} value={licence} onChange={setLicence} maxLength={80} isOptional />
          </Fold>
          {result?.refused && (
            <Note tone="bad" live title={t("directory.import.refused.title")}>
              <p>
                {t.maybe(`directory.import.refused.${result.refused.code}`, result.refused.params) ?? t("directory.import.refused.other")}
              </p>
            </Note>
          )}
          {file !== null && (
            <Actions>
              <Button kind="primary" busy={busy === "reading" ? t("directory.import.reading") : undefined} onPress={() => void send(false)}>
                {t("directory.import.read")}
              </Button>
            </Actions>
          )}
        </Stack>
      )}
      {problem && <Failed problem={problem} />}
      {understood && (
        <>
          <Understood result={result} />
          <Stack>
            {result.written ? (
              <Note tone="good" live title={t("directory.import.done")} />
            ) : (
              changes === 0 && <p>{t("directory.import.nothing")}</p>
            )}
            <Actions>
              {!result.written && changes > 0 && (
                <Button
                  kind="primary"
                  busy={busy === "writing" ? t("directory.import.writing") : undefined}
                  onPress={() => void send(true)}
                >
                  {result.created + result.changed > 0
                    ? t("directory.import.write", { n: result.created + result.changed })
                    : t("directory.import.write_rest")}
                </Button>
              )}
              {(result.written || changes === 0) && (
                <LinkButton kind="primary" to="/directory">
                  {t("directory.import.to_directory")}
                </LinkButton>
              )}
              <Button
                kind="link"
                onPress={() => {
                  setFile(null);
                  setResult(null);
                }}
              >
                {t("directory.import.again")}
              </Button>
            </Actions>
          </Stack>
        </>
      )}
    </Page>
  );
}

function Understood(it: { readonly result: ImportResult }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { result } = it;
  const found = [
    ...(result.headings > 0 ? [t("directory.import.headings", { n: result.headings })] : []),
    ...(result.contacts > 0 ? [t("directory.import.contacts", { n: result.contacts })] : []),
    ...(result.images > 0 ? [t("directory.import.images", { n: result.images })] : []),
    ...(result.joined > 0 ? [t("directory.import.joined", { n: result.joined })] : []),
    ...(result.titles.length > 0
      ? [
          t("directory.import.titles", {
            languages: f.list(result.titles.map(({ language, count }) => `\u2068${languageNameOf(language)}\u2069 (${f.number(count)})`)),
          }),
        ]
      : []),
    ...(result.gone > 0 ? [t("directory.import.gone", { n: result.gone })] : []),
  ];
  return (
    <>
      <Stack>
        <p>
          {t("directory.import.found", {
            kind: result.kind ?? "page",
            region: result.name ?? "",
            language: languageNameOf(result.language),
          })}
        </p>
        <p className="muted">{t("directory.import.source", { attribution: result.attribution ?? "" })}</p>
        <Counts
          items={[
            { label: t("directory.import.count.read"), value: f.number(result.read) },
            { label: t("directory.import.count.created"), value: f.number(result.created), tone: "good" },
            { label: t("directory.import.count.changed"), value: f.number(result.changed) },
            { label: t("directory.import.count.unchanged"), value: f.number(result.unchanged) },
            ...(result.skipped > 0
              ? [{ label: t("directory.import.count.skipped"), value: f.number(result.skipped), tone: "due" as const }]
              : []),
          ]}
        />
      </Stack>
      {found.length > 0 && (
        <Section title={t("directory.import.more_found")} gap="s">
          <List>
            {found.map((sentence) => (
              <ListRow key={sentence}>
                <p>{sentence}</p>
              </ListRow>
            ))}
          </List>
        </Section>
      )}
      {result.skipped > 0 && <SaidList title={t("directory.import.skipped")} said={result.skippedRows} count={result.skipped} />}
      {result.noticeCount > 0 && <SaidList title={t("directory.import.notices")} said={result.notices} count={result.noticeCount} />}
    </>
  );
}

function SaidList(it: { readonly title: string; readonly said: readonly Said[]; readonly count: number }): ReactNode {
  const t = useTexts();
  const shown = it.said.slice(0, 50);
  return (
    <Section title={it.title} gap="s">
      <List label={it.title}>
        {shown.map((one, at) => (
          <ListRow key={`${one.row} ${one.code} ${at}`}>
            <p>
              <b>{t("directory.import.row", { row: one.row, title: one.title ?? "none" })}</b>
            </p>
            <p>{t.maybe(`directory.import.said.${one.code}`, one.params) ?? one.code}</p>
          </ListRow>
        ))}
      </List>
      {it.count > shown.length && <p className="muted">{t("directory.import.and_more", { n: it.count - shown.length })}</p>}
    </Section>
  );
}
