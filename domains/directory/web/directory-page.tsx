import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Actions, Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Pages } from "../../../platform/web/page/table.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { dayOf } from "../../../platform/web/clock.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type Entry, type Hit, listDirectory, makeOffersSpreadsheet, openPage, searchPages } from "../contract.ts";
import { directionOf, languageNameOf } from "../rules-languages.ts";
import { Freshness } from "./freshness.tsx";
import { lastSearch, rememberSearch } from "./last-search.ts";
import { useSettled } from "./offer-field.tsx";
import "./directory.css";

type Directory = AnswerOf<typeof listDirectory>;

export function DirectoryPage(): ReactNode {
  return <Search within={null} />;
}

export function DirectoryBelowPage(): ReactNode {
  const { pageId } = usePath("pageId");
  return <Search key={pageId} within={pageId} />;
}

function Search(it: { readonly within: string | null }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const directory = useAnswer(listDirectory, { query: { language } });
  return (
    <Page
      title={t("directory.title")}
      lead={t("directory.lead")}
      width="mid"
      {...(it.within === null ? {} : { crumbs: [{ to: "/directory", label: t("directory.title") }] })}
    >
      <Answered query={directory}>{(answer) => <Searching directory={answer} within={it.within} />}</Answered>
    </Page>
  );
}

function Searching(it: { readonly directory: Directory; readonly within: string | null }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { directory, within } = it;
  const [text, setText] = useState(lastSearch);
  const [only, setOnly] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const settled = useSettled(text).trim();
  useEffect(() => rememberSearch(settled), [settled]);
  // another question begins on its first page
  const question = `${settled} ${only ?? ""}`;
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    setAsked(question);
    setPage(1);
  }
  const found = useAnswer(searchPages, { body: { text: settled, within, only, language, page } }, { when: settled.length > 1, keep: true });
  const tops = directory.sources.flatMap((source) => source.entries).filter((entry) => entry.children > 0);
  const place = useAnswer(
    openPage,
    { params: { pageId: within ?? "" }, query: { language } },
    { when: within !== null && !tops.some((entry) => entry.id === within) },
  );
  const places = [
    ...(place.data && !tops.some((entry) => entry.id === place.data?.id) ? [{ value: place.data.id, label: place.data.title }] : []),
    ...tops.map(({ id, title }) => ({ value: id, label: title })),
  ];
  const isEmpty = directory.sources.every((source) => source.pages === 0);
  const { abilities } = directory;
  const actions = (abilities.import || abilities.keepOffer) && (
    <Actions>
      {abilities.import && <LinkButton to="/directory/import">{t("directory.import.add")}</LinkButton>}
      {abilities.keepOffer && <LinkButton to="/directory/offers/new">{t("directory.offer.add")}</LinkButton>}
    </Actions>
  );
  if (isEmpty)
    return (
      <Stack>
        <Empty>
          {t(
            abilities.keepOffer
              ? "directory.browse.empty_both"
              : abilities.import
                ? "directory.browse.empty_import"
                : "directory.browse.empty",
          )}
        </Empty>
        {actions}
      </Stack>
    );
  return (
    <>
      <search className="stack">
        <TextField
          type="search"
          label={t("directory.search.label")}
          hint={t("directory.search.hint")}
          value={text}
          onChange={setText}
          maxLength={200}
        />
        <Pair>
          <Select
            label={t("directory.search.within")}
            options={places}
            value={within}
            emptyLabel={t("directory.search.everywhere")}
            onChange={(id) => void navigate({ to: id === null ? "/directory" : `/directory/below/${id}` })}
          />
          <Select
            label={t("directory.search.only")}
            options={directory.languages.map((code) => ({ value: code, label: languageNameOf(code) }))}
            value={only}
            emptyLabel={t("directory.search.all_languages")}
            onChange={setOnly}
          />
        </Pair>
      </search>
      {settled.length > 1 ? (
        <Answered query={found}>
          {(answer) => (
            <Section
              title={t("directory.search.results")}
              gap="m"
              beside={<output>{t("directory.search.count", { n: answer.total })}</output>}
            >
              {answer.corrected !== null && (
                <Note live title={t("directory.search.corrected", { words: answer.corrected })}>
                  <p>{t("directory.search.corrected_note", { typed: settled })}</p>
                </Note>
              )}
              {answer.isPartial && <p>{t("directory.search.partial")}</p>}
              {answer.total === 0 && (
                <>
                  <Empty>{t(within === null && only === null ? "directory.search.none" : "directory.search.none_here")}</Empty>
                  {(within !== null || only !== null) && (
                    <Button
                      onPress={() => {
                        setOnly(null);
                        if (within !== null) void navigate({ to: "/directory" });
                      }}
                    >
                      {t("directory.search.search_all")}
                    </Button>
                  )}
                </>
              )}
              <List label={t("directory.search.results")}>
                {answer.hits.map((hit) => (
                  <HitRow key={hit.id} hit={hit} />
                ))}
              </List>
              {answer.pages > 1 && <Pages page={page} pages={answer.pages} onPage={setPage} />}
            </Section>
          )}
        </Answered>
      ) : (
        <>
          <Browse directory={directory} within={within} />
          {within === null && <AsExcel endpoint={makeOffersSpreadsheet} request={{ query: { language } }} list={t("directory.title")} />}
        </>
      )}
      {actions}
    </>
  );
}

