import { type ReactNode, useState } from "react";
import { Failed, useAnswer } from "../../../platform/web/answers.tsx";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Story, type StoryEntry } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty, Loading } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type CaseView, listStory, type StoryFilter, storyFilter, type StoryItem } from "../contract.ts";
import { ContactDialog, NoteDialog } from "./row-dialogs.tsx";
import { useCaseWords } from "./words.ts";

/** How much of it stands there before somebody asks for the rest. */
const shownFirst = 6;

type Editing = Extract<StoryItem, { kind: "contact" | "note" }>;

/** What happened in this case, newest first. */
export function CaseStory(it: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const [filter, setFilter] = useState<StoryFilter>("all");
  const [page, setPage] = useState(1);
  const [isWhole, setWhole] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  const isFirst = filter === "all" && page === 1;
  const other = useAnswer(listStory, { params: { caseId: it.file.id }, query: { page, filter } }, { when: !isFirst });
  const story = isFirst ? it.file.story : other.data;
  const isCut = isFirst && !isWhole && story !== undefined && story.items.length > shownFirst + 2;
  const entryOf = useEntry(it.file.unitId, setEditing);
  return (
    <Section
      title={t("cases.story.title")}
      beside={
        <div className="filters small">
          {storyFilter.options.map((one) => (
            <Button
              key={one}
              kind="link"
              isPressed={one === filter}
              onPress={() => {
                setFilter(one);
                setPage(1);
              }}
            >
              {t(`cases.story.filter.${one}`)}
            </Button>
          ))}
        </div>
      }
    >
      {!story && (other.error ? <Failed problem={other.error} onRetry={() => void other.refetch()} /> : <Loading />)}
      {story && story.items.length === 0 && <Empty>{t("cases.story.empty")}</Empty>}
      {story && <Story label={t("cases.story.title")} entries={(isCut ? story.items.slice(0, shownFirst) : story.items).map(entryOf)} />}
      {isCut && (
        <p>
          <Button kind="link" onPress={() => setWhole(true)}>
            {t("cases.story.rest", { n: story.items.length - shownFirst })}
          </Button>
        </p>
      )}
      {story && !isCut && (page > 1 || story.hasMore) && (
        <div className="row">
          {page > 1 && (
            <Button kind="link" onPress={() => setPage(page - 1)}>
              {t("cases.story.newer")}
            </Button>
          )}
          {story.hasMore && (
            <Button kind="link" onPress={() => setPage(page + 1)}>
              {t("cases.story.older")}
            </Button>
          )}
        </div>
      )}
      {editing?.kind === "contact" && <ContactDialog caseId={it.file.id} row={editing.contact} onClose={() => setEditing(undefined)} />}
      {editing?.kind === "note" && <NoteDialog caseId={it.file.id} row={editing.note} onClose={() => setEditing(undefined)} />}
    </Section>
  );
}

function useEntry(leadingUnitId: string, onEdit: (item: Editing) => void): (item: StoryItem, at: number) => StoryEntry {
  const t = useTexts();
  const f = useFormat();
  const { label, member, doer } = useCaseWords();
  const correct = (item: Editing, isAllowed: boolean) =>
    isAllowed && (
      <Button kind="link" label={t("cases.story.correct_of", { day: f.day(item.onDay) })} onPress={() => onEdit(item)}>
        {t("cases.story.correct")}
      </Button>
    );
  return (item, at) => {
    const base = { key: `${item.kind} ${item.onDay} ${at}`, date: f.day(item.onDay) };
    switch (item.kind) {
      case "contact":
        return {
          ...base,
          icon: "edit",
          kind: `${label("contact_kind", item.contact.kind)}, ${f.minutes(item.contact.minutes)}, ${member(item.contact.authorId)}`,
          text: item.contact.sentence,
          small: (
            <>
              {item.contact.doneSteps.length > 0 && (
                <p>{t("cases.story.done_with_it", { steps: f.list(item.contact.doneSteps.map((step) => step.text)) })}</p>
              )}
              {correct(item, item.contact.abilities.edit)}
            </>
          ),
        };
      case "note":
        return {
          ...base,
          icon: "draft",
          kind: t("cases.story.note", { name: member(item.note.authorId) }),
          text: item.note.text,
          small: correct(item, item.note.abilities.edit),
        };
      case "step":
        return { ...base, icon: "check", kind: t("cases.story.step", { doer: doer(item.step.doer, leadingUnitId) }), text: item.step.text };
      case "milestone":
        return {
          ...base,
          isMilestone: true,
          kind: t("cases.story.milestone"),
          text: t("cases.story.milestone_text", {
            service: label("service", item.service),
            event: label("milestone_event", item.event),
          }),
        };
      case "legal_domain":
        return { ...base, icon: "arrow-forward", kind: t("cases.story.legal_domain"), text: label("legal_domain", item.legalDomain) };
      default:
        return { ...base, icon: "account-circle", kind: t(`cases.story.${item.kind}`) };
    }
  };
}