function HitRow(it: { readonly hit: Hit }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { hit } = it;
  return (
    <ListRow>
      {hit.path.length > 0 && <p className="small muted">{hit.path.map((one) => one.title).join(" › ")}</p>}
      <p lang={hit.language} dir={directionOf(hit.language)}>
        <Link kind="name" to={`/directory/pages/${hit.id}`}>
          {hit.title}
        </Link>
      </p>
      {hit.excerpt.length > 0 && (
        <p lang={hit.language} dir={directionOf(hit.language)}>
          {/* pieces of one sentence never change places */}
          {hit.excerpt.map((piece, at) => (piece.isHit ? <mark key={`${at} ${piece.text}`}>{piece.text}</mark> : piece.text))}
        </p>
      )}
      <p>
        <Freshness of={hit} isOver={hit.isOver} />{" "}
        <span className="small muted">
          {hit.kind !== "page" && <>{t(`directory.kind.${hit.kind}`)} </>}
          {hit.language !== language && <Tag icon="language">{languageNameOf(hit.language)}</Tag>}{" "}
          {hit.isTitleOnly && <Tag>{t("directory.title_only")}</Tag>}
        </span>
      </p>
    </ListRow>
  );
}

/** What stands below: to walk down the tree. */
export function Entries(it: { readonly entries: readonly Entry[]; readonly label: string }): ReactNode {
  const t = useTexts();
  return (
    <List label={it.label}>
      {it.entries.map((entry) => (
        <ListRow key={entry.id} {...(entry.isGone ? { action: <Tag tone="bad">{t("directory.gone")}</Tag> } : {})}>
          <p lang={entry.language} dir={directionOf(entry.language)}>
            <Link kind={entry.hasText ? "soft" : "name"} to={`/directory/pages/${entry.id}`}>
              {entry.title}
            </Link>
          </p>
          {entry.children > 0 && <p className="small muted">{t("directory.browse.count", { n: entry.children })}</p>}
        </ListRow>
      ))}
    </List>
  );
}

function Browse(it: { readonly directory: Directory; readonly within: string | null }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const below = useAnswer(openPage, { params: { pageId: it.within ?? "" }, query: { language } }, { when: it.within !== null });
  if (it.within !== null)
    return (
      <Answered query={below}>
        {(page) => (
          <Section title={page.title}>
            <Entries entries={page.children} label={page.title} />
          </Section>
        )}
      </Answered>
    );
  return (
    <>
      {it.directory.sources
        .filter((source) => source.pages > 0)
        .map((source) => {
          const languages = f.list(source.languages.map(languageNameOf));
          const counted = t("directory.browse.pages", { n: source.pages, languages });
          const imported =
            source.importedAt === null ? undefined : t("directory.browse.imported", { day: f.day(dayOf(new Date(source.importedAt))) });
          const title = source.kind === "own" ? t("directory.browse.own") : source.name;
          return (
            <Section
              key={source.id}
              title={title}
              note={[[counted, imported].filter(Boolean).join(", "), source.attribution].filter(Boolean).join(". ")}
            >
              <Entries entries={source.entries} label={title} />
            </Section>
          );
        })}
    </>
  );
}
